"""From the award of lots to letters: who is passed over reads why, and the bundle replays."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approve, complete, explain, sent
from tests.webapp.lots import (
    ASKED,
    GROUP,
    RULE_AT,
    awarded,
    divided_procurement,
    joined,
)
from tests.webapp.results import evaluated, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import page
from webapp.cli.bundling import replay
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.bundling import Bundle, bundle_of
from webapp.services.letters.drafting import Drafted, letters_of
from webapp.services.letters.reading import own_letter
from webapp.services.lot_awards.awarding import AwardedNow
from webapp.services.panel.acting import Done

People = Callable[..., Person]
BEFORE = NOW - timedelta(hours=1)


def test_a_bidder_that_is_passed_over_reads_why_and_the_bundle_replays(
    store: WatchedStore, person_of: People, tmp_path: Path
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    group_id = divided_procurement(store, person_of, BEFORE)
    north, south = (_evaluated(store, person_of, f"COV-2026-010-L{one}") for one in (1, 2))
    for number, scene in enumerate((north, south), start=1):
        outcome = joined(store, officer, group_id, number, scene.procurement_id, BEFORE)
        assert outcome == Done()

    assert awarded(store, officer, group_id, BEFORE, ASKED) == AwardedNow(1)

    for scene in (north, south):
        evaluated(store, scene, officer, NOW - timedelta(minutes=30), number=2, why="Lots awarded")
    shown = page(store, officer, south)
    assert shown.issues == ()
    assert shown.first is not None
    assert shown.first.bidder == "Beta Gardens CIC"
    complete(store, south, officer, NOW - timedelta(minutes=20))
    approve(store, south, person_of, NOW - timedelta(minutes=10), run=2)
    waiting = drafted(store, south)
    approve(store, north, person_of, NOW - timedelta(minutes=5), run=2)
    assert (waiting.because, waiting.is_clean) == (
        (
            "The letters rest on lot 1 of COV-2026-010, whose award is not approved yet. Have that "
            "approved first"
        ),
        False,
    )
    assert drafted(store, south).because == (
        "The letters rest on lot 1 of COV-2026-010, whose bidders are not told yet. Send its "
        "letters first"
    )
    assert drafted(store, north).because == ""
    complete(store, north, officer, NOW)
    sent(store, north, officer, NOW)
    assert drafted(store, south).because == ""
    sent(store, south, officer, NOW)
    passed, winner = (own_letter(store, bidder) for bidder in south.bidders[:2])
    assert passed is not None
    assert winner is not None
    said = (
        "The published rule for the limit of lots applies to it",
        f"You are to be awarded lot 1 (Parks, north) of {GROUP}, so you are at the limit of 1 lot.",
        "Lot 1 (Parks, north) comes before this one in the published order.",
        f"The limit and the rule were published at: {RULE_AT}.",
        "One supplier may be awarded at most 1 lot.",
    )
    assert [words for words in said if words not in passed.html] == []
    assert "which includes the rule by which lots are awarded together" in winner.html
    for letter in (passed, winner):
        assert f"2 (Parks, south) of {GROUP}" in letter.html
    assert "Alpha Ltd" not in winner.html
    bundle = bundle_of(store, officer, south.procurement_id, now=NOW)
    assert isinstance(bundle, Bundle)
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle.sealed.data)
    told = CliRunner().invoke(replay, [str(path)], standalone_mode=False)
    assert told.return_value == 0, told.output


def drafted(store: WatchedStore, scene: Scene) -> Drafted:
    """Return the letters as they would be sent."""
    with store.reading() as session:
        found = letters_of(session, scene.procurement_id, today=NOW.date())
    assert isinstance(found, Drafted)
    return found


def _evaluated(store: WatchedStore, person_of: People, reference: str) -> Scene:
    scene = moderated_tender(store, person_of, BEFORE, reference=reference)
    explain(store, scene, person_of(Role.EVALUATION_CHAIR), BEFORE)
    evaluated(store, scene, person_of(Role.PROCUREMENT_OFFICER), BEFORE)
    return scene
