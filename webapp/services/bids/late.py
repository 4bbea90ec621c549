"""Deciding on a late bid: admitted or not, by an officer, with the reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from webapp.services.accounts import Person
from webapp.services.bids.counting import State, counting
from webapp.services.bids.receipts import Receipt, receipt_of
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import standing_of
from webapp.store import Session, Store, audit, procurements
from webapp.store import bids as rows
from webapp.store.bid_tables import LateDecision
from webapp.store.bids import ReceiptRow

NO_LATE_BID = Refused(
    "There is no late bid with this number, or a later one replaced it",
    "Look at the bids as they stand",
)
ALREADY_OPEN = Refused(
    "The bids are opened, and a late bid can't be admitted any more",
    "Decide that it is not admitted: whoever opened the others knows what they say",
)


def late_bid(store: Store, procurement_id: UUID, *, bidder: int, number: int) -> Receipt | None:
    """Return a late bid on which may be decided, None if there is none such."""
    with store.reading() as session:
        found = _late(session, procurement_id, bidder, number)
    return None if found is None else receipt_of(*found)


def decide_late(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    bidder: int,
    number: int,
    is_admitted: bool,
    because: str,
    now: datetime,
) -> Refused | None:
    """Record whether a late bid is admitted; saying the same again changes nothing."""
    with store.writing() as session:
        found = _late(session, procurement_id, bidder, number)
        if found is None:
            return NO_LATE_BID
        row, last = found[0], found[0].decision
        if last is not None and (last.is_admitted, last.because) == (is_admitted, because):
            return None
        phase = standing_of(session, procurement_id, now=now).phase
        if phase.is_at_least(Phase.SCORING) and is_admitted:
            return ALREADY_OPEN
        session.add(
            LateDecision(
                bid_receipt_id=row.receipt.id,
                number=last.number + 1 if last else 1,
                is_admitted=is_admitted,
                because=because,
                decided_by=person.id,
                decided_at=now,
            )
        )
        detail = {"number": number, "is_admitted": is_admitted, "why": because}
        _note(session, person, row, now, detail)
    return None


def _note(
    session: Session, person: Person, row: ReceiptRow, now: datetime, detail: Mapping[str, object]
) -> None:
    audit.append(
        session,
        "decide-late-bid",
        at=now,
        actor_id=person.id,
        organisation_id=procurements.organisation_of(session, row.receipt.procurement_id),
        subject=f"procurement/{row.receipt.procurement_id}",
        detail={"bidder": str(row.bidder.id), "of": row.bidder.name, **detail},
    )


def _late(
    session: Session, procurement_id: UUID, bidder: int, number: int
) -> tuple[ReceiptRow, State] | None:
    """Return a late bid that was neither replaced nor taken back, with what it is worth."""
    judged = counting(rows.receipts(session, procurement_id))
    for row, state in zip(judged.rows, judged.states, strict=True):
        is_it = (row.bidder.number, row.receipt.number) == (bidder, number)
        if is_it and row.receipt.is_late and state not in (State.REPLACED, State.WITHDRAWN):
            return row, state
    return None
