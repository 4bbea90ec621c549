"""That a procurement was ended without award is pinned by its act, with every letter."""

from collections.abc import Callable

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.phases import Stage, stand_at
from tests.webapp.pins import PUT_IN, found_unfit, notice_tampering
from tests.webapp.services.ending.test_ending import ended
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.ending.ending import EndedWithLetters
from webapp.settings import Settings
from webapp.store.award_tables import LetterSent
from webapp.store.ending_tables import ProcurementEnding


def test_an_end_stands_as_its_act_pins_it_and_tampering_is_noticed(
    store: WatchedStore, settings: Settings, person_of: Callable[..., Person]
) -> None:
    vault = Vault(settings.instance_folder, settings.secret_key)
    stand = stand_at(Stage.SCORING, store, vault, person_of, NOW)
    before = found_unfit(store)

    outcome = ended(store, person_of(Role.PROCUREMENT_OFFICER), stand)

    assert isinstance(outcome, EndedWithLetters)
    assert found_unfit(store) == before
    notice_tampering(store, "the ending without award", ProcurementEnding)
    with store.by_hand() as session:
        letter = session.query(LetterSent).first()
        assert letter is not None
        session.add(
            LetterSent(
                procurement_id=letter.procurement_id,
                bidder_id=letter.bidder_id,
                award_telling_id=None,
                kind=letter.kind,
                html="Another reason",
                html_sha256="0" * 64,
                made_by=letter.made_by,
                made_at=letter.made_at,
            )
        )
    (new,) = found_unfit(store).items() - before.items()
    assert new[1] == PUT_IN


def test_an_end_that_was_put_in_is_named(
    store: WatchedStore, settings: Settings, person_of: Callable[..., Person]
) -> None:
    vault, officer = Vault(settings.instance_folder, settings.secret_key), Role.PROCUREMENT_OFFICER
    stand = stand_at(Stage.SCORING, store, vault, person_of, NOW)
    before = found_unfit(store)
    with store.by_hand() as session:
        session.add(
            ProcurementEnding(
                procurement_id=stand.procurement_id,
                phase="scoring",
                because="It never was",
                role=officer.value,
                needs_notice=False,
                made_by=person_of(officer).id,
                made_at=NOW,
            )
        )

    (new,) = found_unfit(store).items() - before.items()

    assert new == (f"procurement/{stand.procurement_id}, the ending without award", PUT_IN)
