"""What people are told of a calibration: a sample answer waits, or its scores are shown."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from evaluation.model import Question
from webapp.addresses import calibration_page
from webapp.services.accounts import Person
from webapp.services.panel.acting import Scene, tell_of
from webapp.services.panel.composition import chair_of, questions_by_evaluator
from webapp.store import Session, evaluators


def ask_to_try(
    session: Session, scene: Scene, person: Person, question: Question, *, now: datetime
) -> None:
    """Tell those who score a question that a sample answer to it waits for them."""
    tell_of(
        session,
        scene,
        _scoring(session, scene, question) - {person.id},
        kind="sample-to-try",
        title="A sample answer to try",
        text=f"Before you score “{question.title}”, say what you would give an invented answer to "
        "it, and why. It counts for no bid; once all have, the panel talks about what each level "
        "means.",
        address=calibration_page(scene.procurement_id),
        now=now,
    )


def tell_shown(
    session: Session, scene: Scene, person: Person, question: Question, *, now: datetime
) -> None:
    """Tell the chair, and those who tried a sample answer, that they see what each gave it."""
    chair = chair_of(evaluators.chairings(session, scene.procurement_id))
    near: Collection[UUID] = (chair,) if chair else ()
    tell_of(
        session,
        scene,
        _scoring(session, scene, question).union(near) - {person.id},
        kind="sample-shown",
        title="What the panel would give a sample answer",
        text=f"Everybody has said what they would give the sample answer to “{question.title}”. "
        "Talk about why, before you score the bids.",
        address=calibration_page(scene.procurement_id),
        now=now,
    )


def _scoring(session: Session, scene: Scene, question: Question) -> frozenset[UUID]:
    every = questions_by_evaluator(evaluators.assignments(session, scene.procurement_id))
    return frozenset(one for one, theirs in every.items() if question.id in theirs)
