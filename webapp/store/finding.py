"""Queries that find procurements among those that somebody may read: narrowed, sorted, summed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, func, or_, select

from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord, User

_SENT_AT_ONCE = 500
STATEMENTS_KEPT = 64
"""Queries of lists that are put together once, which takes longer than asking them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which procurements somebody may read: all of some organisations, and single ones."""

    organisations: frozenset[UUID]
    single: frozenset[UUID] = frozenset()

    def condition(self) -> ColumnElement[bool]:
        """Return what a procurement has to satisfy."""
        own = ProcurementRecord.organisation_id
        if len(self.organisations) == 1:
            of_all = own == next(iter(self.organisations))
        else:
            of_all = own.in_(self.organisations)
        return or_(of_all, ProcurementRecord.id.in_(self.single)) if self.single else of_all


class Order(StrEnum):
    """What a list is sorted by."""

    WAITING = "waiting"
    CHANGED = "changed"
    VALUE = "value"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to, and its order; `words` stand in the title or the reference.

    `least` and `most` are pence, and compare the value as it was entered, whatever its basis.
    """

    words: tuple[str, ...] = ()
    stage: str = ""
    category: str = ""
    tier: str = ""
    waits_for: str = ""
    least: int | None = None
    most: int | None = None
    order: Order = Order.WAITING

    def condition(self) -> ColumnElement[bool]:
        """Return what a procurement has to satisfy."""
        record = ProcurementRecord
        named = (
            (record.stage, self.stage),
            (record.category, self.category),
            (record.tier, self.tier),
            (record.waits_for, self.waits_for),
        )
        found = [column == value for column, value in named if value]
        found += [_holds(word) for word in self.words]
        if self.least is not None:
            found.append(record.value_pence >= self.least)
        if self.most is not None:
            found.append(record.value_pence <= self.most)
        return and_(True, *found)  # noqa: FBT003 - SQLAlchemy's way to say "nothing more"


_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.WAITING: (
        ProcurementRecord.waits_since.asc().nulls_last(),
        ProcurementRecord.changed_at.asc(),
    ),
    Order.CHANGED: (ProcurementRecord.changed_at.desc(),),
    Order.VALUE: (ProcurementRecord.value_pence.desc().nulls_last(),),
    Order.TITLE: (func.lower(ProcurementRecord.title),),
}


class Listed(NamedTuple):
    """What a list shows of a procurement; `started_by` is the name of whoever began it."""

    id: UUID
    reference: str
    title: str
    value_pence: int | None
    value_vat: str | None
    stage: str
    category: str | None
    tier: str | None
    questions_open: int
    waits_for: str | None
    waits_since: datetime | None
    changed_at: datetime
    dates: str
    started_by: str


def page_of_procurements(
    session: Session, reading: Reading, wanted: Wanted, *, limit: int, offset: int
) -> tuple[Sequence[Listed], int]:
    """Return a page of the procurements that are wanted, and how many there are in all.

    The keys of the page are found first, so that what is passed over is not read whole. Each row
    brings the count, which is asked for alone only where there is no row.
    """
    rows = session.execute(_page(reading, wanted), {"limit": limit, "offset": offset}).all()
    if not rows:
        return [], session.scalar(_total(reading, wanted)) or 0
    return [Listed._make(row[:-1]) for row in rows], rows[0][-1]


def every_procurement(session: Session, reading: Reading, wanted: Wanted) -> Iterator[Listed]:
    """Return all procurements that are wanted, some hundreds read at a time."""
    rows = session.execute(
        _LISTED.where(reading.condition(), wanted.condition()).order_by(*_ordered(wanted)),
        execution_options={"yield_per": _SENT_AT_ONCE},
    )
    return (Listed._make(row) for row in rows)


def first_of(
    session: Session, reading: Reading, words: Collection[str], limit: int
) -> tuple[Sequence[ProcurementRecord], bool]:
    """Return the procurements changed last that hold words, and whether there are more."""
    found = session.scalars(
        select(ProcurementRecord)
        .where(reading.condition(), Wanted(words=tuple(words)).condition())
        .order_by(ProcurementRecord.changed_at.desc(), ProcurementRecord.id)
        .limit(limit + 1)
    ).all()
    return found[:limit], len(found) > limit


def sums_by_tier(
    session: Session, reading: Reading
) -> Sequence[tuple[str | None, str | None, int, int, int]]:
    """Return by tier and VAT basis: how many procurements, how many with a value, and its sum."""
    record = ProcurementRecord
    rows = session.execute(
        select(
            record.tier,
            record.value_vat,
            func.count(),
            func.count(record.value_pence),
            func.coalesce(func.sum(record.value_pence), 0),
        )
        .where(reading.condition())
        .group_by(record.tier, record.value_vat)
    )
    return [(tier, vat, count, valued, int(total or 0)) for tier, vat, count, valued, total in rows]


def sums_by_measures(
    session: Session, reading: Reading
) -> Sequence[tuple[UUID, str, str | None, int, int, int]]:
    """Return by organisation, measures and VAT basis: how many, how many with a value, its sum."""
    record = ProcurementRecord
    rows = session.execute(
        select(
            record.organisation_id,
            record.measures,
            record.value_vat,
            func.count(),
            func.count(record.value_pence),
            func.coalesce(func.sum(record.value_pence), 0),
        )
        .where(reading.condition(), record.measures.is_not(None))
        .group_by(record.organisation_id, record.measures, record.value_vat)
    )
    return [
        (owner, measures or "[]", vat, count, valued, int(total or 0))
        for owner, measures, vat, count, valued, total in rows
    ]


_LISTED = select(
    *(getattr(ProcurementRecord, name) for name in Listed._fields[:-1]), User.name
).join(User, User.id == ProcurementRecord.created_by)


@lru_cache(maxsize=STATEMENTS_KEPT)
def _page(reading: Reading, wanted: Wanted) -> Select[*tuple[Any, ...]]:
    keys = (
        select(ProcurementRecord.id)
        .where(reading.condition(), wanted.condition())
        .order_by(*_ordered(wanted))
        .limit(bindparam("limit", type_=Integer()))
        .offset(bindparam("offset", type_=Integer()))
    )
    counted = _LISTED.add_columns(_total(reading, wanted).scalar_subquery())
    return counted.where(ProcurementRecord.id.in_(keys)).order_by(*_ordered(wanted))


@lru_cache(maxsize=STATEMENTS_KEPT)
def _total(reading: Reading, wanted: Wanted) -> Select[int]:
    every = select(func.count()).select_from(ProcurementRecord)
    return every.where(reading.condition(), wanted.condition())


def _ordered(wanted: Wanted) -> tuple[ColumnElement[Any], ...]:
    return (*_ORDERS[wanted.order], ProcurementRecord.id.asc())


def _holds(word: str) -> ColumnElement[bool]:
    """Return that a title or a reference holds a word, upper and lower case the same.

    SQLite folds the case of ASCII letters alone, so that others are looked for as they may stand.
    """
    forms = [word] if word.isascii() else sorted({word, word.lower(), word.upper(), word.title()})
    columns = (ProcurementRecord.title, ProcurementRecord.reference)
    return or_(*(column.icontains(form, autoescape=True) for column in columns for form in forms))
