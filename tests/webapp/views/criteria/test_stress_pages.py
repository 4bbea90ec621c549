"""The stress test of a procurement's criteria, as its page shows it."""

import json
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from evaluation.outline.criteria import Criteria, CriterionKind
from forms.tender import read_model
from tests.evaluation.outline.criteria.trees import TREE, price, question
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.outlines import Bench, benched, ready, send
from tests.webapp.proposals import proposing
from webapp.roles import Role
from webapp.services.accounts import Person


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person, clock: Clock) -> UUID:
    found = proposing(store, buyer, clock.now)
    with_criteria(store, buyer, found, clock.now)
    return found


@pytest.fixture
def bench(store: WatchedStore, person_of: Callable[..., Person], clock: Clock) -> Bench:
    return benched(store, person_of(Role.PANEL_CHAIR), clock.now)


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/criteria/stress-test"


def test_before_it_was_run_it_says_what_it_will_tell(buyer_client: Client, address: str) -> None:
    page = buyer_client.get(address)

    assert page.status_code == 200
    assert "These criteria have not been put through the stress test." in page.text
    assert "Run the stress test" in page.text
    assert buyer_client.get(f"{address}.pdf").status_code == 404


def test_one_click_runs_it_and_shows_all_that_it_found(buyer_client: Client, address: str) -> None:
    run = buyer_client.fill_in(address, {})

    page = buyer_client.get(address).text
    assert run.headers["Location"] == address
    assert "May be published" in page
    assert "No error was found." in page
    assert "How often bids tie for the first place" in page
    assert "Estimated value, excluding VAT" in page
    assert "<svg" in page
    assert "3 bids, of which" in page
    assert "Weeks of training provided to local people" in page
    assert "Run the stress test" not in page


def test_running_it_again_changes_nothing(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID, address: str
) -> None:
    buyer_client.fill_in(address, {})
    before = opened(store, procurement_id).run

    data = {"revision": "1", "csrf_token": _token(buyer_client)}
    assert buyer_client.post(f"{address}/run", data=data).status_code == 302

    assert opened(store, procurement_id).run == before


def _token(client: Client) -> str:
    page = client.get("/procurements")
    return page.text.partition('name="csrf_token" value="')[2].partition('"')[0]


def test_errors_are_told_with_the_way_to_mend_them(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now, TREE)
    buyer_client.fill_in(address, {})

    page = buyer_client.get(address).text

    assert "Do not publish yet" in page
    assert "1 error must be mended first." in page
    assert "below the lowest weight of 5.00 per cent" in page
    assert "Mend the criteria" in page


def test_a_test_of_earlier_criteria_says_so(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    buyer_client.fill_in(address, {})
    with_criteria(store, buyer, procurement_id, clock.now, TREE)

    page = buyer_client.get(address).text

    assert "Out of date" in page
    assert "on criteria or a decision that have changed since" in page
    assert "Run the stress test again" in page
    assert buyer_client.get(f"{address}.pdf").status_code == 404


def test_what_is_not_whole_is_told_instead(
    store: WatchedStore,
    buyer: Person,
    clock: Clock,
    buyer_client: Client,
    procurement_id: UUID,
    address: str,
) -> None:
    unfinished = Criteria((price("40", formula=""), question("q", "60")))
    with_criteria(store, buyer, procurement_id, clock.now, unfinished)

    page = buyer_client.get(address)
    refused = buyer_client.post(
        f"{address}/run", data={"revision": "2", "csrf_token": _token(buyer_client)}
    )

    assert "First say what is still open" in page.text
    assert "‘Price’ does not say how a price becomes points" in page.text
    assert "Run the stress test" not in page.text
    assert refused.status_code == 409


def test_it_is_sent_as_a_document(buyer_client: Client, address: str) -> None:
    buyer_client.fill_in(address, {})

    sent = buyer_client.get(f"{address}.pdf")

    assert sent.mimetype == "application/pdf"
    assert sent.data.startswith(b"%PDF")
    assert sent.headers["Content-Disposition"] == (
        "attachment; filename=stress-test-COV-2026-014.pdf"
    )


def test_the_criteria_are_sent_as_a_tender_that_is_read_again(
    store: WatchedStore, buyer_client: Client, procurement_id: UUID
) -> None:
    sent = buyer_client.get(f"/procurements/{procurement_id}/criteria/tender.json")

    tender = read_model(sent.data, name="sent")
    assert tender.procurement == opened(store, procurement_id).preparation.journey.procurement
    assert json.loads(sent.data)["policy"] == "coventry"
    assert [one.id for one in tender.model.walk][:2] == ["price", "quality"]


def test_until_the_outline_is_approved_the_criteria_are_sent_as_a_draft(
    store: WatchedStore, buyer: Person, bench: Bench, clock: Clock, buyer_client: Client
) -> None:
    id_ = ready(store, buyer, clock.now)
    address = f"/procurements/{id_}/criteria"

    page = buyer_client.get(f"{address}/stress-test").text
    draft = buyer_client.get(f"{address}/tender.json")
    bench.approve(store, send(store, buyer, id_, clock.now), clock.now)
    approved = buyer_client.get(f"{address}/stress-test").text
    final = buyer_client.get(f"{address}/tender.json")

    assert "(JSON): draft, not for publication</a>" in page
    assert "The outline of this procurement is not approved. Submit it, and have it" in page
    assert "draft, not for publication.json" in draft.headers["Content-Disposition"]
    assert "not for publication" not in approved
    assert final.headers["Content-Disposition"] == "attachment; filename=COV-2026-014.json"


def test_who_only_reads_sees_it_and_runs_nothing(
    client_of: Callable[..., Client], buyer_client: Client, address: str
) -> None:
    buyer_client.fill_in(address, {})
    chair = client_of(Role.PANEL_CHAIR)

    assert "May be published" in chair.get(address).text
    data = {"revision": "1", "csrf_token": _token(chair)}
    assert chair.post(f"{address}/run", data=data).status_code == 403


def test_what_a_clean_test_leaves_to_mend_is_named_with_where(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    procurement_id: UUID,
    address: str,
    clock: Clock,
) -> None:
    asked = opened(store, procurement_id).criteria
    first = next(one for one in asked.criteria if one.kind is CriterionKind.SCORED)
    bare = tuple(replace(one, descriptors=()) if one is first else one for one in asked.criteria)
    with_criteria(store, buyer, procurement_id, clock.now, Criteria(bare))
    buyer_client.fill_in(address, {})

    page = buyer_client.get(address).text

    assert "To be mended first" in page
    assert "you can go on" not in page
    assert "The test found no error, but the criteria are not done" in page
    assert f"/criteria/of/{first.id}#descriptors" in page
    assert "Mend the criteria" in page
    assert ">\n  Continue\n</a>" not in page
