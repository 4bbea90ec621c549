"""The comparisons of several rules on one sheet: each distinct one is read once.

Many rules ask the same (`regime is procurement_act_2023`). So the comparisons of a stage are
listed, each is read once, and what came out is two whole numbers with a bit for each: those
that are true, and those that are unknown. A condition is then a mask over these bits.
"""

from typing import Any, NamedTuple

from rules.condition import AllOf, Comparison, Condition, FactName
from rules.truth import ABSENT, Compare, Known, Truth, leaf_of
from rules.vocabulary import Kind

_CLOSED = frozenset({Kind.BOOLEAN, Kind.ENUMERATION})


class Reading(NamedTuple):
    """What a sheet's comparisons are, a bit for each; the three numbers share none."""

    true: int
    unknown: int
    false: int


class Mask(NamedTuple):
    """A condition over the bits of a sheet: its own comparisons, and the parts within it."""

    is_all: bool
    bits: int
    parts: tuple["Mask", ...]


class _Asked:
    """What a sheet asks of one name: its comparisons with values, and their bits together.

    Where the name has a closed list of values, what is true of each is worked out once.
    """

    __slots__ = ("bits", "is_closed", "leaves", "true_of")

    def __init__(self, *, is_closed: bool) -> None:
        self.bits = 0
        self.is_closed = is_closed
        self.leaves: list[tuple[Compare, Any, int]] = []
        self.true_of: dict[Any, int] = {}

    def read(self, left: Any) -> int:  # noqa: ANN401 - a plain value, of the kind compared
        true = 0
        for compare, right, bit in self.leaves:
            if compare(left, right):
                true |= bit
        if self.is_closed:
            self.true_of[left] = true
        return true


class Sheet:
    """The distinct comparisons of the rules of one stage."""

    def __init__(self) -> None:
        """Begin an empty sheet."""
        self._places: dict[Comparison, int] = {}
        self._with_values: dict[str, _Asked] = {}
        self._with_others: list[tuple[str, Compare, str, int]] = []
        self._names: list[tuple[str, ...]] = []

    def add(self, condition: Condition) -> Mask:
        """Put a condition's comparisons on the sheet, and return its mask."""
        if isinstance(condition, Comparison):
            return Mask(is_all=True, bits=self._bit(condition), parts=())
        bits = 0
        parts = []
        for part in condition.parts:
            if isinstance(part, Comparison):
                bits |= self._bit(part)
            else:
                parts.append(self.add(part))
        return Mask(isinstance(condition, AllOf), bits, tuple(parts))

    def _bit(self, comparison: Comparison) -> int:
        place = self._places.setdefault(comparison, len(self._names))
        bit = 1 << place
        if place == len(self._names):
            self._names.append(_names(comparison))
            name, compare, right, other = leaf_of(comparison)
            if other:
                self._with_others.append((name, compare, other, bit))
            else:
                asked = self._with_values.setdefault(
                    name, _Asked(is_closed=comparison.kind in _CLOSED)
                )
                asked.bits |= bit
                asked.leaves.append((compare, right, bit))
        return bit

    def read(self, known: Known) -> Reading:
        """Return what every comparison on the sheet is, given what is known."""
        true = unknown = 0
        for name, asked in self._with_values.items():
            left = known.get(name)
            if left is None:
                unknown |= asked.bits
            elif left is not ABSENT:
                of_value = asked.true_of.get(left)
                true |= asked.read(left) if of_value is None else of_value
        for name, compare, other, bit in self._with_others:
            left, limit = known.get(name), known.get(other)
            if left is ABSENT or limit is ABSENT:
                continue
            if left is None or limit is None:
                unknown |= bit
            elif compare(left, limit):
                true |= bit
        return Reading(true, unknown, ((1 << len(self._names)) - 1) ^ true ^ unknown)

    def names(self, bits: int, known: Known) -> set[str]:
        """Return the names that are missing from the comparisons of these bits."""
        found: set[str] = set()
        while bits:
            lowest = bits & -bits
            found.update(self._names[lowest.bit_length() - 1])
            bits ^= lowest
        return found - known.keys()


def _names(comparison: Comparison) -> tuple[str, ...]:
    if isinstance(comparison.operand, FactName):
        return comparison.name, comparison.operand.name
    return (comparison.name,)


def truth_under(mask: Mask, reading: Reading) -> Truth:
    """Return what a condition is, given what its sheet's comparisons are."""
    truth: Truth
    if mask.is_all:
        if mask.bits & reading.false:
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
