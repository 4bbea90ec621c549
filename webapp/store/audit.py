"""The audit log: a chain of hashes in which no act can be changed, left out or put in later."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from rules.canonical import canonical_text, sha256_of
from webapp.store.connection import Session
from webapp.store.models import AuditEntry

START = "0" * 64
"""What the first entry names as the one before it."""

_HEAD = select(AuditEntry.sha256).order_by(AuditEntry.number.desc()).limit(1)

COLUMNS = tuple(getattr(AuditEntry, column.key) for column in AuditEntry.__table__.columns)
"""The columns of an entry: a row of them is read in half the time that an entry takes."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The state of the chain: how many entries, the head's hash, the first broken one."""

    entries: int
    head: str
    broken_at: int | None = None


def append(
    session: Session,
    act: str,
    *,
    at: datetime,
    subject: str,
    actor_id: UUID | None = None,
    organisation_id: UUID | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add an act to the chain, in the transaction that does it.

    The writing session holds the lock under which the last entry stays the last.
    """
    session.flush()
    last = session.scalar(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1))
    entry = AuditEntry(
        number=1 if last is None else last.number + 1,
        at=at.astimezone(UTC),
        actor_id=actor_id,
        act=act,
        organisation_id=organisation_id,
        subject=subject,
        detail=canonical_text(detail or {}),
        previous_sha256=START if last is None else last.sha256,
    )
    entry.sha256 = _sha256_of(entry)
    session.add(entry)
    session.flush()


def head(session: Session) -> str:
    """Return the hash of the last entry: who holds it can tell whether anything was changed."""
    return session.scalar(_HEAD) or START


def last_sha256_of(session: Session, act: str, *, subject: str) -> str:
    """Return the hash of the last entry of an act on a subject, START if there is none."""
    last = session.scalar(
        select(AuditEntry.sha256)
        .where(AuditEntry.act == act, AuditEntry.subject == subject)
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )
    return START if last is None else last


def verify(session: Session) -> Chain:
    """Compute every hash again, and name the first entry that does not fit."""
    previous, count = START, 0
    entries = select(*COLUMNS).order_by(AuditEntry.number).execution_options(yield_per=1000)
    with closing(session.execute(entries)) as found:
        for count, entry in enumerate(found, start=1):
            fits = (
                entry.number == count
                and entry.previous_sha256 == previous
                and entry.sha256 == _sha256_of(entry)
            )
            if not fits:
                return Chain(count, previous, broken_at=count)
            previous = entry.sha256
    return Chain(count, previous)


def content_of(entry: AuditEntry | Row[Any]) -> dict[str, str | int | None]:
    """Return what the hash of an entry, or of a row of its columns, is of before it is written."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": str(entry.actor_id) if entry.actor_id else None,
        "act": entry.act,
        "organisation": str(entry.organisation_id) if entry.organisation_id else None,
        "subject": entry.subject,
        "detail": entry.detail,
        "previous": entry.previous_sha256,
    }


def _sha256_of(entry: AuditEntry | Row[Any]) -> str:
    return sha256_of(canonical_text(content_of(entry)))
