"""Making up the panel: who scores which question, and the one who chairs."""

from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.wording import listed
from webapp.addresses import interests_page
from webapp.services.accounts import Person
from webapp.services.panel.acting import (
    CHANGED_MEANWHILE,
    NO_REASON,
    NOT_AN_OFFICER,
    NOT_PUBLISHED,
    Done,
    Scene,
    note,
    scene_of,
    tell_of,
)
from webapp.services.panel.composition import chair_of, questions_by_evaluator
from webapp.services.refusals import Refused
from webapp.services.tendering.published import questions_of
from webapp.services.tendering.standing import standing_of
from webapp.store import Session, Store, evaluators
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorAssignment

NOT_AN_EVALUATOR = Refused(
    "They hold no role with which they could evaluate this tender",
    "Have an administrator give them the role of an evaluator, for the organisation or for it",
)
NOT_A_CHAIR = Refused(
    "They do not hold the role of an evaluation chair",
    "Have an administrator give it to them, or name somebody who holds it",
)
NO_SUCH_QUESTION = Refused(
    "A question that was chosen is not in the published model", "Choose from those on the page"
)
TOO_LATE = Refused(
    "The evaluation is done, so the panel stays as it was",
    "Have the chair reopen the moderation of a question if it has to be scored again",
)


def assign(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    user_id: UUID,
    questions: frozenset[str],
    why: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Have somebody score just these questions from now on; none at all lets them go.

    Whoever leaves keeps on record what they gave. Once bids are opened a change has its reason.
    `read` is how many rows of theirs there were when the form was read.
    """
    with store.writing() as session:
        scene = _scene(session, person, procurement_id, now=now)
        if isinstance(scene, Refused):
            return scene
        rows = [
            row for row in evaluators.assignments(session, procurement_id) if row.user_id == user_id
        ]
        has = questions_by_evaluator(rows).get(user_id, frozenset())
        if has == questions:
            return Done()
        if refused := _why_not(session, scene, user_id, questions - has):
            return refused
        if len(rows) != read:
            return CHANGED_MEANWHILE
        if not why and (has - questions or _is_opened(session, procurement_id, now=now)):
            return NO_REASON
        _add(session, scene, person, user_id, questions, why, rows, now=now)
        return Done()


def name_chair(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    user_id: UUID,
    why: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Have somebody chair the panel from now on, and whoever did until now no longer."""
    with store.writing() as session:
        scene = _scene(session, person, procurement_id, now=now)
        if isinstance(scene, Refused):
            return scene
        rows = evaluators.chairings(session, procurement_id)
        before = chair_of(rows)
        if before == user_id:
            return Done()
        if user_id not in scene.chairs:
            return NOT_A_CHAIR
        if len(rows) != read:
            return CHANGED_MEANWHILE
        if before is not None and not why:
            return NO_REASON
        session.add(
            EvaluationChairing(
                procurement_id=procurement_id,
                number=len(rows) + 1,
                user_id=user_id,
                why=why,
                made_by=person.id,
                made_at=now,
            )
        )
        detail = {"user": str(user_id), "before": str(before) if before else None, "why": why}
        note(session, scene, "name-evaluation-chair", person, now=now, detail=detail)
        _tell(session, scene, user_id, "You chair the evaluation panel", now=now)
        return Done()


def _scene(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Scene | Refused:
    scene = scene_of(session, procurement_id)
    if isinstance(scene, Refused):
        return scene
    if person.id not in scene.officers:
        return NOT_AN_OFFICER
    phase = standing_of(session, procurement_id, now=now).phase
    if phase is Phase.PREPARING:
        return NOT_PUBLISHED
    return TOO_LATE if phase.is_at_least(Phase.EVALUATED) else scene


def _why_not(
    session: Session, scene: Scene, user_id: UUID, added: frozenset[str]
) -> Refused | None:
    if added and user_id not in scene.people:
        return NOT_AN_EVALUATOR
    known = {question.id for question in questions_of(session, scene.procurement_id)}
    return None if added <= known else NO_SUCH_QUESTION


def _is_opened(session: Session, procurement_id: UUID, *, now: datetime) -> bool:
    return standing_of(session, procurement_id, now=now).phase.is_at_least(Phase.SCORING)


def _add(
    session: Session,
    scene: Scene,
    person: Person,
    user_id: UUID,
    questions: frozenset[str],
    why: str,
    rows: list[EvaluatorAssignment],
    *,
    now: datetime,
) -> None:
    has = questions_by_evaluator(rows).get(user_id, frozenset())
    for criterion in sorted(has ^ questions):
        session.add(
            EvaluatorAssignment(
                procurement_id=scene.procurement_id,
                user_id=user_id,
                criterion=criterion,
                number=1 + sum(row.criterion == criterion for row in rows),
                is_on=criterion in questions,
                why=why,
                made_by=person.id,
                made_at=now,
            )
        )
    titles = {one.id: one.title for one in questions_of(session, scene.procurement_id)}
    added = [titles.get(one, one) for one in sorted(questions - has)]
    ended = [titles.get(one, one) for one in sorted(has - questions)]
    detail = {"user": str(user_id), "added": added, "ended": ended, "why": why}
    note(session, scene, "assign-evaluator", person, now=now, detail=detail)
    if added:
        _tell(session, scene, user_id, f"You score {listed(added)}", now=now)


def _tell(session: Session, scene: Scene, user_id: UUID, text: str, *, now: datetime) -> None:
    tell_of(
        session,
        scene,
        {user_id},
        kind="evaluation-assigned",
        title="You are on the evaluation panel",
        text=f"{text}. Declare your interests in the bidders first: nothing can be read before.",
        address=interests_page(scene.procurement_id),
        now=now,
    )
