"""Declaring that a tender is disregarded, on a ground and with reasons; and lifting it again.

The law's opportunity to be heard comes first: where a ground asks for it, how and when the
supplier had it is part of the declaration.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from evaluation.settling.grounds import ABNORMALLY_LOW, GROUNDS, Ground
from rules.canonical import sha256_of
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.result.building import tender_of
from webapp.services.settling.acting import NO_SUCH_BID, Settler, note_settling, settler_of
from webapp.services.settling.disclosing import why_not_told
from webapp.services.tendering.standing import Invited
from webapp.store import Session, Store
from webapp.store import settlements as rows
from webapp.store.award_tables import BidExclusion

NO_GROUND = Refused(
    "A tender is disregarded on a ground of the law", "Choose one of those on the page"
)
NOT_HEARD = Refused(
    "The law gives the supplier an opportunity first",
    "Give it, and say here how and when the supplier had it",
)
NOT_EXCLUDED = Refused(
    "The tender is not disregarded on that ground any more", "Read how it stands now"
)
BY_PRICE_DECISION = Refused(
    "The tender is disregarded by the decision on its price",
    "Decide on the price again: that lifts it in the same moment",
)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of a tender: the ground by its id, the reasons, and how it was heard.

    `heard` says how and when the supplier had the opportunity that the law gives it before.
    """

    ground: str
    because: str
    heard: str = ""


def exclude(
    store: Store,
    person: Person,
    declared: Declared,
    *,
    procurement_id: UUID,
    bidder: int,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Declare that a tender is disregarded on a ground.

    `read` is how many declarations there were about this bid when the form was read.
    """
    ground = GROUNDS.get(declared.ground)
    if ground is None:
        return NO_GROUND
    if not declared.because:
        return NO_REASON
    if ground.before and not declared.heard:
        return NOT_HEARD
    with store.writing() as session:
        settler = officer_of(session, person, procurement_id, now=now)
        if isinstance(settler, Refused):
            return settler
        bid = settler.bids.get(bidder)
        if bid is None:
            return NO_SUCH_BID
        before = declared_of(session, procurement_id, bid)
        last = last_of(before, ground.words)
        same = (declared.because, declared.heard)
        if last and last.is_on and (last.because, last.heard) == same:
            return Done()
        if len(before) != read:
            return CHANGED_MEANWHILE
        if refused := names_others(settler, bid, declared.because):
            return refused
        declare(settler, bid, ground, declared, number=len(before) + 1)
        return Done()


def lift(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    bidder: int,
    number: int,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Lift a declaration, by its number: the tender counts again as far as this ground goes."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        settler = officer_of(session, person, procurement_id, now=now)
        if isinstance(settler, Refused):
            return settler
        bid = settler.bids.get(bidder)
        if bid is None:
            return NO_SUCH_BID
        before = declared_of(session, procurement_id, bid)
        ground = next((one.ground for one in before if one.number == number), None)
        last = last_of(before, ground) if ground else None
        if last is None:
            return NOT_EXCLUDED
        if last.ground == ABNORMALLY_LOW.words:
            return BY_PRICE_DECISION
        if not last.is_on:
            return Done() if last.because == because else NOT_EXCLUDED
        if last.number != number:
            return CHANGED_MEANWHILE
        end(settler, bid, last.ground, because, number=len(before) + 1)
        return Done()


def officer_of(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Settler | Refused:
    """Return the officer who declares or lifts, as soon as the bids are open."""
    return settler_of(
        session, person, procurement_id, since=Phase.SCORING, now=now, is_for_officers=True
    )


def names_others(settler: Settler, bid: Invited, because: str) -> Refused | None:
    """Return why the reason can't go to the bidder, who is told nothing of the others."""
    tender, id_ = tender_of(settler.session, settler.procurement_id), bid_id(bid.number)
    return why_not_told(tender, id_, because) if id_ in tender.by_id else NO_SUCH_BID


def declared_of(session: Session, procurement_id: UUID, bid: Invited) -> list[BidExclusion]:
    """Return every declaration about a bid, in order."""
    return [
        row
        for row in rows.exclusion_history(session, procurement_id)
        if row.bidder_id == bid.bidder_id
    ]


def last_of(before: Sequence[BidExclusion], ground: str) -> BidExclusion | None:
    """Return the last declaration on a ground, None before there is any."""
    return next((row for row in reversed(before) if row.ground == ground), None)


def declare(
    settler: Settler, bid: Invited, ground: Ground, declared: Declared, *, number: int
) -> None:
    """Put a declaration on record."""
    row = _row(settler, bid, ground.words, declared.because, number)
    row.heard, row.is_on = declared.heard, True
    detail = {
        "bidder": bid.number,
        "ground": ground.words,
        "number": number,
        "heard": bool(declared.heard),
        "sha256": sha256_of(declared.because),
    }
    note_settling(settler, "disregard-tender", row, detail)


def end(settler: Settler, bid: Invited, ground: str, because: str, *, number: int) -> None:
    """Put on record that a declaration is lifted."""
    row = _row(settler, bid, ground, because, number)
    row.heard, row.is_on = "", False
    detail = {
        "bidder": bid.number,
        "ground": ground,
        "number": number,
        "sha256": sha256_of(because),
    }
    note_settling(settler, "lift-disregard", row, detail)


def _row(settler: Settler, bid: Invited, ground: str, because: str, number: int) -> BidExclusion:
    return BidExclusion(
        procurement_id=settler.procurement_id,
        bidder_id=bid.bidder_id,
        number=number,
        ground=ground,
        because=because,
        role=settler.role.value,
        made_by=settler.person.id,
        made_at=settler.now,
    )
