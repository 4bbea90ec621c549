"""Whose acts a page of the record is of."""

from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.meetings import called, held
from tests.webapp.outlines import seated, submitted
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.agenda import take_off
from webapp.services.record import (
    Asked,
    Group,
    RecordPage,
    record_of_organisation,
    record_of_procurement,
)
from webapp.store.outline_tables import OutlineVersion

AT_MEETINGS = Asked(group=Group.MEETINGS)


@pytest.fixture
def chair(store: WatchedStore) -> Person:
    return seated(store, "The Chair", NOW, role=Role.PANEL_CHAIR)


def procurement_of(store: WatchedStore, version_id: UUID) -> UUID:
    with store.reading() as session:
        return session.get_one(OutlineVersion, version_id).procurement_id


def verbs(found: RecordPage | None) -> list[str]:
    assert found is not None
    return [line.told.what.split()[0] for day in found.days for line in day.lines]


def test_a_meeting_stands_on_the_record_of_what_was_on_its_agenda_and_of_no_other(
    store: WatchedStore, buyer: Person, chair: Person
) -> None:
    first, second = (submitted(store, buyer, NOW, reference=f"ON-{n}") for n in (1, 2))
    held(store, chair, called(store, chair, NOW, [first, second]), NOW)
    other = seated(store, "Another Chair", NOW, role=Role.PANEL_CHAIR)
    held(store, other, called(store, other, NOW, []), NOW)

    found = record_of_procurement(
        store, chair, procurement_of(store, first), AT_MEETINGS, page=1, now=NOW
    )

    assert verbs(found) == ["saved", "closed", "noted", "opened", "put", "called"]


def test_of_a_meeting_from_whose_agenda_it_was_taken_only_that_is_on_record(
    store: WatchedStore, buyer: Person, chair: Person
) -> None:
    version_id = submitted(store, buyer, NOW)
    meeting_id = called(store, chair, NOW, [version_id])
    take_off(store, chair, meeting_id=meeting_id, version_id=version_id, now=NOW)
    held(store, chair, meeting_id, NOW)

    found = record_of_procurement(
        store, chair, procurement_of(store, version_id), AT_MEETINGS, page=1, now=NOW
    )

    assert verbs(found) == ["took", "put"]


def test_the_record_narrowed_to_a_reference_has_its_meetings_too(
    store: WatchedStore, buyer: Person, chair: Person
) -> None:
    version_id = submitted(store, buyer, NOW, reference="ON-1")
    held(store, chair, called(store, chair, NOW, [version_id]), NOW)
    asked = Asked(group=Group.MEETINGS, reference="ON-1")

    found = record_of_organisation(
        store, chair, chair.memberships[0].organisation_id, asked, page=1, now=NOW
    )

    assert verbs(found) == ["saved", "closed", "noted", "opened", "put", "called"]
