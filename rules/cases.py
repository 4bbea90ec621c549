"""Combinations of facts that put rules to the test: every boundary, and one unit either side.

Used by the analysis of packs and by the comparison of both evaluators.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, islice, product, repeat
from math import prod

from rules.condition import Literal, ParameterName, leaves
from rules.consistency import inconsistencies
from rules.money import LARGEST_AMOUNT, Money, Pence, VatBasis
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import (
    BID_CONCLUSIONS,
    BID_FACTS,
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    OF_DEVELOPMENTS,
    OF_DEVELOPMENTS_ALONE,
    Fact,
    Kind,
    Supply,
    Value,
    dated_by,
)
from rules.vocabulary.developments import DATED_BY

Given = dict[str, Value]

MOST_COMBINATIONS = 20_000
"""Facts with more combinations than this are sampled: all pairs, and so many draws besides."""

MENDINGS = 30
"""How often a draw is mended before it is given up as one that cannot stand together."""

NOT_ALWAYS_ASKED = ("nhs_body_kind", "framework_commenced_on")
"""Facts that only some procurements have at all."""

NOT_ALWAYS_KNOWN = frozenset({"dwellings"})
"""Facts of which the law says what follows when they are not known: cases leave them out too."""
_LEFT_OUT = frozenset({*NOT_ALWAYS_ASKED, *NOT_ALWAYS_KNOWN})

MONTHS_OF_A_YEAR = 12
"""Tried of every number: most are months, and sums of them reach the boundaries beyond."""

DRAWS_A_PART = 2_000
"""Cases are made in parts of so many draws, so that several processes can share them."""

Options = Mapping[str, tuple[Value | None, ...]]
"""The values of each fact that cases combine; None leaves it out."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases for a set of facts; `is_complete` where every combination is among them."""

    facts: tuple[str, ...]
    cases: tuple[Given, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class CasePlan:
    """How cases are made: in parts of so many draws, each of which can be made by itself.

    A draw that comes to facts that cannot stand together makes no case.
    """

    options: Options
    seed: int
    draws: int
    is_complete: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the cases tell."""
        return tuple(self.options)

    @property
    def parts(self) -> int:
        """In how many parts the cases are made."""
        return -(-self.draws // DRAWS_A_PART)

    def bounds(self, part: int) -> tuple[int, int]:
        """Return the first draw of a part, and the one after its last."""
        return part * DRAWS_A_PART, min((part + 1) * DRAWS_A_PART, self.draws)


def depends_on(conclusion: str, stack: Stack) -> frozenset[str]:
    """Return the asked facts that a conclusion depends on, through all earlier stages.

    What is concluded of a bid depends on a bid's being there: one of its facts is always told.
    """
    wanted, seen, facts = [conclusion], set[str](), set[str]()
    if conclusion in OF_DEVELOPMENTS_ALONE:
        facts.add(DATED_BY)
    if any(item.name == conclusion for item in BID_CONCLUSIONS):
        facts.add(BID_FACTS[0].name)
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
            yield from _numbers(literals, {0, MONTHS_OF_A_YEAR})
        case Kind.AREA:
            yield from _numbers(literals, {0})


def _numbers(literals: Sequence[Value], always: set[int]) -> list[int]:
    """Return the numbers on and beside every literal, and those that are always tried."""
    numbers = {int(value) for value in literals if isinstance(value, int)}
    near = {one for number in numbers for one in (number - 1, number, number + 1)}
    return sorted(one for one in near | always if one >= 0)


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
    is_of_development = fact.name == DATED_BY
    of_developments = [rule for rule in stack.rules.values() if rule.stage in OF_DEVELOPMENTS]
    apart = {id_ for rule in of_developments for id_ in rule.parameters}
    for rule in of_developments if is_of_development else stack.rules.values():
        turns.add(rule.from_on)
        if rule.until_on is not None:
            turns.add(rule.until_on + timedelta(days=1))
    for parameter in stack.parameters.values():
        if (parameter.id in apart) is is_of_development:
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


def plan_cases(
    facts: frozenset[str], stack: Stack, *, seed: int = 1, most: int = MOST_COMBINATIONS
) -> CasePlan:
    """Return how cases over these facts are made: all combinations, or pairs and a sample.

    `most` limits the sample beyond all pairs; facts not named stay unknown.
    """
    options_of = candidates(stack)
    options: Options = {
        name: (*options_of[name], None) if name in _LEFT_OUT else options_of[name]
        for name in FACT_BY_NAME
        if name in facts | {dated_by(facts)}
    }
    combined = prod(len(one) for one in options.values())
    pairs = sum(len(one) * len(other) for one, other in combinations(options.values(), 2))
    is_complete = combined <= MOST_COMBINATIONS
    return CasePlan(options, seed, combined if is_complete else pairs + most, is_complete)


def cases_in(plan: CasePlan, part: int) -> Iterator[Given]:
    """Yield the cases of one part of a plan, the same whoever makes the other parts."""
    first, last = plan.bounds(part)
    if plan.is_complete:
        for chosen in islice(product(*plan.options.values()), first, last):
            case = _told(zip(plan.options, chosen, strict=True))
            if is_consistent(case):
                yield case
        return
    chance = random.Random(f"{plan.seed}/{part}")  # noqa: S311 - a repeatable sample, not a secret
    fixed = islice(chain(_pairs(plan.options), repeat({})), first, last)
    for pair in fixed:
        drawn = _drawn(plan.options, chance, pair)
        if drawn is not None:
            yield drawn


def cases_over(
    facts: frozenset[str], stack: Stack, *, seed: int = 1, most: int = MOST_COMBINATIONS
) -> Cases:
    """Return cases over these facts: all combinations, or all pairs and a seeded sample.

    `most` limits the sample beyond all pairs; facts not named stay unknown.
    """
    plan = plan_cases(facts, stack, seed=seed, most=most)
    cases = tuple(case for part in range(plan.parts) for case in cases_in(plan, part))
    return Cases(plan.facts, cases, plan.is_complete)


def _told(options: Iterable[tuple[str, Value | None]]) -> Given:
    return {name: value for name, value in options if value is not None}


def _pairs(options: Options) -> Iterator[Mapping[str, Value | None]]:
    for (one, ones), (other, others) in combinations(options.items(), 2):
        for first, second in product(ones, others):
            yield {one: first, other: second}


def _drawn(
    values: Options, chance: random.Random, fixed: Mapping[str, Value | None]
) -> Given | None:
    """Return a case that holds the fixed facts, mended until it is consistent, or None."""
    drawn = {name: chance.choice(options) for name, options in values.items()}
    case = _told({**drawn, **fixed}.items())
    for _ in range(MENDINGS):
        wrong = inconsistencies(known_facts(case))
        if not wrong:
            return case
        involved = {name for item in wrong for name in (item.fact, *item.forbidden_by)}
        for name in sorted(involved & values.keys() - fixed.keys()):
            if name in NOT_ALWAYS_ASKED and chance.choice((True, False)):
                case.pop(name, None)
            else:
                case[name] = chance.choice([one for one in values[name] if one is not None])
    return None


def is_consistent(given: Given) -> bool:
    """Return whether facts can stand together in one procurement."""
    return not inconsistencies(known_facts(given))
