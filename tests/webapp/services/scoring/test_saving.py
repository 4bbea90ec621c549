"""Own scores are saved whole, once, and never over something newer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from evaluation.own_scores import OwnScore
from evaluation.quotations import Quotation
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import (
    STAFF,
    Scene,
    open_to_panel,
    opened_tender,
    seat,
    whole_score,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.access import REFUSALS
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import LOCKED, NO_ANSWER, NOT_YOURS, CellId, Saved
from webapp.services.scoring.handing import hand_in
from webapp.services.scoring.reading import shown_answer
from webapp.services.scoring.saving import IS_IN, Stale, save_draft
from webapp.store.scoring_tables import EvaluatorMark

CELL = CellId("staff", 1)


def save(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    number: int,
    own: OwnScore,
    cell: CellId = CELL,
) -> Saved | Stale | Refused:
    return save_draft(
        store,
        person,
        procurement_id=scene.procurement_id,
        cell=cell,
        number=number,
        own=own,
        now=NOW,
    )


def saved(outcome: object) -> Saved:
    assert isinstance(outcome, Saved), outcome
    return outcome


def rows(store: WatchedStore) -> int:
    with store.reading() as session:
        return session.scalars(select(func.count()).select_from(EvaluatorMark)).one()


def standing(store: WatchedStore, person: Person, scene: Scene) -> Saved | None:
    found = shown_answer(store, person, scene.procurement_id, CELL, now=NOW)
    assert not isinstance(found, Refused), found
    return found.desk.saved


def test_a_draft_is_saved_as_it_is_with_its_quotations_at_their_places(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    own = OwnScore("", "Half a thought", (Quotation("crews  of four"), Quotation("six crews")))

    made = saved(save(store, evaluator, scene, 0, own))

    start = STAFF[0].index("crews")
    kept = (Quotation("crews of four", start, start + 13), Quotation("six crews"))
    assert made == Saved(1, is_in=False, own=replace(own, quotations=kept), at=NOW)
    assert standing(store, evaluator, scene) == made


def test_the_same_sent_twice_is_saved_once(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    own = whole_score()
    first = saved(save(store, evaluator, scene, 0, own))

    again = save(store, evaluator, scene, 0, own)

    assert again == first
    assert rows(store) == 1


def test_a_newer_save_is_never_overwritten_and_both_are_shown(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    first = saved(save(store, evaluator, scene, 0, whole_score("3")))
    second = saved(save(store, evaluator, scene, first.number, whole_score("4")))

    late = save(store, evaluator, scene, first.number, whole_score("5"))

    assert late == Stale(second)
    assert standing(store, evaluator, scene) == second
    assert rows(store) == 2


def test_every_version_stays(store: WatchedStore, evaluator: Person, scene: Scene) -> None:
    for number, score in enumerate("0123"):
        saved(save(store, evaluator, scene, number, whole_score(score)))

    with store.reading() as session:
        found = session.scalars(select(EvaluatorMark.score).order_by(EvaluatorMark.number)).all()
    assert found == ["0", "1", "2", "3"]


def test_what_is_handed_in_is_not_changed_by_a_draft(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    made = hand_in(
        store,
        evaluator,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=0,
        own=whole_score(),
        is_meant=False,
        now=NOW,
    )

    assert save(store, evaluator, scene, 1, whole_score("5")) == IS_IN
    assert standing(store, evaluator, scene) == made


def test_nothing_is_saved_once_the_panel_has_opened_the_answer(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    saved(save(store, evaluator, scene, 0, whole_score("3")))
    open_to_panel(store, scene, evaluator, "staff", NOW)

    assert save(store, evaluator, scene, 1, whole_score("4")) == LOCKED
    other = CellId("staff", 2)
    assert isinstance(save(store, evaluator, scene, 0, OwnScore("2", "", ()), other), Saved)


def test_only_assigned_questions_of_opened_bids_are_scored(
    store: WatchedStore,
    scene: Scene,
    person_of: Callable[..., Person],
    evaluator: Person,
) -> None:
    chair = person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, chair, NOW, questions=("care",))

    assert save(store, chair, scene, 0, whole_score()) == NOT_YOURS
    assert save(store, evaluator, scene, 0, whole_score(), CellId("staff", 3)) == NO_ANSWER
    assert save(store, evaluator, scene, 0, whole_score(), CellId("price", 1)) == NO_ANSWER
    assert save(store, evaluator, scene, 0, whole_score(), CellId("none", 1)) == NO_ANSWER
    assert rows(store) == 0


@pytest.mark.parametrize("handling", ["", "recused", "managed"])
def test_nothing_is_read_or_saved_before_interests_are_settled(
    store: WatchedStore, person_of: Callable[..., Person], handling: str
) -> None:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    person = person_of(Role.EVALUATOR)
    made = opened_tender(store, hands, NOW)
    seat(store, made, person, NOW, handling=handling)

    outcome = save(store, person, made, 0, whole_score())

    assert outcome in REFUSALS.values()
    assert shown_answer(store, person, made.procurement_id, CELL, now=NOW) == outcome
    assert rows(store) == 0


def test_of_many_saves_at_once_none_is_lost_and_none_overwrites_another(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    scores = [whole_score(rationale=f"Attempt {number}") for number in range(8)]

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(partial(save, store, evaluator, scene, 0), scores))

    kept = [one for one in outcomes if isinstance(one, Saved)]
    stale = [one for one in outcomes if isinstance(one, Stale)]
    assert (len(kept), len(stale)) == (1, 7)
    assert {one.saved for one in stale} == set(kept)
    assert rows(store) == 1


def test_rows_tell_when_they_were_saved(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    saved(save(store, evaluator, scene, 0, whole_score("3")))
    later = NOW + timedelta(minutes=4)

    made = save_draft(
        store,
        evaluator,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=1,
        own=whole_score("4"),
        now=later,
    )

    assert saved(made).at == later
