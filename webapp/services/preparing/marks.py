"""What a procurement is kept by in a worker's memory: its mark, and the packs in force."""

from uuid import UUID

from rules.stack import Stack
from webapp.roles import APPROVERS
from webapp.services.decisions.decisions import stack_of
from webapp.store import Session
from webapp.store import marks as rows

KEPT = 256
"""Procurements kept in a worker's memory; their decisions and packs are kept besides."""

Marked = tuple[rows.Mark, Stack]


def marked(session: Session, procurement_id: UUID) -> Marked | None:
    """Return what tells a procurement from itself at any other time, None if there is none such."""
    mark = rows.mark_of(session, procurement_id, roles=APPROVERS)
    return None if mark is None else (mark, stack_of(mark.policy))
