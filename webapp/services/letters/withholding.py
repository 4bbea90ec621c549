"""Deciding that something is withheld from letters, and taking such a decision back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from evaluation.letters.withholding import Ground, fingerprint, is_in
from evaluation.panel.phases import Phase
from rules.canonical import sha256_of
from webapp.services.accounts import Person
from webapp.services.letters.acting import Award, officers_award
from webapp.services.letters.withheld import EVERY, WithheldPage, how_much, withheld_page_of
from webapp.services.letters.words import TOLD
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, note
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.store import Session, Store, publications, withholdings
from webapp.store.tender_tables import Bidder
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd
from webapp.store.withholdings import WithholdingRow

NO_EXPLANATION: Final = Refused(
    "No letter holds that explanation", "Choose one of those on the page"
)
NO_READER: Final = Refused(
    "No letter to that bidder explains the most advantageous tender",
    "Choose one of those on the page",
)
NOT_IN_IT: Final = Refused(
    "The explanation does not hold those words",
    "Copy them from the explanation as it stands on the page, or leave the box empty to withhold "
    "all of it",
)
ALREADY: Final = Refused(
    "That is withheld already", "Take the decision back that stands, if it is to be another one"
)
NO_DECISION: Final = Refused(
    "There is no such decision", "Go back to what is withheld, and choose one of the list"
)


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is to be withheld, on which ground, and why.

    `reader` is the number of a bidder, or `EVERY`; `passage` are words of the explanation, empty
    for the whole. `because` says why the authority is satisfied of the ground.
    """

    criterion: str
    ground: Ground
    because: str
    reader: int = EVERY
    passage: str = ""


def withhold(
    store: Store,
    person: Person,
    wanted: Withholding,
    *,
    procurement_id: UUID,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Decide that an explanation, or words of it, is withheld; the same sent twice is one.

    `read` is how much was decided when the page was read. What letters hold is looked up before
    the transaction, which takes the decision only while the same evaluation is the last.
    """
    page = withheld_page_of(store, person, procurement_id, now=now)
    if isinstance(page, Refused):
        return page
    with store.writing() as session:
        award = _undecided_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        if award.run.id != page.run_id:
            return CHANGED_MEANWHILE
        if refused := _why_not(page, wanted):
            return refused
        bidders = {one.number: one for one in publications.bidders(session, procurement_id)}
        row = _row(wanted, award, person, bidders, page, now=now)
        every = withholdings.withholdings(session, procurement_id)
        standing = [one.withholding for one in every if one.end is None]
        if any(_told(one) == _told(row) for one in standing):
            return Done()
        if how_much([one.end for one in every]) != read:
            return CHANGED_MEANWHILE
        if any(_covers(one, row) for one in standing):
            return ALREADY
        row.number = len(every) + 1
        _add(session, award, "withhold-from-letters", person, row, of=row, now=now)
        return Done()


def end_withholding(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    number: int,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Take a decision to withhold back, by its number: letters hold again what it withheld."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        award = _undecided_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        found = _numbered(withholdings.withholdings(session, procurement_id), number)
        if found is None:
            return NO_DECISION
        if found.end is not None:
            return Done() if found.end.because == because else CHANGED_MEANWHILE
        ended = found.withholding
        row = WithholdingEnd(
            letter_withholding_id=ended.id, because=because, made_by=person.id, made_at=now
        )
        _add(session, award, "end-withholding", person, row, of=ended, now=now)
        return Done()


def _undecided_award(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Award | Refused:
    """Return the award for an act of an officer before its letters are sent."""
    award = officers_award(session, person, procurement_id, now=now)
    if isinstance(award, Refused):
        return award
    return TOLD if award.phase.is_at_least(Phase.TOLD) else award


def _why_not(page: WithheldPage, wanted: Withholding) -> Refused | None:
    if page.not_now is not None:
        return page.not_now
    if not wanted.because:
        return NO_REASON
    explanation = page.explanation(wanted.criterion)
    if explanation is None:
        return NO_EXPLANATION
    if wanted.reader not in {EVERY, *(number for number, _ in page.readers)}:
        return NO_READER
    if wanted.passage and not is_in(wanted.passage, explanation.text):
        return NOT_IN_IT
    return None


def _row(
    wanted: Withholding,
    award: Award,
    person: Person,
    bidders: dict[int, Bidder],
    page: WithheldPage,
    *,
    now: datetime,
) -> LetterWithholding:
    explanation = page.explanation(wanted.criterion)
    return LetterWithholding(
        procurement_id=award.scene.procurement_id,
        of_bidder_id=bidders[page.winner_number].id,
        from_bidder_id=bidders[wanted.reader].id if wanted.reader != EVERY else None,
        criterion=wanted.criterion,
        passage=wanted.passage,
        explanation_sha256=fingerprint(explanation.text) if explanation else "",
        ground=wanted.ground.value,
        because=wanted.because,
        made_by=person.id,
        made_at=now,
    )


def _told(row: LetterWithholding) -> tuple[object, ...]:
    place = (row.of_bidder_id, row.from_bidder_id, row.criterion)
    return (*place, row.explanation_sha256, row.passage, row.ground, row.because)


def _covers(row: LetterWithholding, other: LetterWithholding) -> bool:
    """Return whether what a decision withholds is all that another one would."""
    if _explained(row) != _explained(other):
        return False
    if row.from_bidder_id not in {None, other.from_bidder_id}:
        return False
    return not row.passage or (bool(other.passage) and is_in(other.passage, row.passage))


def _explained(row: LetterWithholding) -> tuple[object, ...]:
    """Return what stands for the very explanation that was decided on."""
    return (row.of_bidder_id, row.criterion, row.explanation_sha256)


def _numbered(rows: Sequence[WithholdingRow], number: int) -> WithholdingRow | None:
    return next((row for row in rows if row.withholding.number == number), None)


def _add(
    session: Session,
    award: Award,
    act: str,
    person: Person,
    row: LetterWithholding | WithholdingEnd,
    *,
    of: LetterWithholding,
    now: datetime,
) -> None:
    """Put a decision or its end on record; the act names no bidder, and reasons by fingerprint."""
    detail = {
        "criterion": of.criterion,
        "ground": of.ground,
        "is_every": of.from_bidder_id is None,
        "is_whole": not of.passage,
        "number": of.number,
        "sha256": sha256_of(row.because),
        **put_on_record(session, row),
    }
    note(session, award.scene, act, person, now=now, detail=detail)
