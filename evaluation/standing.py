"""Which bids stand: exclusions, gates, a price of zero and minimums, each named by its rule."""

from fractions import Fraction

from evaluation.model import (
    Criterion,
    GateCriterion,
    Minimum,
    Model,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.prices import is_rejected
from evaluation.result import Reason, ReasonRule
from evaluation.scoring import BidScores
from evaluation.tender import GateScore
from evaluation.wording import exactly


def judged_criteria(model: Model) -> tuple[Criterion, ...]:
    """Return the criteria on which a bid can fail, in the order of the tree."""
    return tuple(
        item
        for item in model.walk
        if isinstance(item, GateCriterion | PriceCriterion) or item.minimum is not None
    )


def reasons_of(scores: BidScores, judged: tuple[Criterion, ...]) -> tuple[Reason, ...]:
    """Return all that a bid failed: what excludes its supplier, then in the tree's order.

    `scores` need hold only what needs no other bid. A minimum whose criterion has no score is
    not judged: only a bid that failed a gate may lack one.
    """
    exclusions = (
        Reason(
            "", ReasonRule.EXCLUSION, disqualifies=True, because=f"{each.ground}: {each.because}"
        )
        for each in scores.bid.exclusions
    )
    failed = (_reason(scores, item) for item in judged)
    return (*exclusions, *(reason for reason in failed if reason is not None))


def stands(reasons: tuple[Reason, ...]) -> bool:
    """Return whether a bid stands after all that it failed."""
    return not any(reason.disqualifies for reason in reasons)


def no_quality_points(model: Model) -> Reason:
    """Return the reason against a bid whose price would be divided by no points."""
    criterion = "" if model.price is None else model.price.id
    because = "The bid earned no points, so its price for each point cannot be worked out."
    return Reason(criterion, ReasonRule.NO_QUALITY_POINTS, disqualifies=True, because=because)


def _reason(scores: BidScores, item: Criterion) -> Reason | None:
    match item:
        case GateCriterion():
            score = scores.bid.scores.get(item.id)
            if score is None or score.agreed is not GateScore.FAILED:
                return None
            because = f"‘{item.title}’ must be passed, and the bid failed it."
            return Reason(item.id, ReasonRule.GATE, disqualifies=True, because=because)
        case PriceCriterion() if is_rejected(scores.price, item):
            because = "The price is zero, and the model rejects a bid with a price of zero."
            return Reason(item.id, ReasonRule.ZERO_PRICE, disqualifies=True, because=because)
        case _ if item.minimum is not None:
            return _below(scores, item, item.minimum)
        case _:
            return None


def _below(scores: BidScores, item: Criterion, minimum: Minimum) -> Reason | None:
    """Compare exactly: equal passes."""
    if minimum.score is not None:
        mark = scores.marks.get(item.id)
        if mark is None or mark.value >= minimum.score:
            return None
        reached = f"scored {exactly(mark.value)}, below the minimum score of"
        because = f"‘{item.title}’ {reached} {exactly(minimum.score)}."
    else:
        percent, least = _percent(scores, item), minimum.percent
        if percent is None or least is None or percent >= least:
            return None
        reached = f"reached {exactly(percent)} per cent, below the minimum of"
        because = f"‘{item.title}’ {reached} {exactly(least)} per cent."
    return Reason(item.id, ReasonRule.MINIMUM, bool(minimum.disqualifies), because)


def _percent(scores: BidScores, item: Criterion) -> Fraction | None:
    result = scores.results.get(item.id)
    if result is not None:
        return result.percent.value
    mark = scores.marks.get(item.id)
    if mark is None or not isinstance(item, ScoredCriterion):
        return None
    return 100 * mark.value / item.scale.maximum
