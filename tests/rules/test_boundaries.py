"""Where conclusions can change as one fact does: each boundary with what lies beside it."""

from datetime import date
from pathlib import Path

import pytest

from rules.boundaries import Boundaries, Unit
from rules.money import Money, Pence, VatBasis
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, Kind, Value
from tests.rules.small_packs import DAY, LAW, law_stack, parameter, rule, value_of

LIMIT = parameter("limit", "integer", "from: 2020-01-01, is: 20", "from: 2022-06-21, is: 26")
AMOUNT = parameter(
    "amount",
    "money",
    "from: 2020-01-01, is: £2.40, vat: included",
    "from: 2022-06-11, is: £9.00, vat: included",
)


def near(stack: Stack, name: str, **facts: Value) -> set[int]:
    """Return every number on a boundary of a fact and beside it."""
    known = known_facts({"commenced_on": DAY, **facts})
    fact = FACT_BY_NAME[name]
    return set(Boundaries(fact, known, stack, Unit(fact.kind, known[name])).near())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (value_of("£1.00"), {239, 240, 241}),
        (value_of("£1.00", "excluded"), {199, 200, 201}),
        (value_of("£1.00", "excluded", 700), {223, 224, 225, 226}),
    ],
)
def test_an_amount_is_met_in_whole_pence_of_the_facts_basis(
    tmp_path: Path, value: Money, expected: set[int]
) -> None:
    rules = rule("one", "notifiable: true", "estimated_value is at least amount")
    stack = law_stack(tmp_path, rules=rules, parameters=AMOUNT)

    assert near(stack, "estimated_value", estimated_value=value) == expected


def test_a_sum_is_met_by_what_the_other_part_leaves(tmp_path: Path) -> None:
    rules = rule("one", "notifiable: true", "total_months is more than limit")
    stack = law_stack(tmp_path, rules=rules, parameters=LIMIT)

    found = near(stack, "duration_months", duration_months=3, extension_months=12)

    assert found == {7, 8, 9}
    assert near(stack, "duration_months", duration_months=3) == set()


def test_a_conclusion_is_met_at_every_value_that_it_may_have(tmp_path: Path) -> None:
    other = AMOUNT.replace("amount", "other").replace("2.40", "5.00")
    rules = (
        rule("one", "threshold: amount", "nation is wales")
        + rule("two", "threshold: other-amount", "nation is england")
        + rule("three", "coverage: above_threshold", "estimated_value is at least threshold")
    )
    other = other.replace("id: other", "id: other-amount")
    stack = law_stack(tmp_path, rules=rules, parameters=AMOUNT + other)

    found = near(stack, "estimated_value", estimated_value=value_of("£1.00"))

    assert found == {239, 240, 241, 499, 500, 501}


def test_two_facts_that_are_compared_meet_from_both_sides(tmp_path: Path) -> None:
    rules = rule("one", "notifiable: true", "duration_months is more than extension_months")
    stack = law_stack(tmp_path, rules=rules)
    facts: dict[str, Value] = {"duration_months": 3, "extension_months": 12}

    assert near(stack, "duration_months", **facts) == {11, 12, 13}
    assert near(stack, "extension_months", **facts) == {2, 3, 4}


def test_the_day_decided_on_meets_every_turn_of_rules_and_values(tmp_path: Path) -> None:
    rules = rule("the-law", "regime: pcr_2015") + rule(
        "one", "notifiable: true", "commenced_on is at most 2022-03-03", until="2022-06-30"
    )
    pack = f"{LAW}until: 2023-12-31\n"
    stack = law_stack(tmp_path, rules=rules, parameters=AMOUNT, pack=pack)

    found = near(stack, "commenced_on")

    turns = (
        date(2020, 1, 1),
        date(2022, 3, 3),
        date(2022, 6, 11),
        date(2022, 7, 1),
        date(2024, 1, 1),
    )
    assert found == {turn.toordinal() + step for turn in turns for step in (-1, 0, 1)}


def test_a_unit_gives_back_the_value_of_a_number() -> None:
    money = Unit(Kind.MONEY, value_of("£1.00", "excluded", 500))
    day = Unit(Kind.DATE, DAY)

    assert (money.now, money.value(250)) == (100, value_of("£2.50", "excluded", 500))
    assert (day.value(day.now + 1), Unit(Kind.INTEGER, 3).value(5)) == (date(2022, 6, 2), 5)


def test_an_amount_without_a_basis_meets_amounts_without_one() -> None:
    unit = Unit(Kind.MONEY, Money(Pence(100)))

    assert list(unit.around(Money(Pence(250)))) == [249, 250, 250, 251]
    assert list(unit.around(12)) == []
    assert list(Unit(Kind.MONEY, Money(Pence(1), VatBasis.INCLUDED)).around(DAY)) == []
