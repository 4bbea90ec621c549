"""What an award rests on, changed by hand: nothing goes on from it as if it were still so."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.letters import approved_tender, drafted, try_to_send
from tests.webapp.results import evaluated_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.kept import Kept
from webapp.services.letters.bundling import bundle_of
from webapp.services.letters.drafting import CHANGED_SINCE
from webapp.services.refusals import Refused
from webapp.services.result import building
from webapp.services.result.building import Built
from webapp.services.result.pages import ResultPage, result_page_of
from webapp.services.result.reading import last_run
from webapp.store.errors import RunWasChanged


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


def tamper(store: WatchedStore, table: str, statement: str) -> None:
    """Change rows of a table that is only ever added to."""
    with store.by_hand() as session:
        lift_guard(session, table)
        session.execute(text(statement))


@pytest.mark.parametrize(
    "change",
    [
        "tender = tender || ' '",
        "result = result || ' '",
        "report = report || ' '",
        "tender = result",
        "result = report",
    ],
)
def test_an_evaluation_that_was_changed_is_shown_to_nobody(
    change: str,
    store: WatchedStore,
    person_of: Callable[..., Person],
    client_of: Callable[..., Client],
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    address = f"/procurements/{scene.procurement_id}/result"
    officer = client_of(Role.PROCUREMENT_OFFICER)
    assert officer.get(address).status_code == 200

    tamper(store, "evaluation_run", f"UPDATE evaluation_run SET {change}")  # noqa: S608 - this test's words

    answer = officer.get(address)
    assert answer.status_code == 500
    assert "Evaluation 1 is not what was put on record: other hands changed it." in answer.text
    assert "podium audit verify" in answer.text
    with store.reading() as session, pytest.raises(RunWasChanged):
        last_run(session, scene.procurement_id)


def test_no_bundle_is_made_of_an_evaluation_that_was_changed(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = approved_tender(store, person_of, NOW)
    tamper(store, "evaluation_run", "UPDATE evaluation_run SET tender_sha256 = 'abc'")

    with pytest.raises(RunWasChanged):
        bundle_of(store, officer, scene.procurement_id, now=NOW)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("moderation_step", "UPDATE moderation_step SET score = '1' WHERE score = '4'"),
        ("evaluator_mark", "UPDATE evaluator_mark SET score = '1' WHERE criterion = 'staff'"),
        ("opened_bid", "UPDATE opened_bid SET price = '1'"),
    ],
)
def test_no_letter_goes_out_once_what_it_rests_on_was_changed(
    table: str,
    statement: str,
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = approved_tender(store, person_of, NOW)
    assert drafted(store, scene, NOW).because == ""
    tamper(store, table, statement)

    monkeypatch.setattr(building, "_BUILT", Kept[Built](1))  # as after a start of the service
    shown = result_page_of(store, officer, scene.procurement_id, now=NOW)
    letters = drafted(store, scene, NOW)
    outcome = try_to_send(store, scene, officer, NOW)

    assert isinstance(shown, ResultPage)
    assert not shown.is_current
    assert letters.because == CHANGED_SINCE
    assert isinstance(outcome, Refused)
