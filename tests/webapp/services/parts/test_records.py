"""Saving parts: each save is a revision of its own, and nobody overwrites another's unseen."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.standing import outline_stands
from webapp.services.accounts import Person
from webapp.services.parts import (
    Held,
    Kind,
    PartSaved,
    PartStale,
    history_of_part,
    part_at,
    read_part,
    save_part,
)
from webapp.services.parts.standing import BEFORE_A_PANEL
from webapp.services.preparing.procurements import Started, start_procurement
from webapp.services.refusals import NO_PROCUREMENT
from webapp.store.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Story:
    """The value of a part that only these tests know."""

    text: str


STORY = Kind("story", "Story", Story)


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    outcome = start_procurement(
        store,
        buyer,
        organisation_id=buyer.memberships[0].organisation_id,
        reference="COV-1",
        title="Grounds",
        now=NOW,
    )
    assert isinstance(outcome, Started)
    return outcome.procurement_id


def save(
    store: WatchedStore, person: Person, procurement_id: UUID, text: str, revision: int
) -> object:
    return save_part(
        store,
        person,
        procurement_id=procurement_id,
        kind=STORY,
        value=Story(text),
        revision=revision,
        why="",
        now=NOW,
    )


def test_each_save_is_the_next_revision_and_none_is_lost(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    first = save(store, buyer, procurement_id, "One", 0)
    second = save(store, buyer, procurement_id, "Two", 1)

    with store.reading() as session:
        history = history_of_part(session, procurement_id, STORY)
        earlier = part_at(session, procurement_id, STORY, revision=1)
    assert (first, second) == (PartSaved(1), PartSaved(2))
    assert [held.value.text for held in history] == ["Two", "One"]
    assert earlier == Held(Story("One"), 1, buyer.name, NOW, "")


def test_what_somebody_saved_meanwhile_is_shown_and_not_overwritten(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    save(store, buyer, procurement_id, "Theirs", 0)

    outcome = save(store, buyer, procurement_id, "Mine", 0)

    with store.reading() as session:
        standing = read_part(session, procurement_id, STORY)
    assert standing is not None
    assert standing.value == Story("Theirs")
    assert outcome == PartStale(standing)


def test_the_same_sent_twice_is_saved_once(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    save(store, buyer, procurement_id, "Once", 0)

    outcome = save(store, buyer, procurement_id, "Once", 0)

    assert outcome == PartSaved(1)


def test_a_save_is_in_the_audit_log(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    save(store, buyer, procurement_id, "One", 0)

    with store.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
    assert entry is not None
    assert (entry.act, entry.subject) == ("save-part", f"procurement/{procurement_id}")
    assert '"part":"story","revision":1' in entry.detail


def test_nothing_is_saved_while_a_panel_has_the_outline(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    outline_stands(store, buyer, procurement_id)

    outcome = save(store, buyer, procurement_id, "Late", 0)

    assert outcome == BEFORE_A_PANEL


def test_there_is_nothing_to_save_for_a_procurement_that_is_not(
    store: WatchedStore, buyer: Person
) -> None:
    assert save(store, buyer, UUID(int=1), "One", 0) == NO_PROCUREMENT
