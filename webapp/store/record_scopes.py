"""Whose acts a page of the record is of, and which of them are asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from webapp.store.connection import Session
from webapp.store.models import AuditEntry, RoleHeld
from webapp.store.outline_tables import OutlineVersion
from webapp.store.panel_tables import AgendaItem
from webapp.store.people_tables import Invitation

_NAMES_A_PROCUREMENT = '"procurement":'
"""What the canonical detail of an act holds that names a procurement, and no text in it can."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose acts: an organisation's, or those of one procurement of it.

    `subjects` are what else the acts of a procurement can be about: they count where they name
    the procurement. `sittings` are those of the subjects of which all counts that names no other
    procurement: the meetings on whose agenda its outline is.
    """

    organisation_id: UUID
    procurement_id: UUID | None = None
    subjects: tuple[str, ...] = ()
    sittings: tuple[str, ...] = ()

    def condition(self) -> ColumnElement[bool]:
        """Return what an entry has to satisfy."""
        if self.procurement_id is None:
            return of_organisation(self.organisation_id)
        main, detail = f"procurement/{self.procurement_id}", AuditEntry.detail
        return and_(
            AuditEntry.subject.in_([main, *self.subjects, *self.sittings]),
            or_(
                AuditEntry.subject == main,
                detail.contains(str(self.procurement_id), autoescape=True),
                and_(
                    AuditEntry.subject.in_(self.sittings),
                    ~detail.contains(_NAMES_A_PROCUREMENT, autoescape=True),
                ),
            ),
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts are looked for; None and empty ask for all."""

    actor_id: UUID | None = None
    acts: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what an entry has to satisfy beside its scope."""
        found: list[ColumnElement[bool]] = []
        if self.actor_id is not None:
            found.append(AuditEntry.actor_id == self.actor_id)
        if self.acts:
            found.append(AuditEntry.act.in_(self.acts))
        if self.since is not None:
            found.append(AuditEntry.at >= self.since)
        if self.until is not None:
            found.append(AuditEntry.at < self.until)
        return found


def of_organisation(organisation_id: UUID) -> ColumnElement[bool]:
    """Return what makes an act an organisation's.

    What people do with their own accounts, such as signing in, is the act of no organisation: it
    is shown to each for which they hold a role, or did.
    """
    people = select(RoleHeld.user_id).where(RoleHeld.organisation_id == organisation_id)
    return or_(
        AuditEntry.organisation_id == organisation_id,
        and_(AuditEntry.organisation_id.is_(None), AuditEntry.actor_id.in_(people)),
    )


def scope_of_procurement(session: Session, organisation_id: UUID, procurement_id: UUID) -> Scope:
    """Return whose acts are a procurement's: its own, and those at meetings and on its people."""
    invitations = select(Invitation.id).where(Invitation.procurement_id == procurement_id)
    people = select(RoleHeld.user_id).where(RoleHeld.procurement_id == procurement_id).distinct()
    agenda = _agenda(session, procurement_id)
    beside = (
        *(f"meeting/{id_}" for id_, is_on in agenda.items() if not is_on),
        *(f"invitation/{id_}" for id_ in session.scalars(invitations)),
        *(f"user_account/{id_}" for id_ in session.scalars(people)),
    )
    sittings = tuple(f"meeting/{id_}" for id_, is_on in agenda.items() if is_on)
    return Scope(organisation_id, procurement_id, beside, sittings)


def sitting_on(session: Session, procurement_id: UUID) -> Collection[UUID]:
    """Return the meetings on whose agenda a version of a procurement's outline is."""
    return [id_ for id_, is_on in _agenda(session, procurement_id).items() if is_on]


def _agenda(session: Session, procurement_id: UUID) -> dict[UUID, bool]:
    """Return the meetings that a procurement was put before, and whether it still is."""
    items = session.execute(
        select(AgendaItem.meeting_id, AgendaItem.outline_version_id, AgendaItem.is_on)
        .join(OutlineVersion, OutlineVersion.id == AgendaItem.outline_version_id)
        .where(OutlineVersion.procurement_id == procurement_id)
        .order_by(AgendaItem.number)
    )
    last = {(meeting_id, version_id): is_on for meeting_id, version_id, is_on in items}
    found: dict[UUID, bool] = {}
    for (meeting_id, _), is_on in last.items():
        found[meeting_id] = found.get(meeting_id, False) or is_on
    return found
