"""The record as files: for a spreadsheet, and for whoever checks the chain without this service."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

from rules.uk_time import UK
from webapp.services.accounts import Person
from webapp.services.csv_lines import BYTE_ORDER_MARK, csv_line
from webapp.services.record.hiding import NO_SCREEN, Screen, screens_of
from webapp.services.record.reading import Asked, Line, lines_of, why_nothing
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit, people
from webapp.store import records as rows

COLUMNS: Final = (
    "number",
    "when (UK time)",
    "who",
    "person",
    "what",
    "changes",
    "why",
    "under",
    "reference",
    "sha256",
)
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAMED_AT_ONCE: Final = 500
WITHHELD: Final = (
    "The detail names a bidder, and whoever took this along may not know yet which is which"
)
Content: TypeAlias = Mapping[str, str | int | None]
LONGEST_CHECK: Final = 100_000
"""How many acts a page checks while somebody waits for it: a few seconds' work."""


class ExportForm(StrEnum):
    """What the record is taken along as: a spreadsheet, or the chain to be checked elsewhere."""

    CSV = "csv"
    JSON_LINES = "jsonl"


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


def is_in_chain(store: Store, noted: str) -> bool:
    """Return whether a fingerprint that somebody noted is that of an act of the log."""
    with store.reading() as session:
        return rows.has_hash(session, noted)


def organisation_named(store: Store, name: str) -> UUID | None:
    """Return the organisation of a name, None if there is none such."""
    with store.reading() as session:
        found = people.organisation_by_name(session, name)
        return found.id if found else None


def export(
    store: Store,
    organisation_id: UUID,
    form: ExportForm,
    *,
    now: datetime,
    person: Person | None = None,
) -> Iterator[str]:
    """Note that the whole record of an organisation is taken along, and return it in parts.

    Args:
        store: The store.
        organisation_id: Whose record.
        form: As what.
        now: The moment.
        person: Who takes it along, None for whoever runs the service.
    """
    with store.writing() as session:
        _note(session, organisation_id, form, Asked(), person, now=now)
    if form is ExportForm.CSV:
        return csv_parts(store, organisation_id, Asked(), person, now=now)
    return json_lines(store, organisation_id, person, now=now)


def export_some(
    store: Store, organisation_id: UUID, asked: Asked, person: Person, *, now: datetime
) -> Iterator[str] | Refused:
    """Note that some of the record is taken along as a spreadsheet, and return it in parts.

    What the record can't hold, such as the acts of somebody elsewhere, is refused and not noted.
    """
    with store.writing() as session:
        refused = why_nothing(session, organisation_id, asked)
        if refused is not None:
            return refused
        _note(session, organisation_id, ExportForm.CSV, asked, person, now=now)
    return csv_parts(store, organisation_id, asked, person, now=now)


def _note(
    session: Session,
    organisation_id: UUID,
    form: ExportForm,
    asked: Asked,
    person: Person | None,
    *,
    now: datetime,
) -> None:
    audit.append(
        session,
        "export-record",
        at=now,
        actor_id=person.id if person else None,
        organisation_id=organisation_id,
        subject=f"organisation/{organisation_id}",
        detail={"form": form.value, "asked": asked.narrowed()},
    )


def csv_parts(
    store: Store, organisation_id: UUID, asked: Asked, person: Person | None, *, now: datetime
) -> Iterator[str]:
    """Yield the record as CSV for a spreadsheet, the last act first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    yield BYTE_ORDER_MARK
    yield csv_line(COLUMNS)
    for line in lines_of(store, organisation_id, asked, person, now=now):
        yield csv_line(_cells(line))


def json_lines(
    store: Store, organisation_id: UUID, person: Person | None, *, now: datetime
) -> Iterator[str]:
    """Yield the whole chain as JSON Lines, the first act first.

    Of an act of another organisation only its number and its hash are told, so that the chain
    can be followed through it. The hash of each other is of its line without `sha256`, written
    as JSON with sorted keys, no white space and nothing escaped but what JSON must, in UTF-8;
    and its `previous` is the `sha256` of the line before, 64 zeros in the first.

    Where somebody wrote the name of a bidder that `person` may not know yet, `detail` is left out
    and `withheld` says why: the chain can be followed through that act by its hash too, which is
    checked once the names may be known. The log itself holds bidders by their numbers.

    The chain holds people by their ids. After it comes, outside of it, a line for each of them
    with `person` and `name`: a name never changes here, so it is the one that they had. An id that
    somebody typed is told no name by, unless it is of one of the organisation's own people.
    """
    ids: set[str] = set()
    with store.reading() as session:
        screens = {} if person is None else screens_of(session, person, now=now)
        by_subject = {f"procurement/{id_}": screen for id_, screen in screens.items()}
        for entry in rows.chain(session, organisation_id):
            whole = audit.content_of(entry) if entry.is_own else {"number": entry.number}
            content = _screened(whole, by_subject)
            ids.update(_ID.findall(f"{content.get('actor')} {content.get('subject')}"))
            ids.update(_ID.findall(str(content.get("detail"))))
            yield _line({**content, "sha256": entry.sha256})
        for id_, name in _named(session, organisation_id, sorted(ids)):
            yield _line({"person": str(id_), "name": name})


def _screened(content: Content, screens: Mapping[str, Screen]) -> Content:
    """Return an act without its detail where that holds a name that may not be known yet."""
    screen = screens.get(str(content.get("subject")), NO_SCREEN)
    if not screen.is_named_in(json.loads(str(content.get("detail") or "null"))):
        return content
    kept = {key: value for key, value in content.items() if key != "detail"}
    return {**kept, "withheld": WITHHELD}


def _named(
    session: Session, organisation_id: UUID, ids: Sequence[str]
) -> Iterator[tuple[UUID, str]]:
    """Yield the organisation's people among ids with their names, a few hundred at a time."""
    for start in range(0, len(ids), _NAMED_AT_ONCE):
        some = [UUID(one) for one in ids[start : start + _NAMED_AT_ONCE]]
        yield from sorted(rows.names_within(session, organisation_id, some).items())


def _line(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"


def _cells(line: Line) -> tuple[str, ...]:
    told = line.told
    return (
        str(line.number),
        f"{line.at.astimezone(UK):%Y-%m-%d %H:%M:%S}",
        line.who,
        str(line.actor_id or ""),
        told.what,
        "; ".join(f"{one.title}: {one.was or '(nothing)'} → {one.now}" for one in told.changes),
        told.why,
        told.under,
        line.about[1] if line.about else "",
        line.sha256,
    )
