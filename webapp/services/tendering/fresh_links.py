"""A new link for a bidder that is written to once the bids are in: its tokens are kept nowhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts.secrets import new_token, sha256
from webapp.services.tendering.bidder_mail import link_ends_at
from webapp.store import Session
from webapp.store import publications as rows
from webapp.store.tender_tables import Bidder, BidderLink


@dataclass(frozen=True, slots=True)
class FreshLink:
    """A link of a bidder: its token, which is in the address that it follows, and its end."""

    token: str
    expires_at: datetime


def fresh_link(
    session: Session, bidder: Bidder, *, made_by: UUID, until: datetime, now: datetime
) -> FreshLink:
    """Give a bidder a link in place of every one it has, which opens its page past a moment.

    Visits by the links before go on: who is at the page already is not thrown out.
    """
    for one in rows.open_links(session, [bidder.id]):
        one.ended_at = now
    found = FreshLink(new_token(), link_ends_at(until, now))
    session.add(
        BidderLink(
            bidder_id=bidder.id,
            token_sha256=sha256(found.token),
            made_by=made_by,
            made_at=now,
            expires_at=found.expires_at,
        )
    )
    return found
