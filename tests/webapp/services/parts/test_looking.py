"""Parts that rest on what has changed: they need another look until it is had."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.parts import DIVIDED, WRITTEN, with_parts
from tests.webapp.samples import BASIC, answered, decided, stands, started
from tests.webapp.standing import outline_stands
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, save_part
from webapp.services.parts.kinds import CASE, LOTS
from webapp.services.parts.looking import (
    CHANGED_AGAIN,
    StillRight,
    looked_at_because,
    say_still_right,
)
from webapp.services.parts.merging import Change, change_part
from webapp.services.parts.standing import BEFORE_A_PANEL
from webapp.services.preparing.answering import Saved, answer_page
from webapp.services.refusals import NO_PROCUREMENT
from webapp.services.tasks import Standing, open_with_problems, sections_of
from webapp.store.models import AuditEntry

LESS = Money(Pence(300_000_00), VatBasis.INCLUDED)


def change_value(
    store: WatchedStore, person: Person, procurement_id: UUID, value: Money = LESS
) -> None:
    outcome = answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers={"estimated_value": value},
        version=stands(store, procurement_id).version,
        now=NOW,
    )
    assert isinstance(outcome, Saved)


@pytest.fixture
def changed(store: WatchedStore, buyer: Person) -> UUID:
    """Return a procurement whose value has changed since its parts were saved."""
    procurement_id = decided(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)
    change_value(store, buyer, procurement_id)
    return procurement_id


def test_parts_that_rest_on_what_changed_need_another_look_and_others_do_not(
    store: WatchedStore, changed: UUID
) -> None:
    assert dict(stands(store, changed).looks) == {
        "case": ("estimated_value",),
        "lots": ("estimated_value",),
    }


def test_the_first_answers_have_nothing_looked_at_again(store: WatchedStore, buyer: Person) -> None:
    begun = started(store, buyer, NOW)
    with_parts(store, buyer, begun, NOW)

    answer_page(store, buyer, procurement_id=begun, answers=BASIC, version=1, now=NOW)

    assert stands(store, begun).looks == {}


def test_an_answer_replaced_before_the_decision_is_on_record_asks_for_a_look_too(
    store: WatchedStore, buyer: Person
) -> None:
    ready = answered(store, buyer, NOW)
    with_parts(store, buyer, ready, NOW)

    change_value(store, buyer, ready)

    assert set(stands(store, ready).looks) == {"case", "lots"}


def test_a_part_that_is_saved_has_been_looked_at(
    store: WatchedStore, buyer: Person, changed: UUID
) -> None:
    outcome = save_part(
        store,
        buyer,
        procurement_id=changed,
        kind=CASE,
        value=WRITTEN.with_texts({"budget": "Less"}),
        revision=1,
        now=NOW,
    )

    assert isinstance(outcome, PartSaved)
    assert set(stands(store, changed).looks) == {"lots"}


def test_a_form_that_changes_nothing_says_that_the_part_is_still_right(
    store: WatchedStore, buyer: Person, changed: UUID
) -> None:
    outcome = change_part(
        store,
        buyer,
        Change(LOTS, DIVIDED, make=lambda lots: lots, aspect=lambda lots: lots),
        procurement_id=changed,
        revision=1,
        now=NOW,
    )

    assert outcome == PartSaved(1)
    assert set(stands(store, changed).looks) == {"case"}


def test_a_part_that_is_still_right_is_kept_and_the_log_says_because_of_what(
    store: WatchedStore, buyer: Person, changed: UUID
) -> None:
    version = stands(store, changed).version

    said = [
        say_still_right(store, buyer, changed, part="lots", version=version, now=NOW)
        for _ in range(2)
    ]

    assert said == [StillRight(), StillRight()]
    assert set(stands(store, changed).looks) == {"case"}
    with store.reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.act == "confirm-part")).all()
    assert [json.loads(entry.detail) for entry in entries] == [
        {"because": ["estimated_value"], "part": "lots", "revision": 1, "version": version}
    ]


def test_what_changed_again_since_the_page_was_read_is_looked_at_first(
    store: WatchedStore, buyer: Person, changed: UUID
) -> None:
    version = stands(store, changed).version
    change_value(store, buyer, changed, Money(Pence(310_000_00), VatBasis.INCLUDED))

    refused = say_still_right(store, buyer, changed, part="lots", version=version, now=NOW)

    assert refused == CHANGED_AGAIN
    assert "lots" in stands(store, changed).looks


def test_nothing_is_said_of_a_part_while_a_panel_has_the_outline(
    store: WatchedStore, buyer: Person, changed: UUID
) -> None:
    outline_stands(store, buyer, changed)

    assert say_still_right(store, buyer, changed, part="lots", now=NOW) == BEFORE_A_PANEL


@pytest.mark.parametrize("part", ["lots", "weather"])
def test_nothing_is_said_of_a_procurement_or_part_that_is_not(
    part: str, store: WatchedStore, buyer: Person
) -> None:
    found = UUID(int=1) if part == "lots" else started(store, buyer, NOW)

    assert say_still_right(store, buyer, found, part=part, now=NOW) == NO_PROCUREMENT


def test_the_task_list_marks_the_part_and_the_submission_waits_for_it(
    store: WatchedStore, changed: UUID
) -> None:
    overview = open_with_problems(store, changed)
    assert overview is not None

    sections = sections_of(overview, {"case.case", "questions.check_answers"})

    told = {task.title: task.progress for one in sections for task in one.tasks}
    assert told["The case for it"].standing is Standing.PROBLEM
    assert told["The case for it"].words == "This has changed since it was saved: Estimated value"
    assert told["Check your answers"].standing is Standing.PROBLEM
    waits = [one for one in overview.problems if "Another look is due" in one.text]
    assert [one.endpoint for one in waits] == ["case.case", "lots.lots"]


def test_what_changed_is_told_as_far_as_one_reads() -> None:
    many = ["coverage", "estimated_value", "regime", "social_value_tier", "approvals"]

    assert looked_at_because(many) == (
        "these have changed since it was saved: Estimated value; Above or below the threshold; "
        "Which law governs the procurement, and 2 more conclusions"
    )
