"""What stands in the way of an award: judged on an evaluation, and on what is still open of it."""

from dataclasses import dataclass
from enum import StrEnum

from evaluation.result import Evaluation
from rules.wording import counted, listed


class Kind(StrEnum):
    """What an issue is about, by which a page leads to where it is settled."""

    NOT_EVALUATED = "not_evaluated"
    OUT_OF_DATE = "out_of_date"
    PROMISES = "promises"
    PRICES = "prices"
    TIED = "tied"
    NONE_LEFT = "none_left"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that stands in the way, and what to do about it; neither has a full stop."""

    kind: Kind
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Open:
    """What is open beside the order of the bids: the run on record, promises, and prices.

    `is_current` says that the run rests on what stands on record now.
    """

    is_evaluated: bool
    is_current: bool
    promises: int
    prices: int


def issues(open_: Open, evaluation: Evaluation | None) -> tuple[Issue, ...]:
    """Return what stands in the way of recommending an award, the first to settle first."""
    found = []
    if open_.promises:
        found.append(_promises(open_.promises))
    if open_.prices:
        found.append(_prices(open_.prices))
    if not open_.is_evaluated:
        problem = "The bids are not evaluated yet"
        found.append(Issue(Kind.NOT_EVALUATED, problem, "Have them evaluated on the result’s page"))
    elif not open_.is_current:
        problem = "Something was settled or changed since the bids were last evaluated"
        found.append(Issue(Kind.OUT_OF_DATE, problem, "Evaluate them again"))
    if evaluation is not None and open_.is_evaluated:
        found += _of_order(evaluation)
    return tuple(found)


def _promises(many: int) -> Issue:
    wait = counted(many, "promise needs", "promises need")
    problem = f"{wait} a person’s decision: the rules leave open whether it counts"
    return Issue(Kind.PROMISES, problem, "Settle it")


def _prices(many: int) -> Issue:
    wait = counted(many, "price is", "prices are")
    problem = f"{wait} in question as abnormally low, and not decided on"
    return Issue(Kind.PRICES, problem, "Ask the bidder, and decide on its answer")


def _of_order(evaluation: Evaluation) -> tuple[Issue, ...]:
    if not evaluation.ranking:
        problem = "No tender is left to be ranked, so there is none to award the contract to"
        remedy = "Look at the grounds, or end the procurement without an award"
        return (Issue(Kind.NONE_LEFT, problem, remedy),)
    if evaluation.winner is not None:
        return ()
    first = listed([evaluation.by_id[bid].bidder for bid in evaluation.ranking[0]])
    problem = f"First place is shared by {first}, and the published model does not set them apart"
    remedy = "Take advice on how to go on: nothing that was not published may decide between them"
    return (Issue(Kind.TIED, problem, remedy),)
