"""Queries about an authority's own settings, and the drafts that propose them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from webapp.store.connection import Session
from webapp.store.models import Organisation, User
from webapp.store.setting_tables import (
    AuthoritySetting,
    Draft,
    DraftTransition,
    DraftValue,
    DraftValueRemoved,
)

_APPROVED = (
    select(AuthoritySetting)
    .where(
        AuthoritySetting.organisation_id == bindparam("organisation_id"),
        AuthoritySetting.policy == bindparam("policy"),
    )
    .order_by(AuthoritySetting.parameter, AuthoritySetting.from_on, AuthoritySetting.revision)
)
"""Asked on each page of a procurement, and so put together once, which takes longer than asking."""


def organisation(session: Session, organisation_id: UUID) -> Organisation | None:
    """Return an organisation by its id."""
    return session.get(Organisation, organisation_id)


def approved(
    session: Session, organisation_id: UUID, policy: str, *, until: datetime | None = None
) -> Sequence[AuthoritySetting]:
    """Return the settings ever approved of an organisation, up to a moment if one is given."""
    every = _APPROVED if until is None else _APPROVED.where(AuthoritySetting.approved_at <= until)
    named = {"organisation_id": organisation_id, "policy": policy}
    return session.scalars(every, named).all()


def draft(session: Session, draft_id: UUID) -> Draft | None:
    """Return a draft by its id."""
    return session.get(Draft, draft_id)


def organisation_of_draft(session: Session, draft_id: UUID) -> UUID | None:
    """Return the organisation that a draft belongs to, None if there is none such."""
    return session.scalar(select(Draft.organisation_id).where(Draft.id == draft_id))


def drafts(session: Session, organisation_id: UUID) -> Sequence[Draft]:
    """Return the drafts of an organisation, the newest first."""
    return session.scalars(
        select(Draft)
        .where(Draft.organisation_id == organisation_id)
        .order_by(Draft.made_at.desc(), Draft.id)
    ).all()


def transitions(session: Session, draft_id: UUID) -> Sequence[DraftTransition]:
    """Return the steps of a draft in order."""
    return session.scalars(
        select(DraftTransition)
        .where(DraftTransition.draft_id == draft_id)
        .order_by(DraftTransition.number)
    ).all()


def values(
    session: Session, draft_id: UUID
) -> Sequence[tuple[DraftValue, DraftValueRemoved | None]]:
    """Return every value ever entered in a draft in order, each with its removal if it has one."""
    rows = session.execute(
        select(DraftValue, DraftValueRemoved)
        .outerjoin(DraftValueRemoved, DraftValueRemoved.draft_value_id == DraftValue.id)
        .where(DraftValue.draft_id == draft_id)
        .order_by(DraftValue.parameter, DraftValue.from_on, DraftValue.entered_at)
    )
    return [(value, removed) for value, removed in rows]


def names(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of people by their ids."""
    people = session.scalars(select(User).where(User.id.in_(user_ids)))
    return {person.id: person.name for person in people}
