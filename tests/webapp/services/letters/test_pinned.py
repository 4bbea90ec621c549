"""A decision to withhold from letters is pinned by its act, and so is its end."""

from dataclasses import replace

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.pins import PUT_IN, found_unfit, notice_tampering
from tests.webapp.scoring import Scene
from tests.webapp.services.letters.test_withholding import WANTED, decide, end
from webapp.services.accounts import Person
from webapp.services.panel.acting import Done
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd


def test_what_is_withheld_stands_as_its_acts_pin_it_and_tampering_is_noticed(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    before = found_unfit(store)
    assert decide(store, scene, officer, replace(WANTED, reader=2)) == Done()
    assert end(store, scene, officer, 1) == Done()
    assert decide(store, scene, officer, WANTED, read=2) == Done()
    assert found_unfit(store) == before

    notice_tampering(store, "the decision to withhold", LetterWithholding, number=2)
    notice_tampering(store, "the end of a withholding", WithholdingEnd)


def test_an_end_of_a_withholding_that_was_put_in_is_named(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    assert decide(store, scene, officer, WANTED) == Done()
    before = found_unfit(store)
    with store.by_hand() as session:
        standing = session.query(LetterWithholding).one().id
        session.add(
            WithholdingEnd(
                letter_withholding_id=standing,
                because="It never was",
                made_by=officer.id,
                made_at=NOW,
            )
        )

    (new,) = found_unfit(store).items() - before.items()

    assert new == (
        f"procurement/{scene.procurement_id}, the end of a withholding, number 1",
        PUT_IN,
    )
