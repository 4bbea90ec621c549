"""Clauses through their pages: taken, edited, filled in; and the library that they come from."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from evaluation.outline.clauses import Take
from evaluation.outline.proposal import Proposal, Use, with_choices
from tests.evaluation.outline.samples import FOOTPRINT, TREES, WEEKS, complete, screened
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.proposals import opened, proposing
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.clauses import OpenClauses, open_clauses
from webapp.services.parts import PartSaved
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.merging import Change, change_part

HOSTILE = "<script>alert(1)</script> 😀 مرحبا"
OWN = "own-trees"
DUE = {"fill_due-day": "31", "fill_due-month": "3", "fill_due-year": "2028"}


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    """A procurement whose proposal is complete, with a measure of its own."""
    made = proposing(store, buyer, NOW)
    ground = opened(store, made).ground
    assert ground is not None
    own = screened(OWN, Use.PERFORMANCE, own=TREES, because="More shade")
    proposal = with_choices(complete(ground), [own])
    change = Change(
        PROPOSAL,
        Proposal(),
        make=lambda _: proposal,
        aspect=lambda _: None,
    )
    saved = change_part(store, buyer, change, procurement_id=made, revision=0, now=NOW)
    assert saved == PartSaved(1)
    return made


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/clauses"


def found_in(store: WatchedStore, procurement_id: UUID) -> OpenClauses:
    found = open_clauses(store, procurement_id)
    assert found is not None
    return found


def save(client: Client, address: str, **data: object) -> TestResponse:
    return client.fill_in(address, data, form=1)


def test_one_save_keeps_the_librarys_clauses_and_fills_the_gaps_once(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    page = buyer_client.get(address).text
    data = {**forms_in(page)[1].hidden, **DUE, f"fill_percent-{FOOTPRINT}": "85.5%"}

    answers = [buyer_client.post(f"{address}/fill", data=data) for _ in range(2)]

    found = found_in(store, procurement_id)
    settled = found.clauses.choice(FOOTPRINT)
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].location.endswith(f"/clauses/{OWN}")
    assert found.revision == 1
    assert {one.take for one in found.clauses.choices} == {Take.AS_IS}
    assert found.clauses.values == {"due": "2028-03-31"}
    assert settled is not None
    assert settled.values == {"percent": "85.5"}


def test_a_gap_says_what_it_is_counted_in_and_bidders_fill_what_they_offer(
    buyer_client: Client, address: str
) -> None:
    before = buyer_client.get(address).text
    save(buyer_client, address, **DUE)

    after = buyer_client.get(address).text

    assert "govuk-input__suffix" in before
    assert f'name="fill_percent-{FOOTPRINT}"' in before
    assert f'name="fill_quantity-{WEEKS}"' not in before
    assert "[day by which it is due]" in before
    assert "31 March 2028" in after
    assert "[day by which it is due]" not in after
    assert "[quantity, as the bidder offers]" in after
    assert "<dt>Question to bidders (not scored)</dt>" in after
    assert "<dt>Question to bidders</dt>" in after


def test_a_gap_stands_under_the_sentence_that_it_is_filled_in(
    buyer_client: Client, address: str
) -> None:
    html = buyer_client.get(address).text

    (hint,) = re.findall(rf'id="fill_percent-{FOOTPRINT}-hint"[^>]*>\s*([^<]+?)\s*<', html)
    assert "[per cent]" in hint
    assert hint.endswith(".")
    assert hint.count(". ") == 0


def test_a_clause_of_ones_own_leads_back_to_the_gaps_and_then_to_the_next_task(
    buyer_client: Client, address: str
) -> None:
    save(buyer_client, address, **DUE)
    own = {"take": "edited", "because": "The library has none", "text_obligation": "Plant trees."}

    gaps = save(buyer_client, f"{address}/{OWN}", **own)
    page = buyer_client.get(gaps.location).text
    filled = dict.fromkeys(re.findall(r'name="(fill_(?:quantity|percent)-[^"]+)"', page), "12")
    onward = save(buyer_client, address, **DUE, **filled)

    assert gaps.location.endswith("/clauses?saved=gaps")
    assert "still to do: you can leave gaps" in page
    assert onward.status_code == 302
    assert "/clauses" not in onward.location
    assert "All are settled, and no gap is left" in buyer_client.get(address).text


def test_a_wrong_value_is_refused_and_what_was_typed_stays(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    response = save(
        buyer_client, address, **{f"fill_percent-{FOOTPRINT}": "most", "fill_area": HOSTILE}
    )

    assert response.status_code == 400
    assert f'href="#fill_percent-{FOOTPRINT}"' in response.text
    assert 'value="most"' in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert found_in(store, procurement_id).revision == 0


def test_stale_gaps_show_both_versions(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    hidden = forms_in(buyer_client.get(address).text)[1].hidden
    save(buyer_client, address, fill_area="the city")

    stale = buyer_client.post(f"{address}/fill", data={**hidden, "fill_area": "the county"})
    again = buyer_client.post(
        f"{address}/fill", data={**forms_in(stale.text)[1].hidden, "fill_area": "the county"}
    )

    assert stale.status_code == 409
    assert "Where the two versions differ" in stale.text
    assert "the city" in stale.text
    assert again.status_code == 302
    assert found_in(store, procurement_id).clauses.values["area"] == "the county"


def test_gaps_are_typed_by_their_kind_and_stay_visible_until_then(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    page = f"{address}/{FOOTPRINT}"

    refused = {
        value: save(buyer_client, page, take="as_is", fill_percent=value).status_code
        for value in ("most", "101", "-5")
    }
    empty = save(buyer_client, page, take="as_is", fill_percent="")
    gaps = buyer_client.get(address).text
    filled = save(buyer_client, page, take="as_is", fill_percent="85.5%")

    settled = found_in(store, procurement_id).clauses.choice(FOOTPRINT)
    assert set(refused.values()) == {400}
    assert (empty.status_code, filled.status_code) == (302, 302)
    assert "[per cent]" in gaps
    assert settled is not None
    assert settled.values == {"percent": "85.5"}
    assert "85.5%" in buyer_client.get(address).text


def edited(store: WatchedStore, procurement_id: UUID, **texts: str) -> dict[str, object]:
    ground = found_in(store, procurement_id).ground
    assert ground is not None
    clause = ground.stack.clauses["cov-training-weeks"]
    return {
        "take": "edited",
        "because": "Practice fits better",
        "text_question": clause.question,
        "text_obligation": clause.obligation,
        "text_kpi": clause.kpi,
        "text_evidence": clause.evidence,
        "text_if_missed": clause.if_missed,
        **texts,
    }


def test_edited_words_are_shown_against_the_librarys(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    kpi = f"Training weeks in {{area}} against {{quantity}}.\r\n\r\n{HOSTILE}"

    response = save(
        buyer_client, f"{address}/{WEEKS}", **edited(store, procurement_id, text_kpi=kpi)
    )

    page = buyer_client.get(f"{address}/{WEEKS}").text
    settled = found_in(store, procurement_id).clauses.choice(WEEKS)
    assert response.status_code == 302
    assert settled is not None
    assert settled.texts.kpi == kpi.replace("\r", "")
    assert "<ins>" in page
    assert "<del>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "The words are the library’s: choose “As it is”, or change them"),
        ({"because": " ", "text_kpi": "x"}, "Enter why it is not the library’s clause as it is"),
        ({"text_kpi": "{foo}"}, "There is no variable {foo}. These can be used:"),
        ({"text_kpi": "a } b"}, "Write a variable as {quantity}, in small letters"),
        ({"text_kpi": "x" * 6_001}, "it may have at most 6,000"),
        ({"take": "part", "parts": []}, "Select at least one part"),
        ({"take": "sideways"}, "Select how much of this clause you use"),
    ],
)
def test_words_that_can_not_stand_are_refused_and_not_lost(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    data: dict[str, str],
    message: str,
) -> None:
    typed = edited(store, procurement_id, **{"text_evidence": "As the library has it", **data})
    if not data:
        typed = edited(store, procurement_id)

    response = save(buyer_client, f"{address}/{WEEKS}", **typed)

    assert response.status_code == 400
    assert message in response.text
    assert found_in(store, procurement_id).clauses.choice(WEEKS) is None


def test_part_of_a_clause_and_none_need_reasons(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    page = f"{address}/{WEEKS}"

    part = save(
        buyer_client, page, take="part", parts=["question", "kpi"], because="Short contract"
    )
    kept = found_in(store, procurement_id).clauses.choice(WEEKS)
    none = save(buyer_client, page, take="none", because="It stands in the specification")
    left = found_in(store, procurement_id).clauses.choice(WEEKS)

    assert (part.status_code, none.status_code) == (302, 302)
    assert kept is not None
    assert [one.value for one in kept.texts.kept] == ["question", "kpi"]
    assert left is not None
    assert (left.take, left.texts.kept) == (Take.NONE, ())


def test_a_measure_of_ones_own_begins_with_words_made_of_it(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    page = buyer_client.get(f"{address}/{OWN}").text

    saved = save(
        buyer_client,
        f"{address}/{OWN}",
        take="edited",
        because="The library has none",
        text_obligation="The Supplier plants {quantity} trees by {due}.",
        fill_quantity="1,200",
    )

    settled = found_in(store, procurement_id).clauses.choice(OWN)
    assert "The Supplier delivers {quantity} (Trees planted and kept)" in page
    assert saved.status_code == 302
    assert settled is not None
    assert (settled.clause, settled.values) == ("", {"quantity": "1200"})


def test_a_stale_clause_shows_both_versions(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    page = f"{address}/{WEEKS}"
    hidden = forms_in(buyer_client.get(page).text)[1].hidden
    save(buyer_client, page, take="none", because="It stands in the specification")
    typed = edited(store, procurement_id, text_kpi="Weeks attended")

    stale = buyer_client.post(page, data={**hidden, **typed})
    again = buyer_client.post(page, data={**forms_in(stale.text)[1].hidden, **typed})

    assert stale.status_code == 409
    assert "Where the two versions differ" in stale.text
    assert "It stands in the specification" in stale.text
    assert "Weeks attended" in stale.text
    assert again.status_code == 302


def test_a_clause_is_tied_to_its_outcome_and_its_kpi(buyer_client: Client, address: str) -> None:
    page = buyer_client.get(f"{address}/{WEEKS}").text

    assert "Outcome: Jobs and skills for local people → criterion: none yet" in page


def test_only_measures_that_are_included_have_a_clause(buyer_client: Client, address: str) -> None:
    assert buyer_client.get(f"{address}/cov-2022-people-upskilled").status_code == 404
    assert buyer_client.get(f"{address}/nonsense").status_code == 404


def test_without_measures_the_page_leads_to_the_proposal(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    made = proposing(store, buyer, NOW, reference="COV-2026-015")

    page = buyer_client.get(f"/procurements/{made}/clauses").text

    assert "No measure is included yet" in page
    assert f"/procurements/{made}/proposal" in page


def test_the_library_is_searched_and_says_where_a_clause_is_used(
    client_of: Callable[..., Client],
) -> None:
    auditor = client_of(Role.AUDITOR)

    whole = auditor.get("/clauses").text
    some = auditor.get("/clauses?q=training+weeks").text
    none = auditor.get("/clauses?q=<script>zebra").text

    assert "72 clauses." in whole
    assert "cov-training-weeks, version 1" in some
    assert "Bidders compete on weeks of training" in some
    assert "To be filled in: quantity (a number), day by which it is due (a date)" in some
    assert "From the procurement: contract title." in some
    assert "Try fewer or shorter words" in none
    assert "<script>zebra" not in none


def test_readers_read_the_clauses_and_change_nothing(
    client_of: Callable[..., Client], address: str
) -> None:
    chair = client_of(Role.PANEL_CHAIR)

    page = chair.get(address).text

    assert "Save and continue" not in page
    assert "To be filled in" in page
    assert chair.post(f"{address}/fill").status_code == 403
