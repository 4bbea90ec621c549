"""Combinations of facts: every boundary with one unit either side, all of them consistent."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rules.cases import (
    candidates,
    cases_in,
    cases_over,
    depends_on,
    is_consistent,
    plan_cases,
)
from rules.money import LARGEST_AMOUNT, Money, Pence, VatBasis
from rules.stack import Stack
from rules.vocabulary.purchase import AUTHORITY_TYPES, CATEGORIES, NATIONS
from tests.rules.small_packs import LAW, all_of, law_stack, parameter, rule

LIMITS = parameter("amount", "money", "from: 2020-01-01, is: £5.00, vat: excluded") + parameter(
    "limit", "integer", "from: 2020-01-01, is: 12", "from: 2021-04-01, is: 24"
)
RULES = (
    rule("one", "regime: outside", "nation is wales")
    + rule("two", "threshold: amount", all_of("regime is outside", "category is goods"))
    + rule("three", "coverage: above_threshold", "estimated_value is at least threshold")
    + rule("four", "kpis_minimum: 3", "total_months is at least limit", until="2022-06-30")
    + rule("five", "notifiable: true", "estimated_value is at least amount")
)


FIRST_FACTS = (
    "authority_type",
    "nation",
    "category",
    "special_regime",
    "framework",
    "estimated_value",
    "duration_months",
    "extension_months",
    "nhs_body_kind",
    "divided_into_lots",
    "value_cannot_be_estimated",
)


def stack(folder: Path) -> Stack:
    """Load a law of five rules until the end of 2024."""
    return law_stack(folder, rules=RULES, parameters=LIMITS, pack=f"{LAW}until: 2024-12-31\n")


def test_a_conclusion_depends_on_facts_through_all_earlier_stages(tmp_path: Path) -> None:
    found = stack(tmp_path)

    assert depends_on("regime", found) == {"nation"}
    assert depends_on("threshold", found) == {"nation", "category"}
    assert depends_on("coverage", found) == {"nation", "category", "estimated_value"}
    assert depends_on("kpis_minimum", found) == {"duration_months", "extension_months"}
    assert depends_on("duties", found) == set()


def test_what_is_concluded_of_a_bid_depends_on_there_being_one(tmp_path: Path) -> None:
    rules = rule("counts", "commitment_verdict: counted", "nation is wales")

    found = depends_on("commitment_verdict", law_stack(tmp_path, rules=rules))

    assert found == {"nation", "in_area"}


def test_the_parts_of_a_plan_make_its_cases_whoever_makes_them(tmp_path: Path) -> None:
    packs = stack(tmp_path)
    names = frozenset(candidates(packs)) & frozenset(FIRST_FACTS)
    plan = plan_cases(names, packs, most=2_500)

    last_first = [list(cases_in(plan, part)) for part in reversed(range(plan.parts))]

    assert plan.parts > 1
    cases = [case for part in reversed(last_first) for case in part]
    assert tuple(cases) == cases_over(names, packs, most=2_500).cases


def test_a_fact_that_only_some_have_is_left_out_too(tmp_path: Path) -> None:
    found = cases_over(frozenset({"authority_type", "nhs_body_kind"}), stack(tmp_path))

    assert found.is_complete
    told = {case["authority_type"] for case in found.cases if "nhs_body_kind" not in case}
    assert told == set(AUTHORITY_TYPES)


def test_the_candidates_are_the_boundaries_and_one_unit_either_side(tmp_path: Path) -> None:
    found = candidates(stack(tmp_path))

    assert found["nation"] == NATIONS
    assert found["divided_into_lots"] == (False, True)
    assert found["also_includes"] == ((), *((one,) for one in CATEGORIES))
    assert found["estimated_value"] == (
        Money(Pence(100), VatBasis.INCLUDED),
        Money(Pence(499), VatBasis.EXCLUDED),
        Money(Pence(500), VatBasis.EXCLUDED),
        Money(Pence(501), VatBasis.EXCLUDED),
        Money(LARGEST_AMOUNT, VatBasis.EXCLUDED),
    )
    assert found["commenced_on"] == (
        date(2020, 1, 1),
        date(2021, 3, 31),
        date(2021, 4, 1),
        date(2022, 6, 30),
        date(2022, 7, 1),
        date(2024, 12, 31),
    )


def test_the_boundary_of_a_sum_can_be_reached_by_its_parts(tmp_path: Path) -> None:
    found = candidates(stack(tmp_path))
    sums = {
        one + other
        for one, other in product(found["duration_months"], found["extension_months"])
        if isinstance(one, int) and isinstance(other, int)
    }

    assert {11, 12, 13, 23, 24, 25} <= sums


def test_few_facts_are_combined_whole(tmp_path: Path) -> None:
    found = cases_over(frozenset({"nation", "category"}), stack(tmp_path))

    assert found.is_complete
    assert found.facts == ("nation", "category", "commenced_on")
    assert len(found.cases) == 4 * 3 * 6
    assert len({tuple(sorted(map(str, case.items()))) for case in found.cases}) == len(found.cases)


def test_many_facts_are_combined_in_pairs_and_a_sample(tmp_path: Path) -> None:
    packs = stack(tmp_path)
    names = frozenset({"nation", "category", "special_regime", "estimated_value", "framework"})
    names |= {"duration_months", "extension_months", "divided_into_lots", "nhs_body_kind"}
    names |= {"authority_type"}
    values = candidates(packs)

    found = cases_over(names, packs, most=50)

    assert not found.is_complete
    assert all(is_consistent(case) for case in found.cases)
    seen = {(case.get("category"), case.get("nation")) for case in found.cases}
    assert seen >= set(product(values["category"], values["nation"]))


@pytest.mark.slow
def test_a_sample_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    packs = stack(tmp_path)
    names = frozenset(candidates(packs))

    assert cases_over(names, packs, most=50) == cases_over(names, packs, most=50)
    assert cases_over(names, packs, most=50) != cases_over(names, packs, most=50, seed=2)


def test_facts_that_cannot_stand_together_are_not_combined(tmp_path: Path) -> None:
    found = cases_over(frozenset({"category", "special_regime"}), stack(tmp_path))

    pairs = {(case["category"], case["special_regime"]) for case in found.cases}
    assert ("services", "light_touch") in pairs
    assert ("goods", "light_touch") not in pairs
    assert ("goods", "concession") not in pairs
