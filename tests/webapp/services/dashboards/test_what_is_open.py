"""After an evaluation the next step is what is really open: a price, a promise, a new run."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import evaluated
from tests.webapp.scoring import Scene
from tests.webapp.services.settling.doing import (
    DAY,
    LOW_PRICE,
    asked,
    decided,
    disregarded,
    entered,
    tender,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.resting import resting_of
from webapp.services.dashboards import Work, dashboard_of
from webapp.services.panel.acting import Done
from webapp.services.result.pages import ResultPage, result_page_of
from webapp.services.result.still_open import Outcome, is_open
from webapp.services.settling.prices import Verdict
from webapp.services.tendering.overview import tender_overview
from webapp.services.tendering.steps import Step
from webapp.store.result_workloads import AskedPrice

LATER = NOW + 2 * DAY
SOUND = Outcome(is_provisional=False, ranked=frozenset({"A", "B"}), screened=frozenset())
SCREENED = replace(SOUND, screened=frozenset({"B"}))


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person], officer: Person) -> Scene:
    scene = tender(store, person_of, offered=LOW_PRICE)
    evaluated(store, scene, officer, NOW - timedelta(minutes=1))
    return scene


def step(store: WatchedStore, person: Person, scene: Scene, now: datetime = NOW) -> Step | None:
    found = dashboard_of(store, person, now=now).mine
    of_board = [one.step for one in found if one.work is Work.TENDER]
    of_page = tender_overview(store, person, scene.procurement_id, now=now).step
    assert of_board in ([], [of_page])
    return next(iter(of_board), None)


def has_open(store: WatchedStore, person: Person, scene: Scene) -> bool:
    page = result_page_of(store, person, scene.procurement_id, now=NOW)
    assert isinstance(page, ResultPage)
    return page.has_open


def test_a_price_in_question_comes_before_the_recommendation(
    store: WatchedStore, scene: Scene, officer: Person, person_of: Callable[..., Person]
) -> None:
    others = dashboard_of(store, person_of(Role.BUYER), now=NOW).others

    assert step(store, officer, scene) is Step.SETTLE
    assert step(store, person_of(Role.EVALUATION_CHAIR), scene) is Step.SETTLE
    assert step(store, person_of(Role.EVALUATOR), scene) is None
    assert [one.whom for one in others if one.step is Step.SETTLE] == [
        "A procurement officer or the chair"
    ]
    assert has_open(store, officer, scene)


def test_once_it_is_decided_the_bids_are_evaluated_again_and_then_recommended(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    asked(store, officer, scene)
    entered(store, officer, scene)
    still = step(store, officer, scene)
    decision = decided(store, officer, scene, Verdict.DEMONSTRATED)
    assert isinstance(decision, Done)
    after = step(store, officer, scene, LATER)
    evaluated(store, scene, officer, LATER, number=2, why="The price is decided on")

    assert (still, after) == (Step.SETTLE, Step.EVALUATE_AGAIN)
    assert step(store, officer, scene, LATER) is Step.RECOMMEND
    assert not has_open(store, officer, scene)
    with store.reading() as session:
        assert resting_of(session, scene.procurement_id).issues == ()


def test_a_tender_that_is_disregarded_has_the_bids_evaluated_again(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    assert isinstance(disregarded(store, officer, scene), Done)

    assert step(store, officer, scene, LATER) is Step.EVALUATE_AGAIN


def test_a_question_that_was_asked_without_the_screen_is_open_until_it_is_decided(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = tender(store, person_of)
    evaluated(store, scene, officer, NOW - timedelta(minutes=1))
    before = step(store, officer, scene)
    asked(store, officer, scene)

    assert (before, step(store, officer, scene)) == (Step.RECOMMEND, Step.SETTLE)
    assert has_open(store, officer, scene)
    assert step(store, officer, scene, NOW + 2 * DAY) is Step.SETTLE


@pytest.mark.parametrize(
    ("outcome", "verdicts", "expected"),
    [
        (SOUND, {}, False),
        (replace(SOUND, is_provisional=True), {}, True),
        (SOUND, {2: None}, True),
        (SOUND, {3: None}, False),
        (SCREENED, {}, True),
        (SCREENED, {2: "demonstrated"}, False),
        (SCREENED, {2: "not_disregarded"}, False),
        (SCREENED, {2: "not_demonstrated"}, True),
        (SCREENED, {1: "demonstrated"}, True),
    ],
)
def test_what_is_open_of_a_result(
    outcome: Outcome,
    verdicts: dict[int, str | None],
    expected: bool,  # noqa: FBT001 - what the case expects
) -> None:
    prices = [AskedPrice(uuid4(), *one) for one in verdicts.items()]

    assert is_open(outcome, prices) is expected
