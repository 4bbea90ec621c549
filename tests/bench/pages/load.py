"""`python -m tests.bench.pages.load`: requests to a server from a process of its own.

It reads what to do as JSON from standard input and writes what it saw to standard output. It
does as little as can be itself, since it shares the machine with what it measures: one thread,
connections kept open, requests written ahead, and of an answer no more read than its length.
"""

import json
import random
import selectors
import socket
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from time import perf_counter, sleep

BETWEEN_CONNECTIONS = 0.01
"""Seconds from one connection to the next: people come one by one, and where they came all at
once, whichever worker woke first would have most of them to itself."""
_LENGTH = b"content-length: "
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Load:
    """What to ask for: paths in turn, over connections that are kept open.

    Without a `rate`, each connection asks again as soon as it is answered. With one, requests
    come at random, so many a second, whether or not earlier ones are answered yet.
    """

    port: int
    paths: list[str]
    cookie: str
    seconds: float
    connections: int = 32
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """How many answers a second, and how long each took; `statuses` counts the answers."""

    rate: float
    latencies: list[float]
    statuses: dict[str, int]


@dataclass(slots=True, eq=False)
class _Connection:
    port: int
    wire: socket.socket = field(init=False)
    received: bytearray = field(default_factory=bytearray)
    missing: int | None = None
    began: float = 0.0
    request: bytes = b""

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.wire = socket.create_connection(("127.0.0.1", self.port))
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def take(self) -> bytes | None:
        """Read what has come; return the status once the answer is whole."""
        part = self.wire.recv(1 << 18)
        if not part:
            raise ConnectionResetError
        self.received += part
        if self.missing is None:
            end = self.received.find(_END)
            if end < 0:
                return None
            head = bytes(self.received[:end]).lower()
            at = head.find(_LENGTH)
            length = 0 if at < 0 else int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0])
            self.missing = end + len(_END) + length
        if len(self.received) < self.missing:
            return None
        status = bytes(self.received[9:12])
        self.received.clear()
        self.missing = None
        return status


class _Client:
    def __init__(self, load: Load) -> None:
        self._load = load
        self._requests = cycle(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {load.cookie}\r\n\r\n".encode()
            for path in load.paths
        )
        self._selector = selectors.DefaultSelector()
        self._idle: list[_Connection] = []
        self._latencies: list[float] = []
        self._statuses: dict[str, int] = {}
        for _ in range(load.connections):
            sleep(BETWEEN_CONNECTIONS)
            connection = _Connection(load.port)
            self._selector.register(connection.wire, selectors.EVENT_READ, connection)
            self._idle.append(connection)

    def run(self) -> Seen:
        start = perf_counter()
        end = start + self._load.seconds
        due = self._arrivals(start)
        next_due = next(due)
        waiting: list[float] = []
        while (now := perf_counter()) < end:
            while next_due <= now:
                waiting.append(next_due)
                next_due = next(due)
            if self._load.rate is None:
                waiting = [now] * len(self._idle)
            while waiting and self._idle:
                self._send(self._idle.pop(), waiting.pop(0))
            for key, _ in self._selector.select(min(next_due, end) - now):
                self._receive(key.data)
        seconds = perf_counter() - start
        return Seen(len(self._latencies) / seconds, self._latencies, self._statuses)

    def _arrivals(self, start: float) -> Iterator[float]:
        if self._load.rate is None:
            while True:
                yield float("inf")
        chance, at = random.Random(1), start  # noqa: S311 - the same arrivals each time
        while True:
            at += chance.expovariate(self._load.rate)
            yield at

    def _send(self, connection: _Connection, began: float) -> None:
        connection.began = began
        connection.request = next(self._requests)
        try:
            connection.wire.sendall(connection.request)
        except OSError:
            self._send_again(connection)

    def _send_again(self, connection: _Connection) -> None:
        """Send a request anew, as a browser does, that met the end of a connection kept open."""
        self._reopen(connection)
        connection.wire.sendall(connection.request)

    def _receive(self, connection: _Connection) -> None:
        try:
            status = connection.take()
        except OSError:
            if connection in self._idle:
                self._reopen(connection)
            elif not connection.received:
                self._send_again(connection)
            else:
                self._reopen(connection)
                self._note("lost")
                self._idle.append(connection)
            return
        if status is not None:
            self._latencies.append(perf_counter() - connection.began)
            self._note(status.decode())
            self._idle.append(connection)

    def _reopen(self, connection: _Connection) -> None:
        """Take up a connection that the server closed, as it may between two requests."""
        self._selector.unregister(connection.wire)
        connection.wire.close()
        connection.open()
        connection.received.clear()
        connection.missing = None
        self._selector.register(connection.wire, selectors.EVENT_READ, connection)

    def _note(self, status: str) -> None:
        self._statuses[status] = self._statuses.get(status, 0) + 1


def answers_at(port: int) -> bool:
    """Return whether a page is answered at a port: its workers may start after it is taken."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
            wire.sendall(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return bool(wire.recv(1))
    except OSError:
        return False


def main() -> None:
    """Do what standard input says."""
    seen = _Client(Load(**json.load(sys.stdin))).run()
    json.dump(asdict(seen), sys.stdout)


if __name__ == "__main__":
    main()
