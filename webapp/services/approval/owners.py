"""Whose a version, a meeting or a condition is: its organisation's, and often one procurement's."""

from uuid import UUID

from webapp.store import Store, meetings, outlines, panels


def owner_of_version(store: Store, version_id: UUID) -> tuple[UUID, UUID] | None:
    """Return the organisation and the procurement of a version, None if there is none such."""
    with store.reading() as session:
        return outlines.owner_of_version(session, version_id)


def owner_of_condition(store: Store, condition_id: UUID) -> tuple[UUID, UUID] | None:
    """Return the organisation and the procurement of a condition, None if there is none such."""
    with store.reading() as session:
        return panels.owner_of_condition(session, condition_id)


def organisation_of_meeting(store: Store, meeting_id: UUID) -> UUID | None:
    """Return the organisation that a meeting belongs to, None if there is none such."""
    with store.reading() as session:
        return meetings.organisation_of_meeting(session, meeting_id)


def procurements_on_agenda(store: Store, meeting_id: UUID) -> frozenset[UUID]:
    """Return the procurements whose outlines are on the agenda of a meeting."""
    with store.reading() as session:
        return frozenset(meetings.procurements_on(session, meeting_id))
