"""The pages of lots: joined, read, confirmed and awarded by hand, and what others are shown."""

import json
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in, token_in
from tests.webapp.conftest import NOW
from tests.webapp.lots import (
    GROUP,
    RULE_AT,
    Divided,
    awarded,
    divided_procurement,
    joined_lots,
    lot_tenders,
)
from tests.webapp.results import evaluated_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.views.lot_awards import lot_awards

People = Callable[..., Person]
Clients = Callable[..., Client]
TYPED = {"rule": "in_order", "ties": "none", "rule_at": RULE_AT}


@pytest.fixture
def officer(client_of: Clients) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


def at(procurement_id: UUID, path: str = "") -> str:
    return f"/procurements/{procurement_id}/award-of-lots{path}"


def test_lots_are_joined_read_confirmed_and_awarded_by_hand(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    group_id = divided_procurement(store, person_of, NOW)
    tenders = lot_tenders(store, person_of, NOW)
    bare = officer.get(at(group_id)).text
    empty = officer.fill_in(at(group_id, "/lots/1"), {"tender": ""})
    for number, scene in enumerate(tenders, start=1):
        sent = officer.fill_in(
            at(group_id, f"/lots/{number}"), {"tender": str(scene.procurement_id)}
        )
        assert sent.status_code == 302

    ready = officer.get(at(group_id)).text
    rule = officer.get(at(group_id, "/award")).text
    missing = officer.fill_in(at(group_id, "/award"), {"rule": "", "ties": "", "rule_at": ""})
    read = officer.fill_in(at(group_id, "/award"), TYPED)
    hidden = _hidden(read.text)
    unsure = officer.post(at(group_id, "/award"), data={**hidden, "step": "award"})
    done = officer.post(
        at(group_id, "/award"), data={**hidden, "step": "award", "confirmed": "one"}
    )
    after = officer.get(at(group_id)).text

    assert "None yet" in bare
    assert (empty.status_code, missing.status_code, unsure.status_code) == (400, 400, 400)
    assert "Select the procurement that tenders the lot" in empty.text
    assert "Award the lots" in ready
    assert "No firm is to carry both" in rule
    assert "Who would win which lot" in read.text
    assert read.text.count("Passed over.") == 1
    assert "Confirm that each line is one bidder" in unsure.text
    assert done.status_code == 302
    assert "The lots are awarded together." in after
    assert "to be evaluated again, with what the lots were awarded by" in after
    given = officer.get(at(group_id, "/1/lots.json"))
    told = officer.get(at(group_id, "/1/lots-result.json"))
    assert json.loads(given.text)["format"] == "podium/lots/1"
    assert json.loads(told.text)["lots"][1]["bids"] == ["2-B"]
    assert officer.get(at(group_id, "/2/lots.json")).status_code == 404


def test_a_lot_that_is_not_tendered_is_left_out_by_hand_with_its_reason_on_every_page(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    divided = joined_lots(store, person_of, NOW, titles=("North", "South", "West"))
    group_id, why = divided.procurement_id, "The council keeps <b>it</b> itself."
    where = at(group_id, "/lots/3/not-tendered")
    bare = officer.get(at(group_id)).text
    offered = officer.get(at(group_id, "/lots/3")).text
    empty = officer.fill_in(where, {"because": " "})

    sent = officer.fill_in(where, {"because": why})
    shown = officer.get(at(group_id)).text
    rule = officer.get(at(group_id, "/award")).text
    read = officer.fill_in(at(group_id, "/award"), TYPED).text
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), group_id, NOW)
    after = officer.get(at(group_id)).text
    joining = officer.get(at(group_id, "/lots/3")).text
    record = officer.get(f"/procurements/{group_id}/record").text

    told = "The council keeps &lt;b&gt;it&lt;/b&gt; itself."
    assert "or you say that it is not tendered now" in bare
    assert f'href="{where}"' in offered
    assert (empty.status_code, sent.status_code) == (400, 302)
    assert "Enter why it is not tendered now" in empty.text
    assert all(told in one for one in (shown, rule, read, after, joining))
    assert all("Lot 3 (West) is left out." in one for one in (rule, read, after))
    assert why not in shown + rule + read + after + joining
    assert f'href="{where}"' not in joining
    assert "said that lot 3 is not tendered now" in record
    assert "awarded 2 lots together, without lot 3, award 1" in record
    again = officer.get(at(group_id, "/lots/2/not-tendered"))
    refused = officer.fill_in(at(group_id, "/lots/2/not-tendered"), {"because": why})
    assert (again.status_code, refused.status_code) == (200, 409)
    assert "The lot has a tender" in refused.text
    assert officer.get(at(group_id, "/lots/4/not-tendered")).status_code == 404


def test_the_pages_of_a_lots_tender_name_the_lot_and_keep_its_award_back(
    store: WatchedStore, divided: Divided, officer: Client, person_of: People
) -> None:
    second = divided.tenders[1].procurement_id
    pages = ("/tender", "/result", "/award")

    before = [officer.get(f"/procurements/{second}{one}").text for one in pages]
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW)
    after = officer.get(f"/procurements/{second}/award").text

    link = f'href="{at(divided.procurement_id)}"'
    assert all(f"lot 2 of {GROUP}" in page for page in before)
    assert all(link in page for page in before)
    assert "What is next: have the lots awarded" in before[1]
    assert "and the lots are not awarded yet" in before[2]
    assert "1 bid is passed over in this one" in after
    assert "the lots are not awarded yet" not in after


def test_what_an_officer_has_to_know_stands_above_who_would_win(
    divided: Divided, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = "<b>C Ltd</b> is passed over in lot 3 though it is at no limit. Take legal advice."
    monkeypatch.setattr(lot_awards, "reviewed_notes", lambda found: (noted,) if found else ())

    rule = officer.get(at(divided.procurement_id, "/award")).text
    read = officer.fill_in(at(divided.procurement_id, "/award"), TYPED).text

    assert "Select one only if all that it says was published." in rule
    assert "each tender that is ranked above the one awarded a lot" in rule
    assert "Companies of one group are counted apart here" in read
    assert "no two lines are one supplier for the limit" in read
    assert read.index("&lt;b&gt;C Ltd&lt;/b&gt; is passed over") < read.index("Alpha Ltd (1-A)")


def test_a_name_is_text_on_every_page(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    bad = "<script>alert(1)</script>"
    names = (("Alpha Ltd", bad), ("Alpha Ltd", bad))
    divided = joined_lots(store, person_of, NOW, names=names)
    read = officer.fill_in(at(divided.procurement_id, "/award"), TYPED)
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW)

    shown = officer.get(at(divided.procurement_id)).text

    assert bad not in read.text + shown
    assert "&lt;script&gt;" in read.text
    assert "&lt;script&gt;" in shown


def test_a_foreign_tender_is_not_offered_and_not_taken(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    group_id = divided_procurement(store, person_of, NOW)
    foreign = evaluated_tender(store, lambda role: person_of(role, "elsewhere"), NOW)

    shown = officer.get(at(group_id, "/lots/1")).text
    sent = officer.post(
        at(group_id, "/lots/1"),
        data={
            "csrf_token": token_in(officer),
            "act": "join",
            "read": "0",
            "tender": str(foreign.procurement_id),
        },
    )

    assert str(foreign.procurement_id) not in shown
    assert sent.status_code == 400
    assert officer.get(at(foreign.procurement_id)).status_code == 404


def test_what_changed_between_reading_and_confirming_is_not_awarded(
    divided: Divided, officer: Client
) -> None:
    where = at(divided.procurement_id, "/award")
    hidden = _hidden(officer.fill_in(where, TYPED).text)

    sent = officer.post(
        where,
        data={**hidden, "rule": "lowest_cost", "step": "award", "confirmed": "one"},
    )

    assert sent.status_code == 409
    assert "Somebody else changed this since you opened the page" in sent.text


def test_bidders_orders_are_asked_only_where_the_rule_goes_by_them(
    divided: Divided, officer: Client
) -> None:
    where = at(divided.procurement_id, "/award")
    typed = {**TYPED, "rule": "bidder_preference"}

    asked = officer.get(where).text
    without = officer.fill_in(where, typed)
    wrong = officer.fill_in(where, {**typed, "order-1-A": "2"})
    orders = {f"order-1-{one}": "2, 1" for one in "ABC"}
    read = officer.fill_in(where, {**typed, **orders})

    assert "In which order does Alpha Ltd want lots 1, 2?" in asked
    assert (without.status_code, wrong.status_code) == (400, 400)
    assert "Enter the order in which the bidder wants the lots" in without.text
    assert "Enter the numbers 1, 2, each once" in wrong.text
    assert read.status_code == 200
    assert "Lot 2: Parks, south" in read.text


def test_a_tender_is_taken_out_with_the_reason(divided: Divided, officer: Client) -> None:
    where = at(divided.procurement_id, "/lots/2")

    bare = officer.fill_in(where, {"because": ""})
    sent = officer.fill_in(where, {"because": "It was the other lot's."})
    after = officer.get(at(divided.procurement_id)).text

    assert (bare.status_code, sent.status_code) == (400, 302)
    assert "None yet" in after


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.PANEL_CHAIR, Role.BUYER, Role.AUDITOR])
def test_others_read_the_lots_and_act_on_none(
    role: Role, divided: Divided, client_of: Clients
) -> None:
    client = client_of(role)

    shown = client.get(at(divided.procurement_id))
    acts = {
        client.get(at(divided.procurement_id, path)).status_code for path in ("/award", "/lots/1")
    }

    assert shown.status_code == 200
    assert "Take it out" not in shown.text
    assert acts == {403}


def test_who_may_not_see_every_result_is_shown_no_winner_and_no_file(
    store: WatchedStore, person_of: People, divided: Divided, client_of: Clients
) -> None:
    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW)
    member = client_of(Role.PANEL_MEMBER)

    shown = member.get(at(divided.procurement_id)).text
    file = member.get(at(divided.procurement_id, "/1/lots.json"))

    assert "Who won is not shown to you" in shown
    assert "Alpha Ltd" not in shown
    assert file.status_code == 302


def _hidden(page: str) -> dict[str, str]:
    return forms_in(page)[-1].hidden
