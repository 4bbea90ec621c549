"""The mark that counts for an answer, and the marks of the evaluators beside it."""

from collections.abc import Iterable
from fractions import Fraction

from evaluation.sums import mean
from evaluation.tender import IndividualScore, Score


def marks_of(individual: Iterable[IndividualScore]) -> tuple[Fraction, ...]:
    """Return the marks that evaluators gave; what they said of a gate is none."""
    return tuple(each.score for each in individual if isinstance(each.score, Fraction))


def mark_of(score: Score) -> Fraction | None:
    """Return the mark that counts: the agreed one, or the mean; None for a gate."""
    if score.agreed is not None:
        return score.agreed if isinstance(score.agreed, Fraction) else None
    marks = marks_of(score.individual)
    return mean(marks) if marks else None
