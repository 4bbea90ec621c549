"""Interests that were declared, and what was decided on them, are pinned by their acts."""

from evaluation.panel.declarations import Handling
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.pins import found_unfit, notice_tampering
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.panel.acts import declared, judged
from webapp.services.accounts import Person
from webapp.services.panel.acting import Done
from webapp.store.scoring_tables import EvaluationDeclaration


def test_interests_stand_as_their_acts_pin_them_and_tampering_is_noticed(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, handling="")
    before = found_unfit(store)

    assert declared(store, evaluator, scene) == Done()
    assert declared(store, evaluator, scene, Handling.MANAGED, "A cousin drives for Beta") == Done()
    assert judged(store, officer, scene, evaluator, Handling.WAIVED) == Done()

    assert found_unfit(store) == before
    for number in (1, 2, 3):
        notice_tampering(
            store,
            "the declaration of interests",
            EvaluationDeclaration,
            user_id=evaluator.id,
            number=number,
        )
