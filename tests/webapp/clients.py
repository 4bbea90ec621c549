"""A client that fails when a request leaves work undone, or writes where it only reads."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from webapp.installation import NAME
from webapp.store import Session, Store
from webapp.views.access import TOKEN


class RequestLeftSessionDirty(Exception):
    """A session was closed with changes that were never saved."""


class GetOpenedTheWriter(Exception):
    """A request that only reads opened the engine that writes."""


_WRITTEN_TO = re.compile(r"^(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)")


class ChangedWithoutAnAct(Exception):
    """A procurement was written, and nothing added to the audit log: lists are kept by its head."""


class WatchedStore(Store):
    """A store that counts its transactions, and refuses to drop changes."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.readings = 0
        self.writings = 0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to read with, and refuse to close it dirty."""
        self.readings += 1
        with super().reading() as session:
            yield session
            if session.new or session.dirty or session.deleted:
                raise RequestLeftSessionDirty

    def by_hand(self) -> AbstractContextManager[Session]:
        """Give a session with which a test changes rows as no service would."""
        return super().writing()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session to write with, count it, and refuse a change that no act tells of."""
        self.writings += 1
        written: set[str] = set()
        with super().writing() as session:
            event.listen(
                session.connection(),
                "before_cursor_execute",
                lambda *called: written.update(_WRITTEN_TO.findall(called[2])),
            )
            yield session
            session.flush()
            if "procurement" in written and "audit_entry" not in written:
                raise ChangedWithoutAnAct


class Client(FlaskClient):
    """A browser without JavaScript, watched."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - werkzeug's own
        """Send a request, and fail if it was a GET that wrote."""
        store: WatchedStore = self.application.extensions[NAME].store
        before = store.writings
        response = super().open(*args, **{**kwargs, "buffered": True})
        if response.request.method in ("GET", "HEAD") and store.writings != before:
            raise GetOpenedTheWriter(response.request.path)
        return response

    def sign_in_with(self, token: str) -> None:
        """Carry the token of a sign-in."""
        with self.session_transaction() as session:
            session[TOKEN] = token
            session.permanent = True

    def fill_in(self, address: str, data: Mapping[str, Any], *, form: int = -1) -> TestResponse:
        """Open a page and send one of its forms, hidden fields and all; the last by default."""
        page = self.get(address)
        assert page.status_code == 200, (address, page.status_code)
        found = forms_in(page.text)[form]
        return self.post(found.action or address, data={**found.hidden, **data})


class Form:
    """A form of a page: where it is sent, and its hidden fields."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.hidden: dict[str, str] = {}


def forms_in(html: str) -> list[Form]:
    """Return the forms of a page that are posted, in order."""
    reader = _FormReader()
    reader.feed(html)
    return reader.forms


def token_in(client: Client) -> str:
    """Return the token that somebody's forms carry, whatever page they stand on."""
    return forms_in(client.get("/account").text)[0].hidden["csrf_token"]


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._is_posted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_posted = given.get("method") == "post"
            if self._is_posted:
                self.forms.append(Form(given.get("action") or ""))
        elif tag == "input" and given.get("type") == "hidden" and self._is_posted:
            self.forms[-1].hidden[given["name"] or ""] = given.get("value") or ""
