"""What waits for an evaluator: first their interests, then their scores, and nothing once in."""

from collections.abc import Callable

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, open_to_panel, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.dashboards import Work, dashboard_of
from webapp.store.scoring_tables import EvaluatorAssignment, EvaluatorMark


@pytest.fixture
def evaluator(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)


@pytest.fixture
def scene(store: WatchedStore, buyer: Person, person_of: Callable[..., Person]) -> Scene:
    return opened_tender(store, (buyer, person_of(Role.PROCUREMENT_OFFICER)), NOW)


def works(store: WatchedStore, person: Person) -> list[tuple[Work, int]]:
    found = dashboard_of(store, person, now=NOW).mine
    return [(one.work, one.count) for one in found]


def mark(
    store: WatchedStore, scene: Scene, person: Person, number: int, *, is_in: bool = True
) -> None:
    with store.by_hand() as session:
        session.add(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion="staff",
                user_id=person.id,
                number=number,
                is_in=is_in,
                score="4",
                rationale="Because",
                quotations="[]",
                made_at=NOW,
            )
        )


def test_interests_come_before_scores(store: WatchedStore, evaluator: Person, scene: Scene) -> None:
    seat(store, scene, evaluator, NOW, handling="")

    assert works(store, evaluator) == [(Work.DECLARE_INTERESTS, 6)]


def test_scores_wait_until_they_are_in_or_locked(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff", "care"])
    before = works(store, evaluator)
    mark(store, scene, evaluator, 1)
    handed_in = works(store, evaluator)
    mark(store, scene, evaluator, 2, is_in=False)
    taken_back = works(store, evaluator)
    open_to_panel(store, scene, evaluator, "staff", NOW)

    assert before == [(Work.SCORE, 4)]
    assert handed_in == [(Work.SCORE, 3)]
    assert taken_back == [(Work.SCORE, 4)]
    assert works(store, evaluator) == [(Work.SCORE, 3)]


@pytest.mark.parametrize("handling", ["recused", "managed"])
def test_nothing_waits_for_whoever_is_recused_or_waits_for_a_decision(
    store: WatchedStore, evaluator: Person, scene: Scene, handling: str
) -> None:
    seat(store, scene, evaluator, NOW, handling=handling)

    assert works(store, evaluator) == []


def test_nothing_waits_for_whoever_has_left(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    with store.by_hand() as session:
        session.add(
            EvaluatorAssignment(
                procurement_id=scene.procurement_id,
                user_id=evaluator.id,
                criterion="staff",
                number=2,
                is_on=False,
                why="Has left",
                made_by=evaluator.id,
                made_at=NOW,
            )
        )

    assert works(store, evaluator) == []
