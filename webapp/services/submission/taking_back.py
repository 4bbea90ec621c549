"""Taking an outline back: withdrawing one that is being decided on, reopening a sealed one."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.panel import panel_in
from webapp.services.approval.records import version_in
from webapp.services.approval.states import State
from webapp.services.approval.stepping import (
    NO_VERSION,
    Done,
    add_step,
    tell_of,
    waits,
)
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.services.standing import Turn
from webapp.store import Session, Store
from webapp.store import outlines as rows

NOT_TO_WITHDRAW = Refused(
    "The outline can't be withdrawn: it was decided, returned or withdrawn already",
    "Read how it stands now",
)
NOT_TO_REOPEN = Refused(
    "A new version is begun of the sealed outline, and this one is not sealed or is being "
    "prepared anew already",
    "Read how it stands now",
)
NO_REASON = Refused("Others want to know why", "Give the reason, in a sentence or two")


def withdraw(
    store: Store, person: Person, *, version_id: UUID, why: str, now: datetime
) -> Done | Refused:
    """Withdraw a version that is being decided on, so that it can be changed."""
    with store.writing() as session:
        version = _version(session, version_id)
        if version is None:
            return NO_VERSION
        if _is_done(version, State.WITHDRAWN, person, why):
            return Done()
        if not version.is_in_progress:
            return NOT_TO_WITHDRAW
        if not why:
            return NO_REASON
        route = version.pending
        members = panel_in(session, version, route).holders if route else ()
        add_step(session, version, State.WITHDRAWN, person, why=why, now=now)
        waits(session, version, Turn.BUYER, now=now)
        tell_of(
            session,
            version,
            {member.id for member in members} - {person.id},
            kind="outline-withdrawn",
            title="Outline withdrawn",
            text=f"{person.name} withdrew version {version.number} of the outline: {why}",
            now=now,
        )
        return Done()


def reopen(
    store: Store, person: Person, *, version_id: UUID, why: str, now: datetime
) -> Done | Refused:
    """Begin a new version of a sealed outline, which stands until the new one is sealed."""
    with store.writing() as session:
        version = _version(session, version_id)
        if version is None:
            return NO_VERSION
        if _is_done(version, State.REOPENED, person, why):
            return Done()
        if version.state is not State.SEALED:
            return NOT_TO_REOPEN
        if not why:
            return NO_REASON
        add_step(session, version, State.REOPENED, person, why=why, now=now)
        waits(session, version, Turn.BUYER, now=now)
        return Done()


def _version(session: Session, version_id: UUID) -> Version | None:
    """Return a version if it is the last of its procurement."""
    version = version_in(session, version_id)
    if version is None or rows.version_ids(session, version.procurement_id)[-1] != version_id:
        return None
    return version


def _is_done(version: Version, state: State, person: Person, why: str) -> bool:
    last = version.steps[-1]
    return (last.state, last.by_id, last.why) == (state, person.id, why)
