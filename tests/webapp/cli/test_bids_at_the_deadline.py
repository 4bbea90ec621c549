"""Thirty bidders send their bids at once, in the last second before the deadline."""

import http.client
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.webapp.bids import bid_file, tokens
from tests.webapp.cli.serving import serving
from tests.webapp.clients import WatchedStore
from tests.webapp.outlines import benched
from tests.webapp.people import PEOPLE, enrol, open_session
from tests.webapp.tenders import published, sealed
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.store import audit, upgrade
from webapp.store.bid_tables import BidReceipt
from webapp.store.tender_tables import Publication
from webapp.store.tenders import last_publication

pytestmark = pytest.mark.slow

BIDDERS = 30
BEFORE_THE_END = timedelta(seconds=1)
"""How long before the deadline they all press the button."""
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(slots=True)
class Sender:
    """A bidder at its own browser."""

    port: int
    cookie: str = ""
    token: str = ""

    def come_in(self, link: str) -> None:
        """Follow the link, press the button, and read the page with the form."""
        self.token = self._token_in(self._asked("GET", f"/bid/in/{link}")[1])
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self._asked("POST", f"/bid/in/{link}", f"csrf_token={self.token}".encode(), form)
        self.token = self._token_in(self._asked("GET", "/bid")[1])

    def send(self, data: bytes) -> tuple[int, str]:
        """Send a bid."""
        mark = uuid4().hex
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="bid.xlsx"\r\n\r\n'
        ).encode()
        body += data + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self._asked("POST", "/bid/upload", body, kind)

    def _asked(
        self, method: str, path: str, body: bytes | None = None, named: dict[str, str] | None = None
    ) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body, {"Cookie": self.cookie, **(named or {})})
        answer = line.getresponse()
        given = answer.getheader("Set-Cookie")
        if given:
            self.cookie = given.partition(";")[0]
        text = answer.read().decode()
        line.close()
        return answer.status, text

    def _token_in(self, page: str) -> str:
        found = _TOKEN.search(page)
        assert found is not None, page[:500]
        return found[1]


def person(store: WatchedStore, role: Role, now: datetime) -> Person:
    found = who_is(store, open_session(store, PEOPLE["coventry", role], now), now=now)
    assert found is not None
    return found


def tender_out(store: WatchedStore, past: datetime) -> UUID:
    """Publish a tender as it was published on a day that is over."""
    enrol(store, past)
    bench = benched(store, person(store, Role.PANEL_CHAIR, past), past)
    procurement_id = sealed(store, person(store, Role.BUYER, past), bench, past)
    published(store, person(store, Role.PROCUREMENT_OFFICER, past), procurement_id, past)
    return procurement_id


def end_at(store: WatchedStore, procurement_id: UUID, deadline: datetime) -> None:
    """Move the deadline to a moment at which no officer could set it."""
    with store.by_hand() as session:
        last = last_publication(session, procurement_id)
        assert last is not None
        named = {
            column.name: getattr(last, column.name)
            for column in Publication.__table__.columns
            if column.name != "id"
        }
        session.add(Publication(**{**named, "number": 2, "deadline_at": deadline}))


def test_thirty_bids_of_the_last_second_are_all_taken_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'podium.sqlite3'}"
    upgrade(url)
    store = WatchedStore(url)
    procurement_id = tender_out(store, datetime.now(UTC) - timedelta(days=30))
    now = datetime.now(UTC)
    officer = person(store, Role.PROCUREMENT_OFFICER, now)
    links = tokens(store, officer, procurement_id, now, count=BIDDERS)
    files = [bid_file(store, procurement_id, f"Bid number {n}").data for n in range(BIDDERS)]
    together = threading.Barrier(BIDDERS)

    def sent(sender: Sender, data: bytes) -> tuple[int, str]:
        together.wait()
        return sender.send(data)

    with serving(tmp_path, url) as server:
        senders = [Sender(server.port) for _ in links]
        for sender, link in zip(senders, links, strict=True):
            sender.come_in(link)
        deadline = datetime.now(UTC) + BEFORE_THE_END
        end_at(store, procurement_id, deadline)
        with ThreadPoolExecutor(BIDDERS) as pool:
            answers = list(pool.map(sent, senders, files))

    assert [status for status, _ in answers] == [200] * BIDDERS
    assert all("Your bid is here: receipt 1" in text for _, text in answers)
    with store.reading() as session:
        receipts = session.scalars(select(BidReceipt).order_by(BidReceipt.received_at)).all()
        assert audit.verify(session).broken_at is None
    assert len({one.bidder_id for one in receipts}) == len(receipts) == BIDDERS
    assert [one.is_late for one in receipts] == [one.received_at > deadline for one in receipts]
    store.close()
