"""Saving answers: nothing is lost, nothing of others is overwritten unseen."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import BASIC, answered, started
from webapp.services.accounts import Person
from webapp.services.finding import list_procurements
from webapp.services.preparing.answering import (
    AnswerRefused,
    Contradictory,
    Outcome,
    Saved,
    Stale,
    answer_page,
)
from webapp.services.preparing.procurements import open_procurement
from webapp.services.standing import Stage
from webapp.store import procurements as rows


def save(
    store: WatchedStore,
    person: Person,
    procurement_id: UUID,
    version: int,
    **answers: Value | None,
) -> Outcome:
    return answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers=answers,
        version=version,
        now=NOW + timedelta(minutes=version),
    )


def test_answers_are_kept_and_the_version_moves_on(store: WatchedStore, buyer: Person) -> None:
    procurement_id = started(store, buyer, NOW)

    outcome = save(store, buyer, procurement_id, 1, nation="england", authority_type="school")

    assert isinstance(outcome, Saved)
    assert (outcome.before, outcome.version) == (1, 2)
    found = open_procurement(store, procurement_id)
    assert found is not None
    assert dict(found.given) == {"nation": "england", "authority_type": "school"}


def test_a_new_answer_points_at_the_one_it_replaces(store: WatchedStore, buyer: Person) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, nation="england")
    with store.reading() as session:
        first = rows.answers(session, procurement_id)["nation"]

    save(store, buyer, procurement_id, 2, nation="wales")

    with store.reading() as session:
        second = rows.answers(session, procurement_id)["nation"]
        before = rows.answers(session, procurement_id, version=2)["nation"]
    assert (second.replaces, before.id) == (first.id, first.id)


def test_the_same_answers_sent_twice_are_saved_once(store: WatchedStore, buyer: Person) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, nation="england")

    again = save(store, buyer, procurement_id, 1, nation="england")

    assert isinstance(again, Saved)
    assert (again.before, again.version) == (2, 2)


def test_a_stale_form_is_refused_with_what_others_said(store: WatchedStore, buyer: Person) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, nation="wales", authority_type="school")

    outcome = save(store, buyer, procurement_id, 1, nation="england", authority_type="school")

    assert isinstance(outcome, Stale)
    assert outcome.version == 2
    assert [(other.fact, other.value, other.by) for other in outcome.others] == [
        ("nation", "wales", buyer.name)
    ]
    found = open_procurement(store, procurement_id)
    assert found is not None
    assert found.given["nation"] == "wales"


def test_a_stale_form_is_saved_once_it_carries_the_present_version(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, nation="wales")

    outcome = save(store, buyer, procurement_id, 2, nation="england")

    assert isinstance(outcome, Saved)


def test_what_others_changed_elsewhere_does_not_make_a_form_stale(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, nation="wales")

    assert isinstance(save(store, buyer, procurement_id, 1, category="works"), Saved)


def test_a_form_that_claims_a_version_to_come_is_judged_by_the_present_one(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)

    assert isinstance(save(store, buyer, procurement_id, 99, nation="wales"), Saved)


def test_answers_that_cannot_stand_together_are_refused(store: WatchedStore, buyer: Person) -> None:
    procurement_id = answered(store, buyer, NOW, framework="call_off")
    save(store, buyer, procurement_id, 2, framework_commenced_on=date(2026, 1, 5))

    outcome = save(store, buyer, procurement_id, 3, commenced_on=date(2025, 12, 1))

    assert isinstance(outcome, Contradictory)
    assert [one.fact for one in outcome.found] == ["framework_commenced_on"]
    found = open_procurement(store, procurement_id)
    assert found is not None
    assert found.given["commenced_on"] == BASIC["commenced_on"]


def test_a_day_whose_law_no_pack_knows_is_refused(store: WatchedStore, buyer: Person) -> None:
    procurement_id = answered(store, buyer, NOW)

    outcome = save(store, buyer, procurement_id, 2, commenced_on=date(2031, 1, 1))

    assert isinstance(outcome, Contradictory)
    assert [one.fact for one in outcome.found] == ["commenced_on"]


def test_there_is_nothing_to_answer_where_there_is_no_procurement(
    store: WatchedStore, buyer: Person
) -> None:
    assert save(store, buyer, uuid4(), 1) is AnswerRefused.NO_SUCH_PROCUREMENT


@pytest.mark.parametrize(
    ("answers", "stage"),
    [({"nation": "england"}, Stage.QUESTIONS), (BASIC, Stage.UNDECIDED)],
)
def test_the_list_shows_what_the_answers_say(
    store: WatchedStore, buyer: Person, answers: dict[str, Value | None], stage: Stage
) -> None:
    procurement_id = started(store, buyer, NOW)
    save(store, buyer, procurement_id, 1, **answers)

    (row,) = list_procurements(store, buyer, page=1, today=date(2026, 1, 1)).rows

    assert row.stage is stage
    assert row.value == answers.get("estimated_value")
    assert row.questions_open > 0


def test_the_next_date_is_the_first_that_is_not_past(store: WatchedStore, buyer: Person) -> None:
    answered(store, buyer, NOW)

    def next_date(today: date) -> object:
        (row,) = list_procurements(store, buyer, page=1, today=today).rows
        return row.next_date[0] if row.next_date else None

    assert next_date(date(2026, 3, 1)) == date(2026, 3, 2)
    assert next_date(date(2026, 3, 2)) == date(2026, 3, 2)
    assert next_date(date(2029, 1, 1)) is None


def test_money_keeps_its_vat_basis_in_the_list(store: WatchedStore, buyer: Person) -> None:
    value = Money(Pence(95_000_01), VatBasis.EXCLUDED)
    answered(store, buyer, NOW, estimated_value=value)

    (row,) = list_procurements(store, buyer, page=1, today=date(2026, 1, 1)).rows

    assert row.value == value
