"""Beginning from a published notice: what is read, from where, and what stays open."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import FACT_BY_NAME, Supply
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import describe_organisation
from webapp.services.demonstration.notice import NOTICE
from webapp.services.preparing.beginning import AnswersRefused, ReferenceTaken
from webapp.services.preparing.importing_notices import (
    MOST_OFFERED,
    FactRead,
    Notice,
    Notices,
    law_then,
    notices_in,
    packed,
    start_from_notice,
    unpacked,
)
from webapp.services.preparing.procurements import Started, open_procurement

PUBLISHED = Path(__file__).parents[3] / "data/contracts-finder-packages-2017-2020.json"


@pytest.fixture
def notice() -> Notice:
    (found,) = notices_in(NOTICE.read_bytes(), "notice.json").offered
    return found


def begun(
    store: WatchedStore, person: Person, notice: Notice, facts: frozenset[str]
) -> Started | ReferenceTaken | AnswersRefused:
    return start_from_notice(
        store,
        person,
        notice,
        organisation_id=person.memberships[0].organisation_id,
        reference="FROM-NOTICE",
        title=notice.title,
        facts=facts,
        now=NOW,
    )


def test_a_real_notice_tells_facts_and_where_they_stand(notice: Notice) -> None:
    told = {fact.name: (fact.value, fact.path) for fact in notice.facts}

    assert told["category"] == ("services", "tender.xClassifications.ojeuContractType")
    assert told["commenced_on"] == (date(2019, 12, 20), "date")
    assert told["estimated_value"] == (
        Money(Pence(1_120_000_00), VatBasis.EXCLUDED),
        "tender.minValue.amount",
    )
    assert all(FACT_BY_NAME[name].supply is Supply.ASKED for name in told)


def test_a_notice_comes_back_from_the_page_that_carried_it(notice: Notice) -> None:
    carried = json.loads(json.dumps(packed(notice)))

    assert unpacked(carried) == notice


def test_of_many_the_first_are_offered_and_one_is_found_by_its_ocid() -> None:
    data = PUBLISHED.read_bytes()
    many = notices_in(data, "notices.json")

    assert len(many.offered) == min(MOST_OFFERED, many.total)
    last = many.offered[-1]
    one = notices_in(data, "notices.json", ocid=last.ocid)
    assert {found.ocid for found in one.offered} == {last.ocid}
    assert notices_in(data, "notices.json", ocid="ocds-none") == Notices((), 0)


def test_what_was_chosen_becomes_the_first_answers_and_the_rest_stays_open(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    outcome = begun(store, buyer, notice, frozenset({"category", "nation", "no such fact"}))

    assert isinstance(outcome, Started)
    found = open_procurement(store, outcome.procurement_id)
    assert found is not None
    assert dict(found.given) == {"category": "services", "nation": "england"}
    assert found.version == 2


def test_with_nothing_chosen_an_empty_procurement_begins(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    outcome = begun(store, buyer, notice, frozenset())

    assert isinstance(outcome, Started)
    found = open_procurement(store, outcome.procurement_id)
    assert found is not None
    assert (dict(found.given), found.version) == ({}, 1)


def test_every_notice_of_the_stored_file_can_be_begun_from_or_says_why_not(
    store: WatchedStore, buyer: Person
) -> None:
    for number, notice in enumerate(notices_in(PUBLISHED.read_bytes(), "notices.json").offered):
        outcome = start_from_notice(
            store,
            buyer,
            notice,
            organisation_id=buyer.memberships[0].organisation_id,
            reference=f"N-{number}",
            title="From a notice",
            facts=frozenset(notice.answers),
            now=NOW,
        )

        assert isinstance(outcome, Started) or outcome.remedy  # type: ignore[union-attr] # no reference is taken here


def test_a_reference_that_is_taken_is_refused(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    begun(store, buyer, notice, frozenset())

    other = replace(notice, title="Something else")

    assert begun(store, buyer, other, frozenset()) == ReferenceTaken()


def test_what_is_sent_twice_begins_once(store: WatchedStore, buyer: Person, notice: Notice) -> None:
    first, second = (begun(store, buyer, notice, frozenset()) for _ in range(2))

    assert isinstance(first, Started)
    assert second == Started(first.procurement_id, is_new=False)


def test_what_the_settings_say_of_the_authority_is_answered_beside_what_was_chosen(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    describe_organisation(
        store,
        buyer.memberships[0].organisation_id,
        authority_type="local_authority",
        nation="wales",
    )

    outcome = begun(store, buyer, notice, frozenset({"nation"}))

    assert isinstance(outcome, Started)
    found = open_procurement(store, outcome.procurement_id)
    assert found is not None
    assert dict(found.given) == {"authority_type": "local_authority", "nation": "england"}


def test_the_law_of_the_notices_day_is_told(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    organisation_id = buyer.memberships[0].organisation_id

    then = law_then(store, organisation_id, notice)
    without_day = replace(notice, facts=tuple(f for f in notice.facts if f.name != "commenced_on"))

    assert then is not None
    assert then.finding.value == "pcr_2015"
    assert law_then(store, organisation_id, without_day) is None


def test_answers_that_can_not_stand_together_are_refused(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    others = tuple(fact for fact in notice.facts if fact.name != "category")
    wrong = (FactRead("category", "works", "a"), FactRead("special_regime", "light_touch", "b"))
    complete = replace(notice, facts=(*wrong, *others))

    outcome = begun(store, buyer, complete, frozenset(complete.answers))

    assert isinstance(outcome, AnswersRefused)
    assert outcome.remedy


def test_the_organisation_is_the_persons(
    store: WatchedStore, buyer: Person, notice: Notice
) -> None:
    outcome = begun(store, buyer, notice, frozenset({"category"}))

    assert isinstance(outcome, Started)
    assert isinstance(outcome.procurement_id, UUID)
    found = open_procurement(store, outcome.procurement_id)
    assert found is not None
    assert found.organisation_id == buyer.memberships[0].organisation_id
