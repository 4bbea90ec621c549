"""Bids that come in and are opened by several at once: the record fits together, whoever is first.

Two processes answer, and each race is run on both kinds of database.
"""

import socket
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.webapp.bids import bid_file, bidder_ids, sent_in, tokens
from tests.webapp.browsers import Ready, at_once, statuses
from tests.webapp.cli.serving import SECRET
from tests.webapp.cli.sites import DAY, Site
from tests.webapp.cli.test_bids_at_the_deadline import Sender, end_at
from tests.webapp.scoring import Stakes, opened_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.store.bid_tables import BidReceipt, OpenedBid, OpeningHand
from webapp.store.tender_tables import Bidder

pytestmark = pytest.mark.slow


def bids_out(site: Site) -> tuple[UUID, list[str]]:
    """Put a tender on record that bids still come in for, and invite two more bidders to it."""
    now = datetime.now(UTC)
    hands = (site.person_of(Role.BUYER), site.person_of(Role.PROCUREMENT_OFFICER))
    stakes = Stakes(reference=site.reference(), hands=0)
    scene = opened_tender(site.store, hands, now + 2 * DAY, stakes=stakes)
    links = tokens(site.store, hands[1], scene.procurement_id, now, count=2)
    return scene.procurement_id, links


def hand(site: Site, person: Person, procurement_id: UUID) -> Ready:
    """Have somebody before the button with which bids are opened."""
    address = f"/procurements/{procurement_id}/tender/opening"
    return site.browser(person).ready(address, {})


def test_three_people_open_the_bids_at_once_and_two_hands_are_on_record(site: Site) -> None:
    procurement_id, _ = bids_out(site)
    now = datetime.now(UTC)
    vault = Vault(site.folder, SECRET)
    late_ones = bidder_ids(site.store, procurement_id, now)[2:]
    for number, bidder_id in enumerate(late_ones):
        file = bid_file(site.store, procurement_id, f"Bid {number}")
        sent_in(site.store, vault, bidder_id, file, now)
    end_at(site.store, procurement_id, datetime.now(UTC))
    roles = (Role.PROCUREMENT_OFFICER, Role.BUYER, Role.EVALUATION_CHAIR, Role.BUYER)
    hands = [hand(site, site.person_of(role), procurement_id) for role in roles]

    answers = at_once(*(one.send for one in hands))

    assert set(statuses(answers)) <= {302, 409}
    with site.store.reading() as session:
        given = session.scalars(select(OpeningHand).filter_by(procurement_id=procurement_id)).all()
        read = session.scalars(select(OpenedBid).filter_by(procurement_id=procurement_id)).all()
    assert sorted(one.number for one in given) == [1, 2]
    assert len({one.user_id for one in given}) == len({one.role for one in given}) == 2
    assert {one.bidder_id for one in read} >= set(late_ones)
    assert len(read) == 4
    acts = [act for act, _ in site.acts(procurement_id)]
    assert (acts.count("open-bids"), acts.count("read-bids")) == (2, 1)


def test_a_bid_that_comes_with_the_second_hand_is_late_and_stays_sealed(site: Site) -> None:
    procurement_id, links = bids_out(site)
    sender = Sender(site.server.port)
    sender.come_in(links[0])
    data = bid_file(site.store, procurement_id).data
    end_at(site.store, procurement_id, datetime.now(UTC))
    first = hand(site, site.person_of(Role.PROCUREMENT_OFFICER), procurement_id).send()
    second = hand(site, site.person_of(Role.BUYER), procurement_id)

    opened, taken = at_once(lambda: second.send().status, lambda: sender.send(data)[0])

    assert (first.status, taken) == (302, 200)
    assert opened in {302, 409}
    with site.store.reading() as session:
        hands = session.scalars(select(OpeningHand).filter_by(procurement_id=procurement_id)).all()
        late = session.scalars(
            select(BidReceipt).filter_by(procurement_id=procurement_id, is_late=True)
        ).one()
        read = session.scalars(select(OpenedBid).filter_by(procurement_id=procurement_id)).all()
    assert len(hands) == (2 if opened == HTTPStatus.FOUND else 1)
    assert late.bidder_id not in {one.bidder_id for one in read}
    assert site.acts(procurement_id)


def test_a_bid_that_breaks_off_leaves_nothing_and_can_be_sent_again(site: Site) -> None:
    procurement_id, links = bids_out(site)
    sender = Sender(site.server.port)
    sender.come_in(links[0])
    data = bid_file(site.store, procurement_id).data
    head = (
        f"POST /bid/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {sender.cookie}\r\n"
        "Content-Type: multipart/form-data; boundary=here\r\nContent-Length: 90000\r\n\r\n"
        f'--here\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{sender.token}\r\n'
        '--here\r\nContent-Disposition: form-data; name="file"; filename="bid.xlsx"\r\n\r\n'
    ).encode()

    with socket.create_connection(("127.0.0.1", site.server.port)) as line:
        line.sendall(head + data[: len(data) // 2])
        line.shutdown(socket.SHUT_WR)
        broken = line.recv(64)
    status, text = sender.send(data)

    assert b" 200 " not in broken
    assert (status, "Your bid is here: receipt 1" in text) == (200, True)
    with site.store.reading() as session:
        found = session.scalars(
            select(BidReceipt).filter_by(procurement_id=procurement_id, number=1)
        ).all()
    assert len(found) == 3  # of the two that were there, and this one


def test_one_supplier_invited_by_three_windows_at_once_is_one_bidder(site: Site) -> None:
    procurement_id, _ = bids_out(site)
    address = f"/procurements/{procurement_id}/tender/bidders/invite"
    told = {"name": "Gamma Grounds plc", "email": "bids@gamma.example"}
    officer = site.person_of(Role.PROCUREMENT_OFFICER)
    other = site.somebody(Role.PROCUREMENT_OFFICER)
    forms = [site.browser(one).ready(address, told) for one in (officer, officer, other)]

    answers = at_once(*(one.send for one in forms))

    assert max(statuses(answers)) < HTTPStatus.INTERNAL_SERVER_ERROR
    with site.store.reading() as session:
        bidders = session.scalars(select(Bidder).filter_by(procurement_id=procurement_id)).all()
    assert sorted(one.number for one in bidders) == [1, 2, 3, 4, 5]
    assert len([one for one in bidders if one.email == told["email"]]) == 1
    assert site.acts(procurement_id)


def test_different_suppliers_invited_at_once_have_a_number_each(site: Site) -> None:
    procurement_id, _ = bids_out(site)
    address = f"/procurements/{procurement_id}/tender/bidders/invite"
    officer = site.person_of(Role.PROCUREMENT_OFFICER)
    forms = [
        site.browser(officer).ready(
            address, {"name": f"Grounds {number} Ltd", "email": f"bids@grounds-{number}.example"}
        )
        for number in range(4)
    ]

    answers = at_once(*(one.send for one in forms))

    assert max(statuses(answers)) < HTTPStatus.BAD_REQUEST
    with site.store.reading() as session:
        bidders = session.scalars(select(Bidder).filter_by(procurement_id=procurement_id)).all()
    assert sorted(one.number for one in bidders) == list(range(1, 9))
