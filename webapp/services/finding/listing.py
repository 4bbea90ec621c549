"""The list of the procurements that a person may read, narrowed and sorted, a page at a time."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import Final
from uuid import UUID

from rules.money import Money, Pence, VatBasis
from webapp.roles import READERS
from webapp.services.accounts import Person
from webapp.services.kept import Kept
from webapp.services.standing import Stage, Turn
from webapp.store import Session, Store, audit
from webapp.store import finding as rows
from webapp.store.finding import Wanted
from webapp.store.models import ProcurementRecord

ROWS_A_PAGE: Final = 50
ROWS_KEPT: Final = 4_000
"""Rows kept in a worker's memory, by all that they are made from."""
PAGES_KEPT: Final = 128
EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Row:
    """A procurement in a list, as it stood when it was last changed.

    `waits_for` is whose turn it is since `waits_since`, `started_by` the buyer who began it.
    """

    procurement_id: UUID
    reference: str
    title: str
    value: Money | None
    stage: Stage
    category: str | None
    tier: str | None
    questions_open: int
    waits_for: Turn
    waits_since: datetime | None
    started_by: str
    changed_at: datetime
    next_date: tuple[date, str] | None

    def __hash__(self) -> int:
        """Return the hash of its key: quick, and equal for equal rows."""
        return hash(self.procurement_id)


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a list; `total` is of all pages."""

    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int


_PAGES: Kept[Rows] = Kept(PAGES_KEPT)


def reading_of(person: Person) -> rows.Reading:
    """Return which procurements a person may read."""
    return rows.Reading(
        frozenset(item.organisation_id for item in person.with_any(READERS)),
        person.with_any_single(READERS),
    )


def list_procurements(
    store: Store, person: Person, *, page: int, today: date, wanted: Wanted = EVERYTHING
) -> Rows:
    """Return a page of the procurements that a person may read, the oldest waiting first.

    It is looked up once for each state of everything: no procurement changes without an act, and
    each act moves the head of the audit log.
    """
    reading = reading_of(person)
    with store.reading() as session:
        key = (audit.head(session), reading, wanted, page, today)
        return _PAGES.of(key, lambda: _page(session, reading, wanted, page, today))


def _page(session: Session, reading: rows.Reading, wanted: Wanted, page: int, today: date) -> Rows:
    offset = (page - 1) * ROWS_A_PAGE
    found, total = rows.page_of_procurements(
        session, reading, wanted, limit=ROWS_A_PAGE, offset=offset
    )
    pages = max(1, ceil(total / ROWS_A_PAGE))
    return Rows(tuple([row_of(one, today) for one in found]), total, page, pages)


@lru_cache(maxsize=ROWS_KEPT)
def row_of(record: rows.Listed, today: date) -> Row:
    """Return a record as a list shows it, with the first of its dates that is still to come."""
    dates = [(date.fromisoformat(day), what) for day, what in json.loads(record.dates)]
    coming = sorted(item for item in dates if item[0] >= today)
    return Row(
        procurement_id=record.id,
        reference=record.reference,
        title=record.title,
        value=value_of(record),
        stage=Stage(record.stage),
        category=record.category,
        tier=record.tier,
        questions_open=record.questions_open,
        waits_for=Turn(record.waits_for or Turn.BUYER),
        waits_since=record.waits_since,
        started_by=record.started_by,
        changed_at=record.changed_at,
        next_date=coming[0] if coming else None,
    )


def value_of(record: rows.Listed | ProcurementRecord) -> Money | None:
    """Return the estimated value as it was entered, None where it is not known."""
    if record.value_pence is None:
        return None
    vat = VatBasis(record.value_vat) if record.value_vat else None
    return Money(Pence(record.value_pence), vat)
