"""An evaluator's pages show their own scores and nobody else's, and lose nothing that is typed."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import (
    NAMES,
    REASONS,
    Scene,
    open_to_panel,
    opened_tender,
    seat,
    whole_score,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.scoring.desks import CellId, Saved
from webapp.services.scoring.handing import hand_in
from webapp.services.scoring.saving import save_draft
from webapp.store.scoring_tables import EvaluatorMark

CELL = CellId("staff", 1)
WHOLE = {"score": "4", "rationale": REASONS, "quotation": ["Two crews", ""]}
JSON = {"Accept": "application/json"}


@pytest.fixture
def evaluator(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATOR)


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.EVALUATOR)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person], evaluator: Person) -> Scene:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    made = opened_tender(store, hands, NOW)
    seat(store, made, evaluator, NOW)
    return made


def at(scene: Scene, place: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/scoring{place}"


def draft_json(client: Client, scene: Scene, number: int, **data: object) -> tuple[int, object]:
    page = client.get(at(scene, "/staff/1"))
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    response = client.post(
        at(scene, "/staff/1/draft"),
        data={"csrf_token": token, "number": str(number), **data},
        headers=JSON,
    )
    return response.status_code, response.json


def test_the_grid_says_in_words_how_far_each_score_has_come(
    client: Client, store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    made = {"procurement_id": scene.procurement_id, "number": 0, "now": NOW}
    save_draft(store, evaluator, cell=CellId("care", 1), own=whole_score("7"), **made)  # type: ignore[arg-type] # one set of arguments for two calls
    hand_in(store, evaluator, cell=CELL, own=whole_score(), is_meant=False, **made)  # type: ignore[arg-type] # as above

    page = client.get(at(scene)).text

    assert "1 of 6 scores handed in, 1 draft." in page
    assert page.count("Done<") == 1
    assert page.count("Draft<") == 1
    assert page.count("To do<") == 4
    assert "42 of 100 points" in page


def test_names_that_are_masked_stand_nowhere(client: Client, scene: Scene) -> None:
    pages = (client.get(at(scene)).text, client.get(at(scene, "/staff/1")).text)

    for page in pages:
        assert "Bidder A" in page
        assert not any(name in page for name in NAMES)


def test_nothing_of_anothers_score_is_in_any_answer_or_query(
    client: Client,
    store: WatchedStore,
    scene: Scene,
    person_of: Callable[..., Person],
) -> None:
    other = person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, other, NOW)
    own = whole_score("2", f"SECRETREASON {REASONS}", "Two crews cover leave")
    made = hand_in(
        store,
        other,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=0,
        own=own,
        is_meant=True,
        now=NOW,
    )
    assert isinstance(made, Saved)
    read: list[object] = []

    def note(_: object, context: object) -> None:
        read.append(getattr(context, "rationale", ""))

    event.listen(EvaluatorMark, "load", note)
    try:
        answers = [
            client.get(at(scene)).data,
            *(
                client.get(at(scene, f"/{name}/{n}")).data
                for name in ("staff", "care", "licence")
                for n in (1, 2)
            ),
            str(draft_json(client, scene, 0, score="4")).encode(),
            client.post(at(scene, "/hand-in"), data={}).data,
        ]
    finally:
        event.remove(EvaluatorMark, "load", note)

    assert not any(b"SECRETREASON" in one for one in answers)
    assert not any(b"<mark>" in one for one in answers)
    assert other.name.encode() not in b"".join(answers)
    assert not read


def test_a_draft_is_saved_without_a_script_and_shown_again(client: Client, scene: Scene) -> None:
    address = at(scene, "/staff/1")
    page = client.get(address)
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]

    sent = client.post(
        f"{address}/draft",
        data={"csrf_token": token, "number": "0", "rationale": "Half <b>", "quotation": "six"},
    )

    assert (sent.status_code, sent.headers["Location"]) == (302, address)
    again = client.get(address).text
    assert "Half &lt;b&gt;" in again
    assert "Saved at 09:30" in again
    assert 'name="number" value="1"' in again


def test_a_script_is_told_what_was_saved_and_where_the_quotations_stand(
    client: Client, scene: Scene
) -> None:
    status, told = draft_json(client, scene, 0, **WHOLE)

    assert status == 200
    assert told == {
        "state": "saved",
        "number": 1,
        "at": "09:30",
        "score": "4",
        "rationale": REASONS,
        "quotations": [{"words": "Two crews", "start": 0, "end": 9}],
    }
    assert "<mark>Two crews</mark>" in client.get(at(scene, "/staff/1")).text


def test_a_script_is_told_of_something_newer_and_of_what_is_wrong(
    client: Client, scene: Scene
) -> None:
    draft_json(client, scene, 0, **WHOLE)

    stale = draft_json(client, scene, 0, **{**WHOLE, "score": "3"})
    wrong = draft_json(client, scene, 1, **{**WHOLE, "score": "9"})

    assert stale[0] == 409
    assert isinstance(stale[1], dict)
    assert (stale[1]["state"], stale[1]["score"]) == ("stale", "4")
    assert wrong == (400, {"state": "wrong", "errors": ["Select a score"]})


def test_something_newer_is_shown_beside_what_was_typed(
    client: Client, store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    address = at(scene, "/staff/1")
    client.get(address)
    save_draft(
        store,
        evaluator,
        procurement_id=scene.procurement_id,
        cell=CELL,
        number=0,
        own=whole_score("5", "On the tablet"),
        now=NOW,
    )
    token = client.get(address).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    typed = {"csrf_token": token, "number": "0", "rationale": "At the desk", "score": "2"}

    page = client.post(f"{address}/draft", data=typed)

    assert page.status_code == 409
    assert "On the tablet" in page.text
    assert "At the desk" in page.text
    assert 'name="number" value="1"' in page.text
    merged = client.post(f"{address}/draft", data={**typed, "number": "1"})
    assert merged.status_code == 302


def test_a_score_is_handed_in_and_leads_to_the_next_answer(client: Client, scene: Scene) -> None:
    address = at(scene, "/staff/1")

    sent = client.fill_in(address, WHOLE)

    assert (sent.status_code, sent.headers["Location"]) == (302, at(scene, "/staff/2"))
    assert (
        "Your score of Bidder A is handed in. 5 scores to go."
        in client.get(at(scene, "/staff/2")).text
    )
    page = client.get(address).text
    assert "You handed in this score on 2 March 2026" in page
    back = client.fill_in(address, {})
    assert (back.status_code, back.headers["Location"]) == (302, address)
    assert "Hand in this score" in client.get(address).text


def test_what_is_lacking_is_said_beside_its_field_and_what_was_typed_stays(
    client: Client, scene: Scene
) -> None:
    page = client.fill_in(
        at(scene, "/staff/1"), {"rationale": "So far so good", "quotation": "six crews"}
    )

    assert page.status_code == 400
    assert "Select a score" in page.text
    assert "“six crews” does not stand in the answer" in page.text
    assert "So far so good" in page.text


def test_odd_words_are_asked_about_and_taken_if_they_are_meant(
    client: Client, scene: Scene
) -> None:
    odd = {**WHOLE, "rationale": "A good response which meets the requirement in all areas."}
    address = at(scene, "/staff/1")

    asked = client.fill_in(address, odd)
    meant = client.fill_in(address, {**odd, "meant": "yes"})

    assert asked.status_code == 400
    assert "Is this what you mean?" in asked.text
    assert meant.status_code == 302


def test_an_answer_that_the_panel_has_opened_can_only_be_read(
    client: Client, store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    address = at(scene, "/staff/1")
    token = client.get(address).text.partition('name="csrf_token" value="')[2].partition('"')[0]
    open_to_panel(store, scene, evaluator, "staff", NOW)

    page = client.get(address).text
    late = client.post(f"{address}/hand-in", data={"csrf_token": token, "number": "0", **WHOLE})

    assert "The panel has opened this answer" in page
    assert "Hand in this score" not in page
    assert late.status_code == 409
    assert "chainsaws" in late.text


def test_a_mark_on_a_long_scale_is_typed(client: Client, scene: Scene) -> None:
    address = at(scene, "/care/1")
    typed = {"rationale": "Crowns are lifted in winter only", "quotation": "Crowns"}

    wrong = client.fill_in(address, {**typed, "score": "7.3"})
    right = client.fill_in(address, {**typed, "score": "7.50", "meant": "yes"})

    assert wrong.status_code == 400
    assert "Enter a mark from 0 to 10 in steps of 0.5" in wrong.text
    assert right.status_code == 302
    assert '<dd class="govuk-summary-list__value">7.5</dd>' in client.get(address).text


def test_the_number_of_queries_does_not_grow_with_what_is_scored(
    client: Client, store: WatchedStore, person_of: Callable[..., Person], evaluator: Person
) -> None:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    many = opened_tender(store, hands, NOW, names=[f"Supplier {n}" for n in range(12)])
    seat(store, many, evaluator, NOW)
    client.get(at(many))
    seen: list[str] = []
    engine = store._reader
    event.listen(engine, "before_cursor_execute", lambda *told: seen.append(told[2]))

    client.get(at(many))

    assert len(seen) < 40, seen


def test_an_evaluator_without_a_seat_is_told_so(
    client_of: Callable[..., Client], scene: Scene
) -> None:
    page = client_of(Role.EVALUATION_CHAIR).get(at(scene))

    assert page.status_code == 200
    assert "No question of this tender is assigned to you" in page.text
