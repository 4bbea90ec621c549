"""What a tender still lacks before it can be evaluated, by the bid and by what is asked of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.model import GateCriterion, Model, PriceCriterion, ScoredCriterion
from evaluation.tender import Bid, GateScore, Tender
from rules.wording import counted, listed
from webapp.services.refusals import Refused

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Missing:
    """What a bid lacks: the score of a question or gate, or its price; `called` is the bid."""

    bid: str
    called: str
    criterion: str
    title: str
    is_price: bool = False


def missing_of(tender: Tender, called: Mapping[str, str]) -> tuple[Missing, ...]:
    """Return what the bids of a tender lack; `called` is what each is called, by its id.

    A bid that is excluded lacks nothing, and one that failed a gate no other score.
    """
    return tuple(
        one
        for bid in tender.bids
        if not bid.exclusions
        for one in _lacking(bid, tender.model, called.get(bid.id, f"Bidder {bid.id}"))
    )


def _lacking(bid: Bid, model: Model, called: str) -> Iterator[Missing]:
    has_failed = any(score.agreed is GateScore.FAILED for score in bid.scores.values())
    for item in model.leaves:
        match item:
            case PriceCriterion() if bid.price is None:
                yield Missing(bid.id, called, item.id, item.title, is_price=True)
            case ScoredCriterion() | GateCriterion() if not has_failed:
                score = bid.scores.get(item.id)
                if score is None or score.agreed is None:
                    yield Missing(bid.id, called, item.id, item.title)
            case _:
                pass


def refusal_of(missing: tuple[Missing, ...]) -> Refused | None:
    """Return why a tender that lacks something is not evaluated, None where it lacks nothing."""
    prices = tuple(one.called for one in missing if one.is_price)
    if prices:
        return Refused(
            f"No price could be read from the bid of {listed(prices)}",
            "Decide whether to disregard the bid, on the page of what is still to settle",
        )
    if not missing:
        return None
    named = [f"{one.called} on “{one.title}”" for one in missing[:_MOST_NAMED]]
    if len(missing) > _MOST_NAMED:
        named.append(f"{len(missing) - _MOST_NAMED} more")
    return Refused(
        f"{counted(len(missing), 'score is', 'scores are')} not agreed: {listed(named)}",
        "Have the panel agree every score, in moderation",
    )
