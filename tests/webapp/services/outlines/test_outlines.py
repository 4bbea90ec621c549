"""Outlines: only of what is on record, and the same whenever it is asked for."""

from uuid import uuid4

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.samples import answered, decided, started
from webapp.documents.outline import Outline
from webapp.services.accounts import Person
from webapp.services.outlines.outlines import OutlineRefused, outline_of
from webapp.store import audit


def test_the_outline_carries_the_day_the_name_and_the_hash_of_the_act(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    with store.reading() as session:
        head = audit.head(session)
    started(store, buyer, NOW, reference="later")

    outline = outline_of(store, procurement_id)

    assert isinstance(outline, Outline)
    assert (outline.issued_on, outline.audit_head) == (NOW.date(), head)
    assert outline_of(store, procurement_id) == outline


def test_there_is_no_outline_before_the_decision_is_on_record(
    store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)
    ready = answered(store, buyer, NOW, reference="ready")

    assert outline_of(store, begun) is OutlineRefused.NOT_DECIDED
    assert outline_of(store, ready) is OutlineRefused.NOT_DECIDED
    assert outline_of(store, uuid4()) is OutlineRefused.NO_SUCH_PROCUREMENT


def test_there_is_no_outline_of_a_decision_that_the_present_rules_do_not_make(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    with store.writing() as session:
        lift_guard(session, "decision")
        session.connection().exec_driver_sql("UPDATE decision SET content_sha256 = 'other'")

    assert outline_of(store, procurement_id) is OutlineRefused.RULES_CHANGED
