"""Handing in own scores, and taking one back before the panel opens the answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.own_scores import Doubt, Lack, OwnScore, doubts, lacks
from rules.canonical import canonical_text, sha256_of
from webapp.services.accounts import Person
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId, Desk, Saved, desk_of, desks_of, saved_of
from webapp.services.scoring.saving import Stale, add_row, as_kept, before
from webapp.services.scoring.telling import tell_if_all_in
from webapp.store import Session, Store, audit, procurements
from webapp.store import scoring as rows

NOT_IN = Refused("Your score of this answer is not handed in", "Change it as it stands")
NOTHING_READY = Refused(
    "None of your drafts can be handed in as it stands", "Open a draft to see what it lacks"
)


@dataclass(frozen=True, slots=True)
class NotReady:
    """A score that lacks something, or whose words are odd; nothing was saved."""

    lacks: tuple[Lack, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many drafts were handed in together, and how many were left as they are, and why not."""

    count: int
    left: int


def hand_in(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    cell: CellId,
    number: int,
    own: OwnScore,
    is_meant: bool,
    now: datetime,
) -> Saved | Stale | NotReady | Refused:
    """Save a score of an answer as one's own, no longer a draft.

    Words that are odd are taken only where they are meant as they are: `is_meant`. The rest is as
    with `save_draft`.
    """
    with store.writing() as session:
        desk = desk_of(session, person, procurement_id, cell, now=now)
        if isinstance(desk, Refused):
            return desk
        own = as_kept(desk, own)
        standing = before(desk, own, number)
        if isinstance(standing, Saved) and not standing.is_in:
            standing = desk.closed
        if standing is not None:
            return standing
        missing = lacks(desk.question, own, desk.answer)
        if missing:
            return NotReady(lacks=missing)
        odd = doubts(desk.question, desk.called, own, _others(session, desk, person))
        if odd and not is_meant:
            return NotReady(doubts=odd)
        made = add_row(session, desk, person, own, is_in=True, now=now)
        organisation_id = procurements.organisation_of(session, procurement_id)
        _note(session, desk, person, "hand-in-score", made, organisation_id, now=now, odd=odd)
        tell_if_all_in(session, procurement_id, now=now)
        return made


def hand_in_all(
    store: Store, person: Person, *, procurement_id: UUID, now: datetime
) -> HandedIn | Refused:
    """Hand in every draft that lacks nothing and whose words are not odd."""
    with store.writing() as session:
        desks = desks_of(session, person, procurement_id, now=now)
        if isinstance(desks, Refused):
            return desks
        drafts = [desk for desk in desks if desk.saved and not desk.saved.is_in]
        ready = [desk for desk in drafts if _is_ready(desk, desks)]
        organisation_id = procurements.organisation_of(session, procurement_id)
        for desk in ready:
            made = add_row(session, desk, person, own_of(desk), is_in=True, now=now)
            _note(session, desk, person, "hand-in-score", made, organisation_id, now=now)
        if ready:
            tell_if_all_in(session, procurement_id, now=now)
        return HandedIn(len(ready), len(drafts) - len(ready)) if ready else NOTHING_READY


def _is_ready(desk: Desk, desks: tuple[Desk, ...]) -> bool:
    """Return whether a draft can be handed in as it stands."""
    own = own_of(desk)
    if desk.closed is not None or lacks(desk.question, own, desk.answer):
        return False
    others = (
        (other.called, own_of(other))
        for other in desks
        if other.question.id == desk.question.id and other.bidder_id != desk.bidder_id
    )
    return not doubts(desk.question, desk.called, own, others)


def own_of(desk: Desk) -> OwnScore:
    """Return what is saved of an answer, nothing before anything is."""
    return desk.saved.own if desk.saved else OwnScore()


def take_back(
    store: Store, person: Person, *, procurement_id: UUID, cell: CellId, number: int, now: datetime
) -> Saved | Stale | Refused:
    """Make a score that was handed in a draft again; taken back twice, it is one once."""
    with store.writing() as session:
        desk = desk_of(session, person, procurement_id, cell, now=now)
        if isinstance(desk, Refused):
            return desk
        saved = desk.saved
        if saved is None:
            return NOT_IN
        if not saved.is_in:
            return saved if saved.number == number + 1 else NOT_IN
        if desk.closed is not None:
            return desk.closed
        if saved.number != number:
            return Stale(saved)
        made = add_row(session, desk, person, saved.own, is_in=False, now=now)
        organisation_id = procurements.organisation_of(session, procurement_id)
        _note(session, desk, person, "take-back-score", made, organisation_id, now=now)
        return made


def _note(
    session: Session,
    desk: Desk,
    person: Person,
    act: str,
    made: Saved,
    organisation_id: UUID | None,
    *,
    now: datetime,
    odd: tuple[Doubt, ...] = (),
) -> None:
    """Note an act with the digest of the score alone: who reads the log learns nothing of it."""
    number = next(
        one.number for one in desk.access.standing.bidders if one.bidder_id == desk.bidder_id
    )
    audit.append(
        session,
        act,
        at=now,
        subject=f"procurement/{desk.procurement_id}",
        actor_id=person.id,
        organisation_id=organisation_id,
        detail={
            "criterion": desk.question.id,
            "title": desk.question.title,
            "bidder": number,
            "row": made.number,
            "sha256": digest_of(desk, person, made),
            "meant": len(odd),
        },
    )


def digest_of(desk: Desk, person: Person, made: Saved) -> str:
    """Return the digest by which the log pins a row of a mark, with all that it says."""
    held = canonical_text(
        {
            "bidder": str(desk.bidder_id),
            "criterion": desk.question.id,
            "evaluator": str(person.id),
            "is_in": made.is_in,
            "number": made.number,
            "procurement": str(desk.procurement_id),
            "quotations": [[one.start, one.end, one.words] for one in made.own.quotations],
            "rationale": made.own.rationale,
            "score": made.own.score,
        }
    )
    return sha256_of(held)


def _others(session: Session, desk: Desk, person: Person) -> tuple[tuple[str, OwnScore], ...]:
    """Return the same evaluator's scores of the other answers to the question."""
    marks = rows.own_marks(session, desk.procurement_id, person.id, criterion=desk.question.id)
    return tuple(
        (desk.access.called[row.bidder_id], saved_of(row).own)
        for row in marks
        if row.bidder_id != desk.bidder_id and row.bidder_id in desk.access.called
    )
