"""Entering the day on which the contract award notice was published, and correcting it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evaluation.letters.standstill import (
    SHORTEST_VOLUNTARY,
    Standstill,
    TooShort,
    standstill_of,
)
from rules.uk_time import day_of
from rules.wording import date_in_words
from webapp.services.accounts import Person
from webapp.services.letters.acting import Award, told_award
from webapp.services.letters.standstill import of_telling, page_of
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, note
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import letters as rows
from webapp.store.award_tables import AwardNotice

BEFORE_THE_LETTERS = Refused(
    "The letters went out after that day, and the notice may only be published after them "
    "(Procurement Act 2023, section 50(3))",
    "Enter the day on which the notice was published",
)
AHEAD = Refused("That day has not come yet", "Enter it once the notice is published")
NO_END = Refused(
    "The rules do not say how long the standstill of this contract lasts",
    "Enter the last day that the notice gives",
)


@dataclass(frozen=True, slots=True)
class NoticeEntry:
    """What an officer enters of a notice: `stated` is the last day of standstill that it gives.

    `stated` is None where it gives none, `because` why an entry before it is corrected.
    """

    published_on: date
    stated: date | None = None
    reference: str = ""
    because: str = ""


def enter_notice(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    entry: NoticeEntry,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Enter the day on which the contract award notice was published, or correct it.

    `read` is how many entries the page showed.
    """
    with store.writing() as session:
        award = told_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        found = _started(session, person, award, entry, day_of(now))
        if isinstance(found, Refused):
            return found
        every = rows.notices(session, procurement_id)
        before = of_telling(every, award)
        if before and _same(before[-1].notice, found, entry.reference):
            return Done()
        if len(before) != read:
            return CHANGED_MEANWHILE
        if before and not entry.because:
            return NO_REASON
        because = entry.because if before else ""
        row = _row(person, award, found, entry.reference, because, number=len(every) + 1, now=now)
        session.add(row)
        _note(session, person, award, found, entry.reference, because, now=now)
        return Done()


def _row(
    person: Person,
    award: Award,
    found: Standstill,
    reference: str,
    because: str,
    *,
    number: int,
    now: datetime,
) -> AwardNotice:
    return AwardNotice(
        procurement_id=award.scene.procurement_id,
        number=number,
        award_telling_id=award.telling.telling.id if award.telling else None,
        published_on=found.published_on,
        reference=reference,
        standstill=found.kind.value,
        ends_on=found.ends_on,
        because=because,
        made_by=person.id,
        made_at=now,
    )


def _started(
    session: Session, person: Person, award: Award, entry: NoticeEntry, today: date
) -> Standstill | Refused:
    """Return the standstill that a notice of that day started, or what is wrong with the day."""
    if entry.published_on > today:
        return AHEAD
    if award.telling is None or entry.published_on < award.telling.telling.issued_on:
        return BEFORE_THE_LETTERS
    required = page_of(session, person, award, today=today).required
    found = standstill_of(required, entry.published_on, entry.stated)
    if found is None:
        return NO_END
    return _too_short(found) if isinstance(found, TooShort) else found


def _same(last: AwardNotice, found: Standstill, reference: str) -> bool:
    told = (last.published_on, last.ends_on, last.reference)
    return told == (found.published_on, found.ends_on, reference)


def _too_short(found: TooShort) -> Refused:
    return Refused(
        f"That standstill is too short: it may not end before {date_in_words(found.earliest)}, the "
        f"last of {SHORTEST_VOLUNTARY} working days of which the day of the notice is the first "
        "(Procurement Act 2023, section 51(2) and (5))",
        "Look at the notice again; correct it if it gives an earlier day",
    )


def _note(
    session: Session,
    person: Person,
    award: Award,
    found: Standstill,
    reference: str,
    because: str,
    *,
    now: datetime,
) -> None:
    detail = {
        "published_on": found.published_on.isoformat(),
        "standstill": found.kind.value,
        "ends_on": found.ends_on.isoformat() if found.ends_on else "",
        "reference": reference,
        "why": because,
    }
    note(session, award.scene, "enter-award-notice", person, now=now, detail=detail)
