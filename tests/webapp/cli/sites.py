"""An installation that is served, and those who use it: they sign in at browsers of their own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests.webapp.browsers import Browser, cookie_of
from tests.webapp.cli.serving import Server
from tests.webapp.clients import WatchedStore
from tests.webapp.outlines import seated
from tests.webapp.people import PEOPLE, open_session
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.store import audit
from webapp.store.models import AuditEntry, ProcurementRecord

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Site:
    """An installation that is served, and those who use it."""

    store: WatchedStore
    server: Server
    folder: Path
    app: Flask
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def person_of(self, role: Role) -> Person:
        """Return the first person with a role."""
        return self.named(PEOPLE["coventry", role])

    def named(self, email: str) -> Person:
        """Return somebody by their e-mail address."""
        now = datetime.now(UTC)
        found = who_is(self.store, open_session(self.store, email, now), now=now)
        assert found is not None
        return found

    def browser(self, person: Person) -> Browser:
        """Return a browser in which somebody has just signed in."""
        token = open_session(self.store, person.email, datetime.now(UTC))
        return Browser(self.server.port, cookie_of(self.app, token))

    def reference(self) -> str:
        """Return a reference that no procurement has yet."""
        return f"COV-2026-{next(self._numbers):03}"

    def somebody(self, role: Role) -> Person:
        """Enrol somebody new with a role."""
        return seated(
            self.store, f"Somebody {next(self._numbers)}", datetime.now(UTC) - DAY, role=role
        )

    def acts(self, procurement_id: UUID) -> list[tuple[str, dict[str, object]]]:
        """Return the acts on a procurement in their order, and check the whole log."""
        with self.store.reading() as session:
            assert audit.verify(session).broken_at is None
            found = session.scalars(
                select(AuditEntry)
                .where(AuditEntry.subject == f"procurement/{procurement_id}")
                .order_by(AuditEntry.number)
            )
            return [(one.act, json.loads(one.detail)) for one in found]

    def reference_of(self, procurement_id: UUID) -> str:
        """Return the reference of a procurement."""
        with self.store.reading() as session:
            found = session.get(ProcurementRecord, procurement_id)
            assert found is not None
            return found.reference
