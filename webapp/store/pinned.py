"""Queries of what the audit log pins by a digest: the acts that pin, and the pinned rows."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import and_, select

from webapp.store.award_tables import EvaluationRun
from webapp.store.connection import Session
from webapp.store.lot_tables import LotAward, LotOutcome
from webapp.store.models import AuditEntry, Base
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep

_AT_ONCE = 200
_Row = TypeVar("_Row", bound=Base)
_Parent = TypeVar("_Parent", bound=Base)


def acts(session: Session, kinds: Collection[str]) -> Iterable[AuditEntry]:
    """Yield the acts of some kinds, the first first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.act.in_(kinds))
        .order_by(AuditEntry.number)
        .execution_options(yield_per=_AT_ONCE)
    )


def every(session: Session, table: type[_Row]) -> Iterable[_Row]:
    """Yield every row of a table."""
    return session.scalars(select(table).execution_options(yield_per=_AT_ONCE))


def each_with(
    session: Session, table: type[_Row], parent: type[_Parent]
) -> Iterable[tuple[_Row, _Parent]]:
    """Yield every row of a table with the row of another one that it names by its foreign key."""
    found = session.execute(
        select(table, parent).join_from(table, parent).execution_options(yield_per=_AT_ONCE)
    )
    return ((row, named) for row, named in found)


def marks(session: Session) -> Iterable[EvaluatorMark]:
    """Yield every score of an evaluator's own that was handed in."""
    return session.scalars(
        select(EvaluatorMark)
        .where(EvaluatorMark.is_in.is_(True))
        .execution_options(yield_per=_AT_ONCE)
    )


def agreed(session: Session) -> Iterable[ModerationStep]:
    """Yield every score that a panel agreed."""
    return session.scalars(
        select(ModerationStep)
        .where(ModerationStep.state == "agreed")
        .execution_options(yield_per=_AT_ONCE)
    )


def lot_outcomes(session: Session) -> Iterable[tuple[LotAward, LotOutcome, int]]:
    """Yield what every award of lots comes to in each lot, with the number of the evaluation.

    That is one of the lot's own tender: of no other there is any that an award rests on.
    """
    is_its_own = and_(
        EvaluationRun.id == LotOutcome.evaluation_run_id,
        EvaluationRun.procurement_id == LotOutcome.tender_id,
    )
    rows = session.execute(
        select(LotAward, LotOutcome, EvaluationRun.number)
        .join(LotAward, LotAward.id == LotOutcome.lot_award_id)
        .join(EvaluationRun, is_its_own)
        .execution_options(yield_per=_AT_ONCE)
    )
    return ((award, outcome, number) for award, outcome, number in rows)
