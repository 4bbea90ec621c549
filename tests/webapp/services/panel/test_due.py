"""Until when scores are due: who says so, who is told, and that passing it locks nothing."""

from datetime import timedelta

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import chair_panel, give
from tests.webapp.scoring import QUESTIONS, Scene, seat
from webapp.services.accounts import Person
from webapp.services.dashboards.boards import Work
from webapp.services.dashboards.tenders import tender_tasks
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.panel.due import NOT_YOURS, PASSED, due_in, set_due
from webapp.services.scoring.reading import MyScoring, my_scoring
from webapp.store.notification_tables import Notification

DUE = NOW + timedelta(days=2)
AFTER = DUE + timedelta(hours=1)


def say(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    *,
    days: int = 2,
    because: str = "",
    read: int = 0,
) -> object:
    return set_due(
        store,
        person,
        procurement_id=scene.procurement_id,
        due_at=NOW + timedelta(days=days),
        because=because,
        read=read,
        now=NOW,
    )


def test_officer_and_chair_say_it_and_a_change_has_its_reason(
    store: WatchedStore, scene: Scene, officer: Person, chair: Person, evaluator: Person
) -> None:
    chair_panel(store, scene, chair, NOW)
    seat(store, scene, evaluator, NOW)

    assert say(store, evaluator, scene) == NOT_YOURS
    assert say(store, officer, scene, days=-1) == PASSED
    assert say(store, officer, scene) == Done()
    assert say(store, officer, scene) == Done()
    assert say(store, chair, scene, days=3, read=1) == NO_REASON
    assert say(store, chair, scene, days=3, because="One is ill") == CHANGED_MEANWHILE
    assert say(store, chair, scene, days=3, because="One is ill", read=1) == Done()
    with store.reading() as session:
        due = due_in(session, scene.procurement_id, now=NOW)
        told = session.query(Notification).filter_by(kind="scores-due").all()
    assert due is not None
    assert (due.number, due.at, due.because, due.by) == (
        2, NOW + timedelta(days=3), "One is ill", chair.name,
    )  # fmt: skip
    assert [one.user_id for one in told] == [evaluator.id, evaluator.id]


def test_once_it_has_passed_scores_can_be_given_and_the_chair_reads_whose_are_missing(
    store: WatchedStore, scene: Scene, officer: Person, chair: Person, evaluator: Person
) -> None:
    chair_panel(store, scene, chair, NOW)
    seat(store, scene, evaluator, NOW)
    say(store, officer, scene)

    mine = my_scoring(store, evaluator, scene.procurement_id, now=AFTER)
    with store.reading() as session:
        due = due_in(session, scene.procurement_id, now=AFTER)
        own = [one for one in tender_tasks(session, evaluator, now=AFTER) if one.work is Work.SCORE]
        chased = tender_tasks(session, chair, now=AFTER)

    assert isinstance(mine, MyScoring)
    assert mine.due_at == DUE
    assert mine.next is not None
    assert due is not None
    assert due.missing == (evaluator.name,)
    assert [(one.is_late, one.at) for one in own] == [(True, DUE)]
    (late,) = [one for one in chased if one.work is Work.CHASE_SCORES]
    assert (late.whom, late.is_late, late.is_mine) == (evaluator.name, True, True)


def test_nobody_is_missing_once_every_score_is_in(
    store: WatchedStore, scene: Scene, officer: Person, chair: Person, evaluator: Person
) -> None:
    chair_panel(store, scene, chair, NOW)
    seat(store, scene, evaluator, NOW)
    say(store, officer, scene)
    scores = {"staff": ("4", "3"), "care": ("7", "6"), "licence": ("passed", "passed")}
    give(store, scene, evaluator, scores, NOW)

    with store.reading() as session:
        due = due_in(session, scene.procurement_id, now=AFTER)
        chased = tender_tasks(session, chair, now=AFTER)

    assert set(scores) == set(QUESTIONS)
    assert due is not None
    assert due.missing == ()
    assert Work.CHASE_SCORES not in {one.work for one in chased}
