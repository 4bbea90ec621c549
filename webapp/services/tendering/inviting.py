"""Inviting bidders: by a link of their own, which can be made anew or ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.wording import moment_in_words
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import is_email, is_name
from webapp.services.accounts.inviting import NOT_A_NAME, NOT_AN_EMAIL
from webapp.services.accounts.secrets import new_token, sha256
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.tendering.bidder_mail import link_ends_at, mail_bidders, terms_in_mail
from webapp.services.tendering.published import published_of
from webapp.services.tendering.standing import TenderStanding, standing_of
from webapp.store import Session, Store, audit
from webapp.store import procurements as procurement_rows
from webapp.store import publications as rows
from webapp.store.models import ProcurementRecord
from webapp.store.tender_tables import Bidder, BidderLink

DOUBLE_CLICK = timedelta(minutes=10)
"""As long after a link was e-mailed the same form sends no second one."""

NOT_OUT = Refused(
    "The tender is not published, so there is nothing to invite anybody to", "Publish it first"
)
CLOSED = Refused(
    "The deadline for bids has passed, so nobody new can be invited",
    "Go on with the bidders that were invited",
)
NO_BIDDER = Refused("There is no such bidder", "Go back to the tender")
NO_LINK = Refused(
    "The bidder has no link that could be ended", "Read how it stands now, or send a new link"
)
NO_REASON = Refused("A link is ended with the reason", "Say why in a sentence")


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who is invited; `address` and `identifier` may be empty."""

    name: str
    email: str
    address: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """How links reach bidders: `address` makes that of a token, `is_mailed` says by e-mail."""

    address: Callable[[str], str]
    is_mailed: bool


@dataclass(frozen=True, slots=True)
class BidderInvited:
    """A bidder has a link; the token is in the address that it follows, and kept nowhere.

    `is_again` says that it had one before, which opens nothing any more.
    """

    number: int
    name: str
    email: str
    token: str
    expires_at: datetime
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class SentJustNow:
    """The same form has just sent the link by e-mail, and sends no other."""

    number: int
    name: str
    email: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class _Inviting:
    """What an invitation is made from, read in the transaction that makes it."""

    session: Session
    person: Person
    record: ProcurementRecord
    standing: TenderStanding
    links: Links
    now: datetime

    def send(self, bidder: Bidder, *, is_again: bool = False) -> BidderInvited:
        """Make a link for a bidder, and put the e-mail with it into the queue."""
        token, deadline = new_token(), self.standing.deadline_at or self.now
        expires_at = link_ends_at(deadline, self.now)
        self.session.add(
            BidderLink(
                bidder_id=bidder.id,
                token_sha256=sha256(token),
                made_by=self.person.id,
                made_at=self.now,
                expires_at=expires_at,
            )
        )
        act = "renew-bidder-link" if is_again else "invite-bidder"
        _note(self.session, act, self.person, self.record, bidder, now=self.now)
        organisation = procurement_rows.organisation(self.session, self.record.organisation_id)
        before = "It takes the place of the link that you were sent before.\n\n" if is_again else ""
        published = published_of(self.session, self.record.id)
        text = (
            f"{organisation.name} invites {bidder.name} to bid for “{self.record.title}” "
            f"({self.record.reference}).\n\nBids are due by {moment_in_words(deadline)}. Follow "
            f"this link to read what is asked, and to send your bid:\n"
            f"{self.links.address(token)}\n\n{before}Whoever has the link can act for you: pass it "
            "on only to those who prepare your bid. It opens nothing after "
            f"{moment_in_words(expires_at)}.\n"
            f"{terms_in_mail(published.terms) if published else ''}"
        )
        subject = f"Invitation to bid: {self.record.title} ({self.record.reference})"
        mail_bidders(self.session, [bidder], subject=subject, text=text, now=self.now)
        return BidderInvited(
            bidder.number, bidder.name, bidder.email, token, expires_at, is_again=is_again
        )

    def send_again(self, bidder: Bidder) -> BidderInvited | SentJustNow:
        """Send a bidder another link, unless one has just been e-mailed by the same person."""
        last = next(iter(rows.open_links(self.session, [bidder.id])), None)
        is_just_made = (
            last is not None
            and last.made_by == self.person.id
            and self.now - last.made_at <= DOUBLE_CLICK
        )
        if last is not None and is_just_made and self.links.is_mailed:
            return SentJustNow(bidder.number, bidder.name, bidder.email, last.expires_at)
        _end(self.session, bidder, self.now)
        return self.send(bidder, is_again=True)


def invite(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    supplier: Supplier,
    links: Links,
    now: datetime,
) -> BidderInvited | SentJustNow | Refused:
    """Invite a supplier to the tender.

    One address is invited once. Where links are e-mailed the same form twice sends one; elsewhere
    the second makes another link, since the first can't be shown again.
    """
    email, name = supplier.email.strip().lower(), supplier.name.strip()
    if not (is_email(email) and is_name(name)):
        return NOT_A_NAME if is_email(email) else NOT_AN_EMAIL
    with store.writing() as session:
        act = _inviting(session, person, procurement_id, links, now)
        if isinstance(act, Refused):
            return act
        refused = why_not_invite(act.standing)
        if refused is not None:
            return refused
        there = rows.bidder_of_email(session, procurement_id, email)
        if there is not None:
            return _there(act, there, name)
        bidder = Bidder(
            procurement_id=procurement_id,
            number=len(act.standing.bidders) + 1,
            name=name,
            email=email,
            address=supplier.address,
            identifier=supplier.identifier,
            invited_by=person.id,
            invited_at=now,
        )
        session.add(bidder)
        session.flush()
        return act.send(bidder)


def renew(
    store: Store, person: Person, *, procurement_id: UUID, number: int, links: Links, now: datetime
) -> BidderInvited | SentJustNow | Refused:
    """Send a bidder a new link; the one before, and every visit by it, ends."""
    with store.writing() as session:
        act = _inviting(session, person, procurement_id, links, now)
        bidder = rows.bidder(session, procurement_id, number)
        if isinstance(act, Refused) or bidder is None:
            return NO_BIDDER
        return act.send_again(bidder)


def withdraw(
    store: Store, person: Person, *, procurement_id: UUID, number: int, why: str, now: datetime
) -> Refused | None:
    """End the link of a bidder, and every visit by it; what it has sent stays on record."""
    with store.writing() as session:
        record = procurement_rows.procurement(session, procurement_id)
        bidder = rows.bidder(session, procurement_id, number)
        if record is None or bidder is None:
            return NO_BIDDER
        if not why:
            return NO_REASON
        if not _end(session, bidder, now):
            return NO_LINK
        _note(session, "end-bidder-link", person, record[0], bidder, now=now, why=why)
        return None


def why_not_invite(standing: TenderStanding) -> Refused | None:
    """Return why nobody can be invited now, None if somebody can."""
    if standing.ended is not None:
        return standing.ended.refused
    if standing.phase is Phase.PREPARING:
        return NOT_OUT
    return None if standing.phase is Phase.OUT else CLOSED


def _inviting(
    session: Session, person: Person, procurement_id: UUID, links: Links, now: datetime
) -> _Inviting | Refused:
    record = procurement_rows.procurement(session, procurement_id)
    if record is None:
        return NO_PROCUREMENT
    standing = standing_of(session, procurement_id, now=now)
    return _Inviting(session, person, record[0], standing, links, now)


def _there(act: _Inviting, bidder: Bidder, name: str) -> BidderInvited | SentJustNow | Refused:
    """Answer for an address that is invited already: just now by the same form, or before."""
    is_same = (bidder.name, bidder.invited_by) == (name, act.person.id)
    if is_same and act.now - bidder.invited_at <= DOUBLE_CLICK:
        return act.send_again(bidder)
    return Refused(
        f"{bidder.email} is invited already, as bidder {bidder.number}, {bidder.name}",
        "Send that bidder a new link, or enter another address",
    )


def _end(session: Session, bidder: Bidder, now: datetime) -> bool:
    """End every link of a bidder and every visit, and return whether there was a link."""
    found = rows.open_links(session, [bidder.id])
    for one in found:
        one.ended_at = now
    rows.end_visits(session, bidder.id, at=now)
    session.flush()
    return bool(found)


def _note(
    session: Session,
    act: str,
    person: Person,
    record: ProcurementRecord,
    bidder: Bidder,
    *,
    now: datetime,
    why: str = "",
) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={"bidder": bidder.number, "why": why},
    )
