"""The comparisons of one stage's rules on one sheet: each distinct one is read once.

Many rules ask the same (`regime is procurement_act_2023`). So the comparisons of a stage are
listed with the parameters put in, and each name is looked up once: a table tells for its value
which comparisons are true and which rules are out, each as a whole number with a bit for each.
"""

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from rules.condition import AllOf, AnyOf, Comparison, Condition, FactName
from rules.truth import ABSENT, Compare, Known, Truth, leaf_of
from rules.vocabulary import ORDERED_KINDS

MOST_REMEMBERED = 256
"""The values of one name that a table remembers; enumerations have fewer, sets of ids more."""


class Reading(NamedTuple):
    """What a sheet's comparisons are, and what follows for the rules that they stand in.

    `true` and `unknown` have a bit for each comparison. `out` has one for each rule of which a
    comparison that must hold is false, `open` for each of which one is unknown.
    """

    true: int
    unknown: int
    out: int
    open: int


class Mask(NamedTuple):
    """A condition over the bits of a sheet: its own comparisons, and the parts within it."""

    is_all: bool
    bits: int
    parts: tuple["Mask", ...]


class _Leaf(NamedTuple):
    compare: Compare
    right: Any
    bit: int
    rules: int


_Marks: TypeAlias = tuple[int, int]
"""The bits of the comparisons that are true, and of the rules that are out."""


class _Asked:
    """What a sheet asks of one name: its comparisons with values.

    `limits` are the values at which the comparisons of an ordered name turn, and `regions` what
    is so below the first, on it, between it and the next, and so on.
    """

    __slots__ = ("bits", "leaves", "limits", "regions", "remembered", "rules")

    def __init__(self, leaves: Sequence[_Leaf], *, is_ordered: bool) -> None:
        self.leaves = leaves
        self.bits = self.rules = 0
        for leaf in leaves:
            self.bits |= leaf.bit
            self.rules |= leaf.rules
        self.remembered: dict[Any, _Marks] = {}
        self.limits: list[int] = []
        self.regions: list[_Marks] = []
        if is_ordered:
            self.limits = _limits(leaves)
            self.regions = [self.marks(value) for value in _between(self.limits)]

    def marks(self, left: Any) -> _Marks:  # noqa: ANN401 - a plain value, of the kind compared
        true = out = 0
        for compare, right, bit, rules in self.leaves:
            if compare(left, right):
                true |= bit
            else:
                out |= rules
        return true, out

    def remember(self, left: Any) -> _Marks:  # noqa: ANN401 - the same
        marks = self.marks(left)
        if len(self.remembered) < MOST_REMEMBERED:
            self.remembered[left] = marks
        return marks


def _limits(leaves: Sequence[_Leaf]) -> list[int]:
    found: set[int] = set()
    for leaf in leaves:
        found.update(leaf.right if isinstance(leaf.right, tuple) else (leaf.right,))
    return sorted(found)


def _between(limits: Sequence[int]) -> list[int | Fraction]:
    """Return a value of each region: below the first limit, on it, and so on."""
    if not limits:
        return [0]
    values: list[int | Fraction] = [limits[0] - 1]
    for limit, following in zip(limits, (*limits[1:], limits[-1] + 2), strict=True):
        values += [limit, Fraction(limit + following, 2)]
    return values


class _Other(NamedTuple):
    """A comparison of one name with another."""

    name: str
    compare: Compare
    other: str
    bit: int
    rules: int


class Sheet:
    """The distinct comparisons of the rules of one stage, with the parameters put in."""

    def __init__(self, conditions: Sequence[Condition], parameters: Known) -> None:
        """List the comparisons of rules; the rule at place `n` has the bit `1 << n`."""
        self._places: dict[Comparison, int] = {}
        self._names: list[tuple[str, ...]] = []
        self.masks = tuple(self._mask(condition) for condition in conditions)
        rules: dict[Comparison, int] = dict.fromkeys(self._places, 0)
        for place, condition in enumerate(conditions):
            for leaf in _that_must_hold(condition):
                rules[leaf] |= 1 << place
        leaves: dict[str, list[_Leaf]] = {}
        ordered: set[str] = set()
        self._with_others: list[_Other] = []
        self._out = 0
        for comparison, place in self._places.items():
            name, compare, right, other = leaf_of(comparison)
            if isinstance(comparison.operand, FactName):
                self._with_others.append(
                    _Other(name, compare, other, 1 << place, rules[comparison])
                )
                continue
            limit = parameters[other] if other else right
            if limit is ABSENT:
                self._out |= rules[comparison]
                continue
            leaves.setdefault(name, []).append(_Leaf(compare, limit, 1 << place, rules[comparison]))
            if comparison.kind in ORDERED_KINDS:
                ordered.add(name)
        self._with_values = [
            (name, _Asked(found, is_ordered=name in ordered)) for name, found in leaves.items()
        ]

    def _mask(self, condition: Condition) -> Mask:
        if isinstance(condition, Comparison):
            return Mask(is_all=True, bits=self._bit(condition), parts=())
        bits = 0
        parts = []
        for part in condition.parts:
            if isinstance(part, Comparison):
                bits |= self._bit(part)
            else:
                parts.append(self._mask(part))
        return Mask(isinstance(condition, AllOf), bits, tuple(parts))

    def _bit(self, comparison: Comparison) -> int:
        place = self._places.setdefault(comparison, len(self._names))
        if place == len(self._names):
            self._names.append(_names(comparison))
        return 1 << place

    def read(self, known: Known) -> Reading:
        """Return what every comparison on the sheet is, given what is known."""
        true = unknown = is_open = 0
        out = self._out
        for name, asked in self._with_values:
            left = known.get(name)
            if left is None:
                unknown |= asked.bits
                is_open |= asked.rules
                continue
            if left is ABSENT:
                out |= asked.rules
                continue
            limits = asked.limits
            if limits:
                place = bisect_left(limits, left)  # type: ignore[type-var]  # ordered: a number
                is_on = place < len(limits) and limits[place] == left
                marks = asked.regions[2 * place + is_on]
            else:
                marks = asked.remembered.get(left) or asked.remember(left)
            true |= marks[0]
            out |= marks[1]
        for name, compare, other, bit, rules in self._with_others:
            left, limit = known.get(name), known.get(other)
            if left is ABSENT or limit is ABSENT:
                out |= rules
            elif left is None or limit is None:
                unknown |= bit
                is_open |= rules
            elif compare(left, limit):
                true |= bit
            else:
                out |= rules
        return Reading(true, unknown, out, is_open)

    def names(self, bits: int, known: Known) -> set[str]:
        """Return the names that are missing from the comparisons of these bits."""
        found: set[str] = set()
        while bits:
            lowest = bits & -bits
            found.update(self._names[lowest.bit_length() - 1])
            bits ^= lowest
        return found - known.keys()


def _that_must_hold(condition: Condition) -> Sequence[Comparison]:
    """Return the comparisons without each of which the condition is not true."""
    if isinstance(condition, Comparison):
        return (condition,)
    if isinstance(condition, AnyOf):
        return ()
    return [part for part in condition.parts if isinstance(part, Comparison)]


def _names(comparison: Comparison) -> tuple[str, ...]:
    if isinstance(comparison.operand, FactName):
        return comparison.name, comparison.operand.name
    return (comparison.name,)


def truth_under(mask: Mask, reading: Reading) -> Truth:
    """Return what a condition is, given what its sheet's comparisons are."""
    truth: Truth
    if mask.is_all:
        if mask.bits & ~(reading.true | reading.unknown):
            return False
        truth = None if mask.bits & reading.unknown else True
    else:
        if mask.bits & reading.true:
            return True
        truth = None if mask.bits & reading.unknown else False
    for part in mask.parts:
        found = truth_under(part, reading)
        if found is None:
            truth = None
        elif found is not mask.is_all:
            return found
    return truth


def unknown_bits(mask: Mask, reading: Reading) -> int:
    """Return the bits whose being unknown keeps an unknown condition so."""
    bits = mask.bits & reading.unknown
    for part in mask.parts:
        if truth_under(part, reading) is None:
            bits |= unknown_bits(part, reading)
    return bits
