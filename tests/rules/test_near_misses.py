"""Why a rule stayed silent: the conditions that failed, what is so, and how far off it is."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from rules.decision import FailedCondition, WhyNot
from rules.near_misses import is_in_reach
from rules.pack import Citation
from rules.vocabulary import Value
from tests.rules.small_packs import (
    all_of,
    any_of,
    explained,
    law_stack,
    parameter,
    rule,
    value_of,
)

LIMITS = (
    parameter("an-amount", "money", "from: 2020-01-01, is: £5000.00, vat: included")
    + parameter("a-number", "integer", "from: 2020-01-01, is: 12")
    + parameter("a-day", "date", "from: 2020-01-01, is: 2021-06-01")
    + parameter("gone", "integer", "from: 2020-01-01, is: 5", "from: 2021-01-01, is: repealed")
)


def failed(folder: Path, when: str, **facts: Value) -> list[tuple[str, str, str]]:
    """Return the conditions that failed a rule: what it wants, what is so, how far off."""
    stack = law_stack(folder, rules=rule("one", "notifiable: true", when), parameters=LIMITS)
    (silent,) = explained(stack, **facts).why_not
    return [(one.condition, one.actual, one.distance) for one in silent.failed]


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        (
            "estimated_value is at least an-amount",
            {"estimated_value": value_of("£3600.00")},
            (
                "Estimated value is at least £5,000 including VAT",
                "£3,600 including VAT",
                "£1,400 below it",
            ),
        ),
        (
            "estimated_value is more than an-amount",
            {"estimated_value": value_of("£5000.00")},
            (
                "Estimated value is more than £5,000 including VAT",
                "£5,000 including VAT",
                "exactly on it",
            ),
        ),
        (
            "estimated_value is at most an-amount",
            {"estimated_value": value_of("£5000.01")},
            (
                "Estimated value is at most £5,000 including VAT",
                "£5,000.01 including VAT",
                "£0.01 above it",
            ),
        ),
        (
            "estimated_value is at least an-amount",
            {"estimated_value": value_of("£4000.00", "excluded")},
            (
                "Estimated value is at least £5,000 including VAT",
                "£4,000 excluding VAT",
                "£200 below it",
            ),
        ),
        (
            "estimated_value is at most an-amount",
            {"estimated_value": value_of("£4166.67", "excluded")},
            (
                "Estimated value is at most £5,000 including VAT",
                "£4,166.67 excluding VAT",
                "less than a penny above it",
            ),
        ),
        (
            "duration_months is at least a-number",
            {"duration_months": 11},
            ("Duration without extensions is at least 12 months", "11 months", "1 month below it"),
        ),
        (
            "framework_commenced_on is at least a-day",
            {"framework_commenced_on": date(2021, 5, 31)},
            ("Framework commenced is at least 1 June 2021", "31 May 2021", "1 day before it"),
        ),
        (
            "framework_commenced_on is more than a-day",
            {"framework_commenced_on": date(2021, 6, 1)},
            ("Framework commenced is more than 1 June 2021", "1 June 2021", "on that day"),
        ),
        (
            "nation is one of wales, scotland",
            {"nation": "england"},
            ("Nation is one of Wales, Scotland", "England", ""),
        ),
        (
            "divided_into_lots is true",
            {"divided_into_lots": False},
            ("Divided into lots is yes", "no", ""),
        ),
        (
            "also_includes is works",
            {"also_includes": ("goods",)},
            ("Also includes is Works", "Goods", ""),
        ),
        (
            "duration_months is at least a-number",
            {},
            ("Duration without extensions is at least 12 months", "not known", ""),
        ),
        (
            "coverage is above_threshold",
            {},
            ("Above or below the threshold is Above threshold", "no rule concludes it", ""),
        ),
        (
            "duration_months is at least gone",
            {"duration_months": 3},
            ("Duration without extensions is at least a value that has none here", "3 months", ""),
        ),
        (
            "duration_months is at least extension_months",
            {"duration_months": 3},
            ("Duration without extensions is at least a value that has none here", "3 months", ""),
        ),
    ],
)
def test_a_failed_condition_says_what_is_so_and_how_far_off(
    when: str, facts: dict[str, Value], expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert failed(tmp_path, when, **facts) == [expected]


@pytest.mark.parametrize(
    ("when", "facts", "off"),
    [
        (
            "estimated_value is at least an-amount",
            {"estimated_value": value_of("£3000.00", "excluded")},
            Fraction(7, 25),
        ),
        ("estimated_value is more than an-amount", {"estimated_value": value_of("£5000.00")}, 0),
        ("duration_months is less than a-number", {"duration_months": 15}, Fraction(1, 4)),
        ("duration_months is more than 0", {"duration_months": 0}, 0),
        ("commenced_on is at most a-day", {"commenced_on": date(2022, 6, 1)}, 1),
        ("duration_months is at least gone", {"duration_months": 3}, None),
        ("duration_months is at least a-number", {}, None),
        ("nation is wales", {"nation": "england"}, None),
    ],
)
def test_a_distance_is_a_part_of_what_a_condition_turns_on_and_of_a_year(
    when: str, facts: dict[str, Value], off: Fraction | None, tmp_path: Path
) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "notifiable: true", when), parameters=LIMITS)

    (silent,) = explained(stack, **facts).why_not

    assert [(one.name, one.off) for one in silent.failed] == [(when.partition(" ")[0], off)]


def test_only_the_conditions_that_failed_are_named(tmp_path: Path) -> None:
    when = all_of("nation is wales", "category is goods", "duration_months is at least a-number")

    found = failed(tmp_path, when, nation="wales", category="works", duration_months=1)

    assert [condition for condition, _, _ in found] == [
        "Main purpose is Goods",
        "Duration without extensions is at least 12 months",
    ]


def test_an_any_that_holds_is_not_named_and_one_that_fails_is_whole(tmp_path: Path) -> None:
    when = all_of(
        any_of("nation is wales", "category is goods"),
        any_of("nation is wales", "framework is none"),
    )

    found = failed(tmp_path, when, nation="england", category="works", framework="none")

    assert [condition for condition, _, _ in found] == ["Nation is Wales", "Main purpose is Goods"]


def test_an_equal_value_on_another_basis_is_not_named(tmp_path: Path) -> None:
    when = all_of("estimated_value is an-amount", "nation is wales")
    value = value_of("£5000.00", "included", 500)

    found = failed(tmp_path, when, nation="england", estimated_value=value)

    assert [condition for condition, _, _ in found] == ["Nation is Wales"]


def reachable(folder: Path, when: str) -> bool:
    """Return whether the answers of a buyer could make a rule fire."""
    stack = law_stack(folder, rules=rule("one", "notifiable: true", when), parameters=LIMITS)
    (silent,) = explained(
        stack,
        nation="england",
        category="services",
        special_regime="none",
        estimated_value=value_of("£3600.00"),
        duration_months=11,
        extension_months=0,
    ).why_not
    return is_in_reach(silent)


@pytest.mark.parametrize(
    "when",
    [
        "estimated_value is at least an-amount",
        "duration_months is at least a-number",
        "special_regime is light_touch",
    ],
)
def test_what_a_buyers_answers_could_change_is_in_reach(when: str, tmp_path: Path) -> None:
    assert reachable(tmp_path, when)


@pytest.mark.parametrize(
    "when",
    [
        "total_months is at least a-number",
        "includes_works is true",
        "coverage is above_threshold",
        "nation is wales",
        all_of("duration_months is at least a-number", "nation is wales"),
    ],
)
def test_what_is_worked_out_concluded_or_given_is_out_of_reach(when: str, tmp_path: Path) -> None:
    assert not reachable(tmp_path, when)


def test_every_silent_rule_in_force_is_named_and_no_other(tmp_path: Path) -> None:
    text = (
        rule("fires", "notifiable: true")
        + rule("silent", "kpis_minimum: 3, contract_copy_published: true", "nation is wales")
        + rule("ended", "kpis_minimum: 3", "nation is wales", until="2021-12-31")
        + rule("to-come", "kpis_minimum: 3", "nation is wales", from_="2023-01-01")
    )

    decision = explained(law_stack(tmp_path, rules=text), nation="england")

    assert decision.why_not == (
        WhyNot(
            rule="silent",
            title="What silent says",
            cites=(Citation("act", "s.1"),),
            concludes=("kpis_minimum", "contract_copy_published"),
            failed=(FailedCondition("nation", "Nation is Wales", "England", ""),),
        ),
    )
