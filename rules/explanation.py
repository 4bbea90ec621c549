"""Why each rule fired: what it read, the reason with its figures, what it concluded."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rules.combination import displaced, literal_value
from rules.condition import Literal, ParameterName
from rules.decision import DutyDue, ParameterUse, TraceEntry
from rules.interpretation import Interpretation
from rules.money import Money
from rules.pack import Citation, Confidence, Due, Duty, Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Kind, Value
from rules.vocabulary.labels import NAMED_BY_PROPER_NOUNS
from rules.wording import in_words, named_in_words, subject_of

_ON_THE_DAY_DECIDED = frozenset({"procurement_commenced", "planning_permission_granted"})
"""The events that happen on the day by which a decision is dated."""

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Explainer:
    """Explains the decisions made under one stack of packs; safe to share between threads."""

    def __init__(self, stack: Stack) -> None:
        """Prepare for the rules of a stack."""
        self._stack = stack
        self._literals = {
            rule.id: _concluded(rule, {}, {})
            for rule in stack.rules.values()
            if all(isinstance(operand, Literal) for _, operand in rule.then)
        }
        self._uses_since = lru_cache(maxsize=128)(self._read_uses)
        self._unsure_since = lru_cache(maxsize=128)(self._read_unsure)
        self._duties_on = lru_cache(maxsize=64)(self._read_duties)

    def trace(self, found: Interpretation) -> tuple[TraceEntry, ...]:
        """Return an entry for each rule that fired, in the order in which they did."""
        has_displaced = False in found.standing.values()
        gone = displaced(found.fired) if has_displaced else _NOTHING
        displacing: dict[str, list[str]] = {}
        for id_, others in gone.items():
            for other in others:
                displacing.setdefault(other, []).append(id_)
        values = {**found.facts, **found.values}
        uses = self.uses(found.day)
        words = _Words(values, uses)
        entries = []
        facts_of: dict[tuple[str, ...], Mapping[str, Value]] = {}
        for rule in found.fired:
            reason = rule.because
            reads = rule.reads
            facts = facts_of.get(reads)
            if facts is None:
                facts = MappingProxyType({one: values[one] for one in reads if one in values})
                facts_of[reads] = facts
            entries.append(
                TraceEntry(  # in the order of its fields: keywords cost a third of the trace
                    rule.id,
                    rule.title,
                    reason.format_map(words) if "{" in reason else reason,
                    rule.cites,
                    facts,
                    tuple([uses[id_] for id_ in rule.parameters]) if rule.parameters else (),
                    self._literals.get(rule.id) or _concluded(rule, values, uses),
                    tuple(displacing[rule.id]) if rule.id in displacing else (),
                    gone.get(rule.id, ()),
                    rule.confidence,
                )
            )
        return tuple(entries)

    def uses(self, day: date) -> Mapping[str, ParameterUse]:
        """Return every parameter's value on a day, by the parameter's id."""
        return self._uses_since(self._stack.turned_on(day))

    def duties(self, day: date) -> Mapping[str, DutyDue]:
        """Return every duty with its time limit as of a day, by the duty's id."""
        return self._duties_on(day)

    def _read_duties(self, day: date) -> dict[str, DutyDue]:
        return {id_: _due_on(duty, day, self._stack) for id_, duty in self._stack.duties.items()}

    def unsure(self, day: date) -> Mapping[str, tuple[str, ...]]:
        """Return by the id of a rule or a duty what it rests on that was not seen."""
        return self._unsure_since(self._stack.turned_on(day))

    def _read_unsure(self, day: date) -> dict[str, tuple[str, ...]]:
        uses = self.uses(day)
        found = {
            rule.id: self._unsure(
                [rule.id] if rule.confidence is not Confidence.SEEN else [],
                [uses[id_] for id_ in rule.parameters if id_ in uses],
                rule.cites,
            )
            for rule in self._stack.rules.values()
        }
        for duty in self._stack.duties.values():
            limit = uses.get(duty.parameter)
            found[duty.id] = self._unsure([], [limit] if limit else [], ())
        return found

    def _unsure(
        self, own: list[str], uses: Iterable[ParameterUse], cites: Iterable[Citation]
    ) -> tuple[str, ...]:
        found = [*own]
        sources = self._stack.unsure_sources
        for use in uses:
            if use.confidence is not Confidence.SEEN:
                found.append(use.id)
            found += [cite.source for cite in use.cites if cite.source in sources]
        found += [cite.source for cite in cites if cite.source in sources]
        return tuple(dict.fromkeys(found))

    def _read_uses(self, day: date) -> dict[str, ParameterUse]:
        uses: dict[str, ParameterUse] = {}
        for id_, parameter in self._stack.parameters.items():
            dated = parameter.on(day)
            if dated is not None:
                uses[id_] = ParameterUse(
                    id=id_,
                    title=parameter.title,
                    kind=parameter.kind,
                    value=dated.value,
                    from_on=dated.from_on,
                    cites=dated.cites,
                    confidence=dated.confidence,
                )
        return uses


class _Words(dict[str, str]):
    """The words of facts, conclusions and parameters, each found when a reason first asks."""

    def __init__(self, values: Mapping[str, Value], uses: Mapping[str, ParameterUse]) -> None:
        super().__init__()
        self._values, self._uses = values, uses

    def __missing__(self, name: str) -> str:
        if name in self._uses:
            use = self._uses[name]
            words = "repealed" if use.value is None else in_words(use.value, use.kind)
        else:
            words = _in_a_sentence(name, self._values.get(name), self._values.get("threshold"))
        self[name] = words
        return words


def _in_a_sentence(name: str, value: Value | None, threshold: Value | None) -> str:
    if isinstance(value, Money) and isinstance(threshold, Money):
        return value.beside(threshold)
    words = named_in_words(name, value)
    is_label = subject_of(name).kind is Kind.ENUMERATION and name not in NAMED_BY_PROPER_NOUNS
    return words[:1].lower() + words[1:] if is_label else words


def _concluded(
    rule: Rule, values: Mapping[str, Value], uses: Mapping[str, ParameterUse]
) -> Mapping[str, Value]:
    concluded: dict[str, Value] = {}
    for name, operand in rule.then:
        value: Value | None
        if isinstance(operand, Literal):
            value = literal_value(operand, CONCLUSION_BY_NAME[name])
        elif isinstance(operand, ParameterName):
            value = uses[operand.id].value
        else:
            value = values.get(operand.name)
        if value is not None:
            concluded[name] = value
    return MappingProxyType(concluded)


def _due_on(duty: Duty, day: date, stack: Stack) -> DutyDue:
    due = duty.due
    if due is None:
        return DutyDue(
            duty.id, duty.title, duty.text, duty.cites, duty.confidence, notice=duty.notice
        )
    days = _days(due, day, stack)
    return DutyDue(
        id=duty.id,
        title=duty.title,
        text=duty.text,
        cites=duty.cites,
        confidence=duty.confidence,
        days=days,
        kind=due.kind,
        event=due.event,
        is_before=due.is_before,
        on=day if due.event in _ON_THE_DAY_DECIDED and days == 0 else None,
        notice=duty.notice,
        begins_with=due.begins_with,
    )


def _days(due: Due, day: date, stack: Stack) -> int | None:
    if not isinstance(due.days, ParameterName):
        return due.days
    value = stack.parameters[due.days.id].value_on(day)
    return value if isinstance(value, int) else None
