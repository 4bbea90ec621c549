"""What the simulation assumes, in sentences: printed with every result of it."""

from fractions import Fraction

from evaluation.model import CommitmentFormula
from evaluation.numbers import rounded
from evaluation.stress.contest import Contest
from evaluation.stress.draws import LEAST_LEVEL, LEVEL_SPREAD, MOST_LEVEL
from evaluation.stress.expected import ExpectedPrices
from evaluation.wording import pounds

TARGET_REACH = Fraction(3, 2)
"""The highest offer that is drawn, in targets: the mean then lies at three quarters of the
target, so that it is missed more often than reached. Our default, not a fact."""


def assumptions(
    contest: Contest, expected: ExpectedPrices, *, bids: int, runs: int, seed: int
) -> tuple[str, ...]:
    """Return what was assumed of the bids that were drawn."""
    found = [
        f"{runs:,} competitions of {bids} bids each, drawn from the seed {seed}.",
        "Each figure below is a default of Podium, no forecast: others give other rates.",
    ]
    if contest.questions:
        found.append(
            f"Every bidder has a level between {LEAST_LEVEL} and {MOST_LEVEL} per cent of the "
            "scales, each as likely as another. Each mark lies up to "
            f"{LEVEL_SPREAD} per cent of its scale below or above that level, a small difference "
            "more often than a large one, and is rounded to a step of the scale."
        )
    if contest.price is not None:
        found.append(
            f"Prices lie between {pounds(expected.lowest)} and {pounds(expected.highest)}, those "
            f"in the middle most often: {expected.because}."
        )
    found += _offers(contest)
    found.append(
        "Every bid stands: none fails a gate, and no mark is drawn below the minimum of its "
        "question. Minimums of groups are not judged."
    )
    kinds = _kinds(contest)
    if kinds > 1:
        found.append(
            "What a bidder asks, how well it answers and what it promises are drawn "
            "independently of each other."
        )
    if contest.price is not None:
        chance = rounded(Fraction(100, bids), 1)
        found.append(
            "Price decides where one bid alone is first and none is cheaper. If price had no "
            f"part in it, that would be so in {chance} per cent of the competitions."
        )
    return tuple(found)


def _offers(contest: Contest) -> list[str]:
    formulas = {leaf.formula for leaf, _ in contest.offers}
    found = []
    if CommitmentFormula.RELATIVE_TO_HIGHEST in formulas:
        found.append(
            "Commitments that are compared with the highest lie between nothing and twice a "
            "common middle, those near the middle most often, within what the caps allow."
        )
    if CommitmentFormula.RELATIVE_TO_TARGET in formulas:
        percent = rounded(TARGET_REACH * 100, 0)
        found.append(
            f"Commitments that are compared with a target lie between nothing and {percent} per "
            "cent of it, those in the middle most often, within what the caps allow."
        )
    return found


def _kinds(contest: Contest) -> int:
    return bool(contest.questions) + bool(contest.offers) + (contest.price is not None)
