"""A mail server that keeps what it is handed, and may call for an end at a chosen moment."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from enum import StrEnum


class Moment(StrEnum):
    """A moment in the handing over of an e-mail."""

    CALLED = "the server is called"
    BEFORE = "an e-mail begins"
    TAKEN = "an e-mail is taken, and that is not acknowledged yet"


@dataclass(slots=True)
class Sink:
    """What a mail server was handed; `at` is called at each moment with how many it has."""

    at: Callable[[Moment, int], None] = lambda *_: None
    port: int = 0
    taken: list[Message] = field(default_factory=list)

    def ids_by_recipient(self, subject: str) -> dict[str, list[str]]:
        """Return the ids of the e-mails about something that each recipient was handed."""
        found: dict[str, list[str]] = {}
        for one in self.taken:
            if str(one["Subject"]).startswith(subject):
                found.setdefault(str(one["To"]), []).append(str(one["Message-ID"]))
        return found


@contextmanager
def mail_server(sink: Sink) -> Iterator[Sink]:
    """Answer as a mail server on this machine until the test is over."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            """Speak as much SMTP as a client of the standard library asks for."""
            sink.at(Moment.CALLED, len(sink.taken))
            self._say("220 sink")
            while line := self.rfile.readline():
                match line.split()[0].upper():
                    case b"DATA":
                        sink.at(Moment.BEFORE, len(sink.taken))
                        self._say("354 go on")
                        sink.taken.append(message_from_bytes(self._data()))
                        sink.at(Moment.TAKEN, len(sink.taken))
                        self._say("250 taken")
                    case b"QUIT":
                        self._say("221 bye")
                        return
                    case _:
                        self._say("250 fine")

        def _data(self) -> bytes:
            lines: list[bytes] = []
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            return b"".join(lines)

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of a client that was killed."""

    with Server(("127.0.0.1", 0), Handler) as server:
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()
