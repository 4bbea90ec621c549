"""Queries about the drafts of settings that wait, and who had a hand in them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import and_, func, select, union

from webapp.store.connection import Session
from webapp.store.setting_tables import Draft, DraftTransition, DraftValue, DraftValueRemoved

_MOST_READ: Final = 50


def proposed_drafts(
    session: Session, organisation_ids: Collection[UUID]
) -> Sequence[tuple[Draft, datetime]]:
    """Return the drafts of settings that wait for an approval, and since when, oldest first."""
    step = DraftTransition
    last = (
        select(func.max(step.number)).where(step.draft_id == Draft.id).correlate(Draft)
    ).scalar_subquery()
    rows = session.execute(
        select(Draft, step.made_at)
        .join(step, and_(step.draft_id == Draft.id, step.number == last))
        .where(Draft.organisation_id.in_(organisation_ids), step.state == "proposed")
        .order_by(step.made_at, Draft.id)
        .limit(_MOST_READ)
    )
    return [(draft, since) for draft, since in rows]


def hands_in_drafts(
    session: Session, draft_ids: Collection[UUID], user_id: UUID
) -> frozenset[UUID]:
    """Return the drafts that somebody had a hand in, and so can't approve."""
    value, removed, step = DraftValue, DraftValueRemoved, DraftTransition
    hands = union(
        select(Draft.id).where(Draft.made_by == user_id, Draft.id.in_(draft_ids)),
        select(value.draft_id).where(value.entered_by == user_id, value.draft_id.in_(draft_ids)),
        select(value.draft_id)
        .join(removed, removed.draft_value_id == value.id)
        .where(removed.removed_by == user_id, value.draft_id.in_(draft_ids)),
        select(step.draft_id).where(
            step.made_by == user_id, step.state == "proposed", step.draft_id.in_(draft_ids)
        ),
    )
    return frozenset(session.scalars(hands))
