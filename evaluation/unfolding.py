"""A figure told line by line in words: from any figure down to what was given."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from evaluation.derivation import Figure, Step
from evaluation.wording import exactly


class UnfoldedLine(NamedTuple):
    """One line: how deep it stands below the figure that is told, and its words."""

    depth: int
    words: str
    figure: Figure


def lines(figure: Figure) -> tuple[UnfoldedLine, ...]:
    """Return a figure and all that it is made of, each under what it is made for.

    >>> from evaluation.derivation import given
    >>> marks = tuple(given(f"mark {number}", Fraction(number)) for number in (3, 4))
    >>> mean = Figure("the mean", Fraction(7, 2), Step.MEAN, marks)
    >>> for line in lines(mean):
    ...     print("  " * line.depth + line.words)
    the mean is 3.5: (3 + 4) ÷ 2
      mark 3 is 3, as given
      mark 4 is 4, as given
    """
    found: list[UnfoldedLine] = []
    pending = [(0, figure)]
    while pending:
        depth, item = pending.pop()
        found.append(UnfoldedLine(depth, words(item), item))
        pending.extend((depth + 1, each) for each in reversed(item.inputs))
    return tuple(found)


def words(figure: Figure) -> str:
    """Return what a figure is and how it is made of its inputs, in one line."""
    return f"{figure.name} is {exactly(figure.value)}{_made(figure)}"


_SIMPLE = {
    Step.EFFECTIVE_WEIGHT: ": {0} × {1} ÷ 100",
    Step.POINTS_OF_LEAF: ": {0} × {1} ÷ 100",
    Step.PERCENT_OF_SCORE: ": 100 × {0} ÷ {1}",
    Step.PERCENT_OF_GROUP: ": 100 × {0} ÷ {1}",
    Step.PRICE_PER_POINT: ": {0} ÷ {1}",
    Step.PRICE_LESS_CREDIT: ": {0} - {1} × {2}",
}


def _made(figure: Figure) -> str:
    values = tuple(_shown(each.value) for each in figure.inputs)
    match figure.step:
        case Step.GIVEN:
            return ", as given"
        case Step.MEAN:
            return f": ({' + '.join(values)}) ÷ {len(values)}"
        case Step.PERCENT_OF_PRICE:
            return _within_bounds(figure, _PRICES[figure.how].format(*values))
        case Step.VALUE_OF_COMMITMENT:
            return f": {_quantity(figure)} × {values[1]} × {values[2]} ÷ 100"
        case Step.VALUE_OF_COMMITMENTS | Step.SUM:
            return f": {' + '.join(values)}" if len(values) > 1 else _alone(figure)
        case Step.PERCENT_OF_COMMITMENTS:
            return _percent_of_commitments(figure)
        case simple:
            return _SIMPLE[simple].format(*values)


_PRICES = {  # by what `evaluation.prices.percent_of_price` puts into `how`
    "full_marks": " for a price of zero, as the model says",
    "relative_to_lowest": ": 100 × {1} ÷ {0}",
    "linear_between_bids": ": 100 × ({2} - {0}) ÷ ({2} - {1})",
    "relative_difference": ": 100 × (1 - ({0} - {1}) ÷ {1})",
    "relative_to_mean": ": 50 - 100 × ({0} - {1}) ÷ {1}",
    "set_range": ": 100 × ({2} - {0}) ÷ ({2} - {1})",
    "logarithmic": ": 100 × (1 - log({0} ÷ {1}) ÷ log({2}))",
}


def _within_bounds(figure: Figure, made: str) -> str:
    if figure.how == "linear_between_bids" and figure.inputs[1].value == figure.inputs[2].value:
        return ", as all the prices are equal"
    if figure.value in {0, 100} and _is_cut(figure.how, [each.value for each in figure.inputs]):
        return f"{made}, kept within 0 and 100"
    return made


def _is_cut(formula: str, inputs: Sequence[Fraction]) -> bool:
    """Return whether a formula gave less than 0 or more than 100; some never can."""
    match formula, inputs:
        case "relative_difference", (price, lowest):
            return price > 2 * lowest
        case "relative_to_mean", (price, mean):
            return 2 * abs(price - mean) > mean
        case "set_range", (price, floor, ceiling):
            return not floor <= price <= ceiling
        case "logarithmic", (price, lowest, factor):
            return price > lowest * factor
        case _:
            return False


def _quantity(figure: Figure) -> str:
    quantity, _, _, *cap = (each.value for each in figure.inputs)
    if not cap:
        return _shown(quantity)
    return f"(the lesser of {_shown(quantity)} and {_shown(cap[0])})"


def _alone(figure: Figure) -> str:
    return ", which is all of it" if figure.inputs else ", as nothing counts towards it"


def _percent_of_commitments(figure: Figure) -> str:
    value, compared = (each.value for each in figure.inputs)
    if not compared:
        return ", as no bid promises anything that counts"
    made = f": 100 × {_shown(value)} ÷ {_shown(compared)}"
    return f"{made}, kept within 0 and 100" if value > compared else made


def _shown(value: Fraction) -> str:
    """Return a value as part of a sum: an exact fraction in brackets where it has no end."""
    text = exactly(value).partition(" (exactly ")
    return f"({text[2]}" if text[2] else text[0]
