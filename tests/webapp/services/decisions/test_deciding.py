"""Deciding: what is recorded, once, under which packs, and what a change changes."""

import hashlib
import json
from datetime import timedelta
from uuid import UUID, uuid4

from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.samples import answered, decided, stands, started
from webapp.services.accounts import Person
from webapp.services.decisions.deciding import (
    DecideRefused,
    DecisionRecorded,
    changes_since,
    decide_procurement,
    rules_have_changed,
)
from webapp.services.decisions.decisions import stack_of
from webapp.services.preparing.answering import answer_page
from webapp.store import audit
from webapp.store import procurements as rows
from webapp.store.models import DecisionRecord, PackContent


def change_value(store: WatchedStore, person: Person, procurement_id: UUID, pounds: int) -> None:
    answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers={"estimated_value": Money(Pence(pounds * 100), VatBasis.INCLUDED)},
        version=stands(store, procurement_id).version,
        now=NOW,
    )


def test_a_decision_is_recorded_with_its_inputs_packs_and_digests(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)

    with store.reading() as session:
        found = rows.latest_decision(session, procurement_id)
        assert found is not None
        record, by = found
        packs = {pack.sha256: pack.pack for pack in session.query(PackContent)}
        stored = record.content
    content = json.loads(stored)
    assert by == buyer.name
    assert content["format"] == "podium/decision/1"
    assert content["conclusions"]["coverage"] == "above_threshold"
    assert record.content_sha256 == hashlib.sha256(stored.encode()).hexdigest()
    assert [pack["sha256"] for pack in json.loads(record.packs)] == [
        pack.sha256 for pack in stack_of("coventry").packs
    ]
    assert set(packs.values()) == {"uk", "coventry"}
    assert stands(store, procurement_id).is_recorded


def test_what_a_pack_says_is_kept_with_the_decision(store: WatchedStore, buyer: Person) -> None:
    decided(store, buyer, NOW)

    with store.reading() as session:
        content = {pack.pack: pack.content for pack in session.query(PackContent)}

    law = json.loads(content["uk"])
    assert {rule["id"] for rule in law["rules"]} == {
        rule.id for rule in stack_of(None).rules.values()
    }


def test_the_act_stands_in_the_audit_log(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)

    with store.reading() as session:
        subject = f"procurement/{procurement_id}"
        assert audit.last_sha256_of(session, "decide", subject=subject) == audit.head(session)
        assert audit.verify(session).broken_at is None


def test_deciding_twice_leaves_one_record(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)

    again = decide_procurement(
        store, buyer, procurement_id=procurement_id, version=2, now=NOW + timedelta(hours=1)
    )

    assert again == DecisionRecorded(2)
    with store.reading() as session:
        assert session.query(DecisionRecord).count() == 1


def test_a_decision_on_answers_that_have_changed_is_refused(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    outcome = decide_procurement(store, buyer, procurement_id=procurement_id, version=1, now=NOW)

    assert outcome is DecideRefused.STALE


def test_without_the_required_answers_nothing_is_decided(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = started(store, buyer, NOW)

    outcome = decide_procurement(store, buyer, procurement_id=procurement_id, version=1, now=NOW)

    assert outcome is DecideRefused.ANSWERS_MISSING


def test_there_is_no_decision_on_no_procurement(store: WatchedStore, buyer: Person) -> None:
    outcome = decide_procurement(store, buyer, procurement_id=uuid4(), version=1, now=NOW)

    assert outcome is DecideRefused.NO_SUCH_PROCUREMENT


def test_a_changed_answer_takes_the_decision_off_record(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)

    change_value(store, buyer, procurement_id, 95_000)

    assert not stands(store, procurement_id).is_recorded


def test_what_a_change_changed_is_told(store: WatchedStore, buyer: Person) -> None:
    procurement_id = answered(store, buyer, NOW)
    change_value(store, buyer, procurement_id, 95_000)

    changes = changes_since(store, stands(store, procurement_id), 2)

    assert changes is not None
    assert set(changes.answers) == {"estimated_value"}
    assert changes.has_earlier
    coverage = {change.conclusion.name: change for change in changes.conclusions}["coverage"]
    assert (coverage.before, coverage.after) == ("above_threshold", "below_threshold")


def test_the_first_answers_that_suffice_change_nothing_that_was_decided(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    changes = changes_since(store, stands(store, procurement_id), 1)

    assert changes is not None
    assert not changes.has_earlier
    assert changes.conclusions == ()


def test_nothing_has_changed_since_the_present_version_or_one_that_never_was(
    store: WatchedStore, buyer: Person
) -> None:
    found = stands(store, answered(store, buyer, NOW))

    assert [changes_since(store, found, version) for version in (2, 3, 0, -1)] == [None] * 4


def test_a_decision_whose_rules_have_changed_says_so(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)
    assert not rules_have_changed(stands(store, procurement_id))

    with store.writing() as session:
        lift_guard(session, "decision")
        session.connection().exec_driver_sql("UPDATE decision SET content_sha256 = 'other'")

    assert rules_have_changed(stands(store, procurement_id))
