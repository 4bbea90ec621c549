"""Completing a letter: what is given stands in it, and another's change is seen first."""

from collections.abc import Callable

from evaluation.letters.issuing import LetterWords
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, drafted
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.services.letters.words import (
    NO_LETTER,
    WordsPage,
    give_words,
    words_page_of,
)
from webapp.services.panel.acting import CHANGED_MEANWHILE, Done
from webapp.services.refusals import Refused


def given(
    store: WatchedStore, scene: Scene, officer: Person, words: LetterWords, *, read: int
) -> Done | Refused:
    return give_words(
        store,
        officer,
        procurement_id=scene.procurement_id,
        number=1,
        given=words,
        read=read,
        now=NOW,
    )


def test_what_is_given_mends_the_letter(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = approved_tender(store, person_of, NOW, is_complete=False)
    words = LetterWords("1 High Street", "GB-COH-1")

    first = given(store, scene, officer, words, read=0)
    again = given(store, scene, officer, words, read=0)
    stale = given(store, scene, officer, LetterWords("2 High Street", "GB-COH-1"), read=0)

    assert (first, again, stale) == (Done(), Done(), CHANGED_MEANWHILE)
    assert drafted(store, scene, NOW).drafts[0].is_clean
    found = words_page_of(store, officer, scene.procurement_id, 1, now=NOW)
    assert isinstance(found, WordsPage)
    assert (found.words, found.read) == (words, 1)


def test_there_are_words_only_for_a_letter(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    assert words_page_of(store, officer, scene.procurement_id, 9, now=NOW) == NO_LETTER
