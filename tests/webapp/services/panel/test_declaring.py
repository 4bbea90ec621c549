"""Interests in the bidders: declared first, and a conflict decided on by somebody else."""

import pytest

from evaluation.panel.declarations import Handling
from evaluation.panel.visibility import Declared
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.panel.acts import (
    access_of,
    acts,
    chaired,
    declared,
    judged,
    told_to,
)
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.panel.declaring import (
    JUDGE_IS_KEPT_OUT,
    NO_DETAIL,
    NOT_A_JUDGE,
    NOT_ON_PANEL,
    NOTHING_TO_JUDGE,
    OTHER_BIDDERS,
    OWN_CONFLICT,
    STAYS_DECLARED,
    STAYS_RECUSED,
)
from webapp.services.pinning import digest_of_row
from webapp.store.scoring_tables import EvaluationDeclaration

COUSIN = "A cousin drives for Beta"


@pytest.fixture(autouse=True)
def seated(store: WatchedStore, evaluator: Person, scene: Scene) -> None:
    seat(store, scene, evaluator, NOW, handling="")


def test_whoever_has_no_conflict_reads_at_once(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    assert declared(store, evaluator, scene) == Done()
    assert declared(store, evaluator, scene) == Done()
    assert access_of(store, evaluator, scene).refused is None
    with store.reading() as session:
        rows = session.query(EvaluationDeclaration).filter_by(user_id=evaluator.id)
        sha256 = digest_of_row(rows.one())
    known = {"handling": "none", "detail": "", "number": 1, "row_sha256": sha256}
    assert acts(store, "declare-interests") == [known]


def test_a_conflict_waits_for_somebody_else_who_is_told(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    assert declared(store, evaluator, scene, Handling.MANAGED) == NO_DETAIL

    assert declared(store, evaluator, scene, Handling.MANAGED, COUSIN) == Done()

    assert access_of(store, evaluator, scene).viewer.declared is Declared.UNDECIDED
    assert told_to(store, officer) == ["interests-to-decide"]
    assert told_to(store, evaluator) == []


@pytest.mark.parametrize("handling", [Handling.MANAGED, Handling.WAIVED])
def test_a_conflict_that_is_managed_or_waived_lets_them_read(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene, handling: Handling
) -> None:
    declared(store, evaluator, scene, Handling.MANAGED, COUSIN)

    outcome = judged(store, officer, scene, evaluator, handling)

    assert outcome == Done()
    assert access_of(store, evaluator, scene).viewer.declared is Declared.ACCEPTED
    assert told_to(store, evaluator) == ["interests-decided"]


def test_whoever_is_kept_out_cannot_let_themselves_back_in(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    declared(store, evaluator, scene, Handling.MANAGED, COUSIN)
    judged(store, officer, scene, evaluator, Handling.RECUSED)

    assert declared(store, evaluator, scene) == STAYS_RECUSED
    assert access_of(store, evaluator, scene).called == {}


def test_a_conflict_once_declared_is_not_taken_back_by_whoever_has_it(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    declared(store, evaluator, scene, Handling.MANAGED, COUSIN)

    assert declared(store, evaluator, scene) == STAYS_DECLARED


def test_interests_in_other_bidders_than_those_read_are_not_taken(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    assert declared(store, evaluator, scene, sha256="f" * 64) == OTHER_BIDDERS


def test_somebody_who_is_not_on_the_panel_declares_nothing(
    store: WatchedStore, buyer: Person, scene: Scene
) -> None:
    assert declared(store, buyer, scene) == NOT_ON_PANEL


def test_nobody_decides_on_their_own_conflict(
    store: WatchedStore, officer: Person, evaluator: Person, chair: Person, scene: Scene
) -> None:
    chaired(store, officer, scene, chair)
    declared(store, chair, scene, Handling.MANAGED, COUSIN)
    declared(store, evaluator, scene, Handling.MANAGED, COUSIN)

    assert judged(store, chair, scene, chair, Handling.MANAGED) == OWN_CONFLICT
    assert judged(store, chair, scene, evaluator, Handling.MANAGED) == JUDGE_IS_KEPT_OUT
    assert judged(store, evaluator, scene, chair, Handling.MANAGED) == NOT_A_JUDGE


def test_a_decision_has_a_reason_and_something_to_decide_on(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    nothing = judged(store, officer, scene, evaluator, Handling.WAIVED)
    declared(store, evaluator, scene, Handling.MANAGED, COUSIN)

    assert nothing == NOTHING_TO_JUDGE
    assert judged(store, officer, scene, evaluator, Handling.WAIVED, "") == NO_REASON
    assert judged(store, officer, scene, evaluator, Handling.WAIVED, read=7) == CHANGED_MEANWHILE
