"""The weights of each top-level criterion between which the winner alone stays first.

One weight w moves from 0 to 100 and the others share 100 - w in the proportions they have. Every
bid's points are then a straight line in w, and so is the difference to each rival; under
`price_per_quality_point` so is the difference of the two quotients once it is multiplied out.
Each rival leaves a half-line of weights on which the winner is ahead, and where the lines meet
the winner is level: no longer alone first, unless the model breaks ties and breaks this one its
way. The interval is what all half-lines have in common. This is the closed form of
E. Triantaphyllou and A. Sánchez, A Sensitivity Analysis Approach for Some Deterministic
Multi-Criteria Decision Making Methods, Decision Sciences 28 (1997) 151-194, whose change of one
weight, the others being normalised after it, comes to the same weights. It was read as restated
in K. D. Goepel, Implementation of an Online Software Tool for the Analytic Hierarchy Process,
International Journal of the AHP 10 (2018), formulas 32 and 45.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evaluation.model import Method, Model, PriceCriterion
from evaluation.numbers import HUNDRED, ZERO, plain
from evaluation.result import BidResult
from evaluation.robustness.result import WeightInterval
from evaluation.robustness.what_if import WhatIf, Worth

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line in one weight: its value where the weight is 0, and where it is 100."""

    start: Fraction
    end: Fraction

    def scaled(self, factor: Fraction) -> "Line":
        """Return the line times a factor."""
        return Line(self.start * factor, self.end * factor)

    def above(self, other: "Line") -> "Line":
        """Return by how much this line is above another."""
        return Line(self.start - other.start, self.end - other.end)

    @property
    def zero(self) -> Fraction:
        """The weight at which a line that is not level comes to 0."""
        return HUNDRED * self.start / (self.start - self.end)


@dataclass(frozen=True, slots=True)
class Ends:
    """An interval of weights, and whether each end belongs to it."""

    lowest: Fraction = ZERO
    highest: Fraction = HUNDRED
    has_lowest: bool = True
    has_highest: bool = True

    def where_positive(self, line: Line, *, zero_counts: bool) -> "Ends":
        """Return the part of the interval on which a line is above 0, or at it if that counts.

        The line must be so somewhere in the interval.

        >>> ends = Ends().where_positive(Line(Fraction(-1), Fraction(3)), zero_counts=False)
        >>> str(ends.lowest), ends.has_lowest, str(ends.highest)
        ('25', False, '100')
        """
        if line.start == line.end:
            return self
        zero = line.zero
        if line.end > line.start:
            if zero < self.lowest or (zero == self.lowest and (zero_counts or not self.has_lowest)):
                return self
            return Ends(zero, self.highest, zero_counts, self.has_highest)
        if zero > self.highest or (zero == self.highest and (zero_counts or not self.has_highest)):
            return self
        return Ends(self.lowest, zero, self.has_lowest, zero_counts)


def weight_intervals(what_if: WhatIf) -> Mapping[str, WeightInterval]:
    """Return the interval of each top-level criterion with a weight, unless it is the only one.

    Empty without a winner.
    """
    evaluation, model = what_if.evaluation, what_if.model
    winner = evaluation.first
    weights = weights_at_the_top(model)
    if winner is None or len(weights) < 2:  # noqa: PLR2004 - one alone has nothing to give way to
        return {}
    worths = what_if.worths(what_if.standing)
    results = [bid for bid in evaluation.bids if bid.rank is not None]
    found = {}
    for name, weight in weights.items():
        lines = {bid.id: _points(bid, name, weight, worths[bid.id]) for bid in results}
        ends = _ends(model, winner, lines, worths)
        found[name] = interval(weight, ends)
    return found


def weights_at_the_top(model: Model) -> dict[str, Fraction]:
    """Return the weights of the criteria at the top that earn points, in the order of the tree."""
    return {
        item.id: item.weight
        for item in model.criteria
        if item.weight is not None and not (isinstance(item, PriceCriterion) and not item.formula)
    }


def interval(weight: Fraction, ends: Ends) -> WeightInterval:
    """Return ends as they are printed: rounded inwards, but never past the present weight.

    >>> exact = Ends(Fraction("31.34"), Fraction("58.2"), False, False)
    >>> printed = interval(Fraction(40), exact)
    >>> printed.low, printed.high
    ('31.4', '58.1')
    """
    low = Fraction(ceil(ends.lowest * TENTHS), TENTHS)
    if low == ends.lowest and not ends.has_lowest:
        low += Fraction(1, TENTHS)
    high = Fraction(floor(ends.highest * TENTHS), TENTHS)
    if high == ends.highest and not ends.has_highest:
        high -= Fraction(1, TENTHS)
    return WeightInterval(
        weight=weight,
        lowest=ends.lowest,
        highest=ends.highest,
        has_lowest=ends.has_lowest,
        has_highest=ends.has_highest,
        low=_printed(min(low, weight)),
        high=_printed(max(high, weight)),
    )


def _printed(weight: Fraction) -> str:
    text = plain(weight)
    return text if "." in text or "/" in text else f"{text}.0"


def _points(bid: BidResult, name: str, weight: Fraction, worth: Worth) -> Line:
    """Return a bid's points as a line in one weight, which is `weight` at present.

    At 100 the criterion's own percentage is the total; at 0 the others' points, blown up.
    """
    points = bid.criteria[name].points.value
    return Line(HUNDRED * (worth.points - points) / (HUNDRED - weight), HUNDRED * points / weight)


def _ends(
    model: Model, winner: str, lines: Mapping[str, Line], worths: Mapping[str, Worth]
) -> Ends:
    ends, first = Ends(), worths[winner]
    if model.method is Method.PRICE_PER_QUALITY_POINT:
        ends = ends.where_positive(lines[winner], zero_counts=False)
    for rival, line in lines.items():
        if rival == winner:
            continue
        other = worths[rival]
        ahead = _ahead(model, (lines[winner], first.price), (line, other.price))
        ends = ends.where_positive(ahead, zero_counts=first.ties > other.ties)
    return ends


def _ahead(model: Model, winner: tuple[Line, Fraction], rival: tuple[Line, Fraction]) -> Line:
    """Return a line that is above 0 exactly where the winner is ahead of the rival."""
    (line, price), (other, other_price) = winner, rival
    match model.method:
        case Method.WEIGHTED_SUM:
            return line.above(other)
        case Method.PRICE_PER_QUALITY_POINT:
            return line.scaled(other_price).above(other.scaled(price))
        case Method.QUALITY_CREDIT:
            credit = model.credit_per_point or ZERO
            less = Line(price - other_price, price - other_price)
            return line.scaled(credit).above(other.scaled(credit)).above(less)
