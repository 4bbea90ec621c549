"""The decision page: a sentence, the conclusions with reason and source, what is left."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.samples import answered, decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.preparing.procurements import open_procurement


@pytest.fixture
def ready(store: WatchedStore, buyer: Person) -> UUID:
    return answered(store, buyer, NOW)


SIX_MILLION = Money(Pence(6_200_000_00), VatBasis.INCLUDED)


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_the_page_begins_with_what_was_decided(buyer_client: Client, ready: UUID) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text

    assert (
        "This is a services contract of £360,000 including VAT. It counts as above the threshold "
        "of £207,720 including VAT, so the full rules of the Procurement Act 2023 apply."
    ) in text_of(html)


def test_each_conclusion_opens_to_its_rule_facts_values_and_source(
    buyer_client: Client, ready: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text
    row = html.partition('id="conclusion-threshold"')[2].partition("</tbody>")[0]

    said = text_of(row)
    assert "£207,720 including VAT" in said
    assert "How it was reached" in said
    assert "Facts it read" in said
    assert "from 1 January 2026" in said
    assert "Procurement Act 2023" in said


def test_what_is_not_certain_carries_its_word(buyer_client: Client, ready: UUID) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text
    row = html.partition('id="conclusion-social_value_tier"')[2].partition("</tbody>")[0]

    assert "proposed, for the authority to set" in text_of(row)


def test_what_does_not_apply_says_how_far_off_it_is(buyer_client: Client, ready: UUID) -> None:
    said = text_of(buyer_client.get(f"/procurements/{ready}/decision").text)

    assert "Estimated value is more than £5,000,000 including VAT" in said
    assert "£4,640,000 below it" in said


def test_a_duty_before_a_day_says_before(buyer_client: Client, ready: UUID) -> None:
    said = text_of(buyer_client.get(f"/procurements/{ready}/decision").text)

    assert "Before 2 March 2026 Before the procurement commences." in said


def test_what_is_delegated_needs_no_panel(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    value = Money(Pence(9_000_00), VatBasis.INCLUDED)
    procurement_id = answered(store, buyer, NOW, estimated_value=value)

    said = text_of(buyer_client.get(f"/procurements/{procurement_id}/decision").text)

    assert "Approvals No panel's: the decision is delegated to an officer" in said
    assert "Route of the approval Delegated to an officer" in said


def test_who_approves_is_said_with_the_route_and_the_quorum(
    buyer_client: Client, ready: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text

    for name, answer in (("route", "Decided by a panel"), ("quorum", "3 members")):
        row = html.partition(f'id="conclusion-approval_{name}"')[2].partition("</tbody>")[0]
        assert answer in text_of(row)
        assert "of whom at least 3 members decide" in text_of(row)
        assert "proposed, for the authority to set" in text_of(row)


def test_the_hours_that_may_be_asked_of_a_bidder_are_shown(
    buyer_client: Client, ready: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text

    row = html.partition('id="conclusion-burden_hours_maximum"')[2].partition("</tbody>")[0]
    assert "24 hours" in text_of(row)


def test_what_is_left_to_answer_leads_to_its_question(buyer_client: Client, ready: UUID) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision").text

    assert f"/procurements/{ready}/questions/subject#work_in_area" in html


def test_outside_the_law_only_what_was_reached_is_shown(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW, nation="scotland")

    html = buyer_client.get(f"/procurements/{procurement_id}/decision").text

    assert "take advice on the law that does" in html
    assert 'id="conclusion-regime"' in html
    assert 'id="conclusion-threshold"' not in html


def test_the_decision_is_recorded_by_a_button(buyer_client: Client, ready: UUID) -> None:
    response = buyer_client.fill_in(f"/procurements/{ready}/decision", {})

    assert response.headers["Location"] == f"/procurements/{ready}/decision"
    html = buyer_client.get(response.headers["Location"]).text
    assert "Recorded by Buyer of Coventry City Council on 2 March 2026 at 09:30" in text_of(html)
    assert "Go on to the next task" in html
    assert "/next?after=questions.check_answers" in html
    assert "Read the outline document" in html


def test_answers_changed_meanwhile_lead_back_to_be_checked(
    buyer_client: Client, ready: UUID
) -> None:
    page = buyer_client.get(f"/procurements/{ready}/decision")
    hidden = forms_in(page.text)[-1].hidden

    response = buyer_client.post(f"/procurements/{ready}/decide", data={**hidden, "version": "1"})

    assert response.headers["Location"] == f"/procurements/{ready}/check-answers?since=1"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "2; DROP TABLE decision"])
def test_a_version_that_is_none_records_nothing(
    buyer_client: Client, store: WatchedStore, ready: UUID, version: str
) -> None:
    page = buyer_client.get(f"/procurements/{ready}/decision")
    hidden = forms_in(page.text)[-1].hidden

    response = buyer_client.post(
        f"/procurements/{ready}/decide", data={**hidden, "version": version}
    )

    assert response.status_code == 302
    found = open_procurement(store, ready)
    assert found is not None
    assert not found.is_recorded


def test_who_may_not_write_sees_the_decision_without_its_buttons(
    client_of: Callable[..., Client], ready: UUID
) -> None:
    html = client_of(Role.AUDITOR).get(f"/procurements/{ready}/decision").text

    assert "Record this decision" not in html
    assert "See the answers" in html


def test_before_there_is_a_decision_the_page_leads_to_the_answers(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)

    response = buyer_client.get(f"/procurements/{begun}/decision")

    assert response.headers["Location"].endswith("/check-answers")


def test_rules_that_changed_since_are_announced(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    with store.writing() as session:
        lift_guard(session, "decision")
        session.connection().exec_driver_sql("UPDATE decision SET content_sha256 = 'other'")

    html = buyer_client.get(f"/procurements/{procurement_id}/decision").text

    assert "The rules have changed since this decision was recorded" in html
    assert "Record this decision" in html


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"nation": "scotland"}, "It lies outside the law that Podium's rules cover."),
        ({"special_regime": "light_touch"}, "This is a light touch services contract"),
        (
            {"special_regime": "light_touch", "estimated_value": SIX_MILLION},
            "so the rules of the Procurement Act 2023 for light touch contracts apply.",
        ),
        (
            {"special_regime": "concession", "estimated_value": SIX_MILLION},
            "so the rules of the Procurement Act 2023 for concessions apply.",
        ),
        (
            {"special_regime": "light_touch_concession", "estimated_value": SIX_MILLION},
            "so the rules of the Procurement Act 2023 for light touch concessions apply.",
        ),
        ({"framework": "establishing"}, "This is a framework for services"),
        ({"category": "works"}, "It is below the threshold of £5,193,000 including VAT"),
        ({"value_cannot_be_estimated": True}, "contract whose value cannot be estimated"),
    ],
)
def test_the_sentence_fits_the_case(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    answers: dict[str, Any],
    says: str,
) -> None:
    procurement_id = answered(store, buyer, NOW, **answers)

    assert says in text_of(buyer_client.get(f"/procurements/{procurement_id}/decision").text)
