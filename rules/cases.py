"""Combinations of facts that put rules to the test: every boundary, and one unit either side.

Used by the analysis of packs and by the comparison of both evaluators.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from math import prod

from rules.condition import Literal, ParameterName, leaves
from rules.consistency import inconsistencies
from rules.money import LARGEST_AMOUNT, Money, Pence, VatBasis
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    Fact,
    Kind,
    Supply,
    Value,
)

Given = dict[str, Value]

MOST_COMBINATIONS = 20_000
MENDINGS = 30

NOT_ALWAYS_ASKED = ("nhs_body_kind", "framework_commenced_on")
"""Facts that only some procurements have at all."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases for a set of facts; `is_complete` where every combination is among them."""

    facts: tuple[str, ...]
    cases: tuple[Given, ...]
    is_complete: bool


def depends_on(conclusion: str, stack: Stack) -> frozenset[str]:
    """Return the asked facts that a conclusion depends on, through all earlier stages."""
    wanted, seen, facts = [conclusion], set[str](), set[str]()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in FACT_BY_NAME:
            fact = FACT_BY_NAME[name]
            facts.update(fact.inputs or (name,))
            continue
        stage = CONCLUSION_BY_NAME[name].stage
        for rule in stack.rules_by_stage[stage]:
            if any(concluded == name for concluded, _ in rule.then):
                wanted.extend(rule.reads)
    return frozenset(facts)


def candidates(stack: Stack) -> dict[str, tuple[Value, ...]]:
    """Return for each asked fact the values that matter: whole enumerations, boundaries."""
    literals = _literals(stack)
    return {
        fact.name: tuple(dict.fromkeys(_candidates(fact, literals.get(fact.name, ()), stack)))
        for fact in FACT_BY_NAME.values()
        if fact.supply is not Supply.DERIVED
    }


def _literals(stack: Stack) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for rule in stack.rules.values():
        for leaf in leaves(rule.when):
            if isinstance(leaf.operand, Literal):
                values: Sequence[Value] = leaf.operand.values
            elif isinstance(leaf.operand, ParameterName):
                parameter = stack.parameters[leaf.operand.id]
                values = [item.value for item in parameter.values if item.value is not None]
            else:
                continue
            for name in (leaf.name, *_summands(leaf.name)):
                found.setdefault(name, []).extend(values)
    return found


def _summands(name: str) -> tuple[str, ...]:
    """Return the asked fact by which a derived number is moved to its boundaries."""
    fact = FACT_BY_NAME.get(name)
    return fact.inputs[:1] if fact is not None and fact.kind is Kind.INTEGER else ()


def _candidates(fact: Fact, literals: Sequence[Value], stack: Stack) -> Iterator[Value]:
    match fact.kind:
        case Kind.BOOLEAN:
            yield from (False, True)
        case Kind.ENUMERATION:
            yield from fact.values
        case Kind.IDS:
            yield ()
            yield from ((value,) for value in fact.values)
        case Kind.MONEY:
            yield from _amounts(stack)
        case Kind.DATE:
            yield from _days(fact, literals, stack)
        case Kind.INTEGER | Kind.PERCENT:
            numbers = {int(value) for value in literals if isinstance(value, int)}
            near = {one for number in numbers for one in (number - 1, number, number + 1)}
            yield from sorted(one for one in near | {0, 12} if one >= 0)


def _amounts(stack: Stack) -> Iterator[Money]:
    yield Money(Pence(1_00), VatBasis.INCLUDED)
    for parameter in stack.parameters.values():
        for item in parameter.values:
            if isinstance(item.value, Money) and item.value.vat is not None:
                for pence in (-1, 0, 1):
                    yield Money(Pence(item.value.pence + pence), item.value.vat)
    yield Money(LARGEST_AMOUNT, VatBasis.EXCLUDED)


def _days(fact: Fact, literals: Sequence[Value], stack: Stack) -> Iterator[date]:
    turns = {value for value in literals if isinstance(value, date)}
    for rule in stack.rules.values():
        turns.add(rule.from_on)
        if rule.until_on is not None:
            turns.add(rule.until_on + timedelta(days=1))
    for parameter in stack.parameters.values():
        turns.update(item.from_on for item in parameter.values)
    law = stack.law
    first = max(law.from_on, _bound(fact.minimum, law.from_on))
    last = min(law.until_on or date.max, _bound(fact.maximum, date.max))
    if fact.name == "framework_commenced_on":
        first = _bound(fact.minimum, law.from_on)
    days = {day for turn in turns for day in (turn - timedelta(days=1), turn)} | {first, last}
    yield from sorted(day for day in days if first <= day <= last)


def _bound(value: int | date | None, otherwise: date) -> date:
    return value if isinstance(value, date) else otherwise


def cases_over(
    facts: frozenset[str], stack: Stack, *, seed: int = 1, most: int = MOST_COMBINATIONS
) -> Cases:
    """Return cases over these facts: all combinations, or all pairs and a seeded sample.

    `most` limits the sample beyond all pairs; facts not named stay unknown.
    """
    names = tuple(name for name in FACT_BY_NAME if name in facts | {"commenced_on"})
    options_of = candidates(stack)
    values = {name: options_of[name] for name in names}
    if prod(len(options) for options in values.values()) <= MOST_COMBINATIONS:
        every = (dict(zip(names, chosen, strict=True)) for chosen in product(*values.values()))
        return Cases(names, tuple(case for case in every if is_consistent(case)), is_complete=True)
    sample = _pairs_and_sample(values, seed, most)
    return Cases(names, tuple(sample), is_complete=False)


def _pairs_and_sample(
    values: Mapping[str, tuple[Value, ...]], seed: int, most: int
) -> Iterator[Given]:
    chance = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    for (one, ones), (other, others) in combinations(values.items(), 2):
        for pair in product(ones, others):
            case = _drawn(values, chance, {one: pair[0], other: pair[1]})
            if case is not None:
                yield case
    for _ in range(most):
        case = _drawn(values, chance, {})
        if case is not None:
            yield case


def _drawn(
    values: Mapping[str, tuple[Value, ...]], chance: random.Random, fixed: Given
) -> Given | None:
    """Return a case that holds the fixed facts, mended until it is consistent, or None."""
    case: Given = {name: chance.choice(options) for name, options in values.items()}
    case.update(fixed)
    for _ in range(MENDINGS):
        wrong = inconsistencies(known_facts(case))
        if not wrong:
            return case
        involved = {name for item in wrong for name in (item.fact, *item.forbidden_by)}
        for name in sorted(involved & values.keys() - fixed.keys()):
            if name in NOT_ALWAYS_ASKED and chance.choice((True, False)):
                case.pop(name, None)
            else:
                case[name] = chance.choice(values[name])
    return None


def is_consistent(given: Given) -> bool:
    """Return whether facts can stand together in one procurement."""
    return not inconsistencies(known_facts(given))
