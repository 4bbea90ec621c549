"""What bidders were told before: awards that were taken back, with every letter, for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evaluation.panel.visibility import Seat, Sight
from webapp.documents.summaries import LetterKind
from webapp.services.accounts import Person
from webapp.services.letters.acting import TOO_EARLY
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.refusals import Refused
from webapp.store import Session, Store, award_steps
from webapp.store import letters as rows
from webapp.store.award_steps import StepRow
from webapp.store.letters import LetterRow

NO_ROUND = Refused("No award was told under that number", "Go back to the letters")
_KEEPING = frozenset({Seat.PROCUREMENT_OFFICER, Seat.AUDITOR})


@dataclass(frozen=True, slots=True)
class SentOnce:
    """A letter that was sent: its id, to whom, and of which kind."""

    id: UUID
    bidder: str
    kind: LetterKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Published:
    """The award notice that was published in a round, as far as it is on record."""

    on: date
    ends_on: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Round:
    """An award of which bidders were told and which was taken back, with its letters.

    `run` is the number of its evaluation. `back` are the letters that tell that it was taken back.
    """

    number: int
    run: int
    told_at: datetime
    by: str
    letters: tuple[SentOnce, ...]
    published: Published | None
    back_at: datetime
    back_by: str
    because: str
    back: tuple[SentOnce, ...]


def rounds_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[Round, ...] | Refused:
    """Return every award that was taken back, in order, in a fixed number of queries."""
    with store.reading() as session:
        refused = why_not_rounds(session, person, procurement_id, now=now)
        return refused if refused is not None else rounds_in(session, procurement_id)


def rounds_in(session: Session, procurement_id: UUID) -> tuple[Round, ...]:
    """Return the same in a session, for whoever may see it."""
    told = rows.tellings(session, procurement_id)
    steps = award_steps.steps(session, procurement_id)
    sent = rows.every_sent(session, procurement_id)
    notices = {
        row.notice.award_telling_id: Published(
            row.notice.published_on, row.notice.ends_on, row.notice.reference
        )
        for row in rows.notices(session, procurement_id)
    }
    back = {
        telling.telling.id: step
        for telling in told
        if (step := _back(steps, telling.telling.award_step_id)) is not None
    }
    return tuple(
        Round(
            number=one.telling.number,
            run=one.run.number,
            told_at=one.telling.made_at,
            by=one.by,
            letters=tuple(
                _once(row) for row in sent if row.letter.award_telling_id == one.telling.id
            ),
            published=notices.get(one.telling.id),
            back_at=step.step.made_at,
            back_by=step.by,
            because=step.step.because,
            back=tuple(
                _once(row)
                for row in sent
                if (row.letter.kind, row.letter.made_at)
                == (LetterKind.TAKEN_BACK, step.step.made_at)
            ),
        )
        for one in told
        if (step := back.get(one.telling.id)) is not None
    )


def why_not_rounds(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Refused | None:
    """Return why somebody may not see what bidders were told before, None where they may.

    While an award that was taken back is mended, whoever scores again sees no result; whoever
    keeps the tender or its record, and does not score, sees what all bidders have read.
    """
    access = panel_access(session, person, procurement_id, now=now)
    return None if sees_rounds(access) else access.refused or TOO_EARLY


def sees_rounds(access: PanelAccess) -> bool:
    """Return whether somebody may see what bidders were told before."""
    if access.sees(Sight.RESULT) and access.sees(Sight.NAMES):
        return True
    is_keeper = bool(access.viewer.seats & _KEEPING) and not access.viewer.is_on_panel
    return is_keeper and access.refused is None


def _back(steps: Sequence[StepRow], step_id: UUID) -> StepRow | None:
    """Return the step that took the award of another step back, None if it still stands."""
    at = next((at for at, row in enumerate(steps) if row.step.id == step_id), len(steps))
    return next((row for row in steps[at:] if row.step.state == "reversed"), None)


def _once(row: LetterRow) -> SentOnce:
    letter = row.letter
    return SentOnce(letter.id, row.bidder.name, LetterKind(letter.kind), letter.html_sha256)
