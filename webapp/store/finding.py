"""Queries that find procurements among those that somebody may read: narrowed, sorted, summed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from webapp.store.connection import Session
from webapp.store.models import ProcurementRecord, User

_SENT_AT_ONCE = 500


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


def page_of_procurements(
    session: Session, reading: Reading, wanted: Wanted, *, limit: int, offset: int
) -> tuple[Sequence[tuple[ProcurementRecord, str]], int]:
    """Return a page of the procurements that are wanted, who started each, and how many in all.

    The keys of the page are found first, so that what is passed over is not read whole.
    """
    keys = (
        select(ProcurementRecord.id)
        .where(reading.condition(), wanted.condition())
        .order_by(*_ORDERS[wanted.order], ProcurementRecord.id)
        .limit(limit)
        .offset(offset)
    )
    rows = session.execute(
        select(ProcurementRecord, User.name)
        .join(User, User.id == ProcurementRecord.created_by)
        .where(ProcurementRecord.id.in_(keys))
        .order_by(*_ORDERS[wanted.order], ProcurementRecord.id)
    )
    found = [(record, name) for record, name in rows]
    total = session.scalar(
        select(func.count())
        .select_from(ProcurementRecord)
        .where(reading.condition(), wanted.condition())
    )
    return found, total or 0


def every_procurement(
    session: Session, reading: Reading, wanted: Wanted
) -> Iterator[tuple[ProcurementRecord, str]]:
    """Return all procurements that are wanted, some hundreds read at a time."""
    rows = session.execute(_listed(reading, wanted), execution_options={"yield_per": _SENT_AT_ONCE})
    return ((record, name) for record, name in rows)


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


def _listed(reading: Reading, wanted: Wanted) -> Select[ProcurementRecord, str]:
    return (
        select(ProcurementRecord, User.name)
        .join(User, User.id == ProcurementRecord.created_by)
        .where(reading.condition(), wanted.condition())
        .order_by(*_ORDERS[wanted.order], ProcurementRecord.id)
    )


def _holds(word: str) -> ColumnElement[bool]:
    """Return that a title or a reference holds a word, upper and lower case the same.

    SQLite folds the case of ASCII letters alone, so that others are looked for as they may stand.
    """
    forms = [word] if word.isascii() else sorted({word, word.lower(), word.upper(), word.title()})
    columns = (ProcurementRecord.title, ProcurementRecord.reference)
    return or_(*(column.icontains(form, autoescape=True) for column in columns for form in forms))
