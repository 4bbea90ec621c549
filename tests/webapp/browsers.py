"""People at browsers of their own, before a server that runs: what they send reaches it at once."""

import http.client
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask

from tests.webapp.clients import forms_in
from webapp.views.access import TOKEN

Data = Mapping[str, str | Sequence[str]]
T = TypeVar("T")
_FORM = "application/x-www-form-urlencoded"
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `location` is where it leads on to, empty where it does not."""

    status: int
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A form that is filled in, and not sent yet."""

    browser: "Browser"
    address: str
    body: bytes
    kind: str = _FORM

    def send(self) -> Answer:
        """Press the button."""
        return self.browser.asked("POST", self.address, self.body, self.kind)


@dataclass(slots=True)
class Browser:
    """Somebody who is signed in with a cookie, which changes with what the server sets."""

    port: int
    cookie: str = ""

    def get(self, address: str) -> Answer:
        """Open a page."""
        return self.asked("GET", address)

    def ready(self, page: str, data: Data, *, action: str = "") -> Ready:
        """Fill in a form of a page: that whose address ends so, else the last; send it later."""
        answer = self.get(page)
        assert answer.status == http.HTTPStatus.OK, (page, answer.status, answer.location)
        found = [one for one in forms_in(answer.text) if one.action.endswith(action)]
        assert found, (page, action)
        sent = {**found[-1].hidden, **data}
        return Ready(self, found[-1].action or page, urlencode(sent, doseq=True).encode())

    def asked(self, method: str, address: str, body: bytes | None = None, kind: str = "") -> Answer:
        """Ask the server, on a connection of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST)
        named = {"Cookie": self.cookie, **({"Content-Type": kind} if kind else {})}
        line.request(method, address, body, named)
        answer = line.getresponse()
        given = answer.getheader("Set-Cookie")
        if given:
            self.cookie = given.partition(";")[0]
        text = answer.read().decode()
        line.close()
        return Answer(answer.status, answer.getheader("Location") or "", text)


def cookie_of(app: Flask, token: str) -> str:
    """Return the cookie of somebody who signed in with a token."""
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
        session.permanent = True
    client.get("/", base_url="http://127.0.0.1")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return f"{cookie.key}={cookie.value}"


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do several things at the same moment, and return what came of each."""
    together = threading.Barrier(len(acts))

    def do(act: Callable[[], T]) -> T:
        together.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def statuses(answers: Sequence[Answer]) -> list[int]:
    """Return the statuses of answers, in order of their size."""
    return sorted(one.status for one in answers)
