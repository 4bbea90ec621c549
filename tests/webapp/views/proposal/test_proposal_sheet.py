"""The sheet of a proposal: all measures and the weight on one page, saved at once."""

from collections.abc import Callable
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from evaluation.outline.proposal import Choice, Screen, Use
from rules.money import Money, Pence, VatBasis
from tests.evaluation.outline.samples import (
    GROUP,
    INVOLVES,
    TREES,
    WAGE,
    WEEKS,
    ground_of,
    screened,
)
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.outlines import send as submit
from tests.webapp.proposals import opened, proposing, weigh
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.proposals import add_own, choose

HOSTILE = "<script>alert(1)</script> 😀 مرحبا"


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return proposing(store, buyer, NOW)


@pytest.fixture
def address(procurement_id: UUID) -> str:
    return f"/procurements/{procurement_id}/proposal"


JUDGED = (GROUP, WAGE)


def ticked(**changes: str) -> dict[str, str]:
    """Return a sheet as the rules propose it, with every box ticked that there is."""
    ground = ground_of()
    sheet = {"weight": "10", "weight_because": ""}
    for measure in ground.proposed:
        use = ground.proposed_use(measure)
        assert use is not None
        sheet |= {f"use-{measure}": use.value, f"why-{measure}": ""}
        if measure not in JUDGED:
            sheet[f"checked-{measure}"] = "yes"
    return sheet | changes


def left_out(measure: str, why: str) -> dict[str, str]:
    return {f"use-{measure}": "left_out", f"why-{measure}": why}


def send(client: Client, address: str, data: dict[str, str]) -> TestResponse:
    return client.fill_in(address, data, form=1)


def test_the_page_says_first_how_far_the_proposal_goes(buyer_client: Client, address: str) -> None:
    page = buyer_client.get(address).text

    assert "This is what the rules propose." in page
    assert "is at least £100,000 including VAT, from which services stand in the standard" in page
    assert "at least 5% and at most 20%; 10% is recommended" in page
    assert "12 measures for 12 outcomes under 3 pillars: 6 award criteria, 6 obligations" in page
    assert "18 of 24 hours" in page
    assert "6 of 6 award criteria" in page
    assert "18 hours are 2.3 working days" in page


def test_one_save_takes_all_and_leads_to_what_is_to_be_judged_and_then_on(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    saved = send(buyer_client, address, ticked(**left_out(WEEKS, HOSTILE)))

    proposal = opened(store, procurement_id).proposal
    judged = {"use": "performance", "because": ""}
    for screen in Screen:
        judged |= {screen.value: "yes", f"{screen.value}_because": "Best value"}
    next_one = buyer_client.fill_in(f"{address}/measures/{GROUP}", judged, form=1)
    after = buyer_client.fill_in(f"{address}/measures/{WAGE}", judged, form=1)
    assert saved.headers["Location"] == f"{address}/measures/{GROUP}"
    assert next_one.headers["Location"] == f"{address}/measures/{WAGE}"
    assert (len(proposal.choices), len(proposal.included)) == (12, 11)
    assert proposal.choice(WEEKS) == Choice(
        WEEKS, Use.LEFT_OUT, HOSTILE, proposal.choices[0].screens
    )
    assert all(not one.unanswered for one in proposal.included if one.measure not in JUDGED)
    assert (proposal.weight, proposal.authors) == (1000, proposal.authors[:1])
    assert after.headers["Location"] == address.replace("proposal", "clauses")
    assert "The proposal is complete" in buyer_client.get(address).text


def test_what_a_tick_says_of_a_caution_stands_beside_it(buyer_client: Client, address: str) -> None:
    page = buyer_client.get(address).text

    assert (
        "Your tick says: “It counts what whoever wins does for the area; where a supplier" in page
    )
    assert "Your tick says: “It counts what whoever wins passes on; no bidder earns marks" in page


def test_the_reasons_that_are_ticked_go_on_record_and_count_what_was_left_out(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    other = "cov-2022-apprentice-weeks"

    send(buyer_client, address, ticked(**left_out(WEEKS, "No trade for it")))

    choice = opened(store, procurement_id).proposal.choice(other)
    assert choice is not None
    assert [one.screen for one in choice.screens] == list(Screen)
    assert "bidders compete on 5 award criteria of at most 6" in choice.screens[1].because
    assert choice.screens[2].because == "Neither the specification nor a law asks for it."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (left_out(WEEKS, " "), "Enter why you leave out “Weeks of training"),
        ({f"why-{WEEKS}": "x" * 2_001}, "by 1 characters: it may have at most 2,000"),
        ({f"why-{WEEKS}": "a\x00b"}, "Take the character U+0000 out of"),
        ({f"use-{WEEKS}": "nonsense"}, "Select whether “Weeks of training"),
        ({"weight": ""}, "Enter the weight, such as 10"),
        ({"weight": "ten"}, "Enter a percentage from 0 to 100"),
        ({"weight": "101"}, "Enter a percentage from 0 to 100"),
        ({"weight": "12"}, "Enter why you depart from the recommended weight"),
    ],
)
def test_what_can_not_stand_is_refused_and_nothing_typed_is_lost(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    changes: dict[str, str],
    message: str,
) -> None:
    typed = ticked(**left_out("cov-2022-apprentice-weeks", HOSTILE)) | changes

    response = send(buyer_client, address, typed)

    assert response.status_code == 400
    assert message in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 مرحبا" in response.text
    assert f'id="checked-{WEEKS}" name="checked-{WEEKS}" type="checkbox" value="yes" checked' in (
        response.text
    )
    assert opened(store, procurement_id).held is None


def test_what_is_not_ticked_is_named_and_can_be_put_by_for_later(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    half = ticked(**left_out("cov-2022-apprentice-weeks", ""), weight="")
    del half[f"checked-{WEEKS}"]

    refused = send(buyer_client, address, half)
    kept = send(buyer_client, address, {**half, "then": "later"})

    proposal = opened(store, procurement_id).proposal
    assert refused.status_code == 400
    assert "Tick that “Weeks of training provided to local people” passes the four checks" in (
        refused.text
    )
    assert kept.headers["Location"] == f"/procurements/{procurement_id}"
    assert proposal.choice(WEEKS) == Choice(WEEKS, Use.AWARD)
    assert proposal.weight is None
    assert "no reason is given" in buyer_client.get(address).text


@pytest.mark.parametrize(
    ("then", "place"),
    [(f"measure:{WEEKS}", f"/measures/{WEEKS}"), ("add", "/add"), ("catalogue", "/add/from")],
)
def test_a_button_of_the_sheet_saves_it_before_it_leads_elsewhere(
    buyer_client: Client,
    store: WatchedStore,
    procurement_id: UUID,
    address: str,
    then: str,
    place: str,
) -> None:
    response = send(buyer_client, address, {**ticked(), "then": then})

    assert response.headers["Location"] == f"{address}{place}"
    assert len(opened(store, procurement_id).proposal.choices) == 12


def test_a_departure_leads_to_where_it_is_asked_for(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    wage, group = (screened(one, Use.PERFORMANCE) for one in (WAGE, GROUP))
    choose(store, buyer, procurement_id=procurement_id, choice=wage, revision=0, now=NOW)
    choose(store, buyer, procurement_id=procurement_id, choice=group, revision=1, now=NOW)
    boxes = {f"checked-{one}": "yes" for one in JUDGED}
    data = ticked(weight="4", weight_because="Few firms") | boxes

    response = send(buyer_client, address, data)

    assert response.headers["Location"] == f"{address}/departures/social_value_minimum"
    assert opened(store, procurement_id).proposal.choice(WAGE) == wage


def test_rows_that_others_changed_meanwhile_stay_as_they_left_them(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    send(buyer_client, address, ticked())
    form = forms_in(buyer_client.get(address).text)[1]
    theirs = Choice(WEEKS, Use.LEFT_OUT, "Nobody trains here")
    choose(store, buyer, procurement_id=procurement_id, choice=theirs, revision=1, now=NOW)

    data = ticked(**left_out("cov-2022-apprentice-weeks", "None here"))
    response = buyer_client.post(address, data={**form.hidden, **data})

    proposal = opened(store, procurement_id).proposal
    other = proposal.choice("cov-2022-apprentice-weeks")
    assert response.status_code == 302
    assert proposal.choice(WEEKS) == theirs
    assert other is not None
    assert other.use is Use.LEFT_OUT


def test_a_row_that_two_changed_is_shown_in_both_versions_and_can_then_be_saved(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    send(buyer_client, address, ticked())
    form = forms_in(buyer_client.get(address).text)[1]
    other = "cov-2022-apprentice-weeks"
    choose(
        store, buyer, procurement_id=procurement_id, revision=1, now=NOW,
        choice=Choice(WEEKS, Use.LEFT_OUT, "Nobody trains here"),
    )  # fmt: skip
    choose(
        store, buyer, procurement_id=procurement_id, revision=2, now=NOW,
        choice=Choice(other, Use.LEFT_OUT, "No apprentices"),
    )  # fmt: skip
    weigh(
        store, buyer, procurement_id=procurement_id, weight=1100, because="A bit", revision=3,
        now=NOW,
    )  # fmt: skip

    mine = ticked(**left_out(WEEKS, "Ours"), weight="12", weight_because="More")
    stale = buyer_client.post(address, data={**form.hidden, **mine})
    fresh = forms_in(stale.text)[1]
    again = {**mine, **left_out(other, "No apprentices")}
    del again[f"checked-{other}"]
    saved = buyer_client.post(address, data={**fresh.hidden, **again})

    proposal = opened(store, procurement_id).proposal
    assert stale.status_code == 409
    assert "This has been changed meanwhile" in stale.text
    assert "Left out. Because: Nobody trains here" in stale.text
    assert "Left out. Because: Ours" in stale.text
    assert ">11%</td>" in stale.text
    assert ">12%</td>" in stale.text
    assert "No apprentices</textarea>" in stale.text
    assert saved.status_code == 302
    assert proposal.choice(WEEKS) is not None
    assert [one.because for one in proposal.choices if not one.is_included] == [
        "Ours",
        "No apprentices",
    ]
    assert proposal.weight == 1200


def test_the_same_sheet_sent_twice_is_saved_once(
    buyer_client: Client, store: WatchedStore, procurement_id: UUID, address: str
) -> None:
    form = forms_in(buyer_client.get(address).text)[1]

    codes = [
        buyer_client.post(address, data={**form.hidden, **ticked()}).status_code for _ in range(2)
    ]

    assert codes == [302, 302]
    assert opened(store, procurement_id).revision == 1


def test_a_measure_of_ones_own_stands_on_the_sheet_and_is_not_undone_by_it(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    own = screened("own-trees", Use.PERFORMANCE, own=TREES, because="More shade")
    held = opened(store, procurement_id)
    add_own(
        store, buyer, procurement_id=procurement_id, choice=own, held=held.proposal, revision=0,
        now=NOW,
    )  # fmt: skip

    page = buyer_client.get(address).text
    send(buyer_client, address, ticked() | {"checked-own-trees": "yes"})

    assert "Trees planted and kept" in page
    assert opened(store, procurement_id).proposal.choice("own-trees") == own


def test_what_is_over_a_limit_can_still_be_ticked_and_has_to_be_allowed(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    own = screened("own-trees", Use.AWARD, own=TREES, because="More shade")
    held = opened(store, procurement_id)
    add_own(
        store, buyer, procurement_id=procurement_id, choice=own, held=held.proposal, revision=0,
        now=NOW,
    )  # fmt: skip

    page = buyer_client.get(address).text
    send(buyer_client, address, ticked() | {"checked-own-trees": "yes"})

    choice = opened(store, procurement_id).proposal.choice(WEEKS)
    assert "7 of 6 award criteria" in page
    assert "over the limit" in page
    assert choice is not None
    assert choice.screens[1].because.endswith("is put before whoever may allow it.")
    assert "Number of award criteria" in buyer_client.get(address).text


def test_a_reader_sees_what_was_chosen_without_a_form(
    client_of: Callable[..., Client],
    buyer_client: Client,
    address: str,
) -> None:
    send(buyer_client, address, ticked(**left_out(WEEKS, HOSTILE)))

    page = client_of(Role.AUDITOR).get(address).text

    assert "Left out" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Checked" in page
    assert "<textarea" not in page


def test_what_was_typed_before_the_outline_went_to_the_panel_is_refused_and_kept(
    buyer_client: Client, store: WatchedStore, buyer: Person, procurement_id: UUID, address: str
) -> None:
    form = forms_in(buyer_client.get(address).text)[1]
    submit(store, buyer, procurement_id, NOW)

    data = ticked(**left_out(WEEKS, HOSTILE))
    response = buyer_client.post(address, data={**form.hidden, **data})

    assert response.status_code == 409
    assert "The outline was submitted" in response.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert opened(store, procurement_id).held is None
    assert "Save and continue" not in buyer_client.get(address).text


def test_where_no_measure_is_proposed_there_is_nothing_to_weigh_and_no_clause_to_settle(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    small = Money(Pence(60_000_00), VatBasis.INCLUDED)
    nothing = dict.fromkeys(INVOLVES, False)
    procurement_id = proposing(store, buyer, NOW, **nothing, estimated_value=small)
    address = f"/procurements/{procurement_id}/proposal"
    because = "The rules propose no measure for this contract, so there is nothing to weigh."
    page = buyer_client.get(address).text

    saved = send(buyer_client, address, {"weight": "0", "weight_because": because})
    clauses = buyer_client.get(f"/procurements/{procurement_id}/clauses").text

    assert "The rules propose no measure: going by your answers" in page
    assert 'id="weight" name="weight" value="0"' in page
    assert because in page
    assert saved.location.endswith("/criteria/start")
    assert "asks for no measure, so no clause is needed" in clauses
    assert "The proposal is complete" in buyer_client.get(address).text
    assert "Jobs and skills for local people</option>" in buyer_client.get(f"{address}/add").text


def test_the_weight_of_nothing_is_not_kept_where_a_measure_is_to_be_added(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    small = Money(Pence(60_000_00), VatBasis.INCLUDED)
    nothing = dict.fromkeys(INVOLVES, False)
    procurement_id = proposing(store, buyer, NOW, **nothing, estimated_value=small)
    address = f"/procurements/{procurement_id}/proposal"
    because = "The rules propose no measure for this contract, so there is nothing to weigh."

    sent = send(buyer_client, address, {"weight": "0", "weight_because": because, "then": "add"})

    assert sent.location.endswith("/proposal/add")
    assert opened(store, procurement_id).proposal.weight is None


def test_while_answers_are_missing_nothing_is_said_of_no_measure(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    small = Money(Pence(60_000_00), VatBasis.INCLUDED)
    unknown = dict.fromkeys(INVOLVES)
    procurement_id = proposing(store, buyer, NOW, **unknown, estimated_value=small)

    page = buyer_client.get(f"/procurements/{procurement_id}/proposal").text

    assert "The rules propose no measure" not in page
    assert 'id="weight" name="weight" value="5"' in page
