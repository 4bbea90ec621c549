"""The sealed bundle: replayed as identical, and its letters are those that were sent."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from click.testing import CliRunner

from forms.bundles import read_bundle
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, sent
from tests.webapp.scoring import Scene
from webapp.cli.bundling import replay
from webapp.services.accounts import Person
from webapp.services.letters.bundling import Bundle, bundle_of
from webapp.store.award_tables import LetterSent


def test_its_replay_is_identical_and_it_holds_the_letters_as_sent(
    store: WatchedStore, scene: Scene, officer: Person, tmp_path: Path
) -> None:
    sent(store, scene, officer, NOW)

    found = bundle_of(store, officer, scene.procurement_id, now=NOW)
    again = bundle_of(store, officer, scene.procurement_id, now=NOW + timedelta(days=3))

    assert isinstance(found, Bundle)
    assert isinstance(again, Bundle)
    assert found.sealed.data == again.sealed.data
    path = tmp_path / "bundle.zip"
    path.write_bytes(found.sealed.data)
    told = CliRunner().invoke(replay, [str(path)], standalone_mode=False)
    assert told.return_value == 0, told.output
    assert "Everything came out again as it was sealed." in told.output
    files = read_bundle(found.sealed.data, name="bundle.zip").files
    with store.reading() as session:
        frozen = {one.html.encode() for one in session.query(LetterSent)}
    letters = {
        data
        for name, data in files.items()
        if name.startswith("documents/assessment-summary") and name.endswith(".html")
    }
    assert letters == frozen
    assert "documents/award-report.html" in files


def test_before_the_letters_it_bears_the_day_of_the_evaluation(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = approved_tender(store, person_of, NOW, is_complete=False)

    found = bundle_of(store, officer, scene.procurement_id, now=NOW + timedelta(days=9))

    assert isinstance(found, Bundle)
    read = read_bundle(found.sealed.data, name="bundle.zip")
    assert read.manifest.issued_on == NOW.date()
    assert "inputs/letters.json" not in read.files
