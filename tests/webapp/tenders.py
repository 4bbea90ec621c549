"""Tenders that are out: published from a sealed outline, with bidders who are invited."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from evaluation.publication import Basis, PriceBasis, Terms
from tests.webapp.outlines import Bench, ready, send
from webapp.services.accounts import Person
from webapp.services.tendering.inviting import BidderInvited, Links, Supplier, invite
from webapp.services.tendering.publishing import (
    PublishedNow,
    Publishing,
    Sent,
    open_publishing,
    publish,
)
from webapp.store import Store

SUPPLIERS = (
    Supplier("Alpha Ltd", "bids@alpha.example", "1 High Street", "GB-COH-01234567"),
    Supplier("Beta Gardens CIC", "office@beta.example"),
)


def deadline_after(now: datetime, *, days: int = 45) -> datetime:
    """Return noon on the first Wednesday after so many days: far from any bank holiday's Monday."""
    day = now + timedelta(days=days)
    while day.isoweekday() != 3:
        day += timedelta(days=1)
    return day.astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def terms_after(now: datetime, *, days: int = 45, **given: object) -> Terms:
    """Return terms that may be published now."""
    deadline = deadline_after(now, days=days)
    told: dict[str, object] = {
        "deadline_at": deadline,
        "questions_until": deadline - timedelta(days=10),
        "contact": "Priya Shah, tenders@coventry.example",
        "lots_awarded": "Each lot to the best bid for it",
        "price_basis": PriceBasis.EXCLUDED_WHOLE,
        **given,
    }
    return Terms(**told)  # type: ignore[arg-type] # what a test names is of the field's type


def sealed(store: Store, buyer: Person, bench: Bench, now: datetime) -> UUID:
    """Prepare a procurement, and have its outline approved and sealed."""
    procurement_id = ready(store, buyer, now)
    bench.approve(store, send(store, buyer, procurement_id, now), now)
    return procurement_id


def publishing_of(store: Store, procurement_id: UUID) -> Publishing:
    """Return what can be published of a procurement."""
    found = open_publishing(store, procurement_id)
    assert isinstance(found, Publishing), found
    return found


def published(
    store: Store,
    officer: Person,
    procurement_id: UUID,
    now: datetime,
    *,
    terms: Terms | None = None,
) -> None:
    """Publish the tender of a sealed outline."""
    version = publishing_of(store, procurement_id).offer.version
    sent = Sent(version.id, 0, terms or terms_after(now))
    outcome = publish(store, officer, procurement_id=procurement_id, sent=sent, now=now)
    assert outcome == PublishedNow(1, 0), outcome


def change_of(found: Publishing, terms: Terms, **given: object) -> Sent:
    """Return a change that keeps to section 31(1), to be sent after what is published."""
    told: dict[str, object] = {
        "why": "Two bidders asked for more time",
        "basis": Basis.MODIFIED,
        "checks": {"time-considered": True, "published-again": True},
        **given,
    }
    assert found.last is not None
    return Sent(found.offer.version.id, found.last.number, terms, **told)  # type: ignore[arg-type] # as above


def link_of(token: str) -> str:
    """Return the address of a token."""
    return f"https://podium.example/bid/in/{token}"


LINKS = Links(link_of, is_mailed=True)


def invited(
    store: Store, officer: Person, procurement_id: UUID, supplier: Supplier, now: datetime
) -> BidderInvited:
    """Invite a supplier to a tender that is out."""
    outcome = invite(
        store, officer, procurement_id=procurement_id, supplier=supplier, links=LINKS, now=now
    )
    assert isinstance(outcome, BidderInvited), outcome
    return outcome
