"""Who scores what, and the one chair."""

from datetime import timedelta

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.panel.acts import acts, assigned, board, chaired, told_to
from tests.webapp.services.panel.test_access import hand_in
from webapp.services.accounts import Person
from webapp.services.panel.acting import (
    CHANGED_MEANWHILE,
    NO_REASON,
    NOT_AN_OFFICER,
    NOT_PUBLISHED,
    Done,
)
from webapp.services.panel.assigning import (
    NO_SUCH_QUESTION,
    NOT_A_CHAIR,
    NOT_AN_EVALUATOR,
    assign,
)


def test_an_evaluator_is_told_what_they_score_and_the_record_says_it(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    outcome = assigned(store, officer, scene, evaluator, "care", "staff")

    assert outcome == Done()
    assert told_to(store, evaluator) == ["evaluation-assigned"]
    assert acts(store, "assign-evaluator") == [
        {
            "user": str(evaluator.id),
            "added": ["Care of trees", "Staff"],
            "ended": [],
            "why": "As planned",
        }
    ]


def test_the_same_sent_twice_is_on_record_once(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    assigned(store, officer, scene, evaluator, "staff", read=0)

    assert assigned(store, officer, scene, evaluator, "staff", read=0) == Done()
    assert len(acts(store, "assign-evaluator")) == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    assigned(store, officer, scene, evaluator, "staff", read=0)

    outcome = assigned(store, officer, scene, evaluator, "care", read=0)

    assert outcome == CHANGED_MEANWHILE


def test_an_evaluator_who_leaves_in_mid_scoring_needs_a_reason_and_their_marks_stay(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    hand_in(store, scene, evaluator, (0, "staff"))

    refused = assigned(store, officer, scene, evaluator, why="")
    done = assigned(store, officer, scene, evaluator, why="Has left the council")

    left = board(store, officer, scene).person(evaluator.id)
    assert (refused, done) == (NO_REASON, Done())
    assert left is not None
    assert (left.is_on_panel, left.asked, left.left_with) == (False, 0, 1)
    assert assigned(store, officer, scene, evaluator, "staff", why="Came back") == Done()


def test_nobody_without_the_role_is_assigned(
    store: WatchedStore, buyer: Person, officer: Person, scene: Scene
) -> None:
    assert assigned(store, officer, scene, buyer, "staff") == NOT_AN_EVALUATOR


def test_only_questions_of_the_published_model_are_assigned(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    assert assigned(store, officer, scene, evaluator, "price") == NO_SUCH_QUESTION


def test_nobody_but_an_officer_makes_up_the_panel(
    store: WatchedStore, evaluator: Person, chair: Person, scene: Scene
) -> None:
    assert assigned(store, chair, scene, evaluator, "staff") == NOT_AN_OFFICER


def test_there_is_nothing_to_assign_before_the_tender_is_published(
    store: WatchedStore, buyer: Person, officer: Person, evaluator: Person
) -> None:
    outcome = assign(
        store,
        officer,
        procurement_id=decided(store, buyer, NOW),
        user_id=evaluator.id,
        questions=frozenset({"staff"}),
        why="",
        read=0,
        now=NOW,
    )

    assert outcome == NOT_PUBLISHED


def test_there_is_exactly_one_chair_and_another_needs_a_reason(
    store: WatchedStore, officer: Person, evaluator: Person, chair: Person, scene: Scene
) -> None:
    assert chaired(store, officer, scene, evaluator) == NOT_A_CHAIR
    assert chaired(store, officer, scene, chair) == Done()
    assert chaired(store, officer, scene, chair) == Done()

    found = board(store, officer, scene)

    assert [one.id for one in found.people if one.is_chair] == [chair.id]
    assert found.chairings == 1
    assert told_to(store, chair) == ["evaluation-assigned"]


def test_whoever_had_a_hand_in_the_outline_and_scores_is_reported(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)
    seat(store, scene, officer, NOW + timedelta(minutes=1), questions=["care"])

    hands = {one.name: one.hands for one in board(store, officer, scene).panel}

    assert hands[evaluator.name] == ()
    assert hands[officer.name] == ("Is a procurement officer of this tender",)


def test_the_board_counts_and_names_what_nobody_scores(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff", "care"])
    hand_in(store, scene, evaluator, (0, "staff"))

    found = board(store, officer, scene)
    seated = found.person(evaluator.id)

    assert seated is not None
    assert (seated.given, seated.asked) == (1, 4)
    assert [one.id for one in found.unscored] == ["licence"]
    assert {one.id for one in found.alone} == {"staff", "care"}


def test_an_evaluator_sees_no_progress_of_others(
    store: WatchedStore, evaluator: Person, chair: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    seat(store, scene, chair, NOW, questions=["staff"])
    hand_in(store, scene, chair, (0, "staff"))

    found = board(store, evaluator, scene)

    assert {one.given for one in found.people} == {0}
