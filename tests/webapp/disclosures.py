"""Tenders whose bidders were told, and secrets planted in every text of every table of them."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO
from uuid import UUID, uuid4

from sqlalchemy import Column, Table, insert, select

from evaluation.disclosure import Sort
from tests.webapp.award_rows import Signed, add_step, add_telling
from tests.webapp.clients import WatchedStore
from tests.webapp.results import evaluated_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store import Session
from webapp.store.disclosure_tables import SOURCES
from webapp.store.disclosures import sort_of
from webapp.store.tables import Base

_ALLOWED = {
    ("evaluation_declaration", "handling"): "none",
    ("conflict_declaration", "handling"): "none",
    ("outline_step", "state"): "sealed",
    ("meeting_step", "state"): "opened",
    ("vote", "choice"): "approve",
    ("panel_decision", "outcome"): "approve",
    ("condition_step", "state"): "reported",
    ("moderation_step", "state"): "agreed",
    ("unread_bid_step", "kind"): "asked",
    ("commitment_settlement", "verdict"): "counted",
    ("price_decision", "verdict"): "demonstrated",
    ("award_step", "state"): "approved",
    ("award_notice", "standstill"): "mandatory",
    ("lot_award", "rule"): "in_order",
    ("lot_award", "tie_break"): "[]",
    ("lot_award", "input"): '{"lots": [], "reference": "COV-2026-010"}',
    ("lot_outcome", "outcome"): "awarded",
    ("lot_outcome", "passed_over"): "[]",
    ("role_held", "role"): "buyer",
    ("procurement", "departures"): None,
    ("answer", "fact"): "subcontracting_possible",
    ("answer", "value"): "true",
    ("decision", "packs"): "[]",
    ("decision", "content"): "{}",
    ("letter_withholding", "ground"): "national_security",
}
_HELD = {"procurement", "bidder", "opened_bid", "opening_hand", "publication"}
"""Tables of which a tender holds one row, or one a bidder, already."""
_ENDS = {"procurement_ending"}
"""Tables of which a row would end the tender, so that nothing more could be read of it."""
_PLANTED = {source.table for source in SOURCES} - _HELD - _ENDS
_LETTERS = ("Thank you for your bid. You are first.", *["Thank you. You are not first."] * 9)


def told_tender(store: WatchedStore, person_of: Callable[..., Person], now: datetime) -> Scene:
    """Put a tender on record whose bidders have their letters; Alpha won, Beta did not."""
    scene = evaluated_tender(store, person_of, now)
    officer, panel = person_of(Role.PROCUREMENT_OFFICER), person_of(Role.PANEL_CHAIR)
    hands = (
        ("recommended", officer, Role.PROCUREMENT_OFFICER),
        ("approved", panel, Role.PANEL_CHAIR),
    )
    letters = [f"<p>{words}</p>" for words in _LETTERS]
    with store.by_hand() as session:
        steps = [
            add_step(
                session,
                scene,
                Signed(person, now + timedelta(minutes=number), role),
                number=number,
                state=state,
                because="Alpha is first, ahead of Beta Gardens.",
            )
            for number, (state, person, role) in enumerate(hands, start=1)
        ]
        add_telling(session, scene, steps[-1], Signed(officer, now), letters=letters)
    return scene


def secret(owner: str, table: str, column: str) -> str:
    """Return the text that is planted in a column for somebody."""
    return f"Zq{owner}-{table}-{column}-qZ"


def plant(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> None:
    """Plant a row in every table of the record for each of the first two bidders.

    Every text of it is a secret that says whose it is, where and in which column.
    """
    with store.by_hand() as session:
        for owner, bidder_id in zip("12", scene.bidders[:2], strict=True):
            given = {
                "procurement": scene.procurement_id,
                "bidder": bidder_id,
                "user_account": person.id,
                "organisation": person.memberships[0].organisation_id,
            }
            planter = _Planter(session, owner, given, now)
            for table in Base.metadata.sorted_tables:
                if table.name in _PLANTED:
                    planter.plant(table)


@dataclass(slots=True)
class _Planter:
    """Plants rows for one owner; `ids` are what a row can refer to, by table."""

    session: Session
    owner: str
    ids: dict[str, UUID]
    now: datetime

    def plant(self, table: Table) -> None:
        row = {column.name: self._value(table, column) for column in table.c}
        self.session.execute(insert(table).values(**row))
        if isinstance(made := row.get("id", next(iter(row.values()))), UUID):
            self.ids[table.name] = made

    def _value(self, table: Table, column: Column[object]) -> object:
        if (table.name, column.name) in _ALLOWED:
            return _ALLOWED[table.name, column.name]
        referred = next((key.column.table for key in column.foreign_keys), None)
        kind = column.type.python_type
        if referred is not None and referred is not table:
            return self.ids.get(referred.name) or self._first(referred)
        if kind is UUID:
            return None if column.nullable else uuid4()
        if kind is str:
            return _fitting(secret(self.owner, table.name, column.name), column)
        return {int: -int(self.owner), bool: False, date: self.now.date()}.get(kind, self.now)

    def _first(self, table: Table) -> object:
        return self.session.execute(select(table.c["id"]).limit(1)).scalar_one()


def _fitting(text: str, column: Column[object]) -> str:
    length = getattr(column.type, "length", None)
    return text if length is None or length >= len(text) else text[-length:]


def secrets_of(owner: str, *, but: frozenset[Sort] = frozenset()) -> dict[str, Sort | None]:
    """Return what was planted for somebody, each with its sort, but for what is of some sorts."""
    found: dict[str, Sort | None] = {}
    for source in SOURCES:
        for column in Base.metadata.tables[source.table].c:
            sort = sort_of(source, column.name)
            if column.type.python_type is str and sort not in but:
                text = secret(owner, source.table, column.name)
                is_whole = _fitting(text, column) == text
                if is_whole and (source.table, column.name) not in _ALLOWED:
                    found[text] = sort
    return found


def read_zip(file: IO[bytes]) -> dict[str, bytes]:
    """Return the files of an archive by their names."""
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
