"""Why each rule fired, and why each of the others did not, with the distance it missed by."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from rules.combination import concluded_value, displaced
from rules.decision import FailedCondition, ParameterUse, TraceEntry, WhyNot
from rules.interpreter import Interpretation
from rules.loader.checks import parameters_of
from rules.money import Money, pounds
from rules.pack import (
    AllOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
    Rule,
    leaves,
)
from rules.stack import Stack
from rules.truth import ABSENT
from rules.vocabulary import CONCLUSION_BY_NAME, Kind, Value
from rules.wording import filled, in_words, named_in_words, subject_of

NOT_KNOWN = "not known"


def trace(fired: Iterable[Rule], found: Interpretation, stack: Stack) -> tuple[TraceEntry, ...]:
    """Return an entry for each rule that fired, in the order in which they did."""
    rules = tuple(fired)
    gone = displaced(rules)
    displacing: dict[str, list[str]] = {}
    for id_, others in gone.items():
        for other in others:
            displacing.setdefault(other, []).append(id_)
    values = {**found.facts, **found.values}
    return tuple(
        _entry(rule, values, found.day, stack, tuple(displacing.get(rule.id, ())), gone)
        for rule in rules
    )


def _entry(
    rule: Rule,
    values: Mapping[str, Value],
    day: date,
    stack: Stack,
    displaced_rules: tuple[str, ...],
    gone: Mapping[str, tuple[str, ...]],
) -> TraceEntry:
    read = {name: values[name] for name in names_read(rule) if name in values}
    used = tuple(_use(id_, stack, day) for id_ in parameters_of(rule))
    concluded = {
        name: value
        for name, operand in rule.then
        if (value := concluded_value(operand, CONCLUSION_BY_NAME[name], values, stack, day))
        is not None
    }
    words = {name: named_in_words(name, value) for name, value in read.items()}
    words.update({use.id: in_words(use.value, stack.parameters[use.id].kind) for use in used})
    return TraceEntry(
        rule=rule.id,
        title=rule.title,
        because=filled(rule.because, words),
        cites=rule.cites,
        facts=MappingProxyType(read),
        parameters=used,
        concluded=MappingProxyType(concluded),
        displaced=displaced_rules,
        displaced_by=gone.get(rule.id, ()),
        confidence=rule.confidence,
    )


def names_read(rule: Rule) -> tuple[str, ...]:
    """Return the facts and conclusions that a rule reads, in order, each once."""
    names: dict[str, None] = {}
    for leaf in leaves(rule.when):
        names[leaf.name] = None
        if isinstance(leaf.operand, FactName):
            names[leaf.operand.name] = None
    for _, operand in rule.then:
        if isinstance(operand, FactName):
            names[operand.name] = None
    return tuple(names)


def _use(id_: str, stack: Stack, day: date) -> ParameterUse:
    parameter = stack.parameters[id_]
    dated = parameter.on(day) or parameter.values[-1]
    return ParameterUse(
        id=id_,
        title=parameter.title,
        kind=parameter.kind,
        value=dated.value,
        from_on=dated.from_on,
        cites=dated.cites,
        confidence=dated.confidence,
    )


def why_not(rules: Iterable[Rule], found: Interpretation, stack: Stack) -> tuple[WhyNot, ...]:
    """Return for each rule in force that did not fire the conditions that failed it."""
    fired = {rule.id for rule in found.fired}
    return tuple(
        WhyNot(
            rule=rule.id,
            title=rule.title,
            cites=rule.cites,
            concludes=tuple(name for name, _ in rule.then),
            failed=tuple(_failed(rule.when, found, stack)),
        )
        for rule in rules
        if rule.id not in fired
    )


def _failed(condition: Condition, found: Interpretation, stack: Stack) -> list[FailedCondition]:
    if isinstance(condition, Comparison):
        return [] if truth(condition, found, stack) else [_failure(condition, found, stack)]
    parts = [_failed(part, found, stack) for part in condition.parts]
    if isinstance(condition, AllOf):
        return [failure for part in parts for failure in part]
    if any(not part for part in parts):
        return []
    return [failure for part in parts for failure in part]


def truth(leaf: Comparison, found: Interpretation, stack: Stack) -> bool:
    """Return whether a comparison holds; what is not known does not."""
    left, rights = _sides(leaf, found, stack)
    if left is None or not rights:
        return False
    if isinstance(left, tuple):
        is_in = any(value in left for value in rights)
        return is_in is (leaf.operator in {Operator.IS, Operator.IS_ONE_OF})
    if leaf.operator in {Operator.IS, Operator.IS_ONE_OF}:
        return left in rights
    if leaf.operator in {Operator.IS_NOT, Operator.IS_NOT_ONE_OF}:
        return left not in rights
    difference = _number(left, found) - _number(rights[0], found)
    match leaf.operator:
        case Operator.IS_AT_LEAST:
            return difference >= 0
        case Operator.IS_AT_MOST:
            return difference <= 0
        case Operator.IS_MORE_THAN:
            return difference > 0
        case _:
            return difference < 0


def _sides(
    leaf: Comparison, found: Interpretation, stack: Stack
) -> tuple[Value | None, tuple[Value, ...]]:
    values = {**found.facts, **found.values}
    match leaf.operand:
        case Literal(literals):
            rights = literals
        case ParameterName(id_):
            dated = stack.parameters[id_].on(found.day)
            rights = () if dated is None or dated.value is None else (dated.value,)
        case FactName(name):
            rights = (values[name],) if name in values else ()
    return values.get(leaf.name), rights


def _number(value: Value, found: Interpretation) -> int:
    match value:
        case Money():
            return value.scaled_gross(found.rate)
        case date():
            return value.toordinal()
        case int():
            return value
        case _:
            message = f"{value!r} has no order"
            raise TypeError(message)


def _failure(leaf: Comparison, found: Interpretation, stack: Stack) -> FailedCondition:
    left, rights = _sides(leaf, found, stack)
    if left is None:
        absent = found.plain.get(leaf.name) is ABSENT
        actual = "no rule concludes it" if absent else NOT_KNOWN
        return FailedCondition(_sentence(leaf, found, stack), actual, "")
    distance = _distance(leaf, left, rights, found)
    return FailedCondition(_sentence(leaf, found, stack), named_in_words(leaf.name, left), distance)


def _sentence(leaf: Comparison, found: Interpretation, stack: Stack) -> str:
    subject = subject_of(leaf.name)
    _, rights = _sides(leaf, found, stack)
    words = ", ".join(in_words(value, subject.kind, leaf.name) for value in rights)
    return f"{subject.title} {leaf.operator} {words or 'a value that has none here'}"


def _distance(
    leaf: Comparison, left: Value, rights: tuple[Value, ...], found: Interpretation
) -> str:
    """Return how far a value is from where the condition turns, in words."""
    if leaf.kind not in {Kind.MONEY, Kind.DATE, Kind.INTEGER, Kind.PERCENT} or len(rights) != 1:
        return ""
    right = rights[0]
    if isinstance(left, Money) and isinstance(right, Money):
        basis = right.vat
        shown = left.on(basis, found.rate) if basis else left
        return _apart(shown.pence - right.pence, pounds(abs(shown.pence - right.pence)), leaf)
    difference = _number(left, found) - _number(right, found)
    if leaf.kind is Kind.DATE:
        days = abs(difference)
        side = "before" if difference < 0 else "after"
        return f"{days:,} {'day' if days == 1 else 'days'} {side} it" if days else "on that day"
    unit = subject_of(leaf.name).unit if leaf.kind is Kind.INTEGER else ""
    return _apart(difference, in_words(abs(difference), leaf.kind, leaf.name, unit), leaf)


def _apart(difference: int, words: str, leaf: Comparison) -> str:
    if difference == 0:
        return "exactly on it"
    strict = leaf.operator in {Operator.IS_MORE_THAN, Operator.IS_LESS_THAN}
    suffix = "" if not strict else ", and it must be passed"
    return f"{words} {'below' if difference < 0 else 'above'} it{suffix}"


__all__ = ["names_read", "trace", "why_not"]
