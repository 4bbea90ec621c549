"""Everything that a task list, and the pages of the parts, are made from, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar, cast
from uuid import UUID

from webapp.services.approval.records import versions_of
from webapp.services.approval.states import State
from webapp.services.approval.versions import Version
from webapp.services.kept import Kept
from webapp.services.parts import Held, Kind, every_part
from webapp.services.preparing.marks import KEPT, marked
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.submission.problems import Problem
from webapp.services.submission.readiness import blocking
from webapp.store import Session, Store
from webapp.store.models import ProcurementRecord
from webapp.store.tenders import last_publication

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why the last version of an outline came back: by which body, when, and with what reasons.

    `is_mended` is whether anything of the procurement has changed since.
    """

    version_id: UUID
    number: int
    body: str
    why: str
    by: str
    at: datetime
    is_mended: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """Everything that a task list is made from, read at one moment.

    `problems` are what is in the way of submitting the outline, as its own page lists them;
    `sent_back` is why the last version was returned, None where it was not. `bids_due_at` is the
    deadline of the tender as it is published, None before it is.
    """

    preparation: Preparation
    parts: Mapping[str, Held[object]]
    problems: tuple[Problem, ...] = ()
    sent_back: SentBack | None = None
    bids_due_at: datetime | None = None

    def held(self, kind: Kind[T]) -> Held[T] | None:
        """Return a part as it stands, None before it is first saved."""
        return cast("Held[T] | None", self.parts.get(kind.name))


_KEPT: Kept[Overview | None] = Kept(KEPT)


def open_overview(store: Store, procurement_id: UUID) -> Overview | None:
    """Return a procurement with its parts, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        return Overview(preparation, every_part(session, procurement_id))


def open_with_problems(store: Store, procurement_id: UUID) -> Overview | None:
    """Return the same with what is in the way of submitting the outline.

    It is made once for all that it is made from.
    """
    with store.reading() as session:
        mark = marked(session, procurement_id)
        return mark and _KEPT.of(mark, lambda: _with_problems(session, procurement_id))


def _with_problems(session: Session, procurement_id: UUID) -> Overview | None:
    preparation = opened(session, procurement_id)
    if preparation is None:
        return None
    parts = every_part(session, procurement_id)
    problems = blocking(session, preparation, parts=parts)
    sent_back, due = _sent_back(session, preparation), _bids_due_at(session, preparation)
    return Overview(preparation, parts, problems, sent_back, due)


def sent_back_of(version: Version) -> SentBack | None:
    """Return why a version came back, None unless it did."""
    step = version.steps[-1]
    if step.state is not State.RETURNED:
        return None
    body = version.title_of(step.body) if step.body else ""
    return SentBack(version.id, version.number, body, step.why, step.by, step.at)


def _bids_due_at(session: Session, preparation: Preparation) -> datetime | None:
    if preparation.outline_state is None:  # nothing was submitted, let alone published
        return None
    published = last_publication(session, preparation.id)
    return published.deadline_at if published else None


def _sent_back(session: Session, preparation: Preparation) -> SentBack | None:
    if preparation.outline_state != State.RETURNED:
        return None
    versions = versions_of(session, preparation.id)
    found = sent_back_of(versions[-1]) if versions else None
    changed_at = session.get_one(ProcurementRecord, preparation.id).changed_at
    return found and replace(found, is_mended=changed_at > found.at)
