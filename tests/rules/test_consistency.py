"""Facts that cannot stand together, and facts that can."""

from datetime import date

import pytest

from rules.consistency import Inconsistency, inconsistencies
from rules.vocabulary import Value
from tests.rules.small_packs import value_of

CONSISTENT: list[dict[str, Value]] = [
    {},
    {"special_regime": "light_touch"},
    {"special_regime": "light_touch", "category": "services"},
    {"special_regime": "concession", "category": "works"},
    {"special_regime": "none", "category": "goods"},
    {"category": "goods", "also_includes": ("works", "services")},
    {"nhs_body_kind": "nhs_trust"},
    {"nhs_body_kind": "nhs_trust", "authority_type": "nhs_body"},
    {"framework_commenced_on": date(2020, 1, 1)},
    {
        "framework_commenced_on": date(2020, 1, 1),
        "framework": "call_off",
        "commenced_on": date(2020, 1, 1),
    },
    {"estimated_value": value_of("£0.01")},
    {"estimated_value": value_of("£0.00"), "value_cannot_be_estimated": True},
]


@pytest.mark.parametrize("facts", CONSISTENT)
def test_facts_that_can_stand_together(facts: dict[str, Value]) -> None:
    assert inconsistencies(facts) == ()


@pytest.mark.parametrize(
    ("facts", "fact", "forbidden_by"),
    [
        ({"special_regime": "light_touch", "category": "goods"}, "special_regime", ("category",)),
        (
            {"special_regime": "light_touch_concession", "category": "works"},
            "special_regime",
            ("category",),
        ),
        ({"special_regime": "concession", "category": "goods"}, "special_regime", ("category",)),
        ({"category": "goods", "also_includes": ("goods",)}, "also_includes", ("category",)),
        ({"also_includes": ("goods", "goods")}, "also_includes", ()),
        (
            {"nhs_body_kind": "other", "authority_type": "school"},
            "nhs_body_kind",
            ("authority_type",),
        ),
        (
            {"framework_commenced_on": date(2020, 1, 1), "framework": "none"},
            "framework_commenced_on",
            ("framework",),
        ),
        (
            {"framework_commenced_on": date(2020, 1, 2), "commenced_on": date(2020, 1, 1)},
            "framework_commenced_on",
            ("commenced_on",),
        ),
        ({"estimated_value": value_of("£0.00")}, "estimated_value", ("value_cannot_be_estimated",)),
    ],
)
def test_facts_that_cannot_stand_together_are_named_with_a_remedy(
    facts: dict[str, Value], fact: str, forbidden_by: tuple[str, ...]
) -> None:
    (found,) = inconsistencies(facts)

    assert (found.fact, found.forbidden_by) == (fact, forbidden_by)
    assert found.problem
    assert found.remedy


def test_a_light_touch_contract_for_goods_in_full() -> None:
    assert inconsistencies({"special_regime": "light_touch", "category": "goods"}) == (
        Inconsistency(
            "special_regime",
            ("category",),
            "a light touch contract is for services, and the category is goods",
            "Make the category services, or choose no special regime",
        ),
    )


def test_several_inconsistencies_are_all_named() -> None:
    facts: dict[str, Value] = {
        "special_regime": "light_touch",
        "category": "goods",
        "also_includes": ("goods", "goods"),
    }

    assert [found.fact for found in inconsistencies(facts)] == [
        "special_regime",
        "also_includes",
        "also_includes",
    ]
