"""Queries of what the audit log pins by a digest: the acts that pin, and the pinned rows."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from webapp.store.award_tables import EvaluationRun, LetterSent
from webapp.store.bid_tables import BidReceipt, OpenedBid
from webapp.store.connection import Session
from webapp.store.models import AuditEntry
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep
from webapp.store.tender_tables import Bidder, Publication

_AT_ONCE = 200


def acts(session: Session, kinds: Collection[str]) -> Iterable[AuditEntry]:
    """Yield the acts of some kinds, the first first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.act.in_(kinds))
        .order_by(AuditEntry.number)
        .execution_options(yield_per=_AT_ONCE)
    )


def bidders(session: Session) -> Sequence[Bidder]:
    """Return every bidder."""
    return session.scalars(select(Bidder)).all()


def publications(session: Session) -> Iterable[Publication]:
    """Yield every publication of a tender."""
    return session.scalars(select(Publication).execution_options(yield_per=_AT_ONCE))


def receipts(session: Session) -> Iterable[BidReceipt]:
    """Yield every bid that came in."""
    return session.scalars(select(BidReceipt).execution_options(yield_per=_AT_ONCE))


def opened(session: Session) -> Iterable[OpenedBid]:
    """Yield every bid that was read."""
    return session.scalars(select(OpenedBid).execution_options(yield_per=_AT_ONCE))


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


def runs(session: Session) -> Iterable[EvaluationRun]:
    """Yield every evaluation."""
    return session.scalars(select(EvaluationRun).execution_options(yield_per=_AT_ONCE))


def letters(session: Session) -> Iterable[LetterSent]:
    """Yield every letter that told of an award."""
    return session.scalars(
        select(LetterSent)
        .where(LetterSent.award_telling_id.is_not(None))
        .execution_options(yield_per=_AT_ONCE)
    )
