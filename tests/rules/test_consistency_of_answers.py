"""Facts that cannot stand together, and those that can."""

from datetime import date

import pytest

from rules.consistency import inconsistencies
from rules.money import Money, Pence
from rules.vocabulary import Value


@pytest.mark.parametrize(
    ("facts", "forbidden"),
    [
        ({"special_regime": "light_touch", "category": "works"}, ["special_regime"]),
        ({"special_regime": "light_touch_concession", "category": "goods"}, ["special_regime"]),
        ({"special_regime": "concession", "category": "goods"}, ["special_regime"]),
        ({"also_includes": ("goods", "goods"), "category": "works"}, ["also_includes"]),
        ({"also_includes": ("works",), "category": "works"}, ["also_includes"]),
        ({"nhs_body_kind": "other", "authority_type": "school"}, ["nhs_body_kind"]),
        (
            {"framework_commenced_on": date(2020, 1, 1), "framework": "establishing"},
            ["framework_commenced_on"],
        ),
        (
            {"framework_commenced_on": date(2020, 1, 2), "commenced_on": date(2020, 1, 1)},
            ["framework_commenced_on"],
        ),
        ({"estimated_value": Money(Pence(0))}, ["estimated_value"]),
    ],
)
def test_what_cannot_stand_together_is_named(facts: dict[str, Value], forbidden: list[str]) -> None:
    assert [one.fact for one in inconsistencies(facts)] == forbidden


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"special_regime": "light_touch"},
        {"special_regime": "light_touch", "category": "services"},
        {"special_regime": "concession", "category": "works"},
        {"special_regime": "provider_selection", "category": "services"},
        {"also_includes": ("goods", "works"), "category": "services"},
        {"nhs_body_kind": "nhs_trust"},
        {"nhs_body_kind": "nhs_trust", "authority_type": "nhs_body"},
        {
            "framework_commenced_on": date(2020, 1, 1),
            "framework": "call_off",
            "commenced_on": date(2020, 1, 1),
        },
        {"estimated_value": Money(Pence(0)), "value_cannot_be_estimated": True},
        {"estimated_value": Money(Pence(1))},
    ],
)
def test_what_can_stand_together_is_let_pass(facts: dict[str, Value]) -> None:
    assert inconsistencies(facts) == ()
