"""The independent evaluator: the same rules, read another way, in three values.

It shares no code with the compiler or the engine, so that an error in either shows as a
difference. It alone also finds which rules *may* fire once a missing fact is known, and so
which conclusions a missing fact could still change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rules.condition import FactName, Operand, ParameterName
from rules.contributions import Contribution, Order, changes, combined, standing_of
from rules.decision import Finding, Status
from rules.money import Percent
from rules.pack import Rule
from rules.ready import ReadyRule, ReadyStage, ready_stage, sorted_by_truth
from rules.sheet import Reading, truth_under, unknown_bits
from rules.stack import Stack
from rules.truth import ABSENT, Plain, Truth, plain_value
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    CONCLUSIONS_BY_STAGE,
    FACT_BY_NAME,
    Combination,
    Conclusion,
    Kind,
    Stage,
    Value,
    stages_of,
)


@dataclass(slots=True)
class Interpretation:
    """What the interpreter found, stage by stage.

    `fired` and `maybe` hold rules in the order of the packs; `standing` tells of each rule of
    a stage with exceptions whether it stands after them, None where that is not known yet.
    `plain` holds facts, conclusions and parameters as they are compared, `values` conclusions.
    `lacks` holds for the rules of `maybe` that were asked about the names that they lack.
    """

    day: date
    rate: Percent
    facts: Mapping[str, Value]
    plain: dict[str, Plain]
    fired: list[Rule] = field(default_factory=list)
    maybe: list[Rule] = field(default_factory=list)
    lacks: dict[str, set[str]] = field(default_factory=dict)
    standing: dict[str, Truth] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)


class _Read(NamedTuple):
    """A stage as it was read: its rules, and what their comparisons are."""

    stage: ReadyStage
    reading: Reading


class Interpreter:
    """Interprets the rules of one stack of packs; safe to share between threads."""

    def __init__(self, stack: Stack) -> None:
        """Prepare for the rules of a stack."""
        self._stack = stack
        self._orders: dict[str, Order] = {
            item.name: _order(item, stack) for item in CONCLUSION_BY_NAME.values()
        }
        self._displacers: dict[str, list[Rule]] = {}
        for rule in stack.rules.values():
            for other in rule.overrides:
                self._displacers.setdefault(other, []).append(rule)
        self._in_force = lru_cache(maxsize=256)(self._rules_in_force)
        self._parameters = lru_cache(maxsize=256)(self._read_parameters)

    def begin(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return an interpretation of these facts on a day, before its first stage."""
        plain = dict(self._parameters(day, rate))
        for name, value in facts.items():
            plain[name] = plain_value(value, rate)
        return Interpretation(day, rate, facts, plain)

    def interpret(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return the interpretation of all stages."""
        found = self.begin(facts, day, rate)
        for stage in stages_of(facts):
            self.advance(found, stage)
        return found

    def advance(self, found: Interpretation, stage: Stage) -> list[Rule]:
        """Interpret one stage, and return the rules that fired in it.

        Raises:
            Contradiction: two rules that stand conclude different values of an `only`.
        """
        of_stage = self._in_force(found.day)[stage]
        reading = of_stage.sheet.read(found.plain)
        fired, maybe = sorted_by_truth(of_stage, reading)
        rules, open_rules = [one.rule for one in fired], [one.rule for one in maybe]
        found.fired.extend(rules)
        found.maybe.extend(open_rules)
        if of_stage.has_exceptions:
            found.standing.update(standing_of(rules, open_rules))
        given, unsettled = self._contributions(found, fired, maybe)
        found.findings.update(of_stage.unreached)
        found.plain.update(of_stage.absent)
        read = _Read(of_stage, reading)
        for conclusion in CONCLUSIONS_BY_STAGE[stage]:
            name = conclusion.name
            if name in given or name in unsettled:
                self._conclude(
                    found, read, conclusion, given.get(name, ()), unsettled.get(name, ())
                )
        return rules

    def _rules_in_force(self, day: date) -> dict[Stage, ReadyStage]:
        return {
            stage: ready_stage(stage, (rule for rule in rules if rule.in_force(day)), self._orders)
            for stage, rules in self._stack.rules_by_stage.items()
        }

    def _contributions(
        self, found: Interpretation, fired: Iterable[ReadyRule], maybe: Iterable[ReadyRule]
    ) -> tuple[dict[str, list[Contribution]], dict[str, list[Rule]]]:
        """Return what rules contribute, and those that conclude a fact that is not known."""
        given: dict[str, list[Contribution]] = {}
        unsettled: dict[str, list[Rule]] = {}
        standing = found.standing
        for rules, has_fired in ((fired, True), (maybe, None)):
            for one in rules:
                rule = one.rule
                stands = standing.get(rule.id, has_fired)
                if stands is False:
                    continue
                for name, contribution in one.literals:
                    sure = contribution if stands else contribution._replace(is_certain=False)
                    given.setdefault(name, []).append(sure)
                for name, operand in one.others:
                    value = self._concluded(found, operand)
                    if value is not None:
                        contribution = Contribution(rule, value, stands is True)
                        given.setdefault(name, []).append(contribution)
                    elif isinstance(operand, FactName) and operand.name not in found.plain:
                        unsettled.setdefault(name, []).append(rule)
        return given, unsettled

    def _concluded(self, found: Interpretation, operand: Operand) -> Value | None:
        if isinstance(operand, ParameterName):
            return self._stack.parameters[operand.id].value_on(found.day)
        if isinstance(operand, FactName):
            return found.facts.get(operand.name, found.values.get(operand.name))
        return None

    def _conclude(
        self,
        found: Interpretation,
        read: _Read,
        conclusion: Conclusion,
        given: Sequence[Contribution],
        unsettled: Sequence[Rule],
    ) -> None:
        name, order, rate = conclusion.name, self._orders[conclusion.name], found.rate
        is_union = conclusion.combines is Combination.ALL
        if len(given) == 1 and given[0].is_certain and not unsettled and not is_union:
            _reach(found, name, given[0].value, (given[0].rule.id,))
            return
        certain = [item for item in given if item.is_certain]
        value = combined(conclusion, certain, order, rate) if certain else None
        open_rules = [
            item.rule
            for item in given
            if not item.is_certain and changes(conclusion, item, value, order, rate)
        ]
        open_rules.extend(unsettled)
        if open_rules:
            del found.plain[name]
            found.findings[name] = Finding(
                name,
                Status.UNDETERMINED,
                rules=tuple(item.rule.id for item in certain),
                hangs_on=self._missing(open_rules, name, found, read),
                so_far=value if isinstance(value, tuple) else (),
            )
        elif value is not None:
            rules = tuple([item.rule.id for item in certain if is_union or item.value == value])
            _reach(found, name, value, rules)

    def _missing(
        self, rules: Sequence[Rule], conclusion: str, found: Interpretation, read: _Read
    ) -> tuple[str, ...]:
        """Return the asked facts without which these rules conclude nothing certain."""
        names: set[str] = set()
        seen: set[str] = set()
        queue = list(rules)
        while queue:
            rule = queue.pop()
            if rule.id in seen:
                continue
            seen.add(rule.id)
            names |= _lacking(rule, found, read)
            for name, operand in read.stage.by_id[rule.id].others:
                if isinstance(operand, FactName) and name == conclusion:
                    names |= {operand.name} - found.plain.keys()
            if rule.id in self._displacers:
                queue += [
                    one
                    for one in self._displacers[rule.id]
                    if found.standing.get(one.id, False) is not False
                ]
        wanted = {asked for name in names for asked in _asked(name, found)}
        return tuple(sorted(wanted, key=_PLACES.__getitem__))

    def _read_parameters(self, day: date, rate: Percent) -> dict[str, Plain]:
        plain: dict[str, Plain] = {}
        for id_, parameter in self._stack.parameters.items():
            value = parameter.value_on(day)
            plain[id_] = ABSENT if value is None else plain_value(value, rate)
        return plain


def _reach(found: Interpretation, name: str, value: Value, rules: tuple[str, ...]) -> None:
    found.findings[name] = Finding(name, Status.CONCLUDED, value, rules)
    found.plain[name] = plain_value(value, found.rate)
    found.values[name] = value


def _order(conclusion: Conclusion, stack: Stack) -> Order:
    if conclusion.kind is not Kind.IDS:
        return conclusion
    ids = stack.declared_order(conclusion.refers_to)
    return {id_: place for place, id_ in enumerate(ids)}


def _lacking(rule: Rule, found: Interpretation, read: _Read) -> set[str]:
    """Return the names that keep a rule of the stage unknown; none where it is not."""
    if rule.id not in found.lacks:
        mask = read.stage.by_id[rule.id].mask
        is_open = truth_under(mask, read.reading) is None
        bits = unknown_bits(mask, read.reading) if is_open else 0
        found.lacks[rule.id] = read.stage.sheet.names(bits, found.plain)
    return found.lacks[rule.id]


def _asked(name: str, found: Interpretation) -> Sequence[str]:
    fact = FACT_BY_NAME.get(name)
    if fact is None:
        return found.findings[name].hangs_on
    return [item for item in fact.inputs or (name,) if item not in found.facts]


_PLACES = {name: place for place, name in enumerate(FACT_BY_NAME)}
