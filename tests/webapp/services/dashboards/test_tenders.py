"""What a tender asks of whom: its next step stands with those who may take it, without a name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.phases import LATE, NAMES, Stage, Stand, stand_at
from tests.webapp.scoring import Scene, Stakes, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.dashboards import Task, Work, dashboard_of
from webapp.services.tendering.standing import standing_of
from webapp.services.tendering.steps import Step, coming
from webapp.settings import Settings
from webapp.store.finding import Reading
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorMark, SampleAnswer


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


OFFICERS = {"officer", "officer who scores"}
NEXT: dict[Stage, tuple[Step, set[str]]] = {
    Stage.PUBLISHED: (Step.ANSWER, OFFICERS),
    Stage.SEALED: (Step.OPEN, {"buyer", "chair"} | OFFICERS),
    Stage.FIRST_HAND: (Step.SECOND_HAND, {"chair"} | OFFICERS),
    Stage.MODERATING: (Step.AGREE, {"chair"}),
    Stage.MODERATED: (Step.EVALUATE, {"chair"} | OFFICERS),
    Stage.EVALUATED: (Step.RECOMMEND, OFFICERS),
    Stage.RECOMMENDED: (Step.APPROVE, {"panel"}),
    Stage.APPROVED: (Step.TELL, OFFICERS),
    Stage.TOLD: (Step.NOTICE, OFFICERS),
    Stage.TAKEN_BACK: (Step.RECOMMEND, OFFICERS),
}


def those_of(stand: Stand, person_of: Callable[..., Person]) -> dict[str, Person]:
    return {
        "buyer": person_of(Role.BUYER),
        "officer": person_of(Role.PROCUREMENT_OFFICER),
        "panel": person_of(Role.PANEL_CHAIR),
        "auditor": person_of(Role.AUDITOR),
        "administrator": person_of(Role.ADMINISTRATOR),
        **stand.people,
    }


def steps(store: WatchedStore, person: Person) -> list[Step | None]:
    found = dashboard_of(store, person, now=NOW).mine
    return [one.step for one in found if one.work is Work.TENDER]


@pytest.mark.parametrize("stage", Stage)
def test_the_next_step_stands_with_those_who_may_take_it_and_names_no_bidder(
    store: WatchedStore, vault: Vault, person_of: Callable[..., Person], stage: Stage
) -> None:
    stand = stand_at(stage, store, vault, person_of, NOW)
    people = those_of(stand, person_of)

    found = {name: steps(store, one) for name, one in people.items()}
    boards = [dashboard_of(store, one, now=NOW) for one in people.values()]
    with store.reading() as session:
        of_this = Reading(frozenset(), frozenset({stand.procurement_id}))
        (one,) = coming(session, of_this, now=NOW)
        standing = standing_of(session, stand.procurement_id, now=NOW)

    step, doers = NEXT.get(stage, (None, set()))
    assert {name: which for name, which in found.items() if which} == {
        name: [step] for name in doers
    }
    assert one.phase is standing.phase
    told = repr([(board.mine, board.others, board.late) for board in boards])
    assert not [name for name in (*NAMES, LATE) if name in told]


@pytest.fixture
def scene(store: WatchedStore, buyer: Person, person_of: Callable[..., Person]) -> Scene:
    return opened_tender(store, (buyer, person_of(Role.PROCUREMENT_OFFICER)), NOW)


def chair_panel(store: WatchedStore, scene: Scene, person: Person) -> None:
    with store.by_hand() as session:
        session.add(
            EvaluationChairing(
                procurement_id=scene.procurement_id,
                number=1,
                user_id=person.id,
                why="",
                made_by=person.id,
                made_at=NOW,
            )
        )


def hand_in_all(store: WatchedStore, scene: Scene, person: Person) -> None:
    with store.by_hand() as session:
        session.add_all(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=bidder,
                criterion="staff",
                user_id=person.id,
                number=1,
                is_in=True,
                score="4",
                rationale="Because",
                quotations="[]",
                made_at=NOW,
            )
            for bidder in scene.bidders
        )


def mine(store: WatchedStore, person: Person) -> list[Task]:
    return list(dashboard_of(store, person, now=NOW).mine)


def sample(store: WatchedStore, scene: Scene, person: Person) -> None:
    with store.by_hand() as session:
        session.add(
            SampleAnswer(
                procurement_id=scene.procurement_id,
                criterion="staff",
                text="Nobody is named.",
                made_by=person.id,
                made_at=NOW,
            )
        )


def test_a_sample_answer_waits_for_its_evaluators_before_their_scores(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    evaluator, chair = person_of(Role.EVALUATOR), person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, evaluator, NOW, questions=["staff"])
    seat(store, scene, chair, NOW, questions=["care"])
    sample(store, scene, chair)

    assert [one.work for one in mine(store, evaluator)] == [Work.TRY_SAMPLES, Work.SCORE]
    assert Work.TRY_SAMPLES not in [one.work for one in mine(store, chair)]


def test_a_chair_without_a_question_declares_and_is_led_on_once_all_scores_are_in(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    evaluator, chair = person_of(Role.EVALUATOR), person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, evaluator, NOW, questions=["staff"])
    chair_panel(store, scene, chair)
    undeclared = [one.work for one in mine(store, chair)]
    seat(store, scene, chair, NOW, questions=())
    waiting = dashboard_of(store, chair, now=NOW)
    hand_in_all(store, scene, evaluator)

    assert undeclared == [Work.DECLARE_INTERESTS]
    assert (waiting.mine, [one.step for one in waiting.others]) == ((), [Step.SCORE])
    assert [one.step for one in mine(store, chair)] == [Step.COMPARE]


def test_a_conflict_waits_for_those_who_judge_it_and_not_for_whose_it_is(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    evaluator, officer = person_of(Role.EVALUATOR), person_of(Role.PROCUREMENT_OFFICER)
    seat(store, scene, evaluator, NOW, questions=["staff"], handling="managed")

    assert Work.JUDGE_INTERESTS in [one.work for one in mine(store, officer)]
    assert mine(store, evaluator) == []


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(*called: object) -> None:
        asked.append(str(called[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_many_tenders_take_as_many_queries_as_one(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    counts = []
    for number in range(3):
        stakes = Stakes(reference=f"COV-2026-10{number}")
        scene = opened_tender(store, (buyer, officer), NOW, stakes=stakes)
        seat(store, scene, officer, NOW, questions=["staff"])
        with counted_queries() as queries:
            dashboard_of(store, officer, now=NOW)
        counts.append(len(queries))

    assert counts[0] == counts[1] == counts[2]
