"""Queries about how the tender of each lot stands by the last award of the lots together."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from webapp.store.award_steps import still_stands
from webapp.store.award_tables import AwardStep, AwardTelling, EvaluationRun
from webapp.store.connection import Session
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.lot_outlines import changed_outlines, parts_of_outline
from webapp.store.lot_tables import LotAward, LotOutcome, LotTender
from webapp.store.lots import is_last_of_lot
from webapp.store.models import ProcurementRecord


class MemberRow(NamedTuple):
    """A lot with its tender, what the last award comes to in it, and its last evaluation.

    `award` is the number of the last award, None before there is one, and `outcomes` how many
    lots that has. What belongs to the outcome is None where the last award has none of this lot
    by this tender, what belongs to an evaluation where there is none. `rests_on` is a JSON list of
    lots on whose awards this one rests, `award_state` the last step of the award by that
    evaluation, and `is_told` says that bidders were told of it. `is_of_outline` says that the lots
    and their limit are still those of the approved outline.
    """

    procurement_id: UUID
    reference: str
    title: str
    lot: int
    tender_id: UUID
    award: int | None
    outcomes: int
    outcome: str | None
    passed_over: str | None
    rests_on: str | None
    sha256_after: str | None
    used_run_id: UUID | None
    used_packs: str | None
    last_run_id: UUID | None
    last_sha256: str | None
    last_packs: str | None
    is_ended: bool
    award_state: str | None
    is_told: bool
    is_of_outline: bool


def members_of(session: Session, procurement_ids: Collection[UUID]) -> Sequence[MemberRow]:
    """Return every lot that has a tender of the procurements that are divided, in one query.

    These are those among the given ones that have lots, and those of which one tenders a lot. A
    second query is asked only where the lots of an approved outline were saved anew since.
    """
    of = LotTender.procurement_id
    query = _members().where(
        or_(of.in_(procurement_ids), of.in_(_groups_of(procurement_ids))),
        LotTender.tender_id.is_not(None),
        is_last_of_lot(),
    )
    found = session.execute(query.order_by(of, LotTender.lot)).all()
    made_by = {row[0]: (row[-2], row[-1]) for row in found if row[5] is not None}
    changed = changed_outlines(session, made_by)
    return [MemberRow._make((*row[:-2], row[0] not in changed)) for row in found]


def _groups_of(tender_ids: Collection[UUID]) -> Select[UUID]:
    own = aliased(LotTender)
    return select(own.procurement_id).where(own.tender_id.in_(tender_ids), is_last_of_lot(own))


_USED, _LAST = aliased(EvaluationRun), aliased(EvaluationRun)


def _members() -> Select[*tuple[Any, ...]]:
    is_last_award = and_(
        LotAward.procurement_id == LotTender.procurement_id, LotAward.number == last_award_number()
    )
    is_outcome = and_(
        LotOutcome.lot_award_id == LotAward.id,
        LotOutcome.lot == LotTender.lot,
        LotOutcome.tender_id == LotTender.tender_id,
    )
    is_last_run = and_(_LAST.procurement_id == LotTender.tender_id, _LAST.number == _last_run())
    return (
        select(*_columns())
        .join(ProcurementRecord, ProcurementRecord.id == LotTender.procurement_id)
        .outerjoin(LotAward, is_last_award)
        .outerjoin(LotOutcome, is_outcome)
        .outerjoin(_USED, _USED.id == LotOutcome.evaluation_run_id)
        .outerjoin(_LAST, is_last_run)
    )


def _columns() -> tuple[Any, ...]:
    """Return what a `MemberRow` holds, in its order, and of which outline it can be told."""
    return (
        LotTender.procurement_id,
        ProcurementRecord.reference,
        ProcurementRecord.title,
        LotTender.lot,
        LotTender.tender_id,
        LotAward.number,
        _outcomes(),
        LotOutcome.outcome,
        LotOutcome.passed_over,
        LotOutcome.rests_on,
        LotOutcome.sha256_after,
        _USED.id,
        _USED.packs,
        _LAST.id,
        _LAST.tender_sha256,
        _LAST.packs,
        exists().where(ProcurementEnding.procurement_id == LotTender.tender_id),
        _award_state(),
        _is_told(),
        LotAward.outline_revision,
        parts_of_outline(LotTender.procurement_id),
    )


def _award_state() -> ScalarSelect[str]:
    return (
        select(AwardStep.state)
        .where(AwardStep.evaluation_run_id == _LAST.id)
        .order_by(AwardStep.number.desc())
        .limit(1)
        .correlate(_LAST)
        .scalar_subquery()
    )


def _is_told() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            AwardTelling.award_step_id == AwardStep.id,
            AwardStep.evaluation_run_id == _LAST.id,
            still_stands(),
        )
        .correlate(_LAST)
    )


def last_award_number() -> ScalarSelect[int]:
    """Return the number of the last award of the lots of a procurement, asked of `LotTender`."""
    other = aliased(LotAward)
    return (
        select(func.max(other.number))
        .where(other.procurement_id == LotTender.procurement_id)
        .correlate(LotTender)
        .scalar_subquery()
    )


def _last_run() -> ScalarSelect[int]:
    other = aliased(EvaluationRun)
    return (
        select(func.max(other.number))
        .where(other.procurement_id == LotTender.tender_id)
        .correlate(LotTender)
        .scalar_subquery()
    )


def _outcomes() -> ScalarSelect[int]:
    other = aliased(LotOutcome)
    return (
        select(func.count())
        .where(other.lot_award_id == LotAward.id)
        .correlate(LotAward)
        .scalar_subquery()
    )
