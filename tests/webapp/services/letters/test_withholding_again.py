"""Letters wait for a person where what was withheld of them is not what would be told now."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import agreed_anew, drafted, try_to_send
from tests.webapp.scoring import Scene
from tests.webapp.services.letters.test_withholding import SECRET, WANTED, decide, end, shown
from webapp.services.accounts import Person
from webapp.services.letters.reading import own_letter
from webapp.services.letters.sending import NOT_CLEAN, Sent
from webapp.services.panel.acting import Done


@pytest.mark.parametrize("passage", ["", SECRET])
def test_nothing_that_was_agreed_anew_is_withheld_or_sent_until_it_is_decided_again(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    person_of: Callable[..., Person],
    passage: str,
) -> None:
    wanted = replace(WANTED, reader=2, passage=passage)
    decide(store, scene, officer, wanted)
    agreed_anew(store, scene, person_of, NOW, f"It holds {SECRET}, and nobody read this before.")

    first = drafted(store, scene, NOW).drafts
    (old,) = shown(store, scene, officer).decisions
    refused = try_to_send(store, scene, officer, NOW)
    again = decide(store, scene, officer, wanted, read=1)
    twice = decide(store, scene, officer, wanted, read=2)
    still = try_to_send(store, scene, officer, NOW)
    end(store, scene, officer, 1, "It was decided again.")
    after = drafted(store, scene, NOW).drafts

    assert [one.document is None for one in first] == [False, True, False]
    assert [one.message for one in first[1].findings] == [
        "The explanation for ‘Staff’ was agreed anew since it was withheld."
    ]
    assert (old.is_outdated, old.is_moot, old.stands) == (True, False, True)
    assert refused == still == NOT_CLEAN
    assert (again, twice) == (Done(), Done())
    assert all(one.is_clean for one in after)
    assert [one.is_outdated for one in shown(store, scene, officer).decisions] == [True, False]
    assert isinstance(try_to_send(store, scene, officer, NOW), Sent)
    letter = own_letter(store, scene.bidders[1])
    assert letter
    assert SECRET not in letter.html
    assert ("nobody read this before" in letter.html) is bool(passage)


def test_a_letter_that_tells_withheld_words_elsewhere_waits(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    decide(store, scene, officer, replace(WANTED, passage="crews", reader=3))
    before = drafted(store, scene, NOW).drafts
    decide(store, scene, officer, replace(WANTED, passage="tender", reader=2), read=1)
    after = drafted(store, scene, NOW).drafts

    assert all(one.is_clean for one in before)
    assert [one.is_clean for one in after] == [True, False, True]
    assert {one.criterion for one in after[1].findings} == {"staff"}
    assert try_to_send(store, scene, officer, NOW) == NOT_CLEAN
