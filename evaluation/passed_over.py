"""Bids that a lot is not awarded to though nothing outranks them, in sentences for a panel."""

from evaluation.result import Evaluation
from evaluation.tender import Tender
from evaluation.wording import listed, ordinal
from rules.wording import sentence

OF_THE_FIRST_PLACE = (
    "What follows is about the first place in the ranking, whoever is passed over: who wins this "
    "lot hangs on the award of the other lots too."
)


def passed_over_words(
    tender: Tender, evaluation: Evaluation, *, is_why_told: bool = True
) -> tuple[str, ...]:
    """Return who is passed over and why, then who is first of the others; empty for nobody.

    Bids that are passed over and that others outrank are not told of: it changes nothing. Why tells
    who wins other lots, so that it is left out for readers who may not know that.
    """
    above = evaluation.passed_above
    if not above:
        return ()
    told = tuple(_over(tender, evaluation, bid, is_why_told=is_why_told) for bid in above)
    return (*told, _left(tender, evaluation))


def _over(tender: Tender, evaluation: Evaluation, bid: str, *, is_why_told: bool) -> str:
    place = place_words(evaluation, bid)
    start = f"{tender.name_of(bid)} {place}, and the lot is not to be awarded to it"
    because = evaluation.passed_over[bid].strip()
    if not because:
        return f"{start}. No reason is given yet, so that its letter can’t be sent."
    if not is_why_told:
        return f"{start}, by the published rule of the lots."
    return f"{start}. What it is told: “{sentence(because)}”"


def _left(tender: Tender, evaluation: Evaluation) -> str:
    if not evaluation.awardable:
        return "No other bid is ranked, so there is none that the lot could be awarded to."
    best = evaluation.awardable[0]
    names = listed(tuple(map(tender.name_of, best)))
    if len(best) > 1:
        rank = ordinal(evaluation.by_id[best[0]].rank or 0)
        return f"Of the others {names} share {rank} place, so there is no winner."
    place = place_words(evaluation, best[0])
    return (
        f"Under the published methodology, which includes the rule of the lots, {names}, which "
        f"{place}, has the most advantageous tender: the lot goes to it."
    )


def place_words(evaluation: Evaluation, bid: str) -> str:
    """Return the place of a ranked bid: ‘is second’, or ‘shares second place’."""
    shares = any(bid in place and len(place) > 1 for place in evaluation.ranking)
    place = ordinal(evaluation.by_id[bid].rank or 0)
    return f"shares {place} place" if shares else f"is {place}"
