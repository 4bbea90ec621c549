"""Deciding on a late bid: admitted or not, by an officer, with the reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from webapp.services.accounts import Person
from webapp.services.bids.counting import State, counting
from webapp.services.bids.receipts import Receipt, receipt_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.services.tendering.bidder_mail import mail_bidders
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
STAYS_ADMITTED = Refused(
    "The late bid was admitted and opened with the others, so that its admission stands",
    "Where the law lets the tender be disregarded, declare that with its ground on the page of "
    "what is to settle",
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
        standing = standing_of(session, procurement_id, now=now)
        if standing.ended is not None:
            return standing.ended.refused
        phase = standing.phase
        if phase.is_at_least(Phase.SCORING) and (is_admitted or found[1] is State.COUNTS):
            return STAYS_ADMITTED if found[1] is State.COUNTS else ALREADY_OPEN
        decision = LateDecision(
            bid_receipt_id=row.receipt.id,
            number=last.number + 1 if last else 1,
            is_admitted=is_admitted,
            because=because,
            decided_by=person.id,
            decided_at=now,
        )
        known = {"number": number, "row": decision.number, **put_on_record(session, decision)}
        detail = {**known, "is_admitted": is_admitted, "why": because}
        _note(session, person, row, now, detail)
        _tell(session, row, now, because, is_admitted=is_admitted)
    return None


def _tell(
    session: Session, row: ReceiptRow, now: datetime, because: str, *, is_admitted: bool
) -> None:
    """Tell the bidder what was decided, which its page says too."""
    found = procurements.procurement(session, row.receipt.procurement_id)
    if found is None:
        return
    record, organisation = found
    decided = (
        "It is admitted: it is opened and judged with the others."
        if is_admitted
        else "It is not admitted: it stays sealed, and is not judged."
    )
    mail_bidders(
        session,
        [row.bidder],
        subject=f"Your late bid: {record.title} ({record.reference})",
        text=(
            f"{organisation.name} has decided on the bid of {row.bidder.name} for “{record.title}” "
            f"({record.reference}), which came in after the deadline (receipt number "
            f"{row.receipt.number}).\n\n{decided}\n\nThe reason: {because}\n\nYou come in "
            "again by the link of your invitation.\n"
        ),
        now=now,
    )


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
        detail={"bidder": row.bidder.number, **detail},
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
