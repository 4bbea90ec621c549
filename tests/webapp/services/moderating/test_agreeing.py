"""An agreed score has its own reasons, who was there and who dissents; nothing is overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from evaluation.own_scores import OwnScore, Part
from evaluation.panel.phases import Phase
from evaluation.quotations import Quotation
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import agree_all, agreed, agreement, bidder_of, give, opened_all
from tests.webapp.outlines import seated
from tests.webapp.scoring import REASONS, Scene, seat
from tests.webapp.services.panel.acts import access_of, acts, chaired, told_to
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.moderating.agreeing import (
    HALF_A_DISSENT,
    IS_AGREED,
    NOBODY_THERE,
    NOT_AGREED,
    NOT_OF_THE_PANEL,
    NOT_OPEN,
    OWN_NOT_IN,
    TOO_LATE,
    Stale,
    Stepped,
    reopen,
)
from webapp.services.moderating.answers import OnTable, answer_on_table
from webapp.services.moderating.opening import open_answer
from webapp.services.moderating.places import NOT_THE_CHAIR
from webapp.services.panel.acting import NO_REASON
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId
from webapp.services.scoring.handing import NotReady
from webapp.store import moderations
from webapp.store.award_tables import AwardStep, BidExclusion, EvaluationRun
from webapp.store.scoring_tables import EvaluatorAssignment

CELL = CellId("staff", 1)
ALL = {"staff": ("4", "2"), "care": ("7", "7.5"), "licence": ("passed", "passed")}


@pytest.fixture
def on_table(
    store: WatchedStore, scene: Scene, chair: Person, first: Person, second: Person
) -> Scene:
    """A tender of which every answer is open."""
    for one in (first, second):
        give(store, scene, one, ALL, NOW)
    assert opened_all(store, scene, chair, NOW) == 6
    return scene


def shown(store: WatchedStore, person: Person, scene: Scene, cell: CellId = CELL) -> OnTable:
    found = answer_on_table(store, person, scene.procurement_id, cell, now=NOW)
    assert isinstance(found, OnTable), found
    return found


def reopened(
    store: WatchedStore, chair: Person, scene: Scene, *, number: int = 2, why: str = "A slip"
) -> Stepped | Stale | Refused:
    return reopen(
        store,
        chair,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=number,
        why=why,
        now=NOW,
    )


def test_a_score_is_agreed_with_its_reasons_who_was_there_and_who_dissents(
    store: WatchedStore, on_table: Scene, chair: Person, first: Person, second: Person
) -> None:
    what = agreement(
        "3", [chair, first, second], dissent="It is worth a 4", dissenting=frozenset({second.id})
    )

    outcome = agreed(store, chair, on_table, CELL, what, NOW)

    assert outcome == Stepped(2)
    step = shown(store, chair, on_table).agreed
    assert step is not None
    assert step.agreement is not None
    assert step.agreement.own.score == "3"
    assert step.agreement.own.quotations == (Quotation("Two crews", 0, 9),)
    assert step.present == (chair.name, first.name, "Second Evaluator")
    assert (step.agreement.dissent, step.dissenting) == ("It is worth a 4", ("Second Evaluator",))
    (act,) = acts(store, "agree-score")
    assert act["dissenting"] == [str(second.id)]
    assert act["present"] == sorted(str(one.id) for one in (chair, first, second))
    assert "score" not in act
    assert len(str(act["sha256"])) == 64


def test_evaluators_own_scores_stay_as_they_were(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    before = shown(store, chair, on_table).individual

    agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW)

    assert shown(store, chair, on_table).individual == before
    assert [one.own.score for one in before] == ["4", "4"]


def test_an_agreed_score_needs_a_score_reasons_and_words_of_the_answer(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    bare = replace(agreement("", [chair]), own=OwnScore())
    lost = replace(agreement("4", [chair]), own=OwnScore("4", REASONS, (Quotation("Ten crews"),)))

    nothing = agreed(store, chair, on_table, CELL, bare, NOW)
    elsewhere = agreed(store, chair, on_table, CELL, lost, NOW)

    assert isinstance(nothing, NotReady)
    assert [one.part for one in nothing.lacks] == [Part.SCORE, Part.RATIONALE, Part.QUOTATION]
    assert isinstance(elsewhere, NotReady)
    assert "does not stand in the answer" in elsewhere.lacks[0].words
    assert acts(store, "agree-score") == []


def test_a_score_beside_what_everybody_gave_has_to_be_meant(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    what = agreement("5", [chair])

    asked = agreed(store, chair, on_table, CELL, what, NOW, is_meant=False)
    meant = agreed(store, chair, on_table, CELL, what, NOW)

    assert isinstance(asked, NotReady)
    assert "above every evaluator’s own score" in asked.doubts[0].message
    assert meant == Stepped(2)


def test_reasons_copied_from_another_bid_have_to_be_meant(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    same = f"{REASONS} The panel agrees with both evaluators on it."
    agreed(store, chair, on_table, CELL, agreement("4", [chair], words=same), NOW)
    other = agreement("2", [chair], bidder=2, words=same)

    outcome = agreed(store, chair, on_table, CellId("staff", 2), other, NOW, is_meant=False)

    assert isinstance(outcome, NotReady)
    assert outcome.doubts


def test_who_was_there_and_who_dissents_are_people_of_the_panel(
    store: WatchedStore,
    on_table: Scene,
    chair: Person,
    first: Person,
    person_of: Callable[..., Person],
) -> None:
    stranger = person_of(Role.AUDITOR)

    def outcome(**told: object) -> object:
        what = replace(agreement("4", [chair]), **told)  # type: ignore[arg-type] # what a test names is of the field's type
        return agreed(store, chair, on_table, CELL, what, NOW)

    assert outcome(present=frozenset()) is NOBODY_THERE
    assert outcome(present=frozenset({stranger.id})) is NOT_OF_THE_PANEL
    assert outcome(dissent="Too much") is HALF_A_DISSENT
    assert outcome(dissenting=frozenset({chair.id})) is HALF_A_DISSENT
    assert outcome(dissent="No", dissenting=frozenset({first.id})) is HALF_A_DISSENT


def test_sent_twice_it_is_on_record_once(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    what = agreement("4", [chair])

    outcomes = [agreed(store, chair, on_table, CELL, what, NOW) for _ in range(2)]

    assert outcomes == [Stepped(2), Stepped(2)]
    assert len(acts(store, "agree-score")) == 1


def test_of_two_chairs_at_one_question_the_second_sees_what_the_first_did(
    store: WatchedStore, on_table: Scene, officer: Person, chair: Person
) -> None:
    other = seated(store, "Other Chair", NOW, role=Role.EVALUATION_CHAIR)
    agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW)
    chaired(store, officer, on_table, other, why="On leave")
    give_declaration(store, on_table, other)

    late = agreed(store, other, on_table, CELL, agreement("4", [other]), NOW)

    assert late == Stale(2)
    step = shown(store, other, on_table).agreed
    assert step is not None
    assert step.by == chair.name
    assert isinstance(agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW), Refused)


def give_declaration(store: WatchedStore, scene: Scene, person: Person) -> None:
    seat(store, scene, person, NOW, questions=())


def test_an_agreed_score_changes_only_once_it_is_reopened_and_both_stay(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW)

    straight = agreed(store, chair, on_table, CELL, agreement("4", [chair]), NOW, number=2)
    bare = reopened(store, chair, on_table, why="")
    done = reopened(store, chair, on_table)
    again = agreed(store, chair, on_table, CELL, agreement("4", [chair]), NOW, number=3)

    assert straight is IS_AGREED
    assert bare is NO_REASON
    assert done == Stepped(3)
    assert again == Stepped(4)
    steps = shown(store, chair, on_table).steps
    assert [one.state for one in steps] == ["opened", "agreed", "reopened", "agreed"]
    assert [one.agreement.own.score for one in steps if one.agreement] == ["3", "4"]
    assert steps[2].why == "A slip"
    (act,) = acts(store, "reopen-answer")
    assert act["why"] == "A slip"


def test_reopening_is_the_chairs_and_of_what_stands(
    store: WatchedStore, on_table: Scene, officer: Person, chair: Person
) -> None:
    early = reopened(store, chair, on_table, number=1)
    agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW)

    assert early is NOT_AGREED
    assert reopened(store, officer, on_table) is NOT_THE_CHAIR
    assert reopened(store, chair, on_table, number=1) == Stale(2)
    assert [reopened(store, chair, on_table) for _ in range(2)] == [Stepped(3), Stepped(3)]
    assert len(acts(store, "reopen-answer")) == 1


def test_nothing_is_agreed_of_an_answer_that_is_not_open(
    store: WatchedStore, scene: Scene, chair: Person
) -> None:
    assert agreed(store, chair, scene, CELL, agreement("3", [chair]), NOW) is NOT_OPEN


def test_a_chair_who_scores_hands_their_own_in_first(
    store: WatchedStore, scene: Scene, chair: Person, first: Person, second: Person
) -> None:
    with store.by_hand() as session:
        session.add(
            EvaluatorAssignment(
                procurement_id=scene.procurement_id,
                user_id=chair.id,
                criterion="care",
                number=1,
                is_on=True,
                why="",
                made_by=chair.id,
                made_at=NOW,
            )
        )
    for one in (first, second):
        give(store, scene, one, ALL, NOW)
    open_answer(store, chair, procurement_id=scene.procurement_id, cell=CELL, why="", now=NOW)

    kept = agreed(store, chair, scene, CELL, agreement("3", [chair]), NOW)

    assert kept is OWN_NOT_IN
    assert shown(store, chair, scene).individual == ()
    give(store, scene, chair, {"care": ("7", "7")}, NOW)
    assert agreed(store, chair, scene, CELL, agreement("3", [chair]), NOW) == Stepped(2)


def test_the_last_agreed_score_ends_moderation_and_tells_the_officer(
    store: WatchedStore, on_table: Scene, officer: Person, chair: Person
) -> None:
    agree_all(store, chair, on_table, {**ALL, "staff": ("4",)}, NOW)
    before = access_of(store, officer, on_table).phase

    what = agreement("2", [chair], bidder=2)
    last = agreed(store, chair, on_table, CellId("staff", 2), what, NOW)

    assert before is Phase.MODERATING
    assert last == Stepped(2, is_all_agreed=True)
    assert access_of(store, officer, on_table).phase is Phase.MODERATED
    assert told_to(store, officer) == ["scores-agreed"]
    reopened(store, chair, on_table)
    assert access_of(store, officer, on_table).phase is Phase.MODERATING
    assert told_to(store, officer) == ["scores-agreed", "score-reopened"]


def test_a_bid_that_failed_a_gate_and_one_that_is_excluded_need_no_other_score(
    store: WatchedStore, on_table: Scene, officer: Person, chair: Person
) -> None:
    agree_all(
        store, chair, on_table, {"staff": ("4",), "care": ("7",), "licence": ("passed",)}, NOW
    )
    failed = agreement("failed", [chair], criterion="licence", bidder=2)

    outcome = agreed(store, chair, on_table, CellId("licence", 2), failed, NOW)

    assert outcome == Stepped(2, is_all_agreed=True)
    reopen(store, chair, procurement_id=on_table.procurement_id, cell=CellId("licence", 2),
           number=2, why="A slip", now=NOW)  # fmt: skip
    assert access_of(store, officer, on_table).phase is Phase.MODERATING
    exclude(store, on_table, officer)
    assert access_of(store, officer, on_table).phase is Phase.MODERATED


def exclude(store: WatchedStore, scene: Scene, officer: Person) -> None:
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


def test_nothing_is_reopened_once_an_award_is_recommended(
    store: WatchedStore, on_table: Scene, officer: Person, chair: Person
) -> None:
    agree_all(store, chair, on_table, ALL, NOW)
    later = NOW + timedelta(hours=1)
    with store.by_hand() as session:
        run = EvaluationRun(procurement_id=on_table.procurement_id, number=1, why="")
        run.tender, run.result, run.packs, run.report = "{}", "{}", "[]", "{}"
        run.tender_sha256 = run.result_sha256 = run.report_sha256 = "0" * 64
        run.made_by, run.made_at = officer.id, later
        session.add(run)
        session.flush()
        step = AwardStep(procurement_id=on_table.procurement_id, number=1, state="recommended")
        step.evaluation_run_id, step.because, step.role = run.id, "First", "procurement_officer"
        step.made_by, step.made_at = officer.id, later
        session.add(step)

    assert access_of(store, officer, on_table).phase is Phase.RECOMMENDED
    assert reopened(store, chair, on_table) is TOO_LATE


def test_who_was_present_last_is_offered_again(
    store: WatchedStore, on_table: Scene, chair: Person, first: Person
) -> None:
    agreed(store, chair, on_table, CELL, agreement("4", [chair, first]), NOW)

    found = shown(store, chair, on_table, CellId("staff", 2))

    assert found.present == {chair.id, first.id}
    assert {one for one, _ in found.people} >= {chair.id, first.id}


def test_the_record_keeps_every_step(store: WatchedStore, on_table: Scene, chair: Person) -> None:
    agreed(store, chair, on_table, CELL, agreement("3", [chair]), NOW)

    with store.reading() as session:
        steps = moderations.steps_of(
            session, on_table.procurement_id, bidder_of(on_table, 1), "staff"
        )

    assert [(one.number, one.state) for one in steps] == [(1, "opened"), (2, "agreed")]


def test_of_two_windows_that_agree_at_once_one_is_recorded_and_the_other_is_told(
    store: WatchedStore, on_table: Scene, chair: Person
) -> None:
    at_once = Barrier(2)

    def from_window(words: str) -> object:
        what = agreement("3", [chair], words=f"{REASONS} {words}")
        at_once.wait()
        return agreed(store, chair, on_table, CELL, what, NOW)

    with ThreadPoolExecutor(2) as windows:
        outcomes = list(windows.map(from_window, ("From the left.", "From the right.")))

    assert Stepped(2) in outcomes
    assert Stale(2) in outcomes
    assert [one.number for one in shown(store, chair, on_table).steps] == [1, 2]
