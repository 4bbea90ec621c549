"""Answers and parts as they were at a version or a revision, beside what came before."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.wording import NOT_ANSWERED
from webapp.services.parts.kinds import KINDS
from webapp.services.record.telling import Change
from webapp.services.record.values import answer_in_words, beside, fact_title
from webapp.store import Store
from webapp.store import parts as part_rows
from webapp.store import procurements as rows


@dataclass(frozen=True, slots=True)
class Then:
    """Something as it was: its title, who saved it, when and why, and each line of it.

    A line's `was` is what the revision before had.
    """

    procurement: str
    title: str
    number: int
    by: str
    at: datetime | None
    why: str
    lines: tuple[Change, ...]


def part_then(store: Store, procurement_id: UUID, part: str, revision: int) -> Then | None:
    """Return a part as a revision had it, None if there is none such."""
    kind = KINDS.get(part)
    if kind is None:
        return None
    with store.reading() as session:
        found = rows.procurement(session, procurement_id)
        now = part_rows.revision(session, procurement_id, part, revision)
        was = part_rows.revision(session, procurement_id, part, revision - 1)
    if found is None or now is None:
        return None
    row, name = now
    before = json.loads(was[0].content) if was else None
    lines = beside(kind.value, before, json.loads(row.content))
    return Then(found[0].title, kind.title, revision, name, row.made_at, row.why, lines)


def answers_then(store: Store, procurement_id: UUID, version: int) -> Then | None:
    """Return the answers as they stood at a version, None if there is none such."""
    with store.reading() as session:
        found = rows.procurement(session, procurement_id)
        if found is None or not 1 <= version <= found[0].version:
            return None
        now = rows.answers(session, procurement_id, version=version)
        was = rows.answers(session, procurement_id, version=version - 1)
        given = rows.answers_after(session, procurement_id, version - 1)
    by = next(((row.answered_at, name) for row, name in given if row.version == version), None)
    lines = tuple(
        Change(
            fact_title(fact),
            answer_in_words(fact, was[fact].value) if fact in was else NOT_ANSWERED,
            answer_in_words(fact, row.value),
        )
        for fact, row in now.items()
    )
    at, name = by or (None, "")
    return Then(found[0].title, "Answers", version, name, at, "", lines)
