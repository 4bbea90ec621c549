"""E-mail: sent once, tried again where it fails, with headers that no text can add to."""

import email
import io
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW, Clock
from webapp.services.accounts import Person
from webapp.services.telling.mailing import (
    ATTEMPTS,
    WAITS,
    ConsoleCarrier,
    FolderCarrier,
    NotSent,
    Sent,
    SmtpCarrier,
    carrier_of,
    message_of,
    send_waiting,
)
from webapp.services.telling.notifying import tell
from webapp.settings import Settings
from webapp.store.notification_tables import Mail


def queued(store: WatchedStore, person: Person, title: str = "A paper to read") -> None:
    with store.writing() as session:
        tell(
            session,
            user_ids=[person.id, person.id],
            organisation_id=person.memberships[0].organisation_id,
            kind="test",
            title=title,
            text="Read it — “soon”.",
            address="/papers/1",
            now=NOW,
        )


@dataclass
class Kept:
    """A carrier that keeps what it is given, or refuses as often as told."""

    refusals: int = 0
    messages: list[EmailMessage] = field(default_factory=list)

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Keep an e-mail, or refuse it."""
        del mail_id
        if self.refusals:
            self.refusals -= 1
            raise NotSent("The mail server answered 451")
        self.messages.append(message)

    def close(self) -> None:
        """Hold nothing open."""


class _Session(socketserver.StreamRequestHandler):
    """One conversation of the smallest mail server that a client can talk to."""

    server: "MailServer"

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            verb = line.upper().split(" ")[0]
            if verb == "DATA":
                self._say("354 go on")
                self.server.received.append(self._body())
                self._say("250 kept")
            elif verb == "RCPT" and self.server.refuses:
                self._say("550 nobody")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _body(self) -> bytes:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server on a free port of this machine."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.received: list[bytes] = []
        self.refuses = False

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def test_a_mail_server_is_given_each_e_mail_once(
    store: WatchedStore, settings: Settings, buyer: Person, server: MailServer, clock: Clock
) -> None:
    queued(store, buyer)
    sending = replace(settings, mail=server.url, address="https://podium.example.org")

    first = send_waiting(store, sending, carrier_of(sending), clock=clock)
    second = send_waiting(store, sending, carrier_of(sending), clock=clock)

    assert (first, second) == (Sent(1, 0, 0), Sent(0, 0, 0))
    (received,) = server.received
    message = email.message_from_bytes(received, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert (message["To"], message["Subject"]) == (buyer.email, "A paper to read")
    assert message.get_content().splitlines() == [
        "Read it — “soon”.",
        "",
        "https://podium.example.org/papers/1",
    ]


def test_a_refused_recipient_is_tried_again_and_the_problem_names_nobody(
    store: WatchedStore, settings: Settings, buyer: Person, server: MailServer, clock: Clock
) -> None:
    queued(store, buyer)
    server.refuses = True

    done = send_waiting(store, settings, SmtpCarrier(server.url), clock=clock)

    assert done == Sent(0, 1, 0)
    assert kept(store).problem == "The mail server refused the recipient (550)"


def test_a_server_that_is_not_there_is_named_as_the_problem(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer)

    done = send_waiting(store, settings, SmtpCarrier("smtp://127.0.0.1:1"), clock=clock)

    assert done == Sent(0, 1, 0)
    assert (kept(store).problem or "").startswith("The mail server can't be reached")


def test_a_failed_e_mail_waits_longer_each_time_and_is_given_up_after_six_attempts(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer)
    carrier = Kept(refusals=ATTEMPTS + 1)

    rounds = [send_waiting(store, settings, carrier, clock=clock)]
    for wait in WAITS:
        clock.move(wait - timedelta(seconds=1))
        rounds.append(send_waiting(store, settings, carrier, clock=clock))
        clock.move(timedelta(seconds=1))
        rounds.append(send_waiting(store, settings, carrier, clock=clock))
    clock.move(timedelta(days=30))
    rounds.append(send_waiting(store, settings, carrier, clock=clock))

    assert [one.failed for one in rounds] == [1, *[0, 1] * len(WAITS), 0]
    assert rounds[-1].given_up == 1
    assert kept(store).attempts == ATTEMPTS == 6


def test_an_e_mail_that_failed_once_is_sent_the_next_time(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer)
    carrier = Kept(refusals=1)

    send_waiting(store, settings, carrier, clock=clock)
    clock.move(WAITS[0])
    done = send_waiting(store, settings, carrier, clock=clock)

    assert done == Sent(1, 0, 0)
    assert (len(carrier.messages), kept(store).problem) == (1, None)


def test_what_one_worker_has_taken_no_other_takes(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer)
    other = Kept()

    class Slow(Kept):
        def carry(self, mail_id: UUID, message: EmailMessage) -> None:
            send_waiting(store, settings, other, clock=clock)
            super().carry(mail_id, message)

    slow = Slow()
    done = send_waiting(store, settings, slow, clock=clock)

    assert (done.sent, len(slow.messages), len(other.messages)) == (1, 1, 0)


@pytest.mark.parametrize(
    "title", ["Hello\r\nBcc: everybody@example.org", "Hello\nX: y", "Hello\x85X: y", "Hello\u2028X"]
)
def test_no_title_adds_a_header(settings: Settings, title: str) -> None:
    mail = Mail(recipient="ann@example.org", subject=title, text="Hi", queued_at=NOW, attempts=0)

    message = message_of(mail, settings)

    assert {*message.keys()} == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    }
    assert message["Subject"].startswith("Hello ")


def test_a_folder_holds_each_e_mail_as_a_file(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer, "Ein Papier für Sie 📄")

    send_waiting(store, settings, carrier_of(settings), clock=clock)

    (path,) = (settings.instance_folder / "mail").glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["Subject"] == "Ein Papier für Sie 📄"
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_cant_be_written_to_is_named(
    store: WatchedStore, settings: Settings, buyer: Person, clock: Clock
) -> None:
    queued(store, buyer)
    settings.instance_folder.joinpath("mail").write_text("in the way")

    done = send_waiting(store, settings, carrier_of(settings), clock=clock)

    assert done.failed == 1
    assert "can't be written to" in (kept(store).problem or "")


def test_the_console_shows_what_would_be_sent(settings: Settings) -> None:
    out = io.StringIO()
    mail = Mail(recipient="ann@example.org", subject="Hi", text="Text", queued_at=NOW, attempts=0)

    ConsoleCarrier(out).carry(UUID(int=1), message_of(mail, settings))

    assert "To: ann@example.org" in out.getvalue()


def test_the_place_that_the_settings_name_is_used(settings: Settings) -> None:
    kinds = [
        type(carrier_of(replace(settings, mail=mail)))
        for mail in ("file", "console", "smtps://user:p%40ss@mail.example.org")
    ]

    assert kinds == [FolderCarrier, ConsoleCarrier, SmtpCarrier]


def kept(store: WatchedStore) -> Mail:
    with store.reading() as session:
        (found,) = session.query(Mail).all()
        return found
