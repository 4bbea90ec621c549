"""How much of a pack the cases put to the test: conclusions, rules, conditions, dated values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rules.analysis.report import (
    ConclusionCoverage,
    Coverage,
    OneSided,
    Share,
    UnusedValue,
)
from rules.condition import Literal, leaves
from rules.decision import Status
from rules.interpretation import Interpretation
from rules.pack import Pack, Rule
from rules.stack import Stack
from rules.truth import truth_of
from rules.vocabulary import CONCLUSION_BY_NAME

LeafPlace = tuple[str, int]
"""A rule's id and the place of a comparison among those of its condition."""

_STATUSES = (Status.CONCLUDED, Status.ABSENT, Status.UNDETERMINED)


@dataclass(slots=True)
class Tally:
    """What was counted over some cases, to be added to what was counted over others."""

    fired: set[str] = field(default_factory=set)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    never_true: set[LeafPlace] = field(default_factory=set)
    never_false: set[LeafPlace] = field(default_factory=set)
    used: set[tuple[str, date]] = field(default_factory=set)

    def join(self, other: "Tally") -> None:
        """Add what was counted over other cases."""
        self.fired |= other.fired
        self.used |= other.used
        self.never_true &= other.never_true
        self.never_false &= other.never_false
        for name, counts in other.statuses.items():
            held = self.statuses.setdefault(name, [0] * len(_STATUSES))
            self.statuses[name] = [one + more for one, more in zip(held, counts, strict=True)]


class Counter:
    """Counts over cases what they put to the test; what was seen both ways is looked at no more."""

    def __init__(self, pack: Pack, stack: Stack) -> None:
        """Begin with no case counted."""
        self._stack = stack
        self._rules = {rule.id: rule for rule in pack.rules}
        self._leaves = {rule.id: tuple(leaves(rule.when)) for rule in pack.rules}
        places = {
            (id_, place) for id_, found in self._leaves.items() for place in range(len(found))
        }
        self.tally = Tally(never_true=set(places), never_false=set(places))
        self._open = {id_: list(range(len(found))) for id_, found in self._leaves.items() if found}
        self._unused = {id_: set(_dated(rule, stack)) for id_, rule in self._rules.items()}

    def count(self, found: Interpretation, names: Iterable[str]) -> None:
        """Count what one case came to; `names` are the conclusions that it is a case of."""
        tally = self.tally
        for rule in found.fired:
            tally.fired.add(rule.id)
            unused = self._unused.get(rule.id)
            if unused:
                self._use(unused, found.day)
        for name in names:
            counts = tally.statuses.setdefault(name, [0] * len(_STATUSES))
            counts[_STATUSES.index(found.findings[name].status)] += 1
        for id_ in tuple(self._open):
            if self._rules[id_].in_force(found.day):
                self._see(id_, found)

    def _use(self, unused: set[tuple[str, date]], day: date) -> None:
        for id_, from_on in tuple(unused):
            dated = self._stack.parameters[id_].on(day)
            if dated is not None and dated.from_on == from_on:
                self.tally.used.add((id_, from_on))
                unused.discard((id_, from_on))

    def _see(self, id_: str, found: Interpretation) -> None:
        tally, of_rule, places = self.tally, self._leaves[id_], self._open[id_]
        for place in tuple(places):
            truth = truth_of(of_rule[place], found.plain)
            if truth is None or of_rule[place].name not in found.plain:
                continue
            key = (id_, place)
            (tally.never_true if truth else tally.never_false).discard(key)
            if key not in tally.never_true and key not in tally.never_false:
                places.remove(place)
        if not places:
            del self._open[id_]


def _dated(rule: Rule, stack: Stack) -> Iterator[tuple[str, date]]:
    """Yield the dated values that a rule, and the duties that it concludes, may use."""
    for id_ in parameters_used(rule, stack):
        for item in stack.parameters[id_].values:
            if item.value is not None:
                yield id_, item.from_on


def parameters_used(rule: Rule, stack: Stack) -> Iterator[str]:
    """Yield the parameters that a rule names, and those that date the duties it concludes."""
    yield from rule.parameters
    for name, operand in rule.then:
        if CONCLUSION_BY_NAME[name].refers_to == "duty" and isinstance(operand, Literal):
            for id_ in operand.values:
                limit = stack.duties[str(id_)].parameter
                if limit:
                    yield limit


def coverage_of(pack: Pack, tally: Tally, names: Sequence[str]) -> Coverage:
    """Return the shares of what was counted; `names` orders the conclusions."""
    conditions = {rule.id: tuple(leaves(rule.when)) for rule in pack.rules}
    one_sided = [
        OneSided(id_, found[place].text, "true" if (id_, place) in tally.never_true else "false")
        for id_, found in conditions.items()
        for place in range(len(found))
        if (id_, place) in tally.never_true or (id_, place) in tally.never_false
    ]
    values = [
        (item.id, value.from_on)
        for item in pack.parameters
        for value in item.values
        if value.value is not None
    ]
    unused = [UnusedValue(*one) for one in values if one not in tally.used]
    leaf_count = sum(map(len, conditions.values()))
    return Coverage(
        conclusions=tuple(_of_conclusion(name, tally) for name in names),
        rules=Share(sum(rule.id in tally.fired for rule in pack.rules), len(pack.rules)),
        conditions=Share(leaf_count - len(one_sided), leaf_count),
        values=Share(len(values) - len(unused), len(values)),
        one_sided=tuple(one_sided),
        unused=tuple(unused),
    )


def _of_conclusion(name: str, tally: Tally) -> ConclusionCoverage:
    counts = tally.statuses.get(name, [0] * len(_STATUSES))
    concluded, absent, undetermined = counts
    return ConclusionCoverage(name, sum(counts), concluded, absent, undetermined)
