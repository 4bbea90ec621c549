"""A procurement's facts: what was given, what has a default, what follows; nothing guessed."""

import pytest

from rules.procurement import Authority, Procurement, known_facts
from rules.vocabulary import FACTS, Supply, Value
from tests.rules.small_packs import DAY, value_of

PROCUREMENT = Procurement(
    reference="COV-1",
    title="Grounds maintenance",
    authority=Authority("Smallbury Council", "local_authority", "england"),
    category="services",
    estimated_value=value_of("£100.00"),
    commenced_on=DAY,
)
DEFAULTS = {fact.name: fact.default for fact in FACTS if fact.default is not None}


def test_a_procurement_that_says_the_least_has_these_facts() -> None:
    assert PROCUREMENT.facts() == {
        **DEFAULTS,
        "authority_type": "local_authority",
        "nation": "england",
        "category": "services",
        "also_includes": (),
        "special_regime": "none",
        "framework": "none",
        "estimated_value": value_of("£100.00"),
        "commenced_on": DAY,
        "includes_goods": False,
        "includes_services": True,
        "includes_works": False,
        "is_mixed": False,
        "health_care_declared": False,
    }


def test_answers_are_facts() -> None:
    procurement = Procurement(
        reference="COV-1",
        title="Care",
        authority=Authority("Smallbury Council", "local_authority", "england"),
        category="services",
        estimated_value=value_of("£100.00"),
        commenced_on=DAY,
        duration_months=0,
        extension_months=12,
        answers={"health_care_services": False, "divided_into_lots": True},
    )

    facts = procurement.facts()

    assert (facts["health_care_services"], facts["divided_into_lots"]) == (False, True)
    assert (facts["duration_months"], facts["total_months"]) == (0, 12)


@pytest.mark.parametrize(
    ("given", "derived"),
    [
        ({"category": "goods"}, (True, False, False, False)),
        ({"category": "goods", "also_includes": ("works",)}, (True, False, True, True)),
        ({"category": "goods", "also_includes": ("goods",)}, (True, False, False, False)),
        ({"category": "works", "also_includes": ("goods", "services")}, (True, True, True, True)),
        ({}, (None, None, None, None)),
    ],
)
def test_what_is_included_follows_from_the_category_and_what_else_there_is(
    given: dict[str, Value], derived: tuple[bool | None, ...]
) -> None:
    names = ("includes_goods", "includes_services", "includes_works", "is_mixed")
    facts = known_facts(given)

    assert tuple(facts.get(name) for name in names) == derived


@pytest.mark.parametrize(
    ("given", "total"),
    [
        ({"duration_months": 36, "extension_months": 24}, 60),
        ({"duration_months": 36, "extension_months": 0}, 36),
        ({"duration_months": 36}, None),
        ({"extension_months": 24}, None),
    ],
)
def test_the_total_is_known_once_both_its_parts_are(
    given: dict[str, Value], total: int | None
) -> None:
    assert known_facts(given).get("total_months") == total


@pytest.mark.parametrize(
    ("given", "declared"),
    [
        ({"health_care_services": True}, True),
        ({"health_care_services": False}, False),
        ({}, False),
    ],
)
def test_health_care_is_declared_only_by_saying_so(
    given: dict[str, Value], *, declared: bool
) -> None:
    assert known_facts(given)["health_care_declared"] is declared


def test_a_default_gives_way_to_an_answer() -> None:
    assert known_facts({"framework": "call_off"})["framework"] == "call_off"


def test_every_derived_fact_can_be_derived_from_its_inputs() -> None:
    given: dict[str, Value] = {
        "category": "works",
        "also_includes": (),
        "duration_months": 1,
        "extension_months": 2,
        "health_care_services": True,
    }
    derived = {fact.name for fact in FACTS if fact.supply is Supply.DERIVED}

    assert derived <= known_facts(given).keys()
    assert {name for fact in FACTS for name in fact.inputs} == given.keys()
