"""Reading and saving parts: each save is the next revision, and none is lost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from rules.canonical import canonical_text, sha256_of
from webapp.services.accounts import Person
from webapp.services.parts.codec import json_of, value_of
from webapp.services.parts.kinds import KINDS, Kind
from webapp.services.parts.looking import settle_look
from webapp.services.parts.standing import may_change
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.standing import note_measures
from webapp.store import Session, Store, audit
from webapp.store import parts as rows
from webapp.store import procurements as procurement_rows
from webapp.store.models import ProcurementRecord
from webapp.store.part_tables import PartRevision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """A part as it was saved: its value, its revision, who saved it, when, and why."""

    value: T
    revision: int
    made_by: str
    made_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class PartSaved:
    """The part is kept; `revision` is the one that stands now."""

    revision: int


@dataclass(frozen=True, slots=True)
class PartStale(Generic[T]):
    """Somebody saved the part after the form was read; nothing was saved.

    `other` is what stands now: a form that carries its revision can be saved.
    """

    other: Held[T]


def read_part(session: Session, procurement_id: UUID, kind: Kind[T]) -> Held[T] | None:
    """Return a part as it stands, None before it is first saved."""
    found = rows.revision(session, procurement_id, kind.name)
    return None if found is None else _held(kind, *found)


def part_at(
    session: Session, procurement_id: UUID, kind: Kind[T], *, revision: int
) -> Held[T] | None:
    """Return a part as a revision had it, None if there is none such."""
    found = rows.revision(session, procurement_id, kind.name, revision)
    return None if found is None else _held(kind, *found)


def part_of_version(
    session: Session, procurement_id: UUID, version_id: UUID, kind: Kind[T]
) -> T | None:
    """Return a part as a version of the outline was made of it, None if it had none such."""
    held = held_by_version(session, procurement_id, version_id, kind)
    return held.value if held else None


def held_by_version(
    session: Session, procurement_id: UUID, version_id: UUID, kind: Kind[T]
) -> Held[T] | None:
    """Return the same with its revision."""
    revision = json.loads(rows.revisions_of(session, version_id)).get(kind.name)
    if revision is None:
        return None
    return part_at(session, procurement_id, kind, revision=revision)


def history_of_part(session: Session, procurement_id: UUID, kind: Kind[T]) -> tuple[Held[T], ...]:
    """Return every revision of a part, the last first."""
    return tuple(_held(kind, *row) for row in rows.history(session, procurement_id, kind.name))


def every_part(session: Session, procurement_id: UUID) -> Mapping[str, Held[object]]:
    """Return the parts that have been saved, by the names of their kinds, in one query."""
    return {
        row.part: _held(KINDS[row.part], row, name)
        for row, name in rows.latest(session, procurement_id)
        if row.part in KINDS
    }


def save_part(  # noqa: PLR0913 - what, whose, from which revision, why, when: each is needed
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    kind: Kind[T],
    value: T,
    revision: int,
    why: str = "",
    now: datetime,
    also: Callable[[Session], None] | None = None,
) -> PartSaved | PartStale[T] | Refused:
    """Save a part as its next revision, if nobody did since the form was read.

    The caller has seen to it that the person may. `revision` is the one that the form was read at,
    0 before the first, and `why` the reason given for the change, often none. What is done `also`
    is done in the same transaction, if the part is saved.

    Returns:
        What was saved; or what somebody else saved meanwhile; or why the outline is closed.
        Sending the same value twice saves it once.
    """
    with store.writing() as session:
        found = procurement_rows.procurement(session, procurement_id)
        if found is None:
            return NO_PROCUREMENT
        closed = may_change(session, procurement_id)
        if closed is not None:
            return closed
        standing = read_part(session, procurement_id, kind)
        if standing is not None and standing.value == value:
            return PartSaved(standing.revision)
        if standing is not None and standing.revision != revision:
            return PartStale(standing)
        saved = _save(session, found[0], person, kind, value, why=why, now=now)
        if also is not None:
            also(session)
        return saved


def _save(
    session: Session,
    record: ProcurementRecord,
    person: Person,
    kind: Kind[T],
    value: T,
    *,
    why: str,
    now: datetime,
) -> PartSaved:
    last = rows.revision(session, record.id, kind.name)
    number = 1 if last is None else last[0].revision + 1
    digest = add_revision(
        session, record, person, part=kind.name, value=value, number=number, why=why, now=now
    )
    record.changed_at = now
    settle_look(record, kind.name)
    audit.append(
        session,
        "save-part",
        at=now,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={"part": kind.name, "revision": number, "content_sha256": digest, "why": why},
    )
    return PartSaved(number)


def add_revision(
    session: Session,
    record: ProcurementRecord,
    person: Person,
    *,
    part: str,
    value: object,
    number: int,
    why: str,
    now: datetime,
) -> str:
    """Store a revision of a part and return the digest of its content; the caller notes the act."""
    content = canonical_text(json_of(value))
    digest = sha256_of(content)
    session.add(
        PartRevision(
            procurement_id=record.id,
            part=part,
            revision=number,
            content=content,
            content_sha256=digest,
            why=why,
            made_by=person.id,
            made_at=now,
        )
    )
    note_measures(record, value)
    return digest


def _held(kind: Kind[T], row: PartRevision, made_by: str) -> Held[T]:
    value = value_of(kind.value, json.loads(row.content))
    return Held(value, row.revision, made_by, row.made_at, row.why)
