"""Queries about background jobs."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.store.connection import Session, Store
from webapp.store.errors import StoreIsBusy
from webapp.store.job_tables import JobRecord

log = logging.getLogger(__name__)

UNFINISHED = ("queued", "running")


def job(session: Session, job_id: UUID) -> JobRecord | None:
    """Return a job by its id."""
    return session.get(JobRecord, job_id)


def latest(session: Session, *, kind: str, subject: str) -> JobRecord | None:
    """Return the job of a kind that was started last on a subject."""
    return session.scalar(
        select(JobRecord)
        .where(JobRecord.subject == subject, JobRecord.kind == kind)
        .order_by(JobRecord.made_at.desc(), JobRecord.id)
        .limit(1)
    )


def unfinished_of(session: Session, organisation_id: UUID) -> Sequence[JobRecord]:
    """Return the jobs of an organisation that have not ended."""
    return session.scalars(
        select(JobRecord).where(
            JobRecord.organisation_id == organisation_id, JobRecord.state.in_(UNFINISHED)
        )
    ).all()


def of_kind(
    session: Session, organisation_id: UUID, *, kind: str, limit: int
) -> Sequence[JobRecord]:
    """Return the jobs of a kind that an organisation started last."""
    return session.scalars(
        select(JobRecord)
        .where(JobRecord.organisation_id == organisation_id, JobRecord.kind == kind)
        .order_by(JobRecord.made_at.desc(), JobRecord.id)
        .limit(limit)
    ).all()


def running(session: Session) -> Sequence[JobRecord]:
    """Return the jobs that a worker has taken and not ended."""
    return session.scalars(select(JobRecord).where(JobRecord.state == "running")).all()


def queued(session: Session) -> Sequence[JobRecord]:
    """Return the jobs that wait for a worker, the one that has waited longest first."""
    return session.scalars(
        select(JobRecord)
        .where(JobRecord.state == "queued")
        .order_by(JobRecord.made_at, JobRecord.id)
    ).all()


def queued_before(session: Session, moment: datetime) -> int:
    """Return how many jobs were queued before a moment and wait still."""
    found = session.scalar(
        select(func.count())
        .select_from(JobRecord)
        .where(JobRecord.state == "queued", JobRecord.made_at < moment)
    )
    return found or 0


def held_by(session: Session, job_id: UUID, worker: str) -> JobRecord | None:
    """Return a job if a worker has it still, None if it ended or was given up as lost."""
    record = session.get(JobRecord, job_id)
    is_held = record is not None and record.state == "running" and record.worker == worker
    return record if is_held else None


def give_sign(
    store: Store, job_id: UUID, worker: str, *, at: datetime, progress: tuple[str, int, int | None]
) -> bool:
    """Note that the worker is alive and how far it is; return whether it has the job still.

    A sign that a busy database can't take is left out: the next one tells the same.
    """
    try:
        with store.writing() as session:
            record = held_by(session, job_id, worker)
            if record is None:
                return False
            record.seen_at = at
            record.words, record.done, record.total = progress
    except StoreIsBusy:
        log.warning("The database was busy, and a sign of the job %s was left out.", job_id)
    return True
