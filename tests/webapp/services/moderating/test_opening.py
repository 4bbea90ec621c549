"""Opening answers locks own scores, waits for who scores them, and shows no draft to anybody."""

from evaluation.panel.declarations import Handling
from evaluation.panel.phases import Phase
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import bidder_of, give, opened_all
from tests.webapp.outlines import seated
from tests.webapp.scoring import Scene, seat, whole_score
from tests.webapp.services.panel.acts import acts, assigned, declared, told_to
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.moderating.answers import OnTable, answer_on_table
from webapp.services.moderating.board import Board, moderation
from webapp.services.moderating.cells import State
from webapp.services.moderating.opening import (
    NONE_COMPLETE,
    NOT_ALL_IN,
    Opened,
    open_answer,
    open_complete,
)
from webapp.services.moderating.places import EXCLUDED, NOT_THE_CHAIR
from webapp.services.moderating.sitting import Standing
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import LOCKED, NOT_YOURS, CellId
from webapp.services.scoring.saving import save_draft
from webapp.store.award_tables import BidExclusion

CELL = CellId("staff", 1)
ALL = {"staff": ("4", "2"), "care": ("7", "7.5"), "licence": ("passed", "passed")}


def opened(
    store: WatchedStore, person: Person, scene: Scene, cell: CellId = CELL, why: str = ""
) -> Opened | Refused:
    return open_answer(
        store, person, procurement_id=scene.procurement_id, cell=cell, why=why, now=NOW
    )


def board(store: WatchedStore, person: Person, scene: Scene) -> Board:
    found = moderation(store, person, scene.procurement_id, now=NOW)
    assert isinstance(found, Board), found
    return found


def on_table(store: WatchedStore, person: Person, scene: Scene, cell: CellId = CELL) -> OnTable:
    found = answer_on_table(store, person, scene.procurement_id, cell, now=NOW)
    assert isinstance(found, OnTable), found
    return found


def test_an_answer_waits_for_every_evaluator_of_its_question(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, {"staff": ("4",)}, NOW)

    early = opened(store, chair, scene)
    give(store, scene, second, {"staff": ("2",)}, NOW)
    whole = opened(store, chair, scene)

    assert early is NOT_ALL_IN
    assert whole == Opened(1)
    assert opened(store, chair, scene) == Opened(0)
    assert len(acts(store, "open-answer")) == 1


def test_the_chair_opens_an_answer_early_with_a_reason_and_the_record_says_who_is_missing(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, {"staff": ("4",)}, NOW)

    outcome = opened(store, chair, scene, why="They are ill until June")

    assert outcome == Opened(1)
    (act,) = acts(store, "open-answer")
    assert act["missing"] == [str(second.id)]
    assert act["why"] == "They are ill until June"
    give_others(store, scene, first, second)
    shown = on_table(store, chair, scene)
    assert shown.waiting == ("Second Evaluator",)
    assert shown.steps[0].why == "They are ill until June"


def give_others(store: WatchedStore, scene: Scene, *people: Person) -> None:
    for one in people:
        give(store, scene, one, {"care": ("7", "7.5"), "licence": ("passed", "passed")}, NOW)


def test_opening_locks_own_scores(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, {"staff": ("4",)}, NOW)
    opened(store, chair, scene, why="They are ill")

    late = save_draft(
        store,
        second,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=0,
        own=whole_score(),
        now=NOW,
    )

    assert late is LOCKED


def test_only_the_chair_of_this_panel_opens(
    store: WatchedStore, officer: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, ALL, NOW)

    assert opened(store, first, scene) is NOT_THE_CHAIR
    assert opened(store, officer, scene) is NOT_THE_CHAIR
    assert (
        open_complete(store, officer, procurement_id=scene.procurement_id, now=NOW) is NOT_THE_CHAIR
    )


def test_every_answer_that_is_complete_is_opened_in_one_act(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, {**ALL, "staff": ("4",)}, NOW)

    count = opened_all(store, scene, chair, NOW)

    assert count == 5
    (act,) = acts(store, "open-complete-answers")
    assert act["count"] == 5
    assert act["answers"] == {"staff": [1], "care": [1, 2], "licence": [1, 2]}
    again = open_complete(store, chair, procurement_id=scene.procurement_id, now=NOW)
    assert again is NONE_COMPLETE
    assert told_to(store, first) == ["moderation-begun"]
    assert told_to(store, chair) == []


def test_an_evaluator_who_left_is_not_waited_for_and_what_they_gave_is_shown_as_theirs(
    store: WatchedStore, officer: Person, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, {"staff": ("1",)}, NOW)
    assert assigned(store, officer, scene, second, why="Has left the council") == Done()

    count = opened_all(store, scene, chair, NOW)

    assert count == 6
    shown = on_table(store, chair, scene)
    assert [(one.name, one.standing) for one in shown.individual] == [
        (first.name, Standing.SCORES),
        ("Second Evaluator", Standing.LEFT),
    ]
    assert shown.spread == "From 1 to 4: 3 apart"
    assert shown.cell.spread is not None
    assert shown.cell.spread.figure == "3"


def test_a_recused_evaluator_is_not_waited_for_and_what_they_gave_does_not_count(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, {"staff": ("1",)}, NOW)
    declared(store, second, scene, Handling.RECUSED, "My sister works there")

    count = opened_all(store, scene, chair, NOW)

    assert count == 6
    shown = on_table(store, chair, scene)
    assert shown.individual[-1].standing is Standing.RECUSED
    assert shown.spread == "All the same"
    assert shown.cell.spread is not None
    assert shown.cell.spread.figure == "0"
    assert second.id not in dict(shown.people)


def test_a_draft_and_a_score_taken_back_are_shown_to_nobody(
    store: WatchedStore, chair: Person, officer: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, {"staff": ("1",)}, NOW)
    give(store, scene, second, {"staff": ("1",)}, NOW, is_in=False, number=2)
    give(store, scene, second, {"staff": ("", "5")}, NOW, is_in=False)
    opened(store, chair, scene, why="They are ill")
    opened(store, chair, scene, CellId("staff", 2), why="They are ill")

    for person in (chair, officer):
        for bidder in (1, 2):
            shown = on_table(store, person, scene, CellId("staff", bidder))
            assert [one.name for one in shown.individual] == [first.name]
            assert shown.cell.spread is not None
            assert shown.cell.spread.figure == "0"


def test_marks_of_an_answer_that_is_not_open_are_shown_to_nobody(
    store: WatchedStore, chair: Person, officer: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, ALL, NOW)
    opened(store, chair, scene)

    for person in (chair, officer, first):
        shown = on_table(store, person, scene, CellId("staff", 2))
        assert shown.individual == ()
        assert shown.cell.spread is None
    (cell,) = [one for one in board(store, chair, scene).cells if one.id == CellId("staff", 2)]
    assert (cell.state, cell.given, cell.asked) == (State.COMPLETE, 2, 2)


def test_an_evaluator_sees_what_others_gave_once_their_own_are_in(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, {**ALL, "licence": ("passed",)}, NOW)
    opened(store, chair, scene)

    kept = moderation(store, second, scene.procurement_id, now=NOW)
    give(store, scene, second, {"licence": ("", "passed")}, NOW)

    assert isinstance(kept, Refused)
    assert "once your own scores are all in" in kept.problem
    found = board(store, second, scene)
    assert not found.may_moderate
    assert {one.asked for one in found.cells} == {0}
    assert len(on_table(store, second, scene).individual) == 2


def test_nobody_sees_marks_before_moderation_begins(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, ALL, NOW)

    found = board(store, chair, scene)

    assert found.phase is Phase.SCORING
    assert found.count(State.COMPLETE) == 6
    assert {one.spread for one in found.cells} == {None}
    assert isinstance(moderation(store, first, scene.procurement_id, now=NOW), Refused)


def test_an_excluded_bid_needs_no_score(
    store: WatchedStore, chair: Person, officer: Person, first: Person, second: Person, scene: Scene
) -> None:
    with store.by_hand() as session:
        session.add(
            BidExclusion(
                procurement_id=scene.procurement_id,
                bidder_id=bidder_of(scene, 2),
                number=1,
                ground="late",
                because="It came a day late",
                is_on=True,
                made_by=officer.id,
                made_at=NOW,
            )
        )
    give(store, scene, first, ALL, NOW)
    give(store, scene, second, ALL, NOW)

    count = opened_all(store, scene, chair, NOW)

    assert count == 3
    assert opened(store, chair, scene, CellId("staff", 2)) is EXCLUDED
    found = board(store, chair, scene)
    assert (found.asked, found.count(State.NOT_NEEDED)) == (3, 3)


def test_an_evaluator_sees_the_answers_to_their_own_questions_alone(
    store: WatchedStore, chair: Person, first: Person, second: Person, scene: Scene
) -> None:
    third = seated(store, "Third Evaluator", NOW, role=Role.EVALUATOR)
    seat(store, scene, third, NOW, questions=["staff"])
    for one in (first, second, third):
        give(store, scene, one, {"staff": ALL["staff"]} if one is third else ALL, NOW)
    opened_all(store, scene, chair, NOW)

    found = board(store, third, scene)
    other = answer_on_table(store, third, scene.procurement_id, CellId("care", 1), now=NOW)

    assert [line.question.id for line in found.lines] == ["staff"]
    assert len(on_table(store, third, scene).individual) == 3
    assert other is NOT_YOURS
