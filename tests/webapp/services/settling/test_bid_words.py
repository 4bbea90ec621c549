"""What a bidder declared, and what was wrong in its workbook, before the officer who settles it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from evaluation.workbook import DECLARATIONS
from forms.tender_workbook.findings import Finding, FindingKind
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import OFFERED
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.settling.doing import shown, tender
from webapp.services.accounts import Person
from webapp.services.bids.reading import as_json
from webapp.services.settling.bid_words import NO_WORDS, BidWords

SAID = {one.id: "A. Bidder" if one.is_in_words else "Yes" for one in DECLARATIONS}
CHANGED = Finding(FindingKind.CHANGED, "Price", "B6", "“5”", "“4”", "Put it back")


Opened = Callable[..., Scene]


@pytest.fixture
def opened(store: WatchedStore, person_of: Callable[..., Person]) -> Opened:
    """Put a tender on record whose second bid says this, and whose workbook is wrong there."""

    def put(said: Mapping[str, str], *findings: Finding) -> Scene:
        second = replace(OFFERED[1], declared=said, findings=as_json(findings))
        return tender(store, person_of, offered=(OFFERED[0], second, OFFERED[2]))

    return put


def words_of(store: WatchedStore, person: Person, scene: Scene) -> BidWords:
    """Return the words of the second bid as somebody sees them."""
    found = shown(store, person, scene).bid(2)
    assert found is not None
    return found.words


def test_an_officer_reads_every_declaration_in_its_order_and_what_is_not_a_yes(
    store: WatchedStore, officer: Person, opened: Opened
) -> None:
    scene = opened({**SAID, "is-own": "No"})

    found = words_of(store, officer, scene)

    assert [one.text for one in found.declared] == [one.text for one in DECLARATIONS]
    assert [one.answer for one in found.declared if one.is_amiss] == ["No"]
    assert found.is_amiss


def test_a_bid_that_says_yes_to_all_in_a_workbook_as_issued_is_not_amiss(
    store: WatchedStore, officer: Person, opened: Opened
) -> None:
    scene = opened(SAID)

    assert not words_of(store, officer, scene).is_amiss


def test_a_cell_that_is_not_as_it_was_issued_is_told_with_what_stands_there(
    store: WatchedStore, officer: Person, opened: Opened
) -> None:
    scene = opened(SAID, CHANGED)

    found = words_of(store, officer, scene)

    assert found.findings == ("Price!B6: found “5”, and expected “4”. Put it back.",)
    assert found.is_amiss


def test_a_declaration_that_is_asked_for_no_more_stays_readable(
    store: WatchedStore, officer: Person, opened: Opened
) -> None:
    scene = opened({"of-old": "Yes", **SAID})

    assert [one.text for one in words_of(store, officer, scene).declared][-1] == "of-old"


def test_whoever_chairs_the_evaluation_reads_none_of_it(
    store: WatchedStore, chair: Person, opened: Opened
) -> None:
    scene = opened(SAID, CHANGED)

    assert words_of(store, chair, scene) == NO_WORDS


def test_an_officer_who_scores_under_masks_reads_none_of_it(
    store: WatchedStore, officer: Person, opened: Opened
) -> None:
    scene = opened(SAID, CHANGED)
    seat(store, scene, officer, NOW, questions=("staff",))

    assert words_of(store, officer, scene) == NO_WORDS
