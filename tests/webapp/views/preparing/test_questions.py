"""The journey through the pages: answered, kept, refused, changed."""

import re
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.samples import BASIC, answered, decided, started
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import describe_organisation
from webapp.services.preparing.answering import answer_page
from webapp.services.preparing.procurements import open_procurement

VALUE = {
    "estimated_value": "214,000",
    "estimated_value_vat": "included",
    "estimated_value_vat_rate": "20",
    "value_cannot_be_estimated": "no",
}
AUTHORITY = {"authority_type": "local_authority", "nation": "england"}


def address(procurement_id: UUID, slug: str) -> str:
    return f"/procurements/{procurement_id}/questions/{slug}"


@pytest.fixture
def begun(store: WatchedStore, buyer: Person) -> UUID:
    return started(store, buyer, NOW)


@pytest.fixture
def ready(store: WatchedStore, buyer: Person) -> UUID:
    return answered(store, buyer, NOW)


def test_what_the_settings_say_is_answered_and_says_so(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    organisation_id = buyer.memberships[0].organisation_id
    describe_organisation(
        store, organisation_id, authority_type="local_authority", nation="england"
    )
    known = started(store, buyer, NOW)

    listed = buyer_client.get(f"/procurements/{known}").text
    asked = buyer_client.get(address(known, "authority")).text
    checked = buyer_client.get(f"/procurements/{known}/check-answers").text

    assert "From the settings of Coventry City Council" in listed
    assert 'value="england" checked' in asked
    assert asked.count("From the settings of Coventry City Council.") == 2
    assert checked.count("From the settings of Coventry City Council.") == 2


def test_a_page_asks_says_why_and_names_its_sources(buyer_client: Client, begun: UUID) -> None:
    html = buyer_client.get(address(begun, "authority")).text

    assert "What kind of authority is buying?" in html
    assert "Thresholds differ between central and sub-central authorities." in html
    assert "Source: " in html
    assert "Procurement Act 2023" in html


def test_an_answer_leads_on_and_stays(buyer_client: Client, begun: UUID) -> None:
    response = buyer_client.fill_in(address(begun, "authority"), AUTHORITY)

    assert response.headers["Location"] == f"{address(begun, 'purchase')}?since=1"
    html = buyer_client.get(address(begun, "authority")).text
    assert 'value="england" checked' in html


def test_nothing_chosen_is_an_error_that_leads_to_the_first_choice(
    buyer_client: Client, begun: UUID
) -> None:
    response = buyer_client.fill_in(address(begun, "authority"), {})

    assert response.status_code == 400
    assert "<title>Error: Who is buying" in response.text
    assert 'href="#authority_type"' in response.text
    assert 'id="authority_type" name="authority_type" type="radio"' in response.text


def test_a_wrong_date_leads_to_its_first_wrong_part(buyer_client: Client, begun: UUID) -> None:
    response = buyer_client.fill_in(
        address(begun, "time"),
        {"commenced_on-day": "2", "commenced_on-month": "", "commenced_on-year": "2026"},
    )

    assert response.status_code == 400
    assert 'href="#commenced_on-month"' in response.text
    assert 'id="commenced_on-month"' in response.text
    assert 'value="2026"' in response.text


def test_what_the_rules_need_appears_when_they_need_it(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    of_nhs = answered(store, buyer, NOW, authority_type="nhs_body")

    html = buyer_client.get(address(of_nhs, "authority")).text

    assert "Which kind of NHS body is buying?" in html


def test_a_page_that_asks_nothing_leads_on(buyer_client: Client, begun: UUID) -> None:
    response = buyer_client.get(address(begun, "subject"))

    assert response.headers["Location"].endswith("/check-answers")


def test_a_page_that_is_none_is_not_found(buyer_client: Client, begun: UUID) -> None:
    assert buyer_client.get(address(begun, "weather")).status_code == 404


def test_the_next_page_says_what_an_answer_changed(buyer_client: Client, ready: UUID) -> None:
    typed = {**VALUE, "estimated_value": "95,000"}
    response = buyer_client.fill_in(address(ready, "value"), typed)

    html = buyer_client.get(response.headers["Location"]).text

    told = re.sub("<[^>]+>", "", html)
    assert "Because the estimated value is now £95,000 including VAT: " in told
    assert "it is below the threshold of £207,720 including VAT" in told
    assert "What changed: " in html
    assert "Above threshold" in html
    assert "Below threshold" in html


def test_an_answer_that_changes_no_conclusion_says_nothing(
    buyer_client: Client, ready: UUID
) -> None:
    response = buyer_client.fill_in(
        address(ready, "value"), {**VALUE, "estimated_value": "360,000.00"}
    )

    assert "since" not in response.headers["Location"]
    assert "What changed" not in buyer_client.get(response.headers["Location"]).text


def test_the_page_says_when_the_rules_can_be_applied(buyer_client: Client, ready: UUID) -> None:
    html = buyer_client.get(f"{address(ready, 'procedure')}?since=1").text

    assert "The rules can be applied now. This is a services contract of £360,000" in html


def test_a_word_of_the_law_in_what_changed_leads_to_the_glossary(
    buyer_client: Client, ready: UUID
) -> None:
    typed = {**VALUE, "estimated_value": "95,000"}
    response = buyer_client.fill_in(address(ready, "value"), typed)

    html = buyer_client.get(response.headers["Location"]).text

    assert 'It is <a class="govuk-link podium-term" href="/glossary#notifiable">notifiable' in html


def test_few_changed_conclusions_are_told_at_once(buyer_client: Client, ready: UUID) -> None:
    day = {"commenced_on-day": "2", "commenced_on-month": "3", "commenced_on-year": "2026"}
    response = buyer_client.fill_in(
        address(ready, "time"), {**day, "duration_months": "12", "extension_months": "24"}
    )

    html = buyer_client.get(response.headers["Location"]).text

    assert "1 conclusion changed." in re.sub("<[^>]+>", "", html)
    assert "Conclusions before and after" in html
    assert "podium-banner-details" in html
    assert "What changed: " not in html


def test_what_decides_on_the_law_is_not_answered_for_the_buyer(
    buyer_client: Client, begun: UUID
) -> None:
    shown = buyer_client.get(address(begun, "purchase")).text
    refused = buyer_client.fill_in(address(begun, "purchase"), {"category": "services"})

    assert " checked" not in shown
    assert refused.status_code == 400
    assert 'href="#special_regime">Select one answer for “Special regime”' in refused.text


def test_what_is_assumed_is_listed_as_that(
    buyer_client: Client, store: WatchedStore, buyer: Person, begun: UUID
) -> None:
    ready = answered(store, buyer, NOW, reference="COV-2026-015")

    before = buyer_client.get(f"/procurements/{begun}/check-answers").text
    after = buyer_client.get(f"/procurements/{ready}/check-answers").text

    assert "“No special regime” is assumed until it is answered." in before
    assert "“No special regime” is assumed" not in after
    assert "“Competition” is assumed until it is answered." in after


def test_what_is_assumed_of_the_law_is_told_with_what_follows_from_it(
    buyer_client: Client, store: WatchedStore, buyer: Person, begun: UUID
) -> None:
    known = {name: value for name, value in BASIC.items() if name != "framework"}
    answer_page(store, buyer, procurement_id=begun, answers=known, version=1, now=NOW)

    html = buyer_client.get(f"{address(begun, 'procedure')}?since=1").text

    told = re.sub("<[^>]+>", "", html)
    assert "This assumes, until you answer: not part of a framework and competition." in told
    assert re.search("Assumed until answered\\s*Not part of a framework and competition", told)


@pytest.mark.parametrize("slug", ["parts", "framework", "procedure"])
def test_an_address_that_a_page_had_still_asks_its_question(
    buyer_client: Client, ready: UUID, slug: str
) -> None:
    html = buyer_client.get(address(ready, slug)).text

    assert "Is this a framework, or a call-off from one?" in html
    assert "What else does the contract include?" in html


def test_a_change_from_the_check_of_answers_goes_back_there(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    found = open_procurement(store, ready)
    assert found is not None
    version = found.version
    while found is not None and found.journey.next_open is not None:
        answer_page(
            store,
            buyer,
            procurement_id=ready,
            answers=dict.fromkeys(found.journey.next_open.unanswered),
            version=found.version,
            now=NOW,
        )
        found = open_procurement(store, ready)
    assert found is not None
    assert found.version > version

    response = buyer_client.fill_in(
        f"{address(ready, 'value')}?origin=check-answers", {**VALUE, "estimated_value": "361,000"}
    )

    assert response.headers["Location"] == (
        f"/procurements/{ready}/check-answers?since={found.version}"
    )


def test_a_double_click_saves_once(buyer_client: Client, begun: UUID) -> None:
    hidden = forms_in(buyer_client.get(address(begun, "authority")).text)[-1].hidden

    both = [
        buyer_client.post(address(begun, "authority"), data={**hidden, **AUTHORITY})
        for _ in range(2)
    ]

    assert [response.status_code for response in both] == [302, 302]


def test_answers_that_contradict_each_other_are_refused_with_the_way_to_mend_them(
    buyer_client: Client, begun: UUID
) -> None:
    response = buyer_client.fill_in(
        address(begun, "purchase"), {"category": "works", "special_regime": "light_touch"}
    )

    assert response.status_code == 400
    assert 'href="#special_regime"' in response.text


def test_the_check_of_answers_lists_every_answer_with_its_change(
    buyer_client: Client, ready: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{ready}/check-answers").text

    assert "£360,000 including VAT" in html
    assert f"{address(ready, 'value')}?origin=check-answers#estimated_value" in html
    assert "Not answered" in html
    assert "Decide on these answers" in html


def test_before_the_rules_can_be_asked_there_is_nothing_to_decide(
    buyer_client: Client, begun: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{begun}/check-answers").text

    assert "Answer the next question" in html
    assert "Decide on these answers" not in html


def test_a_decision_on_record_is_one_click_away(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    html = buyer_client.get(f"/procurements/{decided(store, buyer, NOW)}/check-answers").text

    assert "See the decision" in html
