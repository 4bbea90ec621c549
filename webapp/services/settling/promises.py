"""Settling a promise that the packs leave open: whether it counts, and why."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from evaluation.tender import CommitmentVerdict
from rules.canonical import sha256_of
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.settling.acting import NO_SUCH_BID, Settler, note_settling, settler_of
from webapp.services.settling.disclosing import why_not_told
from webapp.services.settling.judging import Judged, judged
from webapp.store import Store
from webapp.store import settlements as rows
from webapp.store.award_tables import CommitmentSettlement

NO_SUCH_PROMISE = Refused(
    "The bid promises nothing of that measure",
    "Go back to what is to settle, and choose one of the list",
)
DECIDED_BY_RULES = Refused(
    "The published rules decide this promise for certain, so nobody settles it",
    "Read on the page of the result which rule decides it, and why",
)
NOT_A_VERDICT = Refused(
    "A promise is settled as counted, or as not counted", "Choose one of the two"
)


def not_the_role(judged_: Judged) -> Refused:
    """Return that the rules name others for settling promises."""
    named = ", ".join(sorted(role.words.lower() for role in judged_.roles))
    return Refused(
        "Your role is not among those that may settle a promise",
        f"Ask somebody who holds one: {named}",
    )


@dataclass(frozen=True, slots=True)
class Settling:
    """What is decided of a promise: by the number of its bidder, and its measure."""

    bidder: int
    measure: str
    verdict: CommitmentVerdict
    because: str


def settle_promise(
    store: Store,
    person: Person,
    settling: Settling,
    *,
    procurement_id: UUID,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Decide that a promise which the packs leave open counts, or that it does not.

    `read` is how often it was settled when the form was read.
    """
    if settling.verdict is CommitmentVerdict.NEEDS_REVIEW:
        return NOT_A_VERDICT
    if not settling.because:
        return NO_REASON
    with store.writing() as session:
        settler = settler_of(session, person, procurement_id, since=Phase.MODERATED, now=now)
        if isinstance(settler, Refused):
            return settler
        bid = settler.bids.get(settling.bidder)
        if bid is None:
            return NO_SUCH_BID
        found = judged(session, procurement_id)
        if refused := _why_not(found, settler, settling):
            return refused
        before = [
            row
            for row in rows.settlement_history(session, procurement_id)
            if (row.bidder_id, row.measure) == (bid.bidder_id, settling.measure)
        ]
        last = before[-1] if before else None
        if last and (last.verdict, last.because) == (settling.verdict.value, settling.because):
            return Done()
        if len(before) != read:
            return CHANGED_MEANWHILE
        title = found.tender.model.measures[settling.measure][1].title
        _add(settler, bid.bidder_id, settling, number=len(before) + 1, title=title)
        return Done()


def _add(settler: Settler, bidder_id: UUID, settling: Settling, *, number: int, title: str) -> None:
    row = CommitmentSettlement(
        procurement_id=settler.procurement_id,
        bidder_id=bidder_id,
        measure=settling.measure,
        number=number,
        verdict=settling.verdict.value,
        because=settling.because,
        role=settler.role.value,
        made_by=settler.person.id,
        made_at=settler.now,
    )
    detail = {
        "bidder": settling.bidder,
        "measure": title,
        "measure_id": settling.measure,
        "verdict": settling.verdict.value,
        "number": number,
        "role": settler.role.value,
        "sha256": sha256_of(settling.because),
    }
    note_settling(settler, "settle-promise", row, detail)


def _why_not(found: Judged, settler: Settler, settling: Settling) -> Refused | None:
    bid = found.tender.by_id.get(bid_id(settling.bidder))
    if bid is None:
        return NO_SUCH_BID
    if settling.measure not in bid.commitments:
        return NO_SUCH_PROMISE
    if not found.is_left(bid.id, settling.measure):
        return DECIDED_BY_RULES
    if settler.role not in found.roles:
        return not_the_role(found)
    return why_not_told(found.tender, bid.id, settling.because)
