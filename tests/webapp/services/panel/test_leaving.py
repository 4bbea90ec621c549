"""An evaluator who leaves in mid-scoring, from the first score to the agreed one."""

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import CARE, agreed, agreement, chair_panel, give
from tests.webapp.outlines import seated, unseat
from tests.webapp.scoring import QUESTIONS, Scene, seat, whole_score
from tests.webapp.services.panel.acts import access_of, assigned, board, declared
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.moderating.agreeing import Stepped
from webapp.services.moderating.answers import OnTable, answer_on_table
from webapp.services.moderating.opening import Opened, open_complete
from webapp.services.moderating.sitting import Standing
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId
from webapp.services.scoring.handing import hand_in
from webapp.services.scoring.reading import MyScoring, Status, my_scoring
from webapp.services.scoring.saving import save_draft
from webapp.store import evaluators

STAFF = CellId("staff", 1)


def test_who_leaves_keeps_what_they_gave_and_another_scores_anew(
    store: WatchedStore, scene: Scene, officer: Person, chair: Person, evaluator: Person
) -> None:
    chair_panel(store, scene, chair, NOW)
    seat(store, scene, evaluator, NOW)
    give(store, scene, evaluator, {"staff": ("4", "")}, NOW)
    give(store, scene, evaluator, {"care": ("7", "")}, NOW, is_in=False)
    other = seated(store, "Nia New", NOW, role=Role.EVALUATOR)

    assert assigned(store, officer, scene, evaluator, why="Has left the council") == Done()
    unseat(store, evaluator, NOW)
    assert assigned(store, officer, scene, other, *QUESTIONS, why="In place of one who left") == (
        Done()
    )
    early = my_scoring(store, other, scene.procurement_id, now=NOW)
    assert declared(store, other, scene) == Done()

    # what the one who left gave stands, the draft stays a draft, and nobody reads either
    left = board(store, officer, scene).person(evaluator.id)
    mine = my_scoring(store, other, scene.procurement_id, now=NOW)
    with store.reading() as session:
        cells = evaluators.cells(session, scene.procurement_id, user_id=evaluator.id)
    assert isinstance(early, Refused)
    assert left is not None
    assert (left.asked, left.left_with, left.holds) == (0, 1, False)
    assert sorted((one.criterion, one.is_in) for one in cells) == [("care", False), ("staff", True)]
    assert isinstance(mine, MyScoring)
    assert {one.status for one in mine.cells} == {Status.TO_DO}
    assert not access_of(store, evaluator, scene).visible.scores


def test_moderation_waits_for_the_one_who_came_and_says_who_scores_no_longer(
    store: WatchedStore, scene: Scene, officer: Person, chair: Person, evaluator: Person
) -> None:
    chair_panel(store, scene, chair, NOW)
    seat(store, scene, evaluator, NOW)
    give(store, scene, evaluator, {"staff": ("4", "")}, NOW)
    other = seated(store, "Nia New", NOW, role=Role.EVALUATOR)
    assigned(store, officer, scene, evaluator, why="Has left the council")
    assigned(store, officer, scene, other, *QUESTIONS, why="In place of one who left")
    declared(store, other, scene)
    place = {"procurement_id": scene.procurement_id, "now": NOW}

    before = open_complete(store, chair, **place)  # type: ignore[arg-type] # each is of its type
    own = whole_score("3")
    save_draft(store, other, cell=STAFF, number=0, own=own, **place)  # type: ignore[arg-type] # the same
    hand_in(store, other, cell=STAFF, number=1, own=own, is_meant=True, **place)  # type: ignore[arg-type] # the same
    opened = open_complete(store, chair, **place)  # type: ignore[arg-type] # the same
    shown = answer_on_table(store, chair, scene.procurement_id, STAFF, now=NOW)
    what = agreement("3", [chair, other])
    done = agreed(store, chair, scene, STAFF, what, NOW)

    assert isinstance(before, Refused)
    assert opened == Opened(1)
    assert isinstance(shown, OnTable)
    assert {one.name: one.standing for one in shown.individual} == {
        evaluator.name: Standing.LEFT,
        "Nia New": Standing.SCORES,
    }
    assert isinstance(done, Stepped)
    assert CARE
