"""Evaluators who save their scores over HTTP, as the script of their page does."""

import http.client
import json
import re
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_FORM = "application/x-www-form-urlencoded"


class SaveWasLost(Exception):
    """What stands on record is neither what was acknowledged last nor anything that was sent."""


class NoAnswer(Exception):
    """The server went before it had answered."""


@dataclass(slots=True)
class Saver:
    """Somebody who is signed in with a cookie, and scores one answer at a time.

    The cookie changes with what the server sets, which the token of a form goes with.

    `acknowledged` holds by the path of each answer the number and the reasons that the server said
    it had saved last, `sent` the reasons that were sent since and got no answer. `seconds` is how
    long each save took.
    """

    port: int
    cookie: str
    token: str = ""
    acknowledged: dict[str, tuple[int, str]] = field(default_factory=dict)
    every: list[tuple[str, int, str]] = field(default_factory=list)
    sent: dict[str, list[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def open(self, path: str) -> None:
        """Read the page of an answer for the token that its forms carry."""
        status, text = self._asked("GET", path)
        found = _TOKEN.search(text)
        if status != http.HTTPStatus.OK or found is None:
            raise NoAnswer(status, path)
        self.token = found[1]

    def save(self, path: str, reasons: str) -> None:
        """Save a draft of an answer after what was acknowledged last.

        Raises:
            NoAnswer: The server did not answer; the save may have been made or not.
            SaveWasLost: Something else stands on record than what was acknowledged or sent.
        """
        self.sent.setdefault(path, []).append(reasons)
        began = perf_counter()
        status, told = self._save(path, reasons)
        self.seconds.append(perf_counter() - began)
        if told.get("state") == "stale":
            if told["rationale"] not in self.sent[path]:
                raise SaveWasLost(path, self.acknowledged.get(path), told)
            self.acknowledged[path] = (told["number"], told["rationale"])
            status, told = self._save(path, reasons)
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if told.get("state") != "saved" or told["rationale"] != reasons:
            raise SaveWasLost(path, status, told)
        self.acknowledged[path] = (told["number"], reasons)
        self.every.append((path, told["number"], reasons))
        self.sent[path] = []

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _save(self, path: str, reasons: str) -> tuple[int, dict[str, Any]]:
        number, _ = self.acknowledged.get(path, (0, ""))
        body = {
            "csrf_token": self.token,
            "number": number,
            "score": "4",
            "rationale": reasons,
            "quotation": "Two crews",
        }
        status, text = self._asked("POST", f"{path}/draft", urlencode(body))
        try:
            told: dict[str, Any] = json.loads(text)
        except ValueError as error:
            if status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                raise SaveWasLost(path, status, text[:500]) from error
            raise NoAnswer(status, text[:500]) from error
        return status, told

    def _asked(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {"Content-Type": _FORM, "Accept": "application/json"} if body else {}
        try:
            self._line.request(method, path, body, {"Cookie": self.cookie, **kind})
            answer = self._line.getresponse()
            given = answer.getheader("Set-Cookie")
            if given:
                self.cookie = given.partition(";")[0]
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise NoAnswer(path) from error
