"""Inviting bidders: once an address, by a link that can be made anew or ended."""

from datetime import timedelta
from uuid import UUID

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.tenders import LINKS, SUPPLIERS, deadline_after, invited, link_of
from webapp.services.accounts import Person
from webapp.services.accounts.secrets import sha256
from webapp.services.refusals import Refused
from webapp.services.tendering.inviting import (
    CLOSED,
    NO_BIDDER,
    NO_LINK,
    NO_REASON,
    NOT_OUT,
    BidderInvited,
    Links,
    SentJustNow,
    Supplier,
    invite,
    renew,
    withdraw,
)
from webapp.services.tendering.standing import standing_of
from webapp.store import bids as bid_rows
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import Bidder, BidderLink

ALPHA, BETA = SUPPLIERS


def opens(store: WatchedStore, token: str) -> bool:
    with store.reading() as session:
        return bid_rows.link(session, sha256(token), now=NOW) is not None


def test_a_bidder_gets_a_link_by_e_mail_that_is_kept_as_a_digest_alone(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    made = invited(store, officer, tender_id, ALPHA, NOW)

    with store.reading() as session:
        mail = session.query(Mail).filter_by(recipient=ALPHA.email).one()
        link = session.query(BidderLink).one()
        bidder = session.query(Bidder).one()
    assert link_of(made.token) in mail.text
    assert "23:59" not in mail.text
    assert "Questions can be asked on that page until 12 April 2026 at 13:00." in mail.text
    assert "ask Priya Shah, tenders@coventry.example" in mail.text
    assert "Prices: without VAT, for the whole term of the contract" in mail.text
    assert "What you send is sealed" in mail.text
    assert (link.token_sha256, link.ended_at) == (sha256(made.token), None)
    assert (bidder.number, bidder.name, bidder.identifier) == (1, ALPHA.name, ALPHA.identifier)
    assert made.expires_at == deadline_after(NOW) + timedelta(days=60)


def test_the_same_form_twice_invites_once_and_sends_one_e_mail(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    first = invited(store, officer, tender_id, ALPHA, NOW)

    again = invite(store, officer, procurement_id=tender_id, supplier=ALPHA, links=LINKS, now=NOW)

    assert again == SentJustNow(1, ALPHA.name, ALPHA.email, first.expires_at)
    assert opens(store, first.token)
    with store.reading() as session:
        assert (
            session.query(Bidder).count()
            == session.query(Mail).filter_by(recipient=ALPHA.email).count()
            == 1
        )


def test_where_no_e_mail_reaches_people_the_second_form_shows_another_link(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    links = Links(link_of, is_mailed=False)
    first, second = (
        invite(store, officer, procurement_id=tender_id, supplier=ALPHA, links=links, now=NOW)
        for _ in range(2)
    )

    assert isinstance(first, BidderInvited)
    assert isinstance(second, BidderInvited)
    assert (second.number, second.is_again) == (1, True)
    assert (opens(store, first.token), opens(store, second.token)) == (False, True)


def test_an_address_that_is_invited_already_is_named_with_its_bidder(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, ALPHA, NOW)
    other = Supplier("Alpha Holdings", ALPHA.email.upper())

    outcome = invite(store, officer, procurement_id=tender_id, supplier=other, links=LINKS, now=NOW)

    assert isinstance(outcome, Refused)
    assert outcome.problem == f"{ALPHA.email} is invited already, as bidder 1, {ALPHA.name}"


def test_bidders_are_numbered_in_the_order_in_which_they_are_invited(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    for supplier in SUPPLIERS:
        invited(store, officer, tender_id, supplier, NOW)

    with store.reading() as session:
        standing = standing_of(session, tender_id, now=NOW)
    assert [(one.number, one.name, one.has_bid) for one in standing.bidders] == [
        (1, ALPHA.name, False),
        (2, BETA.name, False),
    ]


def test_a_new_link_takes_the_place_of_the_one_before(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    first = invited(store, officer, tender_id, ALPHA, NOW)
    later = NOW + timedelta(hours=1)

    second = renew(store, officer, procurement_id=tender_id, number=1, links=LINKS, now=later)

    assert isinstance(second, BidderInvited)
    assert (opens(store, first.token), opens(store, second.token)) == (False, True)


def test_a_link_is_ended_with_a_reason_and_once(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    made = invited(store, officer, tender_id, ALPHA, NOW)

    outcomes = [
        withdraw(store, officer, procurement_id=tender_id, number=number, why=why, now=NOW)
        for number, why in ((1, ""), (9, "Wrong firm"), (1, "Wrong firm"), (1, "Wrong firm"))
    ]

    assert outcomes == [NO_REASON, NO_BIDDER, None, NO_LINK]
    assert not opens(store, made.token)


def test_nobody_is_invited_before_publication(
    store: WatchedStore, officer: Person, sealed_id: UUID
) -> None:
    outcome = invite(store, officer, procurement_id=sealed_id, supplier=ALPHA, links=LINKS, now=NOW)

    assert outcome == NOT_OUT


def test_somebody_new_is_invited_until_the_very_deadline(
    store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    deadline = deadline_after(NOW)

    late, in_time = (
        invite(store, officer, procurement_id=tender_id, supplier=ALPHA, links=LINKS, now=now)
        for now in (deadline + timedelta(milliseconds=1), deadline)
    )

    assert late == CLOSED
    assert isinstance(in_time, BidderInvited)
