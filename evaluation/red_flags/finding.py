"""What a check is, and what it finds: a question, nothing to ask, or why it does not apply."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluation.result import BidVerdict, Evaluation
from evaluation.tender import Bid, Tender
from evaluation.wording import listed


class FlagVerdict(StrEnum):
    """What came of a check."""

    RAISED = "raised"
    NOT_RAISED = "not_raised"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw, and of which bids."""

    verdict: FlagVerdict
    because: str
    bids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A check with what it saw; `asks` is the question that it puts where it is raised."""

    id: str
    title: str
    verdict: FlagVerdict
    because: str
    asks: str
    bids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for."""

    id: str
    title: str
    asks: str
    look: Callable[[Tender, Evaluation], Seen]

    def flag(self, tender: Tender, evaluation: Evaluation) -> RedFlag:
        """Return what the check finds in a tender."""
        seen = self.look(tender, evaluation)
        return RedFlag(self.id, self.title, seen.verdict, seen.because, self.asks, seen.bids)


def raised(because: str, bids: Iterable[str]) -> Seen:
    """Return that there is something to ask about."""
    return Seen(FlagVerdict.RAISED, because, tuple(bids))


def not_raised(because: str) -> Seen:
    """Return that there is nothing to ask about."""
    return Seen(FlagVerdict.NOT_RAISED, because)


def not_applicable(because: str) -> Seen:
    """Return why the check does not apply."""
    return Seen(FlagVerdict.NOT_APPLICABLE, because)


def named(tender: Tender, bids: Iterable[str]) -> str:
    """Return bids as a sentence lists them, each by its bidder and its id.

    Raises:
        KeyError: an id is not that of a bid.
    """
    return listed(tuple(f"{tender.by_id[bid].bidder} ({bid})" for bid in bids))


def ranked(tender: Tender, evaluation: Evaluation) -> tuple[Bid, ...]:
    """Return the bids that are ranked, in the order given."""
    return tuple(
        bid for bid in tender.bids if evaluation.by_id[bid.id].verdict is BidVerdict.RANKED
    )


def disqualified(tender: Tender, evaluation: Evaluation) -> tuple[Bid, ...]:
    """Return the bids that are not ranked, in the order given."""
    return tuple(
        bid for bid in tender.bids if evaluation.by_id[bid.id].verdict is BidVerdict.DISQUALIFIED
    )
