"""A tender of the demonstration from the sealed outline to the opening, act by act, as people do.

Every act goes through the service that the pages use, and none of them may be refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from evaluation.numbers import plain
from evaluation.publication import PriceBasis, Terms
from evaluation.tender import Commitment
from evaluation.workbook.layout import (
    NO,
    YES,
    Asked,
    Input,
    Locked,
    Part,
    Placed,
    Sheet,
    Workbook,
)
from forms.bidding import BidFile
from webapp.documents.workbook import render_workbook
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.deciding import decide
from webapp.services.approval.declaring import declare
from webapp.services.approval.recording import Verdict
from webapp.services.approval.states import Choice, Handling, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.approval.voting import vote
from webapp.services.bids.opening import Opened, open_bids
from webapp.services.bids.reading import issued
from webapp.services.bids.taking_in import TakenIn, take_in
from webapp.services.demonstration.before_panel import BODY
from webapp.services.demonstration.outline import Outlined
from webapp.services.demonstration.people import PANEL_MEMBERS, Seat
from webapp.services.demonstration.stories import Stage, done
from webapp.services.tendering.inviting import BidderInvited, Supplier, invite
from webapp.services.tendering.publishing import (
    PublishedNow,
    Publishing,
    Sent,
    open_publishing,
    publish,
)
from webapp.services.tendering.standing import standing_of

OFFICER, BUYER = Seat(Role.PROCUREMENT_OFFICER), Seat(Role.BUYER)
_SAID = {
    "sub-contractors": "None",
    "made-by": "A. Nobody (invented)",
    "made-as": "Director",
    "why-no": "None",
}
"""What every bidder declares in words."""


@dataclass(frozen=True, slots=True)
class Tender:
    """A tender of the demonstration, and the stage on which its story plays."""

    stage: Stage
    reference: str
    procurement_id: UUID

    def bidder_ids(self, now: datetime) -> dict[int, UUID]:
        """Return those who were invited, by number."""
        with self.stage.store.reading() as session:
            bidders = standing_of(session, self.procurement_id, now=now).bidders
        return {one.number: one.bidder_id for one in bidders}


@dataclass(frozen=True, slots=True)
class Written:
    """What a bidder writes: its price in pounds, its answers by question, and what it promises.

    `shown` says by measure what shows that a promise is kept.
    """

    price: str
    answers: Mapping[str, str]
    commitments: Mapping[str, Commitment]
    shown: Mapping[str, str]


def approve_outline(stage: Stage, reference: str, outlined: Outlined, now: datetime) -> None:
    """Have the panel declare its interests, vote for an outline, and approve it."""
    chair = stage.person(Seat(Role.PANEL_CHAIR))
    members = [Seat(Role.PANEL_MEMBER, number + 1) for number in range(PANEL_MEMBERS)]
    for person in (chair, *map(stage.person, members)):
        _vote(stage, reference, person, outlined.version_id, now)
    verdict = Verdict(Outcome.APPROVE, "", ())
    decided = decide(
        stage.store, chair, version_id=outlined.version_id, body=BODY, verdict=verdict, now=now
    )
    done(reference, "the approval", decided, Done)


def _vote(stage: Stage, reference: str, person: Person, version_id: UUID, now: datetime) -> None:
    declared = declare(
        stage.store, person, version_id=version_id, handling=Handling.NONE, detail="", now=now
    )
    done(reference, "a declaration", declared, Done)
    voted = vote(
        stage.store,
        person,
        version_id=version_id,
        body=BODY,
        choice=Choice.APPROVE,
        reason="",
        now=now,
    )
    done(reference, "a vote", voted, Done)


def publish_tender(
    tender: Tender,
    *,
    deadline: datetime,
    questions_until: datetime,
    contact: str,
    now: datetime,
    documents_at: str = "",
) -> None:
    """Publish a tender whose names are masked, and whose prices quality scorers don't see."""
    store, id_ = tender.stage.store, tender.procurement_id
    found = done(tender.reference, "the tender", open_publishing(store, id_), Publishing)
    terms = Terms(
        deadline_at=deadline,
        questions_until=questions_until,
        contact=contact,
        documents_at=documents_at,
        price_basis=PriceBasis.EXCLUDED_WHOLE,
    )
    sent = Sent(found.offer.version.id, 0, terms)
    officer = tender.stage.person(OFFICER)
    published = publish(store, officer, procurement_id=id_, sent=sent, now=now)
    done(tender.reference, "the publication", published, PublishedNow)


def invite_bidder(tender: Tender, supplier: Supplier, now: datetime) -> str:
    """Invite a supplier, and return the address of its link."""
    links = tender.stage.links
    invited = invite(
        tender.stage.store,
        tender.stage.person(OFFICER),
        procurement_id=tender.procurement_id,
        supplier=supplier,
        links=links,
        now=now,
    )
    return links.address(done(tender.reference, "an invitation", invited, BidderInvited).token)


def send_bid(tender: Tender, number: int, written: Written, now: datetime) -> None:
    """Fill in the workbook as a bidder, and send it."""
    stage = tender.stage
    workbook = done(
        tender.reference, "the workbook", issued(stage.store, tender.procurement_id), Workbook
    )
    data = render_workbook(
        replace(workbook, sheets=tuple(_filled(sheet, written) for sheet in workbook.sheets))
    )
    bidder_id = tender.bidder_ids(now)[number]
    taken = take_in(
        stage.store, stage.vault, BidFile("bid.xlsx", data), bidder_id=bidder_id, received_at=now
    )
    done(tender.reference, "a bid", taken, TakenIn)


def open_all(tender: Tender, seat: Seat, now: datetime) -> None:
    """Give a hand to opening the bids."""
    stage = tender.stage
    opened = open_bids(
        stage.store,
        stage.vault,
        stage.person(seat),
        procurement_id=tender.procurement_id,
        now=now,
    )
    done(tender.reference, "the opening", opened, Opened)


def _filled(sheet: Sheet, written: Written) -> Sheet:
    return replace(sheet, placed=tuple(_cell(one, written) for one in sheet.placed))


def _cell(one: Placed, written: Written) -> Placed:
    if not isinstance(one.cell, Input):
        return one
    return replace(one, cell=Locked(_text(one.cell.asked, written)))


def _text(asked: Asked, written: Written) -> str:
    """Return what a bidder types into a cell, nothing where it leaves it empty."""
    match asked.part:
        case Part.ANSWER:
            return written.answers.get(asked.id, "")
        case Part.PRICE:
            return written.price
        case Part.COMMITMENT:
            return _promise(asked, written)
        case Part.DECLARATION:
            return _SAID.get(asked.id, YES)
        case Part.GATE:
            return YES


def _promise(asked: Asked, written: Written) -> str:
    promised = written.commitments.get(asked.id)
    if promised is None:
        return ""
    match asked.field:
        case "quantity":
            return plain(promised.quantity)
        case "attribution":
            return f"{plain(promised.attribution)}%"
        case "because":
            return written.shown[asked.id]
    answers = {True: YES, False: NO, None: ""}
    return answers[promised.answers.get(asked.field)]
