"""Sending the e-mails that wait: each is taken by one worker, and tried again where that fails."""

import smtplib
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Protocol, TextIO
from urllib.parse import unquote, urlsplit
from uuid import UUID

from webapp.settings import Settings
from webapp.store import Session, Store
from webapp.store import notifications as rows
from webapp.store.notification_tables import Mail

WAITS: Final = (
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""How long after each attempt that failed the next one is made; after the last none is."""
ATTEMPTS: Final = len(WAITS) + 1
TIMEOUT_SECONDS: Final = 20
SUBMISSION_PORT: Final = 587
TLS_PORT: Final = 465
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Clock = Callable[[], datetime]
GivenUp = Callable[[Session, Mail, datetime], None]


def nobody(_session: Session, _mail: Mail, _now: datetime) -> None:
    """Tell nobody that an e-mail is given up."""


class NotSent(Exception):
    """An e-mail did not leave; the message says why, without anybody's address."""


class Carrier(Protocol):
    """Where e-mails go."""

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Take an e-mail away.

        Raises:
            NotSent: It did not leave.
        """

    def close(self) -> None:
        """Let go of what is held open."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a round: how many left, how many will be tried again, how many never."""

    sent: int
    failed: int
    given_up: int


@dataclass(frozen=True, slots=True)
class FolderCarrier:
    """Writes each e-mail into a folder as a file that any mail program opens."""

    folder: Path

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Write it; the same one twice is one file."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self.folder / f"{mail_id}.eml"
            path.touch(mode=0o600)
            path.write_bytes(message.as_bytes(policy=policy.SMTP))
        except OSError as error:
            message_ = f"The folder {self.folder} can't be written to: {error.strerror}"
            raise NotSent(message_) from error

    def close(self) -> None:
        """Hold nothing open."""


@dataclass(frozen=True, slots=True)
class ConsoleCarrier:
    """Prints each e-mail."""

    out: TextIO

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Print it."""
        del mail_id
        self.out.write(f"{message.as_string(policy=policy.default)}\n")
        self.out.flush()

    def close(self) -> None:
        """Hold nothing open."""


class SmtpCarrier:
    """Hands e-mails to a mail server: over TLS wherever one signs in or leaves this machine."""

    def __init__(self, url: str) -> None:
        """Read where the server is; it is called when the first e-mail is there."""
        parts = urlsplit(url)
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (TLS_PORT if self._is_tls else SUBMISSION_PORT)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._server: smtplib.SMTP | None = None

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Hand it over; a connection that has ended is begun anew once."""
        del mail_id
        try:
            server = self._server or self._connected()
            try:
                server.send_message(message)
            except smtplib.SMTPServerDisconnected:
                self.close()
                self._connected().send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise NotSent(_reason(error)) from error

    def close(self) -> None:
        """End the connection."""
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
            self._server = None

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self._is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self._host not in _LOCAL:
                server.close()
                message = f"The mail server {self._host} offers no TLS, so nothing is sent to it"
                raise NotSent(message)
        if self._user:
            server.login(self._user, self._password)
        self._server = server
        return server


def carrier_of(settings: Settings, *, out: TextIO = sys.stdout) -> Carrier:
    """Return where an installation's e-mails go."""
    match settings.mail:
        case "file":
            return FolderCarrier(settings.instance_folder / "mail")
        case "console":
            return ConsoleCarrier(out)
        case _:
            return SmtpCarrier(settings.mail)


def send_waiting(
    store: Store,
    settings: Settings,
    carrier: Carrier,
    *,
    clock: Clock,
    on_given_up: GivenUp = nobody,
    limit: int = 500,
) -> Sent:
    """Send what waits and may be tried now, and note what came of each.

    An e-mail is taken by counting its attempt in a transaction before it is sent, so that two
    workers never have the same one; a worker that ends in between leaves it to the next attempt.
    `on_given_up` is told of each whose last attempt failed, in the transaction that notes it.
    """
    sent = failed = 0
    try:
        while sent + failed < limit and (taken := _take(store, now=clock())) is not None:
            problem = _carried(settings, carrier, taken)
            _note(store, taken, problem, on_given_up, now=clock())
            sent, failed = sent + (problem is None), failed + (problem is not None)
    finally:
        carrier.close()
    with store.reading() as session:
        return Sent(sent, failed, rows.given_up(session, ATTEMPTS))


def message_of(mail: Mail, settings: Settings) -> EmailMessage:
    """Return an e-mail with its headers; no text of anybody's can add one."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Subject"] = " ".join(
        "".join(c if c.isprintable() else " " for c in mail.subject).split()
    )
    message["Date"] = mail.queued_at
    message["Message-ID"] = f"<{mail.id}@{settings.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    text = mail.text.rstrip()
    if mail.address:
        text = f"{text}\n\n{settings.address}{mail.address}"
    message.set_content(f"{text}\n", cte="quoted-printable")
    return message


def _take(store: Store, *, now: datetime) -> Mail | None:
    tried_before = [now - wait for wait in WAITS]
    with store.reading() as session:
        if not rows.due_mail(session, tried_before):
            return None
    with store.writing() as session:
        found = rows.due_mail(session, tried_before)
        for mail in found:
            mail.attempts += 1
            mail.attempted_at = now
    return found[0] if found else None


def _carried(settings: Settings, carrier: Carrier, mail: Mail) -> str | None:
    """Send an e-mail, and return why it did not leave, None if it did."""
    try:
        carrier.carry(mail.id, message_of(mail, settings))
    except (NotSent, MessageError, ValueError, UnicodeError) as error:
        return str(error) or type(error).__name__
    return None


def _note(
    store: Store, mail: Mail, problem: str | None, on_given_up: GivenUp, *, now: datetime
) -> None:
    with store.writing() as session:
        row = rows.mail(session, mail.id)
        row.problem = problem
        row.sent_at = None if problem else now
        if problem and row.attempts >= ATTEMPTS:
            on_given_up(session, row, now)


def _reason(error: Exception) -> str:
    """Return why a server did not take an e-mail, without whom it was for."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            codes = sorted({str(code) for code, _ in error.recipients.values()})
            return f"The mail server refused the recipient ({', '.join(codes)})"
        case smtplib.SMTPResponseException():
            return f"The mail server answered {error.smtp_code}"
        case socket.gaierror():
            return "The mail server's name is not known"
        case TimeoutError():
            return f"The mail server did not answer within {TIMEOUT_SECONDS} seconds"
        case _:
            return f"The mail server can't be reached: {type(error).__name__}"
