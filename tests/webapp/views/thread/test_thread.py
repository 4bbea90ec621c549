"""The pages of the thread, their twins as JSON, and what they say of an id that nothing has."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import told_tender
from tests.webapp.outlines import ready
from tests.webapp.results import OFFERED, SCORES, moderated_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person

ClientOf = Callable[..., Client]
PeopleOf = Callable[..., Person]
QUERIES = 30
"""What the page never asks more often, however many bids and scores there are."""


@pytest.fixture
def scene(store: WatchedStore, person_of: PeopleOf) -> Scene:
    return told_tender(store, person_of, NOW)


def test_a_score_is_followed_up_and_down(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(Role.BUYER)

    page = client.get(f"/procurements/{scene.procurement_id}/thread/score:A.staff").text

    assert '<h1 class="govuk-heading-l podium-breaks">Alpha Ltd: Staff</h1>' in page
    assert "Agreed: " in page
    assert f"/procurements/{scene.procurement_id}/thread/criterion:staff" in page
    assert f"/procurements/{scene.procurement_id}/thread/result:A" in page
    assert "result:B" not in page


def test_the_steps_of_the_award_stand_below_the_whole_thread_alone(
    scene: Scene, client_of: ClientOf
) -> None:
    client, at = client_of(Role.AUDITOR), f"/procurements/{scene.procurement_id}"

    page = client.get(f"{at}/thread").text
    line = client.get(f"{at}/thread/score:A.staff").text

    assert page.index(" recommended the award on ") < page.index(" approved the award on ")
    assert f'<a class="govuk-link" href="{at}/award">The page of the award</a> says why.' in page
    assert "approved the award" not in line


def test_the_same_is_told_as_json(scene: Scene, client_of: ClientOf) -> None:
    answer = client_of(Role.AUDITOR).get(
        f"/procurements/{scene.procurement_id}/thread/score:A.staff.json"
    )

    told = json.loads(answer.data)
    assert (answer.content_type, told["format"]) == ("application/json", "podium/thread/1")
    assert told["of"] == ["score:A.staff"]
    assert [(one["key"], one["where"], one["leads_to"]) for one in told["line"]] == [
        ("criterion:quality", "above", ["criterion:staff"]),
        ("criterion:staff", "above", ["score:A.staff"]),
        ("score:A.staff", "itself", ["result:A"]),
        ("result:A", "below", []),
    ]


def test_everything_is_told_at_once_too(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(Role.AUDITOR)

    page = client.get(f"/procurements/{scene.procurement_id}/thread")
    told = client.get(f"/procurements/{scene.procurement_id}/thread/thread.json").get_json()

    assert page.status_code == 200
    assert {one["where"] for one in told["line"]} == {"below"}
    assert all(one["title"] in page.get_data(as_text=True) for one in told["line"][:3])


def test_an_id_that_nothing_has_is_answered_with_those_that_there_are(
    scene: Scene, client_of: ClientOf
) -> None:
    client = client_of(Role.BUYER)

    page = client.get(f"/procurements/{scene.procurement_id}/thread/score:Z.<script>")
    told = client.get(f"/procurements/{scene.procurement_id}/thread/score:Z.9.json")

    assert (page.status_code, told.status_code) == (404, 404)
    assert "Nothing has that id" in page.text
    assert "<script>”" not in page.text
    assert "criterion:staff" in page.text
    assert "criterion:staff" in told.get_json()["ids"]
    assert "score:Z.9" in told.get_json()["problem"]


def test_an_id_that_is_typed_leads_to_its_line(scene: Scene, client_of: ClientOf) -> None:
    client = client_of(Role.BUYER)

    found = client.get(f"/procurements/{scene.procurement_id}/thread?id=staff")
    missing = client.get(f"/procurements/{scene.procurement_id}/thread?id=nothing")

    assert found.headers["Location"].endswith("/thread/staff")
    assert client.get(found.headers["Location"]).status_code == 200
    assert missing.status_code == 404


def test_nothing_is_on_it_yet_for_whoever_only_scores(
    store: WatchedStore, buyer: Person, client_of: ClientOf
) -> None:
    procurement_id = ready(store, buyer, NOW)

    page = client_of(Role.EVALUATOR).get(f"/procurements/{procurement_id}/thread")

    assert page.status_code == 200
    assert "Nothing is on the thread yet" in page.text


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("bids", [2, 9])
def test_the_page_asks_as_often_for_many_bids_as_for_few(
    store: WatchedStore, client_of: ClientOf, person_of: PeopleOf, bids: int
) -> None:
    names = tuple(f"Supplier {number}" for number in range(bids))
    offered, scores = OFFERED[:1] * bids, SCORES[:1] * bids
    scene = moderated_tender(store, person_of, NOW, names=names, offered=offered, scores=scores)
    client = client_of(Role.PROCUREMENT_OFFICER)
    address = f"/procurements/{scene.procurement_id}/thread"
    assert client.get(address).text.count("thread/score:") == bids * 3
    asked: list[str] = []

    @event.listens_for(store._reader, "before_cursor_execute")
    def count(*called: object) -> None:
        asked.append(str(called[2]))

    client.get(address)

    assert len(asked) <= QUERIES
