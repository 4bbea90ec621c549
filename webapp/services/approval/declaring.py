"""Declaring whether there is a conflict of interest: before anything else that a member does."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.confirming import ask_to_confirm
from webapp.services.approval.panel import Member, Panel, panel_in
from webapp.services.approval.records import version_in
from webapp.services.approval.states import Handling
from webapp.services.approval.stepping import NO_VERSION, NOT_IN_PROGRESS, Done, note
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import outlines as rows
from webapp.store.outline_tables import ConflictDeclaration

NOT_A_MEMBER = Refused(
    "You hold no role with which you could decide on this outline",
    "If you have held one until now, ask your administrator about it",
)
NO_DETAIL = Refused(
    "A conflict of interest is declared with what it is", "Say what it is, in a sentence or two"
)


def declare(
    store: Store,
    person: Person,
    *,
    version_id: UUID,
    handling: Handling,
    detail: str,
    now: datetime,
) -> Done | Refused:
    """Declare whether there is a conflict of interest in a version that is being decided on.

    The last declaration stands. A vote that was cast before whoever cast it is recused does not
    count; nor does one of whoever has a conflict that can be managed, until a chair or an officer
    confirms that it can.
    """
    with store.writing() as session:
        seat = seat_of(session, person, version_id)
        if isinstance(seat, Refused):
            return seat
        version, _, member = seat
        if handling is not Handling.NONE and not detail:
            return NO_DETAIL
        told = "" if handling is Handling.NONE else detail
        last = member.declaration
        if last is not None and (last.handling, last.detail) == (handling, told):
            return Done()
        _add(session, version, person, handling, told, now=now)
        if handling is Handling.MANAGED:
            ask_to_confirm(session, version, person, told, now=now)
        return Done()


def _add(
    session: Session,
    version: Version,
    person: Person,
    handling: Handling,
    told: str,
    *,
    now: datetime,
) -> None:
    session.add(
        ConflictDeclaration(
            outline_version_id=version.id,
            user_id=person.id,
            number=_declared(session, version, person) + 1,
            handling=handling.value,
            detail=told,
            declared_at=now,
        )
    )
    detail = {"handling": handling.value, "detail": told}
    note(session, version, "declare-conflict", person, now=now, detail=detail)


def _declared(session: Session, version: Version, person: Person) -> int:
    """Return how often a person has declared something of a version."""
    every = rows.declarations(session, [version.id])
    return sum(row.user_id == person.id for row, _ in every)


def seat_of(
    session: Session, person: Person, version_id: UUID
) -> tuple[Version, Panel, Member] | Refused:
    """Return a version, the body that has it now, and the person's own place on that.

    It is looked up in the transaction that acts, so that a role that was lost a moment ago, or a
    version that was withdrawn, is found out.
    """
    version = version_in(session, version_id)
    if version is None:
        return NO_VERSION
    route = version.pending
    if route is None:
        return NOT_IN_PROGRESS
    panel = panel_in(session, version, route)
    member = panel.member(person.id)
    if member is None:
        return NOT_A_MEMBER
    return version, panel, member
