"""Queries about what is withheld from letters."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd


class WithholdingRow(NamedTuple):
    """A decision to withhold, who made it, and its end with whose that is, if it has one."""

    withholding: LetterWithholding
    by: str
    end: WithholdingEnd | None
    ended_by: str | None


def withholdings(session: Session, procurement_id: UUID) -> Sequence[WithholdingRow]:
    """Return every decision to withhold something from letters, in order."""
    ender = aliased(User)
    found = session.execute(
        select(LetterWithholding, User.name, WithholdingEnd, ender.name)
        .join(User, User.id == LetterWithholding.made_by)
        .outerjoin(WithholdingEnd, WithholdingEnd.letter_withholding_id == LetterWithholding.id)
        .outerjoin(ender, ender.id == WithholdingEnd.made_by)
        .where(LetterWithholding.procurement_id == procurement_id)
        .order_by(LetterWithholding.number)
    )
    return [WithholdingRow(*row) for row in found]


def standing(session: Session, procurement_id: UUID) -> Sequence[LetterWithholding]:
    """Return the decisions to withhold that were not taken back, in order."""
    return session.scalars(
        select(LetterWithholding)
        .outerjoin(WithholdingEnd, WithholdingEnd.letter_withholding_id == LetterWithholding.id)
        .where(
            LetterWithholding.procurement_id == procurement_id,
            WithholdingEnd.id.is_(None),
        )
        .order_by(LetterWithholding.number)
    ).all()
