"""Coming in by a link: how often one likes, until the link or the visit ends."""

from datetime import timedelta
from uuid import UUID

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.services.bids.entering import (
    NO_LINK,
    Begun,
    begin_visit,
    invited_by_link,
    leave,
    visitor,
)
from webapp.store.tender_tables import BidderLink

LASTS = timedelta(hours=12)


def begun(store: WatchedStore, token: str) -> str:
    outcome = begin_visit(store, token, now=NOW, lasts=LASTS)
    assert isinstance(outcome, Begun), outcome
    return outcome.token


def test_a_link_lets_its_bidder_in_as_often_as_it_is_used(
    store: WatchedStore, tender_id: UUID, links: list[str], bidders: list[UUID]
) -> None:
    first, second = begun(store, links[0]), begun(store, links[0])

    found = visitor(store, second, now=NOW)

    assert first != second
    assert found == visitor(store, first, now=NOW)
    assert found is not None
    assert (found.bidder_id, found.procurement_id) == (bidders[0], tender_id)


def test_looking_at_a_link_uses_nothing_up_and_begins_nothing(
    store: WatchedStore, links: list[str]
) -> None:
    before = store.writings

    found = invited_by_link(store, links[1], now=NOW)

    assert found is not None
    assert (found.name, store.writings) == ("Beta Gardens CIC", before)


def test_a_link_that_nobody_was_sent_opens_nothing(store: WatchedStore, links: list[str]) -> None:
    assert begin_visit(store, f"{links[0]}x", now=NOW, lasts=LASTS) == NO_LINK
    assert invited_by_link(store, "", now=NOW) is None


def test_a_visit_ends_at_its_limit_and_when_the_bidder_leaves(
    store: WatchedStore, links: list[str]
) -> None:
    token, other = begun(store, links[0]), begun(store, links[0])

    leave(store, other, now=NOW)

    assert visitor(store, other, now=NOW) is None
    assert visitor(store, token, now=NOW + LASTS - timedelta(seconds=1)) is not None
    assert visitor(store, token, now=NOW + LASTS) is None


def test_a_link_that_is_ended_ends_the_visits_that_it_began(
    store: WatchedStore, links: list[str], bidders: list[UUID]
) -> None:
    token = begun(store, links[0])
    with store.by_hand() as session:
        for one in session.query(BidderLink).filter_by(bidder_id=bidders[0]):
            one.ended_at = NOW

    assert visitor(store, token, now=NOW) is None
    assert begin_visit(store, links[0], now=NOW, lasts=LASTS) == NO_LINK
