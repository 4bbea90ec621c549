"""The steps of a version: each is added, noted in the audit log, and told to whoever it is for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.addresses import version_page
from webapp.services.accounts import Person
from webapp.services.approval.states import State
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.services.standing import Stage, Turn, stand
from webapp.services.telling.notifying import tell
from webapp.store import Session, audit
from webapp.store import outlines as outline_rows
from webapp.store import procurements as procurement_rows
from webapp.store.outline_tables import OutlineStep

NO_VERSION = Refused("There is no such version of an outline", "Go back to your procurements")
NOT_IN_PROGRESS = Refused(
    "The outline is not being decided on any more: it was decided, returned or withdrawn since "
    "you opened this page",
    "Read how it stands now",
)

_ACTS = {
    State.SUBMITTED: "submit-outline",
    State.RETURNED: "return-outline",
    State.REJECTED: "reject-outline",
    State.APPROVED: "approve-outline",
    State.APPROVED_WITH_CONDITIONS: "approve-outline-on-conditions",
    State.WITHDRAWN: "withdraw-outline",
    State.SEALED: "seal-outline",
    State.REOPENED: "reopen-outline",
    State.SUPERSEDED: "supersede-outline",
}


@dataclass(frozen=True, slots=True)
class Done:
    """The act is on record; done before by the same person, it is on record once."""


def add_step(
    session: Session,
    version: Version,
    state: State,
    person: Person,
    *,
    why: str,
    now: datetime,
    body: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add the next step of a version, which was read in this transaction; note it in the log."""
    session.add(
        OutlineStep(
            outline_version_id=version.id,
            number=len(version.steps) + 1,
            state=state.value,
            body=body,
            why=why,
            made_by=person.id,
            made_at=now,
        )
    )
    note(
        session,
        version,
        _ACTS[state],
        person,
        now=now,
        detail={"why": why, "body": body, "content_sha256": version.sha256, **(detail or {})},
    )


def note(
    session: Session,
    version: Version,
    act: str,
    person: Person,
    *,
    now: datetime,
    detail: Mapping[str, object],
) -> None:
    """Note an act on a version in the audit log."""
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=version.organisation_id,
        subject=version.subject,
        detail={"version": version.number, **detail},
    )


def waits(session: Session, version: Version, turn: Turn, *, now: datetime) -> None:
    """Note how the outline stands, and whose turn it is on the procurement from now on."""
    found = procurement_rows.procurement(session, version.procurement_id)
    state = outline_rows.latest_state(session, version.procurement_id)
    if found is not None and state is not None:
        stand(found[0], Stage(state), turn, since=now)
        found[0].changed_at = now


def tell_of(
    session: Session,
    version: Version,
    user_ids: Collection[UUID],
    *,
    kind: str,
    title: str,
    text: str,
    now: datetime,
    address: str = "",
) -> None:
    """Tell people about a version; without another address they are led to its page."""
    tell(
        session,
        user_ids=user_ids,
        organisation_id=version.organisation_id,
        kind=kind,
        title=f"{title}: {version.title}"[:300],
        text=text,
        address=address or version_page(version.procurement_id, version.number),
        now=now,
    )
