"""Pages of the record: acts in sentences, a day after the other, the last first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from math import ceil
from typing import Final
from uuid import UUID

from rules.uk_time import UK, day_of
from webapp.services.accounts import Person
from webapp.services.record.hiding import NO_SCREEN, Screen, screen_of, screens_of
from webapp.services.record.sentences import acts_of, named_in, told
from webapp.services.record.telling import Entry, Group, Named, Told, entry_of
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import procurements as procurement_rows
from webapp.store import records as rows
from webapp.store.models import AuditEntry
from webapp.store.record_scopes import Scope, Wanted, scope_of_procurement

ENTRIES_A_PAGE: Final = 30
_BATCH: Final = 500
COMMAND_LINE: Final = "Whoever runs this service"
"""Who acted where the log names nobody: the command line."""
NOBODY = Refused(
    "The person you asked for has no part in this record", "Choose somebody from the list"
)
NO_REFERENCE = Refused(
    "Your organisation has no procurement of that reference", "Enter one as the record writes it"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the record is narrowed to; `reference` is of one procurement of the organisation."""

    actor_id: UUID | None = None
    group: Group | None = None
    reference: str = ""
    since: date | None = None
    until: date | None = None

    def narrowed(self) -> dict[str, str]:
        """Return what was asked for as the log keeps it, without what was not."""
        found = {
            "person": self.actor_id,
            "kind": self.group,
            "reference": self.reference,
            "since": self.since,
            "until": self.until,
        }
        return {key: str(value) for key, value in found.items() if value}

    def is_of_nobody(self, people: Iterable[tuple[UUID, str]]) -> bool:
        """Whether somebody is asked for who is none of these people."""
        return self.actor_id is not None and self.actor_id not in dict(people)


@dataclass(frozen=True, slots=True)
class Line:
    """An act on the record: its number, when, by whom, what in words, about which procurement."""

    number: int
    at: datetime
    who: str
    actor_id: UUID | None
    told: Told
    about: tuple[UUID, str, str] | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Day:
    """The acts of a day in UK time, the last first."""

    on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of the record, and who can be asked for.

    `refused` says why it can't hold what was asked for, None where it can;
    `about` is the reference and the title of the one procurement that the page is of.
    """

    days: tuple[Day, ...]
    people: tuple[tuple[UUID, str], ...]
    total: int
    page: int
    pages: int
    refused: Refused | None = None
    about: tuple[str, str] | None = None


def record_of_procurement(
    store: Store, person: Person, procurement_id: UUID, asked: Asked, *, page: int, now: datetime
) -> RecordPage | None:
    """Return a page of the record of a procurement as somebody may read it, None without one."""
    with store.reading() as session:
        found = procurement_rows.procurement(session, procurement_id)
        if found is None:
            return None
        record, organisation = found
        scope = scope_of_procurement(session, organisation.id, procurement_id)
        people = rows.actors(session, scope)
        if asked.is_of_nobody(people):
            shown = RecordPage((), tuple(people), 0, 1, 1, refused=NOBODY)
        else:
            screens = {procurement_id: screen_of(session, person, procurement_id, now=now)}
            shown = _page(session, scope, _wanted(asked), page, people, lambda _: screens)
        return replace(shown, about=(record.reference, record.title))


def record_of_organisation(
    store: Store, person: Person, organisation_id: UUID, asked: Asked, *, page: int, now: datetime
) -> RecordPage:
    """Return a page of the record of all that an organisation did, as somebody may read it."""
    with store.reading() as session:
        people = rows.actors(session, Scope(organisation_id))
        if asked.is_of_nobody(people):
            return RecordPage((), tuple(people), 0, 1, 1, refused=NOBODY)
        scope = _scope(session, organisation_id, asked.reference)
        if scope is None:
            return RecordPage((), tuple(people), 0, 1, 1, refused=NO_REFERENCE)
        screening = partial(screens_of, session, person, now=now)
        return _page(session, scope, _wanted(asked), page, people, screening)


def lines_of(
    store: Store, organisation_id: UUID, asked: Asked, person: Person | None, *, now: datetime
) -> Iterator[Line]:
    """Yield the acts of an organisation's record, the last first, read a few hundred at a time.

    They are as `person` may read them, None for whoever runs the service.
    """
    before = None
    with store.reading() as session:
        screens = {} if person is None else screens_of(session, person, now=now)
        scope = _scope(session, organisation_id, asked.reference)
        if scope is None:
            return
        while found := rows.entries_before(
            session, scope, _wanted(asked), before=before, limit=_BATCH
        ):
            yield from _lines(session, found, screens)
            before = found[-1].number
            session.expunge_all()


def why_nothing(session: Session, organisation_id: UUID, asked: Asked) -> Refused | None:
    """Return why an organisation's record can't hold what is asked for, None where it can."""
    if asked.is_of_nobody(rows.actors(session, Scope(organisation_id))):
        return NOBODY
    return NO_REFERENCE if _scope(session, organisation_id, asked.reference) is None else None


def _page(
    session: Session,
    scope: Scope,
    wanted: Wanted,
    page: int,
    people: Iterable[tuple[UUID, str]],
    screening: Callable[[Collection[UUID]], Mapping[UUID, Screen]],
) -> RecordPage:
    found, total = rows.page_of_entries(
        session, scope, wanted, limit=ENTRIES_A_PAGE, offset=(page - 1) * ENTRIES_A_PAGE
    )
    about = {id_ for row in found if (id_ := entry_of(row).subject_id) is not None}
    screens = screening(about)
    return RecordPage(
        _days(_lines(session, found, screens)),
        tuple(people),
        total,
        page,
        max(1, ceil(total / ENTRIES_A_PAGE)),
    )


def _scope(session: Session, organisation_id: UUID, reference: str) -> Scope | None:
    """Return whose acts are asked for, None if there is no procurement of a reference."""
    if not reference:
        return Scope(organisation_id)
    found = procurement_rows.procurement_of_reference(session, organisation_id, reference)
    return scope_of_procurement(session, organisation_id, found) if found else None


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        actor_id=asked.actor_id,
        acts=acts_of(asked.group) if asked.group else frozenset(),
        since=_start(asked.since) if asked.since else None,
        until=_start(asked.until + timedelta(days=1)) if asked.until else None,
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UK)


def _lines(
    session: Session, found: Iterable[AuditEntry], screens: Mapping[UUID, Screen]
) -> list[Line]:
    read = list(found)
    entries = [entry_of(row) for row in read]
    named = named_in(session, entries)
    return [
        _line(entry, row.sha256, named, _screen(entry, screens))
        for entry, row in zip(entries, read, strict=True)
    ]


def _screen(entry: Entry, screens: Mapping[UUID, Screen]) -> Screen:
    if entry.of != "procurement" or entry.subject_id is None:
        return NO_SCREEN
    return screens.get(entry.subject_id, NO_SCREEN)


def _line(entry: Entry, sha256: str, named: Named, screen: Screen) -> Line:
    about = None
    procurement_id = entry.subject_id if entry.of == "procurement" else None
    if procurement_id is not None and procurement_id in named.procurements:
        about = (procurement_id, *named.procurements[procurement_id])
    nobody = named.bidder(entry) if entry.detail.get("by_bidder") else COMMAND_LINE
    who = named.person(entry.actor_id) if entry.actor_id else screen.text(nobody)
    sentence = screen.told(told(entry, named))
    return Line(entry.number, entry.at, who, entry.actor_id, sentence, about, sha256)


def _days(lines: Iterable[Line]) -> tuple[Day, ...]:
    by_day = groupby(lines, key=lambda line: day_of(line.at))
    return tuple(Day(day, tuple(of_day)) for day, of_day in by_day)
