"""The independent evaluator: the same rules, read another way, in three values.

It shares no code with the compiler or the engine, so that an error in either shows as a
difference. It alone also finds which rules *may* fire once a missing fact is known, and so
which conclusions a missing fact could still change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from rules.decision import Finding, Status
from rules.errors import Contradiction
from rules.money import Percent
from rules.pack import FactName, Literal, Operand, ParameterName, Rule
from rules.stack import Stack
from rules.truth import ABSENT, Limits, Plain, Truth, check_of, plain_value, unknown_names
from rules.vocabulary import (
    CONCLUSIONS,
    FACT_BY_NAME,
    FACTS,
    Combination,
    Conclusion,
    Kind,
    Stage,
    Value,
)


@dataclass(slots=True)
class Interpretation:
    """What the interpreter found, stage by stage.

    `fired` and `maybe` hold rules in the order of the packs; `standing` tells of each rule
    in either whether it stands after exceptions, None where that is not known yet.
    """

    day: date
    rate: Percent
    facts: Mapping[str, Value]
    plain: dict[str, Plain]
    parameters: Limits
    fired: list[Rule] = field(default_factory=list)
    maybe: list[Rule] = field(default_factory=list)
    standing: dict[str, Truth] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


class Interpreter:
    """Interprets the rules of one stack of packs; safe to share between threads."""

    def __init__(self, stack: Stack) -> None:
        """Prepare a check for each rule's condition."""
        self._stack = stack
        self._checks = {rule.id: check_of(rule.when) for rule in stack.rules.values()}
        self._orders = {
            item.name: {id_: place for place, id_ in enumerate(stack.declared_order(item.refers_to))}
            for item in CONCLUSIONS
            if item.kind is Kind.IDS
        }
        self.in_force = lru_cache(maxsize=256)(self._in_force)
        self._parameters_on = lru_cache(maxsize=256)(self._read_parameters)

    def begin(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return an interpretation of these facts on a day, before its first stage."""
        plain = {name: plain_value(value, rate) for name, value in facts.items()}
        return Interpretation(day, rate, facts, plain, self._parameters_on(day, rate))

    def interpret(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return the interpretation of all stages."""
        found = self.begin(facts, day, rate)
        for stage in Stage:
            self.advance(found, stage)
        return found

    def advance(self, found: Interpretation, stage: Stage) -> list[Rule]:
        """Interpret one stage, and return the rules that fired in it.

        Raises:
            Contradiction: two rules that stand conclude different values of an `only`.
        """
        fired: list[Rule] = []
        maybe: list[Rule] = []
        plain, parameters, checks = found.plain, found.parameters, self._checks
        for rule in self.in_force(found.day)[stage]:
            truth = checks[rule.id](plain, parameters)
            if truth:
                fired.append(rule)
            elif truth is None:
                maybe.append(rule)
        standing = _standing(fired, maybe)
        found.fired.extend(fired)
        found.maybe.extend(maybe)
        found.standing.update(standing)
        contributions = self._contributions(found, [*fired, *maybe], standing)
        for conclusion in _CONCLUSIONS_OF[stage]:
            self._conclude(found, conclusion, contributions.get(conclusion.name, ()))
        return fired

    def _contributions(
        self, found: Interpretation, rules: Sequence[Rule], standing: Mapping[str, Truth]
    ) -> dict[str, list["_Contribution"]]:
        given: dict[str, list[_Contribution]] = {}
        for rule in rules:
            stands = standing[rule.id]
            if stands is False:
                continue
            for name, operand in rule.then:
                value = self.concluded(found, operand, name)
                if value is not None:
                    given.setdefault(name, []).append(_Contribution(rule, value, stands is True))
        return given

    def concluded(self, found: Interpretation, operand: Operand, name: str) -> Value | None:
        """Return the value that an operand of `then` has here, None where it has none."""
        match operand:
            case Literal(values):
                if name in self._orders:
                    return tuple(str(value) for value in values)
                return values[0]
            case ParameterName(id_):
                value = self._stack.parameters[id_].on(found.day)
                return None if value is None else value.value
            case FactName(other):
                return found.facts.get(other, found.values.get(other))

    def _conclude(
        self, found: Interpretation, conclusion: Conclusion, given: Sequence["_Contribution"]
    ) -> None:
        name = conclusion.name
        certain = [item for item in given if item.is_certain]
        combine = _COMBINE[conclusion.combines]
        order = self._orders.get(name) or conclusion
        value = combine(certain, order, found.rate) if certain else None
        if certain and conclusion.combines is Combination.ONLY:
            _refuse_contradiction(conclusion, certain)
        open_rules = [
            item.rule
            for item in given
            if not item.is_certain and combine([*certain, item], order, found.rate) != value
        ]
        if open_rules:
            so_far = value if isinstance(value, tuple) else ()
            found.findings[name] = Finding(
                name,
                Status.UNDETERMINED,
                rules=tuple(item.rule.id for item in certain),
                hangs_on=_missing(open_rules, found),
                so_far=so_far,
            )
        elif value is None:
            found.findings[name] = Finding(name, Status.ABSENT)
            found.plain[name] = ABSENT
        else:
            rules = tuple(item.rule.id for item in certain if _supports(item, value, conclusion))
            found.findings[name] = Finding(name, Status.CONCLUDED, value, rules)
            found.plain[name] = plain_value(value, found.rate)
            found.values[name] = value

    def _in_force(self, day: date) -> dict[Stage, tuple[Rule, ...]]:
        return {
            stage: tuple(rule for rule in rules if rule.in_force(day))
            for stage, rules in self._stack.rules_by_stage.items()
        }

    def _read_parameters(self, day: date, rate: Percent) -> dict[str, int | None]:
        plain: dict[str, int | None] = {}
        for id_, parameter in self._stack.parameters.items():
            value = parameter.on(day)
            if value is None or value.value is None:
                plain[id_] = None
                continue
            number = plain_value(value.value, rate)
            assert isinstance(number, int)  # noqa: S101 - parameters are numbers, money, dates
            plain[id_] = number
        return plain


@dataclass(frozen=True, slots=True)
class _Contribution:
    rule: Rule
    value: Value
    is_certain: bool


def _standing(fired: Sequence[Rule], maybe: Sequence[Rule]) -> dict[str, Truth]:
    """Return for each rule whether it stands once exceptions have displaced others."""
    truth: dict[str, Truth] = {rule.id: True for rule in fired}
    truth.update({rule.id: None for rule in maybe})
    displacers: dict[str, list[str]] = {}
    for rule in (*fired, *maybe):
        for other in rule.overrides:
            displacers.setdefault(other, []).append(rule.id)
    if not displacers:
        return truth
    settled: dict[str, Truth] = {}

    def settle(id_: str) -> Truth:
        if id_ not in settled:
            result = truth[id_]
            for displacer in displacers.get(id_, ()):
                stands = settle(displacer)
                if stands:
                    result = False
                    break
                if stands is None:
                    result = None
            settled[id_] = result
        return settled[id_]

    return {id_: settle(id_) for id_ in truth}


def _missing(rules: Sequence[Rule], found: Interpretation) -> tuple[str, ...]:
    """Return the asked facts that keep these rules, or what displaces them, undecided."""
    by_id = {rule.id: rule for rule in found.maybe}
    wanted: set[str] = set()
    seen: set[str] = set()
    queue = list(rules)
    while queue:
        rule = queue.pop()
        if rule.id in seen:
            continue
        seen.add(rule.id)
        if rule.id in by_id:
            for name in unknown_names(rule.when, found.plain, found.parameters):
                wanted.update(_asked(name, found))
        queue.extend(other for other in found.maybe if rule.id in other.overrides)
    return tuple(fact.name for fact in FACTS if fact.name in wanted)


def _asked(name: str, found: Interpretation) -> Sequence[str]:
    fact = FACT_BY_NAME.get(name)
    if fact is None:
        return found.findings[name].hangs_on
    if fact.inputs:
        return [item for item in fact.inputs if item not in found.facts]
    return [name]


def _refuse_contradiction(conclusion: Conclusion, certain: Sequence[_Contribution]) -> None:
    first = certain[0]
    for item in certain[1:]:
        if item.value != first.value:
            cited = " and ".join(
                f"«{one.rule.id}» ({', '.join(str(cite) for cite in one.rule.cites)})"
                for one in (first, item)
            )
            raise Contradiction(
                conclusion.name,
                f"{cited} conclude different values of «{conclusion.title}»",
                "Mend the packs: let one rule override the other, or part their conditions",
            )


def _supports(item: _Contribution, value: Value, conclusion: Conclusion) -> bool:
    return conclusion.combines is Combination.ALL or item.value == value


_Order: TypeAlias = Mapping[str, int] | Conclusion


def _rank(value: Value, order: _Order, rate: Percent) -> int:
    if isinstance(order, Conclusion) and isinstance(value, str):
        return order.values.index(value)
    plain = plain_value(value, rate)
    assert isinstance(plain, int)  # noqa: S101 - only ordered kinds are ranked
    return plain


def _only(given: Sequence[_Contribution], _order: _Order, _rate: Percent) -> Value | None:
    values = [item.value for item in given]
    return values[0] if all(value == values[0] for value in values) or _all_certain(given) else None


def _all_certain(given: Sequence[_Contribution]) -> bool:
    return all(item.is_certain for item in given)


def _highest(given: Sequence[_Contribution], order: _Order, rate: Percent) -> Value:
    return max((item.value for item in given), key=lambda value: _rank(value, order, rate))


def _lowest(given: Sequence[_Contribution], order: _Order, rate: Percent) -> Value:
    return min((item.value for item in given), key=lambda value: _rank(value, order, rate))


def _union(given: Sequence[_Contribution], order: _Order, _rate: Percent) -> Value:
    assert not isinstance(order, Conclusion)  # noqa: S101 - ids have a declared order
    ids = {id_ for item in given if isinstance(item.value, tuple) for id_ in item.value}
    return tuple(sorted(ids, key=order.__getitem__))


def _any_true(given: Sequence[_Contribution], _order: _Order, _rate: Percent) -> Value:
    return any(item.value is True for item in given)


_COMBINE: dict[Combination, Callable[[Sequence[_Contribution], _Order, Percent], Value | None]] = {
    Combination.ONLY: _only,
    Combination.HIGHEST: _highest,
    Combination.LOWEST: _lowest,
    Combination.ALL: _union,
    Combination.ANY: _any_true,
}

_CONCLUSIONS_OF: dict[Stage, tuple[Conclusion, ...]] = {
    stage: tuple(item for item in CONCLUSIONS if item.stage is stage) for stage in Stage
}
