"""What every act of the panel shares: the tender it is about, the log, and telling people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.roles import EVALUATORS, TENDER_KEEPERS, Role
from webapp.services.accounts import Person
from webapp.services.ending.ended import why_over
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.telling.notifying import tell
from webapp.store import Session, audit, panels, procurements
from webapp.store.connection import is_writing


@dataclass(frozen=True, slots=True)
class Done:
    """The act is on record; sent twice it is on record once."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The procurement that an act is about; `people` may evaluate it, by id with their names."""

    procurement_id: UUID
    organisation_id: UUID
    title: str
    people: Mapping[UUID, str]
    chairs: frozenset[UUID]
    officers: frozenset[UUID]


NOT_AN_OFFICER = Refused(
    "A procurement officer makes up the panel", "Ask the procurement officer of this tender"
)
NOT_PUBLISHED = Refused(
    "The tender is not published, so there are no questions yet", "Come back once it is"
)
CHANGED_MEANWHILE = Refused(
    "Somebody else changed this since you opened the page",
    "Read how it stands now, and send what you still want changed",
)
NO_REASON = Refused(
    "The record has to say why", "Say why in a sentence, for whoever reads the record later"
)


def scene_of(
    session: Session, procurement_id: UUID, *, is_also_ended: bool = False
) -> Scene | Refused:
    """Return the procurement with those who may evaluate it, and its officers.

    An act is refused once the procurement is ended without award, unless `is_also_ended`; its pages
    are shown for ever.
    """
    found = procurements.procurement(session, procurement_id)
    if found is None:
        return NO_PROCUREMENT
    is_act = is_writing(session) and not is_also_ended
    over = why_over(session, procurement_id) if is_act else None
    if over is not None:
        return over
    record, organisation = found
    holders = panels.holders(
        session, organisation.id, EVALUATORS | TENDER_KEEPERS, procurement_id=procurement_id
    )
    return Scene(
        procurement_id=procurement_id,
        organisation_id=organisation.id,
        title=record.title,
        people={user_id: name for user_id, name, role in holders if role in EVALUATORS},
        chairs=frozenset(one for one, _, role in holders if role == Role.EVALUATION_CHAIR),
        officers=frozenset(one for one, _, role in holders if role in TENDER_KEEPERS),
    )


def note(
    session: Session,
    scene: Scene,
    act: str,
    person: Person,
    *,
    now: datetime,
    detail: Mapping[str, object],
) -> None:
    """Note an act of the panel in the audit log."""
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=scene.organisation_id,
        subject=f"procurement/{scene.procurement_id}",
        detail=detail,
    )


def tell_of(
    session: Session,
    scene: Scene,
    user_ids: Collection[UUID],
    *,
    kind: str,
    title: str,
    text: str,
    address: str,
    now: datetime,
) -> None:
    """Tell people about the panel's work on a tender."""
    tell(
        session,
        user_ids=user_ids,
        organisation_id=scene.organisation_id,
        kind=kind,
        title=f"{title}: {scene.title}"[:300],
        text=text,
        address=address,
        now=now,
    )
