"""A development's facts: what was given, what has a default, what follows; nothing guessed."""

from datetime import date

import pytest

from rules.area import Area
from rules.development import Development
from rules.procurement import Authority, known_facts
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    OF_DEVELOPMENTS,
    OF_DEVELOPMENTS_ALONE,
    OF_PROCUREMENTS,
    Stage,
    dated_by,
    is_of_development,
    stages_of,
)

DAY = date(2026, 3, 2)
COVENTRY = Authority("Coventry City Council", "local_authority", "england")


def test_a_development_that_says_the_least_has_these_facts() -> None:
    development = Development("FUL-1", "A shed", COVENTRY, DAY)

    assert development.facts() == {
        "authority_type": "local_authority",
        "nation": "england",
        "minerals_or_waste": False,
        "determined_on": DAY,
        "dwellings_known": False,
    }


def test_what_is_given_is_a_fact_and_zero_dwellings_are_known() -> None:
    development = Development(
        "FUL-1",
        "A warehouse",
        COVENTRY,
        DAY,
        dwellings=0,
        floor_area_m2=Area(10_000_000),
        site_area_ha=Area(50_000_000),
        minerals_or_waste=True,
    )

    facts = development.facts()

    assert (facts["dwellings"], facts["dwellings_known"]) == (0, True)
    assert (facts["floor_area_m2"], facts["site_area_ha"]) == (10_000_000, 50_000_000)
    assert facts["minerals_or_waste"] is True


def test_a_development_has_no_fact_of_a_procurement() -> None:
    facts = known_facts({"determined_on": DAY})

    assert facts.keys() <= OF_DEVELOPMENTS_ALONE


def test_a_procurement_has_no_fact_of_a_development() -> None:
    assert known_facts({"commenced_on": DAY}).keys().isdisjoint(OF_DEVELOPMENTS_ALONE)


@pytest.mark.parametrize(
    ("facts", "stages", "day"),
    [
        ({"determined_on"}, OF_DEVELOPMENTS, "determined_on"),
        ({"commenced_on"}, OF_PROCUREMENTS, "commenced_on"),
        (set(), OF_PROCUREMENTS, "commenced_on"),
        ({"commenced_on", "in_area"}, (*OF_PROCUREMENTS, Stage.COMMITMENTS), "commenced_on"),
    ],
)
def test_facts_are_put_through_the_stages_of_what_they_are_of(
    facts: set[str], stages: tuple[Stage, ...], day: str
) -> None:
    assert stages_of(facts) == stages
    assert dated_by(facts) == day
    assert is_of_development(facts) is (day == "determined_on")


def test_every_stage_belongs_to_procurements_bids_or_developments() -> None:
    assert (*OF_PROCUREMENTS, Stage.COMMITMENTS, *OF_DEVELOPMENTS) == tuple(Stage)


def test_what_a_development_alone_has_is_declared_and_concluded_in_its_own_stages() -> None:
    declared = FACT_BY_NAME.keys() | CONCLUSION_BY_NAME.keys()
    concluded = [item for item in CONCLUSION_BY_NAME.values() if item.stage in OF_DEVELOPMENTS]

    assert declared >= OF_DEVELOPMENTS_ALONE
    assert {item.name for item in concluded} <= OF_DEVELOPMENTS_ALONE
    assert len({item.path for item in concluded}) == len(concluded)
