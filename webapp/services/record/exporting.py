"""The record as files: for a spreadsheet, and for whoever checks the chain without this service."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.services.record.reading import Asked, Line, lines_of
from webapp.store import Store, audit, people
from webapp.store import records as rows

UK = ZoneInfo("Europe/London")
COLUMNS: Final = (
    "number",
    "when (UK time)",
    "who",
    "what",
    "changes",
    "why",
    "under",
    "reference",
    "sha256",
)
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CHECK: Final = 100_000
"""How many acts a page checks while somebody waits for it: a few seconds' work."""


@dataclass(frozen=True, slots=True)
class ChainState:
    """The log as it stands: how many acts of all organisations it has, and its head."""

    entries: int
    head: str

    @property
    def is_long(self) -> bool:
        """Whether checking it takes longer than somebody should wait for a page."""
        return self.entries > LONGEST_CHECK


def state_of_chain(store: Store) -> ChainState:
    """Return how long the chain is, and its head."""
    with store.reading() as session:
        return ChainState(*(rows.last_entry(session) or (0, audit.START)))


def checked_chain(store: Store) -> audit.Chain | None:
    """Compute every hash again; None where there are more than a page should check."""
    with store.reading() as session:
        last = rows.last_entry(session)
        if last is not None and last[0] > LONGEST_CHECK:
            return None
        return audit.verify(session)


def verified(store: Store, *, noted: str | None = None) -> tuple[audit.Chain, bool]:
    """Compute every hash again; and return whether a hash that somebody noted is in the chain."""
    with store.reading() as session:
        is_known = noted is None or rows.has_hash(session, noted.strip().lower())
        return audit.verify(session), is_known


def organisation_named(store: Store, name: str) -> UUID | None:
    """Return the organisation of a name, None if there is none such."""
    with store.reading() as session:
        found = people.organisation_by_name(session, name)
        return found.id if found else None


def csv_parts(store: Store, organisation_id: UUID, asked: Asked) -> Iterator[str]:
    """Yield the record as CSV for a spreadsheet, the last act first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    yield "\ufeff"
    yield _written(COLUMNS)
    for line in lines_of(store, organisation_id, asked):
        yield _written(_cells(line))


def json_lines(store: Store, organisation_id: UUID) -> Iterator[str]:
    """Yield the whole chain as JSON Lines, the first act first.

    Of an act of another organisation only its number and its hash are told, so that the chain
    can be followed through it. The hash of each other is of its line without `sha256`, written
    as JSON with sorted keys, no white space and nothing escaped but what JSON must, in UTF-8;
    and its `previous` is the `sha256` of the line before, 64 zeros in the first.
    """
    with store.reading() as session:
        for entry in rows.chain(session, organisation_id):
            content = audit.content_of(entry) if entry.is_own else {"number": entry.number}
            yield json.dumps({**content, "sha256": entry.sha256}, ensure_ascii=False) + "\n"


def safe(cell: str) -> str:
    """Return a cell that a spreadsheet reads as text and never as a formula.

    >>> safe("=1+1"), safe("2 March 2026")
    ("'=1+1", '2 March 2026')
    """
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell


def _cells(line: Line) -> tuple[str, ...]:
    told = line.told
    return (
        str(line.number),
        f"{line.at.astimezone(UK):%Y-%m-%d %H:%M:%S}",
        line.who,
        told.what,
        "; ".join(f"{one.title}: {one.was or '(nothing)'} → {one.now}" for one in told.changes),
        told.why,
        told.under,
        line.about[1] if line.about else "",
        line.sha256,
    )


def _written(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue()
