"""Worked examples for bidders: what a promise, a price or a mark of this very tender comes to.

The figures are invented and round; the arithmetic is that of the evaluation, by its own formulas.
"""

from fractions import Fraction

from evaluation.formulas import value_of_commitment
from evaluation.model import Measure, ScoredCriterion
from evaluation.numbers import HUNDRED, plain
from evaluation.wording import exactly, pounds

_USUAL = Fraction(10)
_HALF = Fraction(50)
_ABOVE = Fraction(3, 2)


def quantity_for(measure: Measure) -> Fraction:
    """Return a quantity that an example may promise: within the cap, and easy to reckon with.

    >>> from evaluation.numbers import Amount
    >>> hours = Measure("h", "Hours", "hours", Amount(Fraction(20)), cap=Fraction(8))
    >>> int(quantity_for(hours))
    4
    """
    if measure.cap is None or measure.cap >= _USUAL:
        return _USUAL
    return measure.cap / 2


def of_measure(measure: Measure) -> tuple[str, ...]:
    """Return the example of a measure, a sentence a step.

    >>> from evaluation.numbers import Amount
    >>> weeks = Measure("w", "Weeks", "weeks", Amount(Fraction(266)), cap=Fraction(100))
    >>> for step in of_measure(weeks):
    ...     print(step)
    Say you promise 10 weeks, and none of it would happen without this contract.
    Each of the weeks counts £266: 10 × £266 = £2,660.
    If half of it would happen anyway, half counts: £2,660 × 50 ÷ 100 = £1,330.
    No more than 100 weeks count: a promise of 150 is worth no more than 100, which is £26,600.
    """
    quantity, unit = quantity_for(measure), measure.unit
    worth = value_of_commitment(quantity, cap=None, value=measure.value, attribution=HUNDRED)
    half = value_of_commitment(quantity, cap=None, value=measure.value, attribution=_HALF)
    steps = [
        (
            f"Say you promise {exactly(quantity)} {unit}, and none of it would happen without this "
            "contract."
        ),
        (
            f"Each of the {unit} counts {pounds(measure.value)}: {exactly(quantity)} × "
            f"{pounds(measure.value)} = {pounds(worth)}."
        ),
        (
            f"If half of it would happen anyway, half counts: {pounds(worth)} × 50 ÷ 100 = "
            f"{pounds(half)}."
        ),
    ]
    if measure.cap is not None:
        most = value_of_commitment(
            measure.cap * _ABOVE, cap=measure.cap, value=measure.value, attribution=HUNDRED
        )
        steps.append(
            f"No more than {exactly(measure.cap)} {unit} count: a promise of "
            f"{exactly(measure.cap * _ABOVE)} is worth no more than {exactly(measure.cap)}, which "
            f"is {pounds(most)}."
        )
    return tuple(steps)


def of_question(question: ScoredCriterion, weight: Fraction) -> str:
    """Return what the mark below the highest of a question earns, exactly, as a sentence.

    Args:
        question: The question.
        weight: Its effective weight, in points of 100.
    """
    scale = question.scale
    mark = max(scale.minimum, scale.maximum - scale.step)
    points = HUNDRED * mark / scale.maximum * weight / HUNDRED
    return (
        f"A mark of {plain(mark)} of {plain(scale.maximum)} earns {plain(mark)} ÷ "
        f"{plain(scale.maximum)} × {exactly(weight)} = {exactly(points)} points."
    )
