"""Queries about lots that are awarded together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from webapp.store.connection import Session
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.last_rows import is_last
from webapp.store.lot_tables import LotAward, LotOutcome, LotTender
from webapp.store.models import ProcurementRecord, User
from webapp.store.tender_tables import Publication

_MOST_OFFERED = 500


class JoinedRow(NamedTuple):
    """A lot with the procurement that tenders it, and who said so."""

    lot: int
    tender_id: UUID
    reference: str
    title: str
    by: str
    number: int


class Candidate(NamedTuple):
    """A procurement whose tender is published, and which belongs to no lot."""

    id: UUID
    reference: str
    title: str


class TakenOut(NamedTuple):
    """That a tender was taken out of a lot, of which procurement, when, and the limit of lots."""

    lot: int
    reference: str
    at: datetime
    most_lots: int


def joined(session: Session, procurement_id: UUID) -> Sequence[JoinedRow]:
    """Return the lots of a procurement that have a tender, with it, in the order of the lots."""
    rows = session.execute(
        select(
            LotTender.lot,
            ProcurementRecord.id,
            ProcurementRecord.reference,
            ProcurementRecord.title,
            User.name,
            LotTender.number,
        )
        .join(ProcurementRecord, ProcurementRecord.id == LotTender.tender_id)
        .join(User, User.id == LotTender.made_by)
        .where(LotTender.procurement_id == procurement_id, is_last_of_lot())
        .order_by(LotTender.lot)
    )
    return [JoinedRow(*row) for row in rows]


def left_out(session: Session, procurement_id: UUID) -> Mapping[int, str]:
    """Return why each lot of a procurement that is not tendered now is left out, by its number."""
    rows = session.execute(
        select(LotTender.lot, LotTender.because).where(
            LotTender.procurement_id == procurement_id,
            LotTender.is_left_out.is_(True),
            is_last_of_lot(),
        )
    )
    return {one.lot: one.because for one in rows}


def last_number(session: Session, procurement_id: UUID) -> int:
    """Return how often was said which procurement tenders a lot of another."""
    found = select(func.max(LotTender.number)).where(LotTender.procurement_id == procurement_id)
    return session.scalar(found) or 0


def steps(session: Session, procurement_id: UUID) -> Sequence[LotTender]:
    """Return everything that was said of which procurement tenders which lot, the first first."""
    return session.scalars(
        select(LotTender)
        .where(LotTender.procurement_id == procurement_id)
        .order_by(LotTender.number)
    ).all()


def group_of(session: Session, tender_id: UUID) -> tuple[UUID, int] | None:
    """Return of which procurement another tenders a lot, and of which lot; None if of none."""
    row = session.execute(
        select(LotTender.procurement_id, LotTender.lot).where(
            LotTender.tender_id == tender_id, is_last_of_lot()
        )
    ).first()
    return None if row is None else (row[0], row[1])


def taken_out(session: Session, tender_id: UUID) -> TakenOut | None:
    """Return of which lot a tender was taken out after an award under a limit, None if of none."""
    row = session.execute(
        select(LotOutcome.lot, ProcurementRecord.reference, LotTender.made_at, LotAward.most_lots)
        .join(LotAward, LotAward.id == LotOutcome.lot_award_id)
        .join(ProcurementRecord, ProcurementRecord.id == LotAward.procurement_id)
        .join(
            LotTender,
            (LotTender.procurement_id == LotAward.procurement_id)
            & (LotTender.lot == LotOutcome.lot)
            & (LotTender.made_at >= LotAward.made_at),
        )
        .where(
            LotOutcome.tender_id == tender_id,
            LotAward.most_lots.is_not(None),
            LotTender.tender_id.is_(None),
        )
        .order_by(LotAward.made_at.desc(), LotTender.number)
        .limit(1)
    ).one_or_none()
    return None if row is None else TakenOut._make(row)


def candidates(
    session: Session, organisation_id: UUID, procurement_id: UUID
) -> Sequence[Candidate]:
    """Return the procurements of an organisation that could tender a lot of one of them."""
    grouped = select(LotTender.procurement_id).where(
        LotTender.tender_id.is_not(None), is_last_of_lot()
    )
    taken = select(LotTender.tender_id).where(LotTender.tender_id.is_not(None), is_last_of_lot())
    rows = session.execute(
        select(ProcurementRecord.id, ProcurementRecord.reference, ProcurementRecord.title)
        .where(
            ProcurementRecord.organisation_id == organisation_id,
            ProcurementRecord.id != procurement_id,
            exists().where(Publication.procurement_id == ProcurementRecord.id),
            ~exists().where(ProcurementEnding.procurement_id == ProcurementRecord.id),
            ProcurementRecord.id.not_in(grouped),
            ProcurementRecord.id.not_in(taken),
        )
        .order_by(ProcurementRecord.reference)
        .limit(_MOST_OFFERED)
    )
    return [Candidate(*row) for row in rows]


def is_last_of_lot(said: type[LotTender] = LotTender) -> ColumnElement[bool]:
    """Return the condition that nothing later is said of the tender of a lot."""
    return is_last(said.number, said.procurement_id, said.lot)
