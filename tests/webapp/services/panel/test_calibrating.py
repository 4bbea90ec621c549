"""Calibration on a sample answer: shown when all have said what they would give."""

from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import seated
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.panel.acts import access_of, chaired
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.acting import NO_REASON, Done
from webapp.services.panel.assigning import NO_SUCH_QUESTION
from webapp.services.panel.calibrating import (
    IS_CLOSED,
    NO_SAMPLE,
    NOT_A_SETTER,
    NOT_ON_SCALE,
    NOT_THE_CHAIR,
    NOT_YOURS,
    Calibration,
    calibrations_in,
    close,
    set_sample,
    try_sample,
)
from webapp.services.refusals import Refused
from webapp.services.telling.notifying import told_to

TEXT = "Eight gardeners, on most days."


def shown(store: WatchedStore, person: Person, scene: Scene) -> tuple[Calibration, ...]:
    with store.reading() as session:
        access = access_of(store, person, scene)
        return calibrations_in(session, access, person)


def sampled(
    store: WatchedStore, person: Person, scene: Scene, criterion: str = "staff"
) -> Done | Refused:
    return set_sample(
        store,
        person,
        procurement_id=scene.procurement_id,
        criterion=criterion,
        text=TEXT,
        now=NOW,
    )


def tried(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    sample_id: UUID,
    score: str,
    rationale: str = "It names no rota",
) -> Done | Refused:
    return try_sample(
        store,
        person,
        procurement_id=scene.procurement_id,
        sample_id=sample_id,
        score=score,
        rationale=rationale,
        now=NOW,
    )


@pytest.fixture
def second(store: WatchedStore, scene: Scene) -> Person:
    person = seated(store, "Asha Rahman", NOW, role=Role.EVALUATOR)
    seat(store, scene, person, NOW, questions=["staff"])
    return person


@pytest.fixture
def sample_id(
    store: WatchedStore, officer: Person, evaluator: Person, second: Person, scene: Scene
) -> UUID:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    assert sampled(store, officer, scene) == Done()
    return shown(store, second, scene)[0].id


def test_what_others_would_give_is_shown_only_when_all_have_said_it(
    store: WatchedStore, evaluator: Person, second: Person, scene: Scene, sample_id: UUID
) -> None:
    assert tried(store, evaluator, scene, sample_id, "2") == Done()
    (before,) = shown(store, second, scene)
    assert tried(store, second, scene, sample_id, "4") == Done()
    (after,) = shown(store, second, scene)

    assert (before.shown, before.spread, before.given, before.asked) == (None, "", 1, 2)
    assert after.shown is not None
    assert [(one.name, one.score) for one in after.shown] == [
        ("Asha Rahman", "4"),
        (evaluator.name, "2"),
    ]
    assert after.spread == "From 2 to 4: 2 apart"


def test_what_was_said_is_said_once(
    store: WatchedStore, evaluator: Person, scene: Scene, sample_id: UUID
) -> None:
    tried(store, evaluator, scene, sample_id, "2")

    assert tried(store, evaluator, scene, sample_id, "2") == Done()
    assert tried(store, evaluator, scene, sample_id, "3") == IS_CLOSED


def test_the_chair_closes_it_with_a_reason_and_no_more_is_taken(
    store: WatchedStore,
    officer: Person,
    evaluator: Person,
    second: Person,
    chair: Person,
    scene: Scene,
    sample_id: UUID,
) -> None:
    chaired(store, officer, scene, chair)
    tried(store, evaluator, scene, sample_id, "2")

    def closed(person: Person, why: str = "Asha is ill") -> Done | Refused:
        return close(
            store,
            person,
            procurement_id=scene.procurement_id,
            sample_id=sample_id,
            why=why,
            now=NOW,
        )

    assert closed(evaluator) == NOT_THE_CHAIR
    assert closed(chair, "") == NO_REASON
    assert (closed(chair), closed(chair)) == (Done(), Done())
    assert tried(store, second, scene, sample_id, "4") == IS_CLOSED
    (found,) = shown(store, second, scene)
    assert (found.closed_because, len(found.shown or ())) == ("Asha is ill", 1)


def test_a_score_stands_on_the_scale_and_has_a_reason(
    store: WatchedStore, evaluator: Person, scene: Scene, sample_id: UUID
) -> None:
    assert tried(store, evaluator, scene, sample_id, "9") == NOT_ON_SCALE
    assert tried(store, evaluator, scene, sample_id, "3", "") == NO_REASON


def test_a_sample_of_anothers_question_does_not_exist_and_a_chair_scores_none(
    store: WatchedStore, officer: Person, chair: Person, scene: Scene, sample_id: UUID
) -> None:
    seat(store, scene, chair, NOW, questions=["care"])
    assert tried(store, chair, scene, sample_id, "3") == NO_SAMPLE

    chaired(store, officer, scene, chair)

    assert tried(store, chair, scene, sample_id, "3") == NOT_YOURS


def test_an_evaluator_sets_no_sample_and_there_is_one_only_to_a_question(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    assert sampled(store, evaluator, scene) == NOT_A_SETTER
    assert sampled(store, officer, scene, "price") == NO_SUCH_QUESTION


def test_once_all_have_tried_a_sample_answer_the_others_and_the_chair_are_told(
    store: WatchedStore,
    officer: Person,
    evaluator: Person,
    second: Person,
    chair: Person,
    scene: Scene,
    sample_id: UUID,
) -> None:
    chaired(store, officer, scene, chair)
    people = (evaluator, second, chair)

    def are_told() -> list[bool]:
        told = [[one.kind for one in told_to(store, one, page=1).told] for one in people]
        return ["sample-shown" in kinds for kinds in told]

    tried(store, evaluator, scene, sample_id, "2")
    before = are_told()
    tried(store, second, scene, sample_id, "4")

    assert before == [False, False, False]
    assert are_told() == [True, False, True]


def test_those_who_score_the_question_are_told_of_a_sample_answer(
    store: WatchedStore, scene: Scene, officer: Person, evaluator: Person
) -> None:
    seat(store, scene, evaluator, NOW, questions=["care"])

    sampled(store, officer, scene, "staff")
    of_others = told_to(store, evaluator, page=1).told
    sampled(store, officer, scene, "care")

    assert of_others == ()
    assert [one.kind for one in told_to(store, evaluator, page=1).told] == ["sample-to-try"]
