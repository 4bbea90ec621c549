"""Calibration: evaluators try their judgement on an invented answer, which counts for nothing.

Nobody sees what another would give before everybody has said it, or the chair closes it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.model import Question
from evaluation.own_scores import levels, scored
from evaluation.panel.phases import Phase
from evaluation.panel.spread import spread_words
from evaluation.panel.visibility import Declared
from webapp.services.accounts import Person
from webapp.services.panel.access import REFUSALS, PanelAccess, panel_access
from webapp.services.panel.acting import (
    NO_REASON,
    NOT_PUBLISHED,
    Done,
    note,
    scene_of,
)
from webapp.services.panel.assigning import NO_SUCH_QUESTION
from webapp.services.panel.calibration_telling import ask_to_try, tell_shown
from webapp.services.panel.composition import questions_by_evaluator
from webapp.services.refusals import Refused
from webapp.services.tendering.published import questions_of
from webapp.store import Session, Store, calibrations, evaluators
from webapp.store.scoring_tables import CalibrationClosing, CalibrationMark, SampleAnswer

NOT_A_SETTER = Refused(
    "The chair of the panel or a procurement officer sets a sample answer", "Ask one of them"
)
NO_SAMPLE = Refused("There is no such sample answer", "Go back to the calibration")
NOT_YOURS = Refused(
    "The question of this sample answer is not assigned to you",
    "Try those of your own questions",
)
IS_CLOSED = Refused(
    "The scores for this sample answer are shown, so no more are taken",
    "Compare what was given; none of it counts",
)
NOT_ON_SCALE = Refused("That score is not on the scale", "Select one of those on the page")
NOT_THE_CHAIR = Refused("The chair closes a calibration", "Ask the chair of the panel")


@dataclass(frozen=True, slots=True)
class Tried:
    """What an evaluator would give a sample answer, and why."""

    name: str
    score: str
    rationale: str


@dataclass(frozen=True, slots=True)
class Calibration:
    """A sample answer as one person sees it.

    `own` is what they would give it, None before they have said so. `shown` is what everybody
    would, None until all have said it or it was closed; `spread` is then how far apart they are.
    `levels` are the scores to choose from, each with what it means.
    """

    id: UUID
    question: Question
    text: str
    levels: tuple[tuple[str, str], ...]
    is_own: bool
    own: Tried | None
    given: int
    asked: int
    shown: tuple[Tried, ...] | None
    spread: str
    closed_because: str


def set_sample(
    store: Store, person: Person, *, procurement_id: UUID, criterion: str, text: str, now: datetime
) -> Done | Refused:
    """Set an invented answer to a question, on which its evaluators try their judgement."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        if not may_set(access, person, scene.officers):
            return NOT_A_SETTER
        if access.phase is Phase.PREPARING:
            return NOT_PUBLISHED
        found = {one.id: one for one in questions_of(session, procurement_id)}
        if criterion not in found:
            return NO_SUCH_QUESTION
        before = calibrations.samples(session, procurement_id)
        if any((one.criterion, one.text) == (criterion, text) for one in before):
            return Done()
        session.add(
            SampleAnswer(
                procurement_id=procurement_id,
                criterion=criterion,
                text=text,
                made_by=person.id,
                made_at=now,
            )
        )
        known = {"question": found[criterion].title}
        note(session, scene, "set-sample-answer", person, now=now, detail=known)
        ask_to_try(session, scene, person, found[criterion], now=now)
        return Done()


def try_sample(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    sample_id: UUID,
    score: str,
    rationale: str,
    now: datetime,
) -> Done | Refused:
    """Say what one would give a sample answer, and why: once, and it counts for nothing."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        found = _one(session, access, person, sample_id)
        if isinstance(found, Refused):
            return found
        own = found.own
        if own is not None and (own.score, own.rationale) == (score, rationale):
            return Done()
        if refused := _why_not_try(found, score, rationale):
            return refused
        session.add(
            CalibrationMark(
                sample_answer_id=sample_id,
                user_id=person.id,
                score=score,
                rationale=rationale,
                made_at=now,
            )
        )
        known = {"question": found.question.title}
        note(session, scene, "try-sample-answer", person, now=now, detail=known)
        if found.given + 1 == found.asked:
            tell_shown(session, scene, person, found.question, now=now)
        return Done()


def _why_not_try(found: Calibration, score: str, rationale: str) -> Refused | None:
    if not found.is_own:
        return NOT_YOURS
    if found.shown is not None or found.own is not None:
        return IS_CLOSED
    if scored(found.question, score) is None:
        return NOT_ON_SCALE
    return None if rationale else NO_REASON


def close(
    store: Store, person: Person, *, procurement_id: UUID, sample_id: UUID, why: str, now: datetime
) -> Done | Refused:
    """Show what was given for a sample answer, though not everybody has said it."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        found = _one(session, access, person, sample_id)
        if isinstance(found, Refused):
            return found
        if not access.viewer.is_chair:
            return NOT_THE_CHAIR
        if found.shown is not None:
            return Done()
        if not why:
            return NO_REASON
        session.add(
            CalibrationClosing(sample_answer_id=sample_id, why=why, made_by=person.id, made_at=now)
        )
        known = {"question": found.question.title, "why": why}
        note(session, scene, "close-calibration", person, now=now, detail=known)
        return Done()


def may_set(access: PanelAccess, person: Person, officers: Collection[UUID]) -> bool:
    """Return whether somebody may set a sample answer."""
    return access.viewer.is_chair or person.id in officers


def calibrations_in(
    session: Session, access: PanelAccess, person: Person
) -> tuple[Calibration, ...]:
    """Return the sample answers that somebody may see: of their questions, or all they look after.

    It takes the same number of queries however many there are.
    """
    procurement_id = access.standing.procurement_id
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused) or access.viewer.declared is Declared.RECUSED:
        return ()
    rows = calibrations.samples(session, procurement_id)
    every = questions_by_evaluator(evaluators.assignments(session, procurement_id))
    ids = [row.id for row in rows]
    given: dict[UUID, dict[UUID, Tried]] = {one: {} for one in ids}
    for mark, name in calibrations.tried(session, ids):
        tried = Tried(name, mark.score, mark.rationale)
        given[mark.sample_answer_id][mark.user_id] = tried
    closed = {one.sample_answer_id: one.why for one in calibrations.closings(session, ids)}
    known = {one.id: one for one in questions_of(session, procurement_id)}
    sees_all = may_set(access, person, scene.officers)
    return tuple(
        _calibration(
            row,
            known[row.criterion],
            person,
            given[row.id],
            frozenset(who for who, theirs in every.items() if row.criterion in theirs),
            closed.get(row.id),
        )
        for row in rows
        if row.criterion in known and (sees_all or row.criterion in access.viewer.questions)
    )


def _calibration(
    row: SampleAnswer,
    question: Question,
    person: Person,
    given: dict[UUID, Tried],
    asked: frozenset[UUID],
    closed: str | None,
) -> Calibration:
    is_shown = closed is not None or (bool(asked) and asked <= given.keys())
    shown = tuple(given.values()) if is_shown else None
    return Calibration(
        id=row.id,
        question=question,
        text=row.text,
        levels=levels(question),
        is_own=person.id in asked,
        own=given.get(person.id),
        given=len(asked & given.keys()),
        asked=len(asked),
        shown=shown,
        spread=spread_words([one.score for one in shown]) if shown else "",
        closed_because=closed or "",
    )


def _one(
    session: Session, access: PanelAccess, person: Person, sample_id: UUID
) -> Calibration | Refused:
    if access.visible.kept is not None and access.viewer.declared is Declared.RECUSED:
        return REFUSALS[access.visible.kept]
    every = calibrations_in(session, access, person)
    return next((one for one in every if one.id == sample_id), NO_SAMPLE)
