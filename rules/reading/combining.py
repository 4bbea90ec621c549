"""What counts where several rows of a table apply at once, in words."""

from collections.abc import Collection, Iterable
from itertools import pairwise

from rules.condition import Literal
from rules.pack import Rule
from rules.reading.clauses import member_cell
from rules.vocabulary import CONCLUSION_BY_NAME, Combination, Conclusion, Kind
from rules.wording import listed

_ENOUGH = "One row that applies is enough."
_EVERYTHING = "Everything in the rows that apply counts."
_ORDERED = {Combination.HIGHEST: "the highest", Combination.LOWEST: "the lowest"}
_COMBINED = frozenset({*_ORDERED, Combination.ANY})


def counting_words(rules: Iterable[Rule], conclusions: Collection[str]) -> str:
    """Return in a sentence which row counts where several apply, empty where only one can.

    Members of a list are named in the order in which they prevail: which of them is the
    "highest" is no reader's to guess.
    """
    written = tuple(rules)
    held = [CONCLUSION_BY_NAME[name] for name in conclusions]
    ways = {one.combines for one in held}
    if ways == {Combination.ALL}:
        return _EVERYTHING
    told = {one: _which(one, written) for one in held if one.combines in _COMBINED}
    if ways == {Combination.ANY} and not any(told.values()):
        return _ENOUGH
    columns: dict[str, list[str]] = {}
    for one, which in told.items():
        if which:
            columns.setdefault(which, []).append(f"‘{one.title}’")
    if len(columns) == len(ways) == 1:
        return f"Where several rows apply, {next(iter(columns))}."
    each = "; ".join(
        f"in the {'column' if len(titles) == 1 else 'columns'} {listed(titles)} {which}"
        for which, titles in columns.items()
    )
    return f"Where several rows apply, {each}." if each else ""


def _which(conclusion: Conclusion, rules: Iterable[Rule]) -> str:
    """Return what counts of a conclusion, empty where all that is concluded is the same."""
    if conclusion.kind not in {Kind.ENUMERATION, Kind.BOOLEAN}:
        return f"{_ORDERED[conclusion.combines]} counts"
    operands = [dict(rule.then).get(conclusion.name) for rule in rules]
    values = {value for one in operands if isinstance(one, Literal) for value in one.values}
    if conclusion.kind is Kind.BOOLEAN:
        return "‘yes’ prevails over ‘no’" if len(values) > 1 else ""
    order = [value for value in conclusion.values if value in values]
    if conclusion.combines is Combination.LOWEST:
        order.reverse()
    names = [f"‘{member_cell(conclusion.name, value)}’" for value in order]
    steps = [f"{more} over {less}" for less, more in pairwise(names)]
    return listed(steps[::-1]).replace(" over ", " prevails over ", 1)
