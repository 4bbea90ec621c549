"""Figures of one decision that cannot stand together: a minimum above its maximum, and the like.

Each of these makes a tender that follows the policy impossible to write.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from rules.analysis.report import FindingKind
from rules.money import Percent, percent_text
from rules.vocabulary import Value

Values = Mapping[str, Value]

_ALL = Percent(100_00)


class Misfit(NamedTuple):
    """What does not add up: the kind of finding, the conclusion to look at, and why."""

    kind: FindingKind
    conclusion: str
    message: str


def misfits(values: Values) -> Iterator[Misfit]:
    """Yield what does not add up among the conclusions that were reached."""
    for check in _CHECKS:
        yield from check(values)


def _order(values: Values) -> Iterator[Misfit]:
    names = ("social_value_minimum", "social_value_recommended", "social_value_maximum")
    weights = [
        (weight, word)
        for name, word in zip(names, ("lowest", "recommended", "highest"), strict=True)
        if (weight := _number(values, name)) is not None
    ]
    above = [pair for pair in combinations(weights, 2) if pair[0][0] > pair[1][0]]
    for (weight, word), (limit, other) in above[:1]:
        yield Misfit(
            FindingKind.WEIGHTS,
            "social_value_minimum",
            f"the {word} weight, {percent_text(weight)}%, is above the {other} weight, "
            f"{percent_text(limit)}%",
        )


def _total(values: Values) -> Iterator[Misfit]:
    lowest = _number(values, "social_value_minimum")
    climate = _number(values, "climate_minimum")
    if lowest is not None and climate is not None and lowest + climate > _ALL:
        yield Misfit(
            FindingKind.MINIMUMS,
            "climate_minimum",
            f"the lowest weights of social value, {percent_text(lowest)}%, and of climate, "
            f"{percent_text(climate)}%, are more than 100% together",
        )


def _percentages(values: Values) -> Iterator[Misfit]:
    for name in _PERCENTAGES:
        figure = _number(values, name)
        if figure is not None and figure > _ALL:
            yield Misfit(
                FindingKind.MINIMUMS, name, f"{percent_text(figure)}% is more than the whole"
            )


def _measures(values: Values) -> Iterator[Misfit]:
    fewest, most = _number(values, "measures_minimum"), _number(values, "measures_maximum")
    if fewest is not None and most is not None and fewest > most:
        yield Misfit(
            FindingKind.MINIMUMS,
            "measures_minimum",
            f"at least {fewest} measures are wanted, and at most {most} are allowed",
        )


def _indicators(values: Values) -> Iterator[Misfit]:
    fewest, offered = _number(values, "measures_minimum"), values.get("award_indicators")
    if fewest is not None and isinstance(offered, tuple) and len(offered) < fewest:
        yield Misfit(
            FindingKind.MINIMUMS,
            "award_indicators",
            f"at least {fewest} measures are wanted, and {len(offered)} can be chosen",
        )


def _required_pillars(values: Values) -> Iterator[Misfit]:
    wanted, pillars = values.get("required_pillars"), values.get("pillars")
    if not isinstance(wanted, tuple):
        return
    missing = [id_ for id_ in wanted if not isinstance(pillars, tuple) or id_ not in pillars]
    if missing and pillars is not None:
        yield Misfit(
            FindingKind.MINIMUMS,
            "required_pillars",
            f"a measure under {', '.join(missing)} is wanted, which is not among the pillars",
        )
    most = _number(values, "measures_maximum")
    if most is not None and len(wanted) > most:
        yield Misfit(
            FindingKind.MINIMUMS,
            "required_pillars",
            f"{len(wanted)} pillars want a measure each, and at most {most} are allowed",
        )


def _number(values: Values, name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None


_PERCENTAGES = (
    "social_value_minimum",
    "social_value_recommended",
    "social_value_maximum",
    "climate_minimum",
    "quality_share_minimum",
)
_CHECKS: tuple[Callable[[Values], Iterator[Misfit]], ...] = (
    _order,
    _total,
    _percentages,
    _measures,
    _indicators,
    _required_pillars,
)
