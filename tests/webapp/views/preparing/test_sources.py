"""Why a question is asked: the sources whose rules read its answer, or our own reason."""

from datetime import date

import pytest

from rules.library import shipped
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import FACTS, Supply, Value
from webapp.services.preparing.journey import ALWAYS, journey
from webapp.views.preparing.sources import MOST_SOURCES, grounds_of, sources_asking

TODAY = date(2026, 3, 2)
DAYS = (date(2012, 6, 1), date(2016, 1, 1), date(2022, 11, 9), TODAY)
POLICIES = (None, *(id_ for id_ in shipped().ids() if shipped().pack(id_).stands_on))
ASKED = [fact.name for fact in FACTS if fact.supply is Supply.ASKED]


def begun(category: str, pence: int, special_regime: str) -> dict[str, Value | None]:
    """Return the answers that every procurement has; the rules ask for the rest."""
    return {
        "authority_type": "local_authority",
        "nation": "england",
        "category": category,
        "special_regime": special_regime,
        "framework": "none",
        "estimated_value": Money(Pence(pence), VatBasis.INCLUDED),
        "value_cannot_be_estimated": False,
        "commenced_on": TODAY,
    }


def test_the_law_comes_first_and_there_are_a_few_at_most() -> None:
    found = sources_asking("coventry", "estimated_value", TODAY)

    assert found[0] == "Procurement Act 2023"
    assert len(found) <= MOST_SOURCES


def test_without_a_policy_only_the_law_asks() -> None:
    found = sources_asking(None, "work_in_area", TODAY)

    assert found == ()


def test_a_source_that_is_not_in_force_asks_nothing() -> None:
    before = sources_asking("coventry", "estimated_value", date(2016, 1, 1))

    assert "Procurement Act 2023" not in before


@pytest.mark.parametrize("policy", POLICIES)
def test_every_question_has_a_source_or_a_reason_of_our_own_and_never_both(
    policy: str | None,
) -> None:
    grounds = [grounds_of(policy, fact, day) for fact in ASKED for day in DAYS]

    assert [one for one in grounds if bool(one.sources) == bool(one.own)] == []


def test_our_own_reason_says_why_this_question_and_not_another() -> None:
    found = {fact: grounds_of(None, fact, date(2012, 6, 1)) for fact in ALWAYS}

    own = {fact: grounds.own for fact, grounds in found.items() if not grounds.sources}

    assert {"commenced_on", "duration_months", "extension_months"} <= own.keys()
    assert len(set(own.values())) == len(own)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(
    ("category", "pence", "special_regime"),
    [
        ("services", 36_000_000, "none"),
        ("works", 600_000_000, "none"),
        ("goods", 4_000_000, "none"),
        ("services", 90_000_000, "light_touch"),
    ],
)
def test_what_only_the_rules_ask_for_has_the_source_of_a_rule(
    policy: str | None, category: str, pence: int, special_regime: str
) -> None:
    answers = begun(category, pence, special_regime)

    walked = journey(answers, reference="R", title="T", authority="A", policy=policy)
    asked = {fact.name for page in walked.pages for fact in page.facts}

    assert asked > ALWAYS
    assert [name for name in asked - ALWAYS if grounds_of(policy, name, TODAY).own] == []
