"""Why a rule stayed silent: the conditions that failed, and by how far."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from rules.condition import AnyOf, Comparison, Condition, FactName, Literal, ParameterName
from rules.decision import FailedCondition, WhyNot
from rules.interpretation import Interpretation
from rules.money import Money, pounds
from rules.stack import Stack
from rules.truth import ABSENT, truth_of
from rules.vocabulary import (
    FACT_BY_NAME,
    ORDERED_KINDS,
    Kind,
    Supply,
    Value,
    stages_of,
)
from rules.vocabulary.purchase import AUTHORITY
from rules.wording import in_words, named_in_words, subject_of, unit_of

DAYS_OF_A_YEAR = 365
_ANSWERED = frozenset({Supply.ASKED, Supply.DEVELOPMENT})


def silent_rules(found: Interpretation, stack: Stack) -> tuple[WhyNot, ...]:
    """Return for each rule in force that did not fire the conditions that failed it."""
    fired = {rule.id for rule in found.fired}
    stages = stages_of(found.facts)
    return tuple(
        WhyNot(
            rule=rule.id,
            title=rule.title,
            cites=rule.cites,
            concludes=tuple(name for name, _ in rule.then),
            failed=tuple(_failed(rule.when, found, stack)),
        )
        for rule in stack.rules.values()
        if rule.stage in stages and rule.in_force(found.day) and rule.id not in fired
    )


def is_in_reach(item: WhyNot) -> bool:
    """Return whether a buyer's answers alone could make a silent rule fire.

    What other rules conclude is out of reach, and so is who buys; so is what is worked out,
    because the answers that it is worked out from tell more.
    """
    return bool(item.failed) and all(_turns_on_an_answer(one) for one in item.failed)


def _turns_on_an_answer(failed: FailedCondition) -> bool:
    fact = FACT_BY_NAME.get(failed.name)
    return fact is not None and fact.supply in _ANSWERED and fact not in AUTHORITY


def _failed(condition: Condition, found: Interpretation, stack: Stack) -> list[FailedCondition]:
    if isinstance(condition, Comparison):
        is_true = truth_of(condition, found.plain)
        return [] if is_true else [_failure(condition, found, stack)]
    parts = [_failed(part, found, stack) for part in condition.parts]
    if isinstance(condition, AnyOf) and not all(parts):
        return []
    return [failure for part in parts for failure in part]


def _sides(
    leaf: Comparison, found: Interpretation, stack: Stack
) -> tuple[Value | None, tuple[Value, ...]]:
    values = {**found.facts, **found.values}
    left = values.get(leaf.name)
    match leaf.operand:
        case Literal(literals):
            return left, literals
        case ParameterName(id_):
            value = stack.parameters[id_].value_on(found.day)
            return left, () if value is None else (value,)
        case FactName(name):
            return left, (values[name],) if name in values else ()


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
    is_absent = found.plain.get(leaf.name) is ABSENT
    failure = FailedCondition(
        name=leaf.name,
        condition=_sentence(leaf, rights),
        actual="no rule concludes it" if is_absent else named_in_words(leaf.name, left),
        distance="",
    )
    if left is None or leaf.kind not in ORDERED_KINDS or len(rights) != 1:
        return failure
    distance = _distance(leaf, left, rights[0], found)
    return replace(failure, distance=distance, off=_off(leaf, left, rights[0], found))


def _sentence(leaf: Comparison, rights: tuple[Value, ...]) -> str:
    subject = subject_of(leaf.name)
    unit = unit_of(subject)
    words = ", ".join(in_words(value, subject.kind, leaf.name, unit) for value in rights)
    return f"{subject.title} {leaf.operator} {words or 'a value that has none here'}"


def _off(leaf: Comparison, left: Value, right: Value, found: Interpretation) -> Fraction:
    """Return how far a value is from where the condition turns, as a part of that."""
    limit = _number(right, found)
    apart = abs(_number(left, found) - limit)
    return Fraction(apart, DAYS_OF_A_YEAR if leaf.kind is Kind.DATE else max(abs(limit), 1))


def _distance(leaf: Comparison, left: Value, right: Value, found: Interpretation) -> str:
    """Return how far a value is from where the condition turns, in words."""
    if isinstance(left, Money) and isinstance(right, Money):
        basis = right.vat
        shown = left.on(basis, found.rate) if basis else left
        pence = abs(shown.pence - right.pence)
        exactly = _number(left, found) - _number(right, found)
        return _apart(exactly, pounds(pence) if pence else "less than a penny")
    difference = _number(left, found) - _number(right, found)
    if leaf.kind is Kind.DATE:
        days = abs(difference)
        side = "before" if difference < 0 else "after"
        return f"{days:,} {'day' if days == 1 else 'days'} {side} it" if days else "on that day"
    unit = unit_of(subject_of(leaf.name))
    return _apart(difference, in_words(abs(difference), leaf.kind, leaf.name, unit))


def _apart(difference: int, words: str) -> str:
    if difference == 0:
        return "exactly on it"
    return f"{words} {'below' if difference < 0 else 'above'} it"
