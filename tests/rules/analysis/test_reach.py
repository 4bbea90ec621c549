"""Rules that are proven never to fire, by their conditions and dates; and those that are not."""

from pathlib import Path

import pytest

from rules.analysis.reach import dead_rules
from rules.stack import Stack
from tests.rules.small_packs import (
    LAW,
    all_of,
    any_of,
    law,
    law_stack,
    parameter,
    policy,
    rule,
)

PARAMETERS = (
    parameter("limit", "integer", "from: 2020-01-01, is: 12")
    + parameter("amount", "money", "from: 2020-01-01, is: £5.00, vat: included")
    + parameter("net", "money", "from: 2020-01-01, is: £5.00, vat: excluded")
    + parameter("moving", "integer", "from: 2020-01-01, is: 12", "from: 2022-01-01, is: 36")
    + parameter("ending", "integer", "from: 2020-01-01, is: 12", "from: 2022-01-01, is: repealed")
)
LIGHT = rule("in-light", "social_value_tier: light")


def dead(folder: Path, when: str, *, others: str = "", **keys: str) -> str:
    """Return why a rule of this condition can never fire, empty where it may."""
    rules = others + rule("one", "delivery_plan: true", when, **keys)
    stack = law_stack(folder, rules=rules, parameters=PARAMETERS)
    found = {one.rule: one.why for one in dead_rules(stack.packs[0], stack)}
    return found.get("one", "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("nation is wales", "nation is england"),
        ("nation is one of wales, england", "nation is not one of england, wales"),
        ("divided_into_lots is true", "divided_into_lots is false"),
        ("duration_months is more than 12", "duration_months is less than 13"),
        ("duration_months is at least 13", "duration_months is at most limit"),
        ("duration_months is 5", "duration_months is 6"),
        ("estimated_value is at least amount", "estimated_value is less than amount"),
        ("estimated_value is more than amount", "estimated_value is at most amount"),
        ("framework_commenced_on is at least 2021-01-01", "framework_commenced_on is 2020-05-05"),
        ("also_includes is goods", "also_includes is not goods"),
        ("also_includes is one of goods, works", "also_includes is not one of works, goods"),
    ],
)
def test_two_conditions_that_exclude_each_other_are_proven(
    tmp_path: Path, first: str, second: str
) -> None:
    assert dead(tmp_path, all_of(first, "category is works", second)) == (
        f"«{first}» and «{second}» are never true together"
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("nation is one of wales, england", "nation is not wales"),
        ("duration_months is at least 12", "duration_months is at most limit"),
        ("estimated_value is more than amount", "estimated_value is less than net"),
        ("also_includes is goods", "also_includes is works"),
        ("also_includes is one of goods, works", "also_includes is not goods"),
        ("duration_months is more than extension_months", "extension_months is more than 5"),
        ("duration_months is more than 20", "duration_months is less than moving"),
    ],
)
def test_what_some_case_may_meet_is_not_proven(tmp_path: Path, first: str, second: str) -> None:
    assert dead(tmp_path, all_of(first, second)) == ""


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("duration_months is more than 1200", "«duration_months is more than 1200» is never true"),
        ("social_value_tier is light", "«social_value_tier is light» is never true: no rule "),
        ("regime is procurement_act_2023", "«regime is procurement_act_2023» is never true: no "),
    ],
)
def test_a_condition_that_is_never_true_by_itself_is_proven(
    tmp_path: Path, when: str, why: str
) -> None:
    assert dead(tmp_path, when).startswith(why)


def test_a_value_that_no_rule_concludes_is_proven(tmp_path: Path) -> None:
    assert dead(tmp_path, "social_value_tier is enhanced", others=LIGHT) == (
        "«social_value_tier is enhanced» is never true: no rule concludes such a value then"
    )
    assert dead(tmp_path, "social_value_tier is light", others=LIGHT) == ""


def test_a_value_that_is_concluded_only_at_another_time_is_proven(tmp_path: Path) -> None:
    early = rule("early", "social_value_tier: light", until="2021-12-31")

    assert dead(tmp_path, "social_value_tier is light", others=early, from_="2022-01-01")
    assert not dead(tmp_path, "social_value_tier is light", others=early, from_="2021-12-31")


def test_what_only_a_dead_rule_would_conclude_is_proven(tmp_path: Path) -> None:
    never = rule(
        "never", "social_value_tier: light", all_of("nation is wales", "nation is england")
    )

    assert dead(tmp_path, "social_value_tier is light", others=never) == (
        "«social_value_tier is light» is never true: no rule concludes social_value_tier then"
    )


def test_a_repealed_value_is_proven_only_where_it_never_had_another(tmp_path: Path) -> None:
    when = "duration_months is at least ending"

    assert dead(tmp_path, when, from_="2022-01-01") == f"«{when}» is never true"
    assert dead(tmp_path, when, from_="2021-01-01") == ""


def test_groups_of_conditions_are_looked_into(tmp_path: Path) -> None:
    either = any_of("nation is wales", "nation is scotland")

    assert dead(tmp_path, all_of(either, "nation is england")) == (
        "a group of conditions and «nation is england» are never true together"
    )
    assert dead(tmp_path, all_of(either, "nation is scotland")) == ""


def test_three_conditions_can_exclude_each_other_only_together(tmp_path: Path) -> None:
    when = all_of(
        any_of("nation is wales", "category is goods"), "nation is england", "category is works"
    )

    assert dead(tmp_path, when) == "its conditions are never true together"


def test_a_day_outside_the_law_is_proven(tmp_path: Path) -> None:
    pack = f"{LAW}until: 2024-12-31\n"
    rules = rule("late", "delivery_plan: true", from_="2025-01-01") + rule(
        "day", "measures_maximum: 5", "commenced_on is at least 2025-01-01"
    )
    found = law(tmp_path, rules=rules, pack=pack)

    assert [tuple(one) for one in dead_rules(found, Stack((found,)))] == [
        ("late", "it is never in force while the law decides"),
        ("day", "«commenced_on is at least 2025-01-01» is never true"),
    ]


def test_a_policy_is_read_with_the_law_below_it(tmp_path: Path) -> None:
    below = law(tmp_path, rules=rule("the-law", "regime: pcr_2015"))
    rules = rule(
        "new-law-only",
        "social_value_tier: light",
        "regime is procurement_act_2023",
        from_="2021-01-01",
        cites="[paper p.1]",
    )
    above = policy(tmp_path, below, rules=rules)

    (found,) = dead_rules(above, Stack((below, above)))

    assert found.rule == "new-law-only"
