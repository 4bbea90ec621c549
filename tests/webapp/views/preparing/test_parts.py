"""The pages of the checklist, the case and the lots."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from evaluation.outline.case import Case
from evaluation.outline.checklist import Checklist, State, Topic
from evaluation.outline.lots import Division, Lots
from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.parts import with_parts
from tests.webapp.samples import answered, started
from tests.webapp.standing import outline_stands
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts.kinds import CASE, CHECKLIST, LOTS
from webapp.services.tasks import open_overview


def stage(topic: str, state: str, note: str) -> dict[str, str]:
    """Return what is sent of one stage."""
    return {f"state_{topic}": state, f"note_{topic}": note}


OPEN = {name: text for topic in Topic for name, text in stage(topic, "not_yet", "").items()}
DONE = {name: text for topic in Topic for name, text in stage(topic, "done", "Seen.").items()}
RISK = {
    "what": "Nobody bids",
    "likelihood": "low",
    "gravity": "high",
    "response": "Two lots",
    "owner": "Head of parks",
}
HOSTILE = "<script>alert(1)</script> “Søren” 🌳 مرحبا"


@pytest.fixture
def begun(store: WatchedStore, buyer: Person) -> UUID:
    return started(store, buyer, NOW)


@pytest.fixture
def filled(store: WatchedStore, buyer: Person) -> UUID:
    procurement_id = answered(store, buyer, NOW)
    with_parts(store, buyer, procurement_id, NOW)
    return procurement_id


def checklist(store: WatchedStore, procurement_id: UUID) -> Checklist:
    overview = open_overview(store, procurement_id)
    assert overview is not None
    held = overview.held(CHECKLIST)
    return held.value if held else Checklist()


def case(store: WatchedStore, procurement_id: UUID) -> Case:
    overview = open_overview(store, procurement_id)
    assert overview is not None
    held = overview.held(CASE)
    return held.value if held else Case()


def lots(store: WatchedStore, procurement_id: UUID) -> Lots:
    overview = open_overview(store, procurement_id)
    assert overview is not None
    held = overview.held(LOTS)
    return held.value if held else Lots()


def two_tabs(
    client: Client, address: str, first: Mapping[str, str], second: Mapping[str, str]
) -> tuple[TestResponse, TestResponse]:
    """Open a form twice, and send both."""
    hidden = forms_in(client.get(address).text)[-1].hidden
    return (
        client.post(address, data={**hidden, **first}),
        client.post(address, data={**hidden, **second}),
    )


def test_the_checklist_says_what_each_stage_is_and_which_source_asks_for_it(
    buyer_client: Client, begun: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{begun}/checklist").text

    assert html.count('value="not_yet" checked') == 5
    assert "Public Services (Social Value) Act 2012, s.1(7)" in html
    assert "Draft Social Value Policy (Coventry City Council, 2014), app.1 1.1.1" in html
    assert "Procurement Act 2023, s.16 and s.17" in html
    assert "Nobody may gain an unfair advantage from it" in html


def test_every_stage_is_settled_with_one_save_which_leads_to_the_next_task(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    response = buyer_client.fill_in(f"/procurements/{begun}/checklist", DONE)
    following = buyer_client.get(response.headers["Location"])

    assert response.headers["Location"] == f"/procurements/{begun}/case/need"
    assert checklist(store, begun).incomplete == ()
    assert "The commissioning checklist is saved." in following.text
    assert "is saved." not in buyer_client.get(response.headers["Location"]).text


def test_who_leaves_stages_open_goes_on_and_is_told_how_many_are_left(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    response = buyer_client.fill_in(
        f"/procurements/{begun}/checklist", {**OPEN, **stage("review", "done", "Looked at")}
    )

    html = buyer_client.get(response.headers["Location"]).text
    again = buyer_client.get(f"/procurements/{begun}/checklist").text
    assert "4 stages are still to be settled before you submit" in html
    assert 'href="#stage-needs"' in again
    assert 'href="#stage-review"' not in again
    assert checklist(store, begun).item(Topic.REVIEW).state is State.DONE


def test_a_stage_that_is_settled_asks_for_its_note_and_leads_to_the_field(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    response = buyer_client.fill_in(
        f"/procurements/{begun}/checklist",
        {**OPEN, **stage("review", "not_needed", ""), **stage("needs", "done", "Kept")},
    )

    assert response.status_code == 400
    assert 'href="#note_review"' in response.text
    assert ">Kept</textarea>" in response.text
    assert len(checklist(store, begun).incomplete) == 5


def test_two_stages_can_be_told_at_the_same_time(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    first, second = two_tabs(
        buyer_client,
        f"/procurements/{begun}/checklist",
        {**OPEN, **stage("review", "done", "Looked at")},
        {**OPEN, **stage("market", "done", "Nine firms came")},
    )

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(checklist(store, begun).incomplete) == 3


def test_the_same_stage_told_twice_shows_both_versions_and_loses_nothing_of_either(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    address = f"/procurements/{begun}/checklist"
    first, second = two_tabs(
        buyer_client,
        address,
        {**OPEN, **stage("review", "done", "Theirs"), **stage("needs", "done", "Also theirs")},
        {**OPEN, **stage("review", "not_yet", "Mine")},
    )

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Theirs" in second.text
    assert second.text.count("Mine") == 2
    again = buyer_client.post(
        address,
        data={
            **forms_in(second.text)[-1].hidden,
            **OPEN,
            **stage("review", "not_yet", "Mine"),
            **stage("needs", "done", "Also theirs"),
        },
    )
    assert again.status_code == 302
    notes = [item.note for item in checklist(store, begun).every]
    assert notes[:2] == ["Mine", "Also theirs"]


def test_a_double_click_saves_once(buyer_client: Client, store: WatchedStore, begun: UUID) -> None:
    both = two_tabs(buyer_client, f"/procurements/{begun}/checklist", DONE, DONE)

    assert [response.status_code for response in both] == [302, 302]
    overview = open_overview(store, begun)
    assert overview is not None
    held = overview.held(CHECKLIST)
    assert held is not None
    assert held.revision == 1


def test_texts_are_text_and_never_markup(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    buyer_client.fill_in(f"/procurements/{begun}/case/need", {"need": HOSTILE, "options": ""})

    html = buyer_client.get(f"/procurements/{begun}/case").text

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; “Søren” 🌳 مرحبا" in html
    assert case(store, begun).need == HOSTILE


def test_the_case_leads_from_page_to_page_and_to_its_risks(
    buyer_client: Client, begun: UUID
) -> None:
    base = f"/procurements/{begun}/case"

    first = buyer_client.fill_in(f"{base}/need", {"need": "A", "options": "B"})
    second = buyer_client.fill_in(
        f"{base}/budget",
        {"budget": "C", "approved_where": "D", "dependencies": "", "reach": "", "ask": "E"},
    )
    third = buyer_client.fill_in(f"{base}/risks/add", RISK)

    leads = [one.headers["Location"] for one in (first, second, third)]
    assert leads[:2] == [f"{base}/budget", f"{base}/risks/add"]
    assert leads[2] == f"/procurements/{begun}/questions/authority"
    assert "The case is saved." in buyer_client.get(leads[2]).text


def test_who_leaves_the_case_early_comes_back_to_it_as_a_whole(
    buyer_client: Client, begun: UUID
) -> None:
    base = f"/procurements/{begun}/case"

    left = buyer_client.fill_in(f"{base}/need", {"need": "A", "options": "", "later": "yes"})

    assert left.headers["Location"] == base


def test_a_risk_is_saved_with_another_to_follow(buyer_client: Client, begun: UUID) -> None:
    address = f"/procurements/{begun}/case/risks/add"

    response = buyer_client.fill_in(address, {**RISK, "another": "yes"})

    assert response.headers["Location"] == address


def test_the_case_asks_whom_it_reaches_where_the_policy_does(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    standard = answered(store, buyer, NOW)
    small = answered(
        store,
        buyer,
        NOW,
        reference="SMALL-1",
        estimated_value=Money(Pence(9_000_00), VatBasis.INCLUDED),
    )

    asked = buyer_client.get(f"/procurements/{standard}/case/budget").text
    not_asked = buyer_client.get(f"/procurements/{small}/case/budget").text

    assert "through the lens of health inequalities, so this text is needed" in asked
    assert "#conclusion-health_inequality_lens" in asked
    assert "Equality, and whom it reaches" in not_asked
    assert "so this text is needed" not in not_asked


def test_a_text_that_is_too_long_is_shown_again_with_by_how_much(
    buyer_client: Client, begun: UUID
) -> None:
    response = buyer_client.fill_in(
        f"/procurements/{begun}/case/need", {"need": "word " * 301, "options": ""}
    )

    assert response.status_code == 400
    assert "Shorten “The need and its background” by 1 word" in response.text
    assert response.text.count("word word") > 100


def test_the_same_text_told_twice_shows_both_versions(buyer_client: Client, begun: UUID) -> None:
    _, second = two_tabs(
        buyer_client,
        f"/procurements/{begun}/case/need",
        {"need": "Theirs", "options": "Same"},
        {"need": "Mine", "options": "Same"},
    )

    assert second.status_code == 409
    assert "Theirs" in second.text
    assert ">Mine</textarea>" in second.text
    assert "The options that were considered</th>" not in second.text


def test_risks_are_added_changed_and_removed(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    base = f"/procurements/{begun}/case"
    buyer_client.fill_in(f"{base}/risks/add", RISK)
    buyer_client.fill_in(f"{base}/risks/add", {**RISK, "what": "Prices rise"})
    buyer_client.fill_in(f"{base}/risks/1", {**RISK, "likelihood": "high"})
    named = [(one.what, one.likelihood.value) for one in case(store, begun).risks]

    revision = forms_in(buyer_client.get(base).text)[-1].hidden
    buyer_client.post(f"{base}/risks/1/remove", data=revision)

    assert named == [("Nobody bids", "high"), ("Prices rise", "low")]
    assert [one.what for one in case(store, begun).risks] == ["Prices rise"]
    assert buyer_client.get(f"{base}/risks/2").status_code == 404
    assert buyer_client.get(f"{base}/risks/0").status_code == 404


def test_a_risk_added_by_a_double_click_is_there_once(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    both = two_tabs(buyer_client, f"/procurements/{begun}/case/risks/add", RISK, RISK)

    assert [response.status_code for response in both] == [302, 302]
    assert len(case(store, begun).risks) == 1


def test_a_risk_that_moved_meanwhile_is_not_removed_in_another_s_place(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    base = f"/procurements/{begun}/case"
    buyer_client.fill_in(f"{base}/risks/add", RISK)
    buyer_client.fill_in(f"{base}/risks/add", {**RISK, "what": "Prices rise"})
    hidden = forms_in(buyer_client.get(base).text)[-1].hidden
    buyer_client.post(f"{base}/risks/1/remove", data=hidden)

    refused = buyer_client.post(f"{base}/risks/1/remove", data=hidden)

    assert refused.status_code == 409
    assert "Somebody else changed the risks" in refused.text
    assert [one.what for one in case(store, begun).risks] == ["Prices rise"]


def test_lots_are_considered_first_and_then_drawn(
    buyer_client: Client, store: WatchedStore, begun: UUID
) -> None:
    base = f"/procurements/{begun}/lots"
    empty = buyer_client.get(base).text

    told = {"division": "divided", "reasons": "Two areas"}
    division = buyer_client.fill_in(f"{base}/division", told)
    none = buyer_client.get(base).text
    first = buyer_client.fill_in(f"{base}/add", {"title": "North", "value": "100,000"})
    second = buyer_client.fill_in(f"{base}/add", {"title": "South", "value": ""})
    drawn = buyer_client.get(base).text

    leads = [one.headers["Location"] for one in (division, first, second)]
    assert leads[:2] == [f"{base}/add", f"{base}/add"]
    assert leads[2] == f"/procurements/{begun}/checklist"
    assert "Continue: divide it or not" in empty
    assert "Procurement Act 2023, s.18(1) and s.18(2)" in empty
    assert "A division has at least two lots" in none
    assert "1. North" in drawn
    assert "£100,000 including VAT" in drawn
    assert "Not known yet" in drawn
    assert lots(store, begun).division is Division.DIVIDED


def test_lots_that_come_to_more_than_the_whole_are_shown_with_the_remedy(
    buyer_client: Client, filled: UUID
) -> None:
    buyer_client.fill_in(f"/procurements/{filled}/lots/1", {"title": "North", "value": "200,000"})

    html = buyer_client.get(f"/procurements/{filled}/lots").text

    assert "The lots come to £380,000 including VAT" in html
    assert "Lower the value of a lot, or raise the estimated value" in html


def test_a_lot_is_changed_and_removed_and_the_others_keep_their_numbers(
    buyer_client: Client, store: WatchedStore, filled: UUID
) -> None:
    base = f"/procurements/{filled}/lots"
    buyer_client.fill_in(f"{base}/2", {"title": "South and east", "value": ""})
    hidden = forms_in(buyer_client.get(base).text)[-1].hidden

    buyer_client.post(f"{base}/1/remove", data=hidden)

    assert [(lot.number, lot.title) for lot in lots(store, filled).lots] == [(2, "South and east")]
    assert buyer_client.get(f"{base}/1").status_code == 404


def test_the_same_lot_changed_twice_shows_both_versions(buyer_client: Client, filled: UUID) -> None:
    _, second = two_tabs(
        buyer_client,
        f"/procurements/{filled}/lots/1",
        {"title": "Theirs", "value": "90,000"},
        {"title": "Mine", "value": "80,000"},
    )

    assert second.status_code == 409
    assert "£90,000 including VAT" in second.text
    assert 'value="Mine"' in second.text


def test_the_division_told_twice_shows_both_versions(buyer_client: Client, filled: UUID) -> None:
    _, second = two_tabs(
        buyer_client,
        f"/procurements/{filled}/lots/division",
        {"division": "whole", "reasons": "One system"},
        {"division": "divided", "reasons": "Three areas", "most_lots": "", "limit_reasons": ""},
    )

    assert second.status_code == 409
    assert "One contract, without lots" in second.text
    assert "Three areas" in second.text


@pytest.mark.parametrize("part", ["checklist", "case", "lots"])
def test_who_reads_sees_the_part_and_nothing_to_change_it_with(
    part: str, client_of: Callable[..., Client], filled: UUID
) -> None:
    html = client_of(Role.AUDITOR).get(f"/procurements/{filled}/{part}").text

    assert "Last saved by" in html
    assert "Change" not in html
    assert "Remove" not in html


@pytest.mark.parametrize(
    ("part", "form"),
    [
        ("checklist", "checklist"),
        ("case", "case/need"),
        ("case", "case/risks/add"),
        ("case", "case/risks/1"),
        ("lots", "lots/division"),
        ("lots", "lots/add"),
        ("lots", "lots/1"),
    ],
)
def test_nothing_is_changed_while_a_panel_has_the_outline(
    part: str,
    form: str,
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    filled: UUID,
) -> None:
    address = f"/procurements/{filled}/{form}"
    hidden = forms_in(buyer_client.get(address).text)[-1].hidden
    outline_stands(store, buyer, filled)
    everything = {
        **DONE,
        **RISK,
        "what": "x",
        "need": "x",
        "division": "whole",
        "reasons": "x",
        "title": "x",
    }

    refused = buyer_client.post(address, data={**hidden, **everything})

    assert refused.status_code == 409
    assert "Withdraw it on its page" in refused.text
    assert "Withdraw it on its page" in buyer_client.get(f"/procurements/{filled}/{part}").text
    shown = buyer_client.get(address)
    if form != part:
        assert shown.headers["Location"] == f"/procurements/{filled}/{part}"
