"""Queries for the file of a procurement: each table of its record, read a few rows at a time."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, Table, func, select

from evaluation.disclosure import Sort
from webapp.store.award_tables import AwardTelling, EvaluationRun, LetterSent
from webapp.store.bid_tables import BidReceipt, OpenedBid
from webapp.store.connection import Session
from webapp.store.disclosure_tables import Source
from webapp.store.models import AuditEntry, Organisation, ProcurementRecord, RoleHeld, User
from webapp.store.outline_tables import OutlineVersion
from webapp.store.panel_tables import AgendaItem
from webapp.store.part_tables import Attachment
from webapp.store.record_scopes import scope_of_procurement
from webapp.store.tables import Base
from webapp.store.tender_tables import Bidder

Row = Mapping[str, object]
_AT_ONCE = 100
_ORDER = ("version", "revision", "number", "position", "made_at", "id")
_SECOND = "criterion"


class Worker(NamedTuple):
    """Somebody of the authority: by which names a text can name them, and their roles."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]


class BidFileRow(NamedTuple):
    """The file of a bid that was opened."""

    bidder_number: int
    receipt: BidReceipt


def procurements_of(session: Session, reference: str) -> Sequence[tuple[UUID, str]]:
    """Return the procurements of a reference, each with the name of its organisation."""
    found = session.execute(
        select(ProcurementRecord.id, Organisation.name)
        .join(Organisation, Organisation.id == ProcurementRecord.organisation_id)
        .where(ProcurementRecord.reference == reference)
        .order_by(Organisation.name)
    )
    return [(id_, name) for id_, name in found]


def table_of(source: Source) -> Table:
    """Return the table of a source."""
    return Base.metadata.tables[source.table]


def sort_of(source: Source, column: str) -> Sort | None:
    """Return the sort of a column, None of a text that nobody has put into a sort."""
    if column in source.sorts:
        return source.sorts[column]
    found = table_of(source).c[column]
    referred = {key.column.table.name for key in found.foreign_keys}
    if "user_account" in referred:
        return Sort.PERSON
    if "bidder" in referred:
        return Sort.BIDDER
    is_text = found.type.python_type is str and not column.endswith("_sha256")
    return None if is_text else Sort.FACT


def rows_of(
    session: Session, source: Source, procurement_id: UUID, *, bidder_id: UUID | None = None
) -> Iterator[Row]:
    """Yield the rows of a source that are a procurement's, in an order that is always the same.

    With `bidder_id` only those about that bidder are.
    """
    table = table_of(source)
    wanted = select(*table.c).where(_within(table, source.via, procurement_id))
    if bidder_id is not None:
        wanted = wanted.where(_own(table, source.via, bidder_id))
    if source.is_last:
        wanted = wanted.where(_is_last(table))
    for name, value in source.where:
        wanted = wanted.where(table.c[name] == value)
    yield from _streamed(session, wanted.order_by(*_ordered(table)))


def _streamed(session: Session, wanted: Select[Any]) -> Iterator[Row]:
    with session.execute(wanted, execution_options={"yield_per": _AT_ONCE}) as found:
        for row in found.mappings():
            yield cast("Row", row)


def _ordered(table: Table) -> list[ColumnElement[Any]]:
    names = [name for name in _ORDER if name in table.c]
    bidder = [table.c["bidder_id"]] if "bidder_id" in table.c else []
    second = [table.c[_SECOND]] if _SECOND in table.c else []
    return [*bidder, *second, *(table.c[name] for name in names), *table.primary_key.columns]


def _within(table: Table, via: tuple[str, ...], procurement_id: UUID) -> ColumnElement[bool]:
    if via:
        parent = Base.metadata.tables[via[0]]
        ids = select(_key(parent)).where(_within(parent, via[1:], procurement_id))
        return _reference(table, parent).in_(ids)
    if table.name == "procurement":
        return table.c["id"] == procurement_id
    if table.name == "meeting":
        return table.c["id"].in_(
            select(AgendaItem.meeting_id)
            .join(OutlineVersion, OutlineVersion.id == AgendaItem.outline_version_id)
            .where(OutlineVersion.procurement_id == procurement_id)
        )
    return table.c["procurement_id"] == procurement_id


def _own(table: Table, via: tuple[str, ...], bidder_id: UUID) -> ColumnElement[bool]:
    if table.name == "bidder":
        return table.c["id"] == bidder_id
    if "bidder_id" in table.c:
        return table.c["bidder_id"] == bidder_id
    parent = Base.metadata.tables[via[0]]
    return _reference(table, parent).in_(
        select(_key(parent)).where(_own(parent, via[1:], bidder_id))
    )


def _is_last(table: Table) -> ColumnElement[bool]:
    later = table.alias("later")
    last = select(func.max(later.c["number"])).where(_same_cell(table, later)).scalar_subquery()
    return table.c["number"] == last


def _same_cell(table: Table, other: FromClause) -> ColumnElement[bool]:
    names = ("procurement_id", "bidder_id", "criterion")
    first, *rest = (table.c[name] == other.c[name] for name in names)
    return first & rest[0] & rest[1]


def _key(table: Table) -> ColumnElement[Any]:
    return next(iter(table.primary_key.columns))


def _reference(table: Table, parent: Table) -> ColumnElement[Any]:
    return next(
        key.parent
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is parent
    )


def workers(session: Session, organisation_id: UUID) -> Sequence[Worker]:
    """Return everybody who holds or held a role in an organisation, in the order of their ids."""
    held: dict[UUID, tuple[User, list[str]]] = {}
    for user, role in session.execute(
        select(User, RoleHeld.role)
        .join(RoleHeld, RoleHeld.user_id == User.id)
        .where(RoleHeld.organisation_id == organisation_id)
        .order_by(User.id, RoleHeld.granted_at, RoleHeld.role)
    ):
        held.setdefault(user.id, (user, []))[1].append(role)
    return [
        Worker(user.id, user.name, user.email, tuple(dict.fromkeys(roles)))
        for user, roles in held.values()
    ]


def told_bidders(session: Session, procurement_id: UUID) -> frozenset[UUID]:
    """Return the bidders that were sent a letter that tells of the award."""
    return frozenset(
        session.scalars(
            select(LetterSent.bidder_id)
            .join(AwardTelling, AwardTelling.id == LetterSent.award_telling_id)
            .where(LetterSent.procurement_id == procurement_id)
        )
    )


def opened_files(
    session: Session, procurement_id: UUID, *, bidder_id: UUID | None = None
) -> Sequence[BidFileRow]:
    """Return the files of the bids that were opened, and of none that stayed sealed."""
    wanted = (
        select(Bidder.number, BidReceipt)
        .join(OpenedBid, OpenedBid.bid_receipt_id == BidReceipt.id)
        .join(Bidder, Bidder.id == BidReceipt.bidder_id)
        .where(OpenedBid.procurement_id == procurement_id)
        .order_by(Bidder.number)
    )
    if bidder_id is not None:
        wanted = wanted.where(Bidder.id == bidder_id)
    return [BidFileRow(number, receipt) for number, receipt in session.execute(wanted)]


def attached(session: Session, procurement_id: UUID) -> Sequence[Attachment]:
    """Return every file that was attached, those taken off too."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.procurement_id == procurement_id)
        .order_by(Attachment.attached_at, Attachment.id)
    ).all()


def versions(session: Session, procurement_id: UUID) -> Iterator[OutlineVersion]:
    """Yield the versions of an outline in their order, one at a time."""
    yield from session.scalars(
        select(OutlineVersion)
        .where(OutlineVersion.procurement_id == procurement_id)
        .order_by(OutlineVersion.number)
        .execution_options(yield_per=1)
    )


def last_result(session: Session, procurement_id: UUID) -> str | None:
    """Return the result of the last evaluation as `podium/evaluation/1`, None before any."""
    return session.scalar(
        select(EvaluationRun.result)
        .where(EvaluationRun.procurement_id == procurement_id)
        .order_by(EvaluationRun.number.desc())
        .limit(1)
    )


def last_act(
    session: Session, organisation_id: UUID, procurement_id: UUID, *, but: str
) -> AuditEntry | None:
    """Return the last act of a procurement that is not of one name, None before any."""
    scope = scope_of_procurement(session, organisation_id, procurement_id)
    return session.scalar(
        select(AuditEntry)
        .where(scope.condition(), AuditEntry.act != but)
        .order_by(AuditEntry.number.desc())
        .limit(1)
    )


def acts(
    session: Session, organisation_id: UUID, procurement_id: UUID, *, but: str
) -> Iterator[AuditEntry]:
    """Yield the acts of a procurement in their order, without those of one name."""
    scope = scope_of_procurement(session, organisation_id, procurement_id)
    found = session.scalars(
        select(AuditEntry)
        .where(scope.condition(), AuditEntry.act != but)
        .order_by(AuditEntry.number)
        .execution_options(yield_per=_AT_ONCE)
    )
    for entry in found:
        yield entry
        session.expunge(entry)
