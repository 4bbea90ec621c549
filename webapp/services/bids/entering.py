"""How a bidder comes in: by the link of its invitation, without an account of the council's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from webapp.services.accounts.secrets import new_token, sha256
from webapp.services.refusals import Refused
from webapp.store import Store, audit
from webapp.store import bids as rows
from webapp.store.bids import BidderRow
from webapp.store.tender_tables import BidderVisit

NO_LINK = Refused(
    "This link has ended, or was never made",
    "Use the newest link that you were sent, or ask the contact in your invitation for a new one",
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A bidder that has come in: which one, and the one tender that it may see."""

    bidder_id: UUID
    number: int
    name: str
    email: str
    procurement_id: UUID
    organisation_id: UUID
    organisation: str
    reference: str
    title: str

    @classmethod
    def of(cls, row: BidderRow) -> "Visitor":
        """Return a bidder as who has come in."""
        one = row.bidder
        return cls(
            one.id,
            one.number,
            one.name,
            one.email,
            one.procurement_id,
            row.organisation_id,
            row.organisation,
            row.reference,
            row.title,
        )


@dataclass(frozen=True, slots=True)
class Begun:
    """A visit that has begun: the token that its cookie carries."""

    token: str


def invited_by_link(store: Store, token: str, *, now: datetime) -> Visitor | None:
    """Return whom a link is for, None if it has ended; looking at it uses nothing up."""
    with store.reading() as session:
        link = rows.link(session, sha256(token), now=now)
        found = rows.bidder(session, link.bidder_id) if link else None
    return Visitor.of(found) if found else None


def begin_visit(store: Store, token: str, *, now: datetime, lasts: timedelta) -> Begun | Refused:
    """Let a bidder in by its link, which stays good for the next time."""
    made = new_token()
    with store.writing() as session:
        link = rows.link(session, sha256(token), now=now)
        found = rows.bidder(session, link.bidder_id) if link else None
        if link is None or found is None:
            return NO_LINK
        session.add(
            BidderVisit(
                bidder_id=link.bidder_id,
                bidder_link_id=link.id,
                token_sha256=sha256(made),
                began_at=now,
                expires_at=now + lasts,
            )
        )
        audit.append(
            session,
            "enter-tender",
            at=now,
            subject=f"procurement/{found.bidder.procurement_id}",
            organisation_id=found.organisation_id,
            detail={"bidder": found.bidder.number, "by_bidder": True},
        )
    return Begun(made)


def visitor(store: Store, token: str, *, now: datetime) -> Visitor | None:
    """Return which bidder a visit is of, None if it has ended or its link was withdrawn."""
    with store.reading() as session:
        visit = rows.visit(session, sha256(token), now=now)
        found = rows.bidder(session, visit.bidder_id) if visit else None
    return Visitor.of(found) if found else None


def leave(store: Store, token: str, *, now: datetime) -> None:
    """End a visit; one that has ended stays as it is."""
    with store.writing() as session:
        visit = rows.visit(session, sha256(token), now=now)
        if visit is not None:
            visit.ended_at = now
