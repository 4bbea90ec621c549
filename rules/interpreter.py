"""The independent evaluator: the same rules, read another way, in three values.

It shares no code with the compiler or the engine, so that an error in either shows as a
difference. It alone also finds which rules *may* fire once a missing fact is known, and so
which conclusions a missing fact could still change.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from rules.contributions import Contribution, Order, changes, combined
from rules.decision import Finding, Status
from rules.interpretation import Interpretation, Open, Outcome, Period
from rules.money import Percent
from rules.pack import Rule
from rules.ready import ReadyConclusion, ReadyStage, ready_stage
from rules.stack import Stack
from rules.truth import ABSENT, Plain, plain_value
from rules.unknowns import explain
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    Combination,
    Conclusion,
    Kind,
    Stage,
    Value,
    stages_of,
)

MOST_REMEMBERED = 1024
"""What sets of rules come to in a period is remembered for so many, then begun anew."""


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
        self._period_from = lru_cache(maxsize=64)(self._read_period)

    def begin(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return an interpretation of these facts on a day, before its first stage."""
        period = self._period_from(self._stack.turned_on(day), rate)
        plain = dict(period.parameters)
        for name, value in facts.items():
            plain[name] = plain_value(value, rate)
        return Interpretation(day, rate, facts, plain, period)

    def interpret(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return the interpretation of all stages, and on which facts what is open hangs."""
        found = self.conclude(facts, day, rate)
        self.explain(found)
        return found

    def conclude(self, facts: Mapping[str, Value], day: date, rate: Percent) -> Interpretation:
        """Return the conclusions of all stages, without the facts on which what is open hangs."""
        found = self.begin(facts, day, rate)
        for stage in stages_of(facts):
            self._read(found, stage)
        return found

    def advance(self, found: Interpretation, stage: Stage) -> list[Rule]:
        """Interpret one stage, and return the rules that fired in it.

        Raises:
            Contradiction: two rules that stand conclude different values of an `only`.
        """
        before = len(found.fired)
        self._read(found, stage)
        return found.fired[before:]

    def explain(self, found: Interpretation) -> None:
        """Add to every undetermined conclusion the facts that it hangs on."""
        explain(found, self._displacers)

    def _read(self, found: Interpretation, stage: Stage) -> None:
        ready = found.period.stages[stage]
        plain, findings = found.plain, found.findings
        reading = ready.sheet.read(plain)
        fired, maybe = ready.sort(reading)
        found.fired += ready.among(fired)
        if ready.with_exceptions:
            found.standing.update(ready.standing(fired, maybe, ready.with_exceptions))
        findings.update(ready.unreached)
        reached = fired | maybe
        concluded: list[tuple[str, Plain | None]] = []
        for one in ready.conclusions:
            if reached & one.rules:
                name = one.conclusion.name
                finding, value, open_rules = self._remembered(found, ready, one, fired, maybe)
                findings[name] = finding
                concluded.append((name, value))
                if finding.value is not None:
                    found.values[name] = finding.value
                if open_rules:
                    found.open[name] = Open(ready, reading, open_rules)
        plain.update(ready.absent)
        for name, value in concluded:
            if value is None:
                del plain[name]
            else:
                plain[name] = value

    def _remembered(
        self,
        found: Interpretation,
        stage: ReadyStage,
        ready: ReadyConclusion,
        fired: int,
        maybe: int,
    ) -> Outcome:
        """Return what these rules come to, worked out only if it was not before."""
        if not ready.is_fixed:
            return self._outcome(found, stage, ready, fired, maybe)
        remembered = found.period.remembered
        key = (ready.conclusion.name, fired & ready.rules, maybe & ready.rules)
        outcome = remembered.get(key)
        if outcome is None:
            outcome = self._outcome(found, stage, ready, fired, maybe)
            if len(remembered) >= MOST_REMEMBERED:
                remembered.clear()
            remembered[key] = outcome
        return outcome

    def _outcome(
        self,
        found: Interpretation,
        stage: ReadyStage,
        ready: ReadyConclusion,
        fired: int,
        maybe: int,
    ) -> Outcome:
        """Return what the rules that fired, and those that may, come to together."""
        conclusion, rate = ready.conclusion, found.rate
        name, order = conclusion.name, self._orders[conclusion.name]
        given, unsettled = _contributions(found, stage, ready, fired, maybe)
        certain = [item for item in given if item.is_certain]
        value = combined(conclusion, certain, order, rate) if certain else None
        open_rules = tuple(
            item.rule
            for item in given
            if not item.is_certain and changes(conclusion, item, value, order, rate)
        )
        if open_rules or unsettled:
            finding = Finding(
                name,
                Status.UNDETERMINED,
                rules=tuple(item.rule.id for item in certain),
                so_far=value if isinstance(value, tuple) else (),
            )
            return Outcome(finding, None, (*open_rules, *unsettled))
        if value is None:
            return Outcome(stage.unreached[name], ABSENT, ())
        is_union = conclusion.combines is Combination.ALL
        rules = tuple([item.rule.id for item in certain if is_union or item.value == value])
        finding = Finding(name, Status.CONCLUDED, value, rules)
        return Outcome(finding, plain_value(value, rate), ())

    def _read_period(self, day: date, rate: Percent) -> Period:
        values = {id_: one.value_on(day) for id_, one in self._stack.parameters.items()}
        plain: dict[str, Plain] = {
            id_: ABSENT if value is None else plain_value(value, rate)
            for id_, value in values.items()
        }
        stages = {
            stage: ready_stage(stage, (rule for rule in rules if rule.in_force(day)), values, plain)
            for stage, rules in self._stack.rules_by_stage.items()
        }
        return Period(plain, stages, {})


def _contributions(
    found: Interpretation, stage: ReadyStage, ready: ReadyConclusion, fired: int, maybe: int
) -> tuple[list[Contribution], list[Rule]]:
    """Return what rules contribute, and those that conclude a fact that is not known."""
    given: list[Contribution] = []
    unsettled: list[Rule] = []
    standing = stage.standing(fired, maybe, ready.rules)
    for bits, has_fired in ((fired, True), (maybe, None)):
        for one in ready.by:
            if not one.ready.bit & bits:
                continue
            rule = one.ready.rule
            stands = standing.get(rule.id, has_fired)
            if stands is False:
                continue
            value = one.value
            if one.fact:
                value = found.facts.get(one.fact, found.values.get(one.fact))
            if value is not None:
                given.append(Contribution(rule, value, stands is True))
            elif one.fact and one.fact not in found.plain:
                unsettled.append(rule)
    return given, unsettled


def _order(conclusion: Conclusion, stack: Stack) -> Order:
    if conclusion.kind is not Kind.IDS:
        return conclusion
    ids = stack.declared_order(conclusion.refers_to)
    return {id_: place for place, id_ in enumerate(ids)}
