"""Agreeing the score of an answer that is open to the panel, and reopening one that was agreed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.moderating.doubts import agreed_doubts
from evaluation.own_scores import Doubt, OwnScore, lacks, scored
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.quotations import placed, quotations_json, read_quotations
from webapp.services.accounts import Person
from webapp.services.moderating.noting import digest_of, note_agreed, note_reopened
from webapp.services.moderating.places import Place, place_of
from webapp.services.moderating.telling import tell_if_all, tell_reopened
from webapp.services.panel.acting import NO_REASON
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId, answers_in
from webapp.services.scoring.handing import NotReady
from webapp.store import Session, Store, moderations
from webapp.store import scoring as rows
from webapp.store.scoring_tables import ModerationStep

NOT_OPEN = Refused("This answer is not open to the panel yet", "Open it first")
IS_AGREED = Refused(
    "The score of this answer is agreed",
    "Reopen it with your reason, if the panel has to change it",
)
NOT_AGREED = Refused("No score of this answer is agreed", "Agree one as it stands")
OWN_NOT_IN = Refused(
    "Your own scores are not all in, so you do not see what others gave",
    "Hand yours in first, and come back",
)
NOBODY_THERE = Refused(
    "The record has to say who was present", "Select everybody who agreed the score or dissented"
)
NOT_OF_THE_PANEL = Refused(
    "Somebody who was named is not on the panel any more, or takes no part",
    "Choose from those on the page",
)
HALF_A_DISSENT = Refused(
    "A dissent has both who dissents and what they hold",
    "Name those present who dissent, and say what score they would give and why",
)
TOO_LATE = Refused(
    "An award is recommended on these scores",
    "If a score or its reasons are wrong, a procurement officer takes the recommendation back on "
    "the page of the award, and then it can be reopened",
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a panel agrees of an answer: the score with its reasons, who was there, who dissents."""

    own: OwnScore
    present: frozenset[UUID]
    dissent: str = ""
    dissenting: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Stepped:
    """The step that stands on record now; `is_all_agreed` where it was the last one to agree."""

    number: int
    is_all_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Stale:
    """Nothing was recorded: step `number` was taken in between by somebody else, or elsewhere."""

    number: int


def agree(
    store: Store, person: Person, *, procurement_id: UUID, cell: CellId, number: int,
    agreement: Agreement, is_meant: bool, now: datetime,
) -> Stepped | Stale | NotReady | Refused:  # fmt: skip
    """Record the score that a panel agrees of an answer, with its own reasons.

    Args:
        store: The database.
        person: The chair.
        procurement_id: The procurement.
        cell: Which answer.
        number: That of the last step when the form was read.
        agreement: What is agreed; its quotations are found in the answer anew.
        is_meant: Whether words that are odd are meant as they are.
        now: The moment.
    """
    with store.writing() as session:
        place = place_of(session, person, procurement_id, cell, now=now)
        if isinstance(place, Refused):
            return place
        answer = _answer(session, place)
        agreement = _as_kept(agreement, answer)
        before = _before(session, place, number, agreement)
        if before is not None:
            return before
        if refused := _why_not(place, agreement):
            return refused
        missing = lacks(place.question, agreement.own, answer)
        if missing:
            return NotReady(lacks=missing)
        odd = _doubts(session, place, agreement.own)
        if odd and not is_meant:
            return NotReady(doubts=odd)
        step = _agreed(place, person, number + 1, agreement, now)
        session.add(step)
        note_agreed(session, place, person, step, digest_of(step), meant=len(odd), now=now)
        return Stepped(step.number, is_all_agreed=tell_if_all(session, place, person, now=now))


def reopen(
    store: Store, person: Person, *, procurement_id: UUID, cell: CellId, number: int, why: str,
    now: datetime,
) -> Stepped | Stale | Refused:  # fmt: skip
    """Open an answer again whose score was agreed; what was agreed stays on record."""
    with store.writing() as session:
        place = place_of(session, person, procurement_id, cell, now=now)
        if isinstance(place, Refused):
            return place
        last = _last(session, place)
        if last is None:
            return NOT_OPEN
        if last.state != "agreed":
            is_same = last.number == number + 1 and last.rationale == why
            return Stepped(last.number) if is_same else NOT_AGREED
        if last.number != number:
            return Stale(last.number)
        if place.table.access.phase.is_at_least(Phase.RECOMMENDED):
            return TOO_LATE
        if not why:
            return NO_REASON
        step = _step(place, person, number + 1, "reopened", now)
        step.rationale = why
        session.add(step)
        note_reopened(session, place, person, step, now=now)
        tell_reopened(session, place, person, now=now)
        return Stepped(step.number)


def _before(
    session: Session, place: Place, number: int, agreement: Agreement
) -> Stepped | Stale | Refused | None:
    """Return what comes of agreeing where there is nothing to record; None where there is."""
    if not place.table.access.sees(Sight.MARKS):
        return OWN_NOT_IN if place.table.access.locked else NOT_OPEN
    last = _last(session, place)
    if last is None:
        return NOT_OPEN
    if last.state == "agreed" and last.number == number + 1 and agreement_of(last) == agreement:
        return Stepped(last.number)
    if last.number != number:
        return Stale(last.number)
    return IS_AGREED if last.state == "agreed" else None


def _why_not(place: Place, agreement: Agreement) -> Refused | None:
    people = place.table.sitting.people
    if not agreement.present:
        return NOBODY_THERE
    if not agreement.present <= people:
        return NOT_OF_THE_PANEL
    is_half = bool(agreement.dissent) != bool(agreement.dissenting)
    return HALF_A_DISSENT if is_half or not agreement.dissenting <= agreement.present else None


def agreement_of(step: ModerationStep) -> Agreement:
    """Return what a step agreed."""
    own = OwnScore(step.score or "", step.rationale, read_quotations(step.quotations))
    return Agreement(own, ids_in(step.present), step.dissent, ids_in(step.dissenting))


def ids_in(text: str) -> frozenset[UUID]:
    """Return the people that a JSON list of ids names."""
    return frozenset(UUID(one) for one in json.loads(text))


def _doubts(session: Session, place: Place, own: OwnScore) -> tuple[Doubt, ...]:
    table = place.table
    others = (
        (table.access.called[step.bidder_id], agreement_of(step).own)
        for step in moderations.agreed_on(session, table.procurement_id, place.question.id)
        if step.bidder_id != place.bidder_id and step.bidder_id in table.access.called
    )
    marks = moderations.marks_of(session, table.procurement_id, place.bidder_id, place.question.id)
    given = (
        scored(place.question, mark.score or "")
        for mark in marks
        if mark.user_id not in table.sitting.recused
    )
    return agreed_doubts(
        place.question, place.called, own, others, [one for one in given if one is not None]
    )


def _answer(session: Session, place: Place) -> str:
    bid = rows.answers_of(session, place.table.procurement_id, place.bidder_id)
    return answers_in(bid.answers if bid else None).get(place.question.id, "")


def _as_kept(agreement: Agreement, answer: str) -> Agreement:
    """Return an agreement with each quotation at its place in the answer."""
    own = agreement.own
    kept = OwnScore(own.score, own.rationale, placed(answer, own.quotations))
    return Agreement(kept, agreement.present, agreement.dissent, agreement.dissenting)


def _last(session: Session, place: Place) -> ModerationStep | None:
    steps = moderations.steps_of(
        session, place.table.procurement_id, place.bidder_id, place.question.id
    )
    return steps[-1] if steps else None


def _step(place: Place, person: Person, number: int, state: str, now: datetime) -> ModerationStep:
    return ModerationStep(
        procurement_id=place.table.procurement_id,
        bidder_id=place.bidder_id,
        criterion=place.question.id,
        number=number,
        state=state,
        score=None,
        rationale="",
        quotations="[]",
        present="[]",
        dissent="",
        dissenting="[]",
        made_by=person.id,
        made_at=now,
    )


def _agreed(
    place: Place, person: Person, number: int, agreement: Agreement, now: datetime
) -> ModerationStep:
    step = _step(place, person, number, "agreed", now)
    step.score = agreement.own.score
    step.rationale = agreement.own.rationale
    step.quotations = quotations_json(agreement.own.quotations)
    step.present = _listed(agreement.present)
    step.dissent = agreement.dissent
    step.dissenting = _listed(agreement.dissenting)
    return step


def _listed(ids: Iterable[UUID]) -> str:
    return json.dumps(sorted(str(one) for one in ids))
