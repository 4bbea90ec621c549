"""Rows that acts pin, tampered with by hand: one after the other, and put right again."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Executable, RowMapping, Table, insert, select, update
from sqlalchemy import delete as deleting

from tests.webapp.clients import WatchedStore
from tests.webapp.databases import lift_guard
from webapp.services.record.pinned import compared
from webapp.store.models import Base, User

CHANGED, GONE, PUT_IN = "it was changed", "it is gone", "it was put in, and no act tells of it"

_PLACES = {"id", "number", "measure"}
_OTHER = {
    "counted": "not_counted",
    "not_counted": "counted",
    "demonstrated": "not_disregarded",
    "not_demonstrated": "demonstrated",
    "not_disregarded": "demonstrated",
    "national_security": "sensitive_commercial_information",
    "sensitive_commercial_information": "national_security",
    "none": "recused",
    "managed": "waived",
    "waived": "managed",
    "recused": "managed",
    "asked": "lost",
    "returned": "lost",
    "lost": "asked",
}
"""By a value that a table checks another one that it takes."""
_STATES = ("upheld", "resumed")


def found_unfit(store: WatchedStore) -> Mapping[str, str]:
    """Return what is not as the log has it, and how."""
    return {one.what: one.problem for one in compared(store).unfit}


def notice_tampering(store: WatchedStore, what: str, table: type[Base], **of: object) -> None:
    """Tamper with the one row of a table that is `of` these values, and see that each is noticed.

    Every column is changed that neither names another row nor says where this one stands, and
    who made it; then the row is taken away, and another one put in.
    """
    held = table.__table__
    assert isinstance(held, Table)
    with store.reading() as session:
        (row,) = session.execute(select(held).filter_by(**of)).mappings()
        users = set(session.scalars(select(User.id)))
    before = found_unfit(store)
    own = held.c.id == row["id"]
    changed = [column.name for column in held.c if _is_changed(held, column.name, row)]
    assert {"because", "question", "answer", "detail", "kind"} & set(changed)
    for name in changed:
        value = _other(name, row[name], users)
        _run(store, held, update(held).where(own).values({name: value}))
        assert _new(store, before, what) == [CHANGED], (held.name, name)
        _run(store, held, update(held).where(own).values({name: row[name]}))
    _run(store, held, deleting(held).where(own))
    assert _new(store, before, what) == [GONE], held.name
    _run(store, held, insert(held).values(dict(row)))
    assert found_unfit(store) == before
    if "number" in held.c:
        other = {**row, "id": uuid4(), "number": row["number"] + 50}
        if "sealed_name" in other:
            other["sealed_name"] = None
        _run(store, held, insert(held).values(other))
        assert _new(store, before, what) == [PUT_IN], held.name
        _run(store, held, deleting(held).where(held.c.id == other["id"]))
    assert found_unfit(store) == before


def _new(store: WatchedStore, before: Mapping[str, str], what: str) -> list[str]:
    """Return what came of a kind of row since."""
    after = found_unfit(store)
    new = {key: problem for key, problem in after.items() if before.get(key) != problem}
    assert all(what in key.split(", ") for key in new), new
    return list(new.values())


def _is_changed(held: Table, name: str, row: RowMapping) -> bool:
    if name in _PLACES or (name == "sealed_key" and row[name] is None):
        return False
    keys = held.c[name].foreign_keys
    is_person = bool(keys) and all(key.column.table.name == "user_account" for key in keys)
    return name != "user_id" and (not keys or is_person)


def _other(name: str, value: object, users: set[UUID]) -> object:
    match value:
        case bool():
            return not value
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case UUID() | None if name in {"made_by", "decided_by", "entered_by"}:
            return min(users - {value})
        case None:
            return date(2026, 3, 2) if name == "on_day" else "x"
        case str() if name == "state":
            return next(one for one in _STATES if one != value)
        case str():
            return _OTHER.get(value, f"{value[:-1]}~")
    raise AssertionError(name)


def _run(store: WatchedStore, held: Table, statement: Executable) -> None:
    with store.by_hand() as session:
        lift_guard(session, held.name)
        session.execute(statement)
