"""Recommending an award: by an officer, on what stands now, and taking it back."""

from collections.abc import Callable

import pytest

from evaluation.panel.phases import Phase
from evaluation.settling.issues import Kind
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import OFFERED, excluded, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import decided, page, ran, recommended, taken_back
from tests.webapp.services.panel.acts import acts, told_to
from tests.webapp.services.settling import doing as settling
from tests.webapp.tender_rows import Offered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.acting import NOT_EVALUATED
from webapp.services.awarding.recommending import NOT_AN_OFFICER, NOT_RECOMMENDED
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.settling.acting import RECOMMENDED


def test_an_officer_recommends_what_came_first_and_the_body_is_told(
    store: WatchedStore, officer: Person, member: Person, scene: Scene
) -> None:
    before = page(store, officer, scene)
    outcome = recommended(store, officer, scene)

    assert before.first is not None
    assert (before.first.bidder, before.first.price) == ("Alpha Ltd", "£100,000")
    assert outcome == Done()
    after = page(store, officer, scene)
    assert after.phase is Phase.RECOMMENDED
    assert after.recommendation is not None
    assert after.recommendation.by == officer.name
    assert "award-recommended" in told_to(store, member)


def test_the_same_twice_is_on_record_once_and_the_log_names_no_bidder(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcomes = [recommended(store, officer, scene), recommended(store, officer, scene)]

    assert outcomes == [Done(), Done()]
    (known,) = acts(store, "recommend-award")
    assert "Alpha" not in str(known)
    assert len(page(store, officer, scene).steps) == 1


def test_the_second_of_two_sees_what_the_first_did(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    recommended(store, officer, scene)
    second = recommended(store, officer, scene, "Other words")

    assert isinstance(second, Refused)
    assert officer.name in second.problem


@pytest.mark.parametrize("role", [Role.EVALUATION_CHAIR, Role.BUYER, Role.PANEL_CHAIR])
def test_nobody_else_recommends(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene, role: Role
) -> None:
    assert recommended(store, person_of(role), scene) == NOT_AN_OFFICER


def test_a_run_that_is_out_of_date_is_not_recommended_until_evaluated_again(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    excluded(store, scene, 2, officer, NOW)

    stale = recommended(store, officer, scene)
    (issue,) = page(store, officer, scene).issues
    ran(store, scene, officer, number=2, why="A ground was declared")
    old_page = recommended(store, officer, scene)
    again = recommended(store, officer, scene, run=2)

    assert isinstance(stale, Refused)
    assert issue.kind is Kind.OUT_OF_DATE
    assert (old_page, again) == (CHANGED_MEANWHILE, Done())


def test_a_run_under_other_packs_is_not_recommended(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = ran(store, moderated_tender(store, person_of, NOW), officer, packs="[]")

    outcome = recommended(store, officer, scene)

    assert isinstance(outcome, Refused)
    assert [one.kind for one in page(store, officer, scene).issues] == [Kind.OUT_OF_DATE]
    run = settling.shown(store, officer, scene).run
    assert run is not None
    assert not run.is_current


def test_an_open_promise_and_an_open_price_stand_in_the_way(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    offered = (settling.LOW_PRICE[0], settling.OPEN_PROMISE[1], OFFERED[2])
    scene = ran(store, moderated_tender(store, person_of, NOW, offered=offered), officer)

    outcome = recommended(store, officer, scene)

    assert isinstance(outcome, Refused)
    kinds = [one.kind for one in page(store, officer, scene).issues]
    assert kinds == [Kind.PROMISES, Kind.PRICES]


def test_a_question_that_an_officer_asked_stays_open_although_the_screen_asks_nothing(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    settling.asked(store, officer, scene)

    kinds = [one.kind for one in page(store, officer, scene).issues]

    assert kinds == [Kind.PRICES]


def test_a_tie_that_the_model_does_not_break_is_not_recommended(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    offered = (OFFERED[0], OFFERED[0], Offered("121000", OFFERED[2].commitments))
    same = {"staff": "4", "care": "7.5", "licence": "passed"}
    scores = (same, same, {"staff": "3", "care": "8", "licence": "passed"})
    scene = moderated_tender(store, person_of, NOW, offered=offered, scores=scores)
    ran(store, scene, officer)

    found = page(store, officer, scene)

    assert [one.kind for one in found.issues] == [Kind.TIED]
    assert found.first is None
    assert isinstance(recommended(store, officer, scene), Refused)


def test_nothing_is_recommended_before_it_is_evaluated_or_without_a_reason(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = moderated_tender(store, person_of, NOW)

    assert recommended(store, officer, scene) == NOT_EVALUATED
    assert recommended(store, officer, scene, "") == NO_REASON


def test_it_is_taken_back_with_a_reason_and_recommended_anew(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    recommended(store, officer, scene)
    outcomes = [taken_back(store, officer, scene), taken_back(store, officer, scene)]
    phase = page(store, officer, scene).phase
    anew = recommended(store, officer, scene, read=2)

    assert outcomes == [Done(), Done()]
    assert phase is Phase.EVALUATED
    assert anew == Done()
    states = [one.state for one in page(store, officer, scene).steps]
    assert states == ["recommended", "withdrawn", "recommended"]


def test_with_it_an_approval_falls_until_bidders_are_told(
    store: WatchedStore, officer: Person, member: Person, scene: Scene
) -> None:
    recommended(store, officer, scene)
    decided(store, member, scene)

    outcome = taken_back(store, officer, scene, read=2)

    assert outcome == Done()
    assert page(store, officer, scene).phase is Phase.EVALUATED
    assert "recommendation-withdrawn" in told_to(store, member)


def test_there_has_to_be_one_to_take_back_and_only_an_officer_does(
    store: WatchedStore, officer: Person, member: Person, scene: Scene
) -> None:
    assert taken_back(store, officer, scene, read=0) == NOT_RECOMMENDED
    assert taken_back(store, member, scene, read=0) == NOT_AN_OFFICER


def test_while_it_stands_nothing_is_settled_anew(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    recommended(store, officer, scene)

    assert settling.disregarded(store, officer, scene) == RECOMMENDED
    assert settling.asked(store, officer, scene) == RECOMMENDED
