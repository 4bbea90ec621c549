"""A letter to read: as it was sent, the same for the officer and its bidder, and for no other."""

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import sent
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.services.letters.reading import (
    LetterShown,
    last_letter,
    letter_shown,
    own_letter,
)
from webapp.services.refusals import Refused
from webapp.store.award_tables import LetterSent


def test_a_letter_that_was_sent_is_the_frozen_one_and_can_still_be_laid_out(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    sent(store, scene, officer, NOW)

    shown = letter_shown(store, officer, scene.procurement_id, 2, now=NOW)
    own = own_letter(store, scene.bidders[1])

    with store.reading() as session:
        frozen = session.query(LetterSent).filter_by(bidder_id=scene.bidders[1]).one()
    assert isinstance(shown, LetterShown)
    assert (shown.html, shown.sha256) == (frozen.html, frozen.html_sha256)
    assert shown.document is not None
    assert shown.document.audit_head
    assert own == shown
    assert own.article.startswith("<article")
    assert "<script" not in own.article


def test_a_bidder_has_no_letter_before_it_is_sent_and_then_its_own(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    before = own_letter(store, scene.bidders[0])
    sent(store, scene, officer, NOW)

    after = own_letter(store, scene.bidders[0])

    assert before is None
    assert last_letter(store, scene.bidders[0]) == "assessment-summary"
    assert after is not None
    assert after.name == "Alpha Ltd"
    assert "Beta" not in after.html


def test_a_letter_of_nobody_is_refused(store: WatchedStore, scene: Scene, officer: Person) -> None:
    assert isinstance(letter_shown(store, officer, scene.procurement_id, 9, now=NOW), Refused)
