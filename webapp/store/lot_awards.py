"""Queries about the awards of lots that are awarded together."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select

from webapp.store.connection import Session
from webapp.store.intact import intact_award
from webapp.store.lot_members import last_award_number
from webapp.store.lot_tables import LotAward, LotOutcome, LotTender
from webapp.store.lots import is_last_of_lot
from webapp.store.models import User


class AwardRow(NamedTuple):
    """An award of lots, and what the one who had it made is called."""

    award: LotAward
    by: str


class EarlierAward(NamedTuple):
    """An award of lots that another has followed: who had it made when, by what, and why again."""

    number: int
    by: str
    at: datetime
    rule: str
    why: str
    input_sha256: str
    result_sha256: str


class AwardedIn(NamedTuple):
    """The terms of the last award of lots, and whom it passes over in one lot, as JSON.

    `input` is canonical `podium/lots/1` of all its lots, `lot` the number of the one.
    """

    rule: str
    tie_break: str
    rule_at: str
    most_lots: int | None
    passed_over: str
    lot: int
    input: str


def awarded_in(session: Session, tender_id: UUID) -> AwardedIn | None:
    """Return what the last award of lots comes to in the lot of a tender, None without one."""
    found = session.execute(
        select(
            LotAward.rule,
            LotAward.tie_break,
            LotAward.rule_at,
            LotAward.most_lots,
            LotOutcome.passed_over,
            LotOutcome.lot,
            LotAward.input,
        )
        .join(LotAward, LotAward.id == LotOutcome.lot_award_id)
        .join(
            LotTender,
            and_(
                LotTender.procurement_id == LotAward.procurement_id,
                LotTender.lot == LotOutcome.lot,
                LotTender.tender_id == LotOutcome.tender_id,
            ),
        )
        .where(
            LotTender.tender_id == tender_id,
            is_last_of_lot(),
            LotAward.number == last_award_number(),
        )
    ).one_or_none()
    return None if found is None else AwardedIn._make(found)


def last_award(session: Session, procurement_id: UUID) -> AwardRow | None:
    """Return the last award of the lots of a procurement, None before there is one."""
    return _award(session, _awards(procurement_id).order_by(LotAward.number.desc()).limit(1))


def award_numbered(session: Session, procurement_id: UUID, number: int) -> AwardRow | None:
    """Return an award of lots by its number, None if there is none such."""
    return _award(session, _awards(procurement_id).where(LotAward.number == number))


def earlier_awards(session: Session, procurement_id: UUID, before: int) -> Sequence[EarlierAward]:
    """Return the awards of lots before the one of a number, the last first."""
    rows = session.execute(
        select(
            LotAward.number,
            User.name,
            LotAward.made_at,
            LotAward.rule,
            LotAward.why,
            LotAward.input_sha256,
            LotAward.result_sha256,
        )
        .join(User, User.id == LotAward.made_by)
        .where(LotAward.procurement_id == procurement_id, LotAward.number < before)
        .order_by(LotAward.number.desc())
    )
    return [EarlierAward._make(row) for row in rows]


def outcomes(session: Session, award_id: UUID) -> Sequence[LotOutcome]:
    """Return what an award comes to in each lot, in the order of the lots."""
    return session.scalars(
        select(LotOutcome).where(LotOutcome.lot_award_id == award_id).order_by(LotOutcome.lot)
    ).all()


def groups_awarded(session: Session, tender_id: UUID) -> frozenset[UUID]:
    """Return the divided procurements of which an award of lots was ever made on a tender."""
    return frozenset(
        session.scalars(
            select(LotAward.procurement_id)
            .join(LotOutcome, LotOutcome.lot_award_id == LotAward.id)
            .where(LotOutcome.tender_id == tender_id)
        )
    )


def tenders_awarded(session: Session, procurement_id: UUID) -> frozenset[UUID]:
    """Return every tender that an award of the lots of a procurement was ever made on."""
    return frozenset(
        session.scalars(
            select(LotOutcome.tender_id)
            .join(LotAward, LotAward.id == LotOutcome.lot_award_id)
            .where(LotAward.procurement_id == procurement_id)
        )
    )


def _awards(procurement_id: UUID) -> Select[LotAward, str]:
    return (
        select(LotAward, User.name)
        .join(User, User.id == LotAward.made_by)
        .where(LotAward.procurement_id == procurement_id)
    )


def _award(session: Session, query: Select[LotAward, str]) -> AwardRow | None:
    row = session.execute(query).one_or_none()
    return None if row is None else AwardRow(intact_award(row[0]), row[1])
