"""Queries about an authority's own settings, and the drafts that propose them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select

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


def organisations(
    session: Session, organisation_ids: Collection[UUID]
) -> Mapping[UUID, Organisation]:
    """Return organisations by their ids."""
    found = session.scalars(select(Organisation).where(Organisation.id.in_(organisation_ids)))
    return {one.id: one for one in found}


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


def drafts_in_state(
    session: Session, organisation_ids: Collection[UUID], state: str
) -> Sequence[Draft]:
    """Return the drafts of organisations whose last step led to a state, the newest first."""
    last = (
        select(func.max(DraftTransition.number))
        .where(DraftTransition.draft_id == Draft.id)
        .correlate(Draft)
        .scalar_subquery()
    )
    return session.scalars(
        select(Draft)
        .join(DraftTransition, DraftTransition.draft_id == Draft.id)
        .where(
            Draft.organisation_id.in_(organisation_ids),
            DraftTransition.state == state,
            DraftTransition.number == last,
        )
        .order_by(Draft.made_at.desc(), Draft.id)
    ).all()


def transitions(
    session: Session, draft_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[DraftTransition]]:
    """Return the steps of drafts in order, by draft."""
    found: dict[UUID, list[DraftTransition]] = {draft_id: [] for draft_id in draft_ids}
    for step in session.scalars(
        select(DraftTransition)
        .where(DraftTransition.draft_id.in_(draft_ids))
        .order_by(DraftTransition.number)
    ):
        found[step.draft_id].append(step)
    return found


def values(
    session: Session, draft_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[tuple[DraftValue, DraftValueRemoved | None]]]:
    """Return every value ever entered in drafts in order, each with its removal if it has one."""
    found: dict[UUID, list[tuple[DraftValue, DraftValueRemoved | None]]] = {
        draft_id: [] for draft_id in draft_ids
    }
    for value, removed in session.execute(
        select(DraftValue, DraftValueRemoved)
        .outerjoin(DraftValueRemoved, DraftValueRemoved.draft_value_id == DraftValue.id)
        .where(DraftValue.draft_id.in_(draft_ids))
        .order_by(DraftValue.parameter, DraftValue.from_on, DraftValue.entered_at)
    ):
        found[value.draft_id].append((value, removed))
    return found


def names(session: Session, user_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of people by their ids."""
    people = session.scalars(select(User).where(User.id.in_(user_ids)))
    return {person.id: person.name for person in people}
