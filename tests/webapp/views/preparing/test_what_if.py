"""The tab "What if" of the decision page: filled, tried, refused, and the tipping points."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import approved, check_at_once, setting
from tests.webapp.samples import answered, decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.preparing.procurements import open_procurement

TRIED = {
    "estimated_value": "360,000",
    "estimated_value_vat": "included",
    "estimated_value_vat_rate": "20",
    "commenced_on-day": "2",
    "commenced_on-month": "3",
    "commenced_on-year": "2026",
    "category": "services",
    "duration_months": "36",
}


@pytest.fixture
def ready(store: WatchedStore, buyer: Person) -> UUID:
    return answered(store, buyer, NOW)


def tab_of(html: str) -> str:
    """Return the panel of the tab."""
    return html.partition('id="what-if"')[2].partition("</main>")[0]


def text_of(html: str) -> str:
    """Return text as a person reads it."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_the_form_is_filled_with_the_answers(buyer_client: Client, ready: UUID) -> None:
    tab = tab_of(buyer_client.get(f"/procurements/{ready}/decision").text)

    assert 'value="360,000"' in tab
    assert 'name="commenced_on-year"' in tab
    assert re.search(r'name="category"[^>]*value="services"\s+checked', tab)
    assert 'value="36"' in tab
    assert f'method="get" action="/procurements/{ready}/decision#what-if"' in tab
    assert 'id="what-if-result"' not in tab


def test_what_changes_stands_beside_what_is_so_now(buyer_client: Client, ready: UUID) -> None:
    sent = {**TRIED, "estimated_value": "95,000"}

    response = buyer_client.get(f"/procurements/{ready}/decision", query_string=sent)

    said = text_of(tab_of(response.text).partition('id="what-if-result"')[2])
    assert response.status_code == 200
    assert re.search(r"\d+ conclusions change\.", said)
    assert "Above or below the threshold Changes Above threshold Below threshold" in said
    assert re.search(r"\d+ in all: \d+ new, \d+ gone", said)
    assert re.search(r"\d+ conclusions stay as they are", said)
    assert 'value="95,000"' in response.text


def test_the_same_answers_change_nothing(buyer_client: Client, ready: UUID) -> None:
    html = buyer_client.get(f"/procurements/{ready}/decision", query_string=TRIED).text

    assert "No conclusion changes." in text_of(tab_of(html))


def test_nothing_that_is_tried_is_stored(
    buyer_client: Client, ready: UUID, store: WatchedStore
) -> None:
    before, writings = open_procurement(store, ready), store.writings

    buyer_client.get(
        f"/procurements/{ready}/decision", query_string={**TRIED, "estimated_value": "95,000"}
    )

    assert store.writings == writings
    assert open_procurement(store, ready) == before


@pytest.mark.parametrize(
    ("name", "text", "said", "focus"),
    [
        ("estimated_value", "many", "Enter pounds in figures", "estimated_value"),
        ("estimated_value_vat", "", "Select whether", "estimated_value_vat"),
        ("commenced_on-day", "99", "must be a real date", "commenced_on-day"),
        ("category", "food", "Select one answer", "category"),
        ("duration_months", "-1", "Enter a whole number of months", "duration_months"),
        ("estimated_value", "<script>", "Enter pounds in figures", "estimated_value"),
    ],
)
def test_what_is_wrong_is_told_and_leads_to_its_field(
    buyer_client: Client, ready: UUID, name: str, text: str, said: str, focus: str
) -> None:
    response = buyer_client.get(
        f"/procurements/{ready}/decision", query_string={**TRIED, name: text}
    )

    tab = tab_of(response.text)
    assert response.status_code == 400
    assert "<title>Error: " in response.text
    assert f'href="#{focus}"' in tab
    assert f'id="{focus}"' in tab
    assert said in text_of(tab)
    assert "<script>" not in tab
    assert 'id="what-if-result"' not in tab


def test_a_part_of_the_form_is_refused_with_what_lacks(buyer_client: Client, ready: UUID) -> None:
    response = buyer_client.get(
        f"/procurements/{ready}/decision", query_string={"estimated_value": "95,000"}
    )

    assert response.status_code == 400
    assert 'href="#category"' in tab_of(response.text)


def test_a_day_that_the_packs_do_not_know_is_refused(buyer_client: Client, ready: UUID) -> None:
    sent = {**TRIED, "commenced_on-year": "2031"}

    response = buyer_client.get(f"/procurements/{ready}/decision", query_string=sent)

    assert response.status_code == 400
    assert 'href="#commenced_on' in tab_of(response.text)


def test_the_tipping_points_say_what_changes_and_where(buyer_client: Client, ready: UUID) -> None:
    said = text_of(tab_of(buyer_client.get(f"/procurements/{ready}/decision").text))

    assert (
        "Estimated value £360,000 including VAT Lower: £207,719.99 including VAT "
        "Above or below the threshold: above threshold, becomes below threshold"
    ) in said
    assert "Procurement commences 2 March 2026 Earlier: 31 December 2025" in said
    assert "Extensions 24 months None No value that it may have changes a conclusion." in said


def test_who_only_reads_may_try(client_of: Callable[..., Client], ready: UUID) -> None:
    response = client_of(Role.AUDITOR).get(
        f"/procurements/{ready}/decision", query_string={**TRIED, "duration_months": "12"}
    )

    assert response.status_code == 200
    assert "1 conclusion changes." in text_of(tab_of(response.text))


def test_what_is_not_recorded_is_tried_under_todays_settings(
    buyer_client: Client, ready: UUID
) -> None:
    said = text_of(tab_of(buyer_client.get(f"/procurements/{ready}/decision").text))

    assert "It is decided under today's policy and settings." in said
    assert "Decide again today" not in said


def test_a_recorded_decision_says_under_what_it_is_tried_and_leads_to_today(
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check_at_once(monkeypatch)
    procurement_id = decided(store, buyer, NOW)
    address = f"/procurements/{procurement_id}/decision"
    before = text_of(tab_of(buyer_client.get(address).text))
    author, second = person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR)
    approved(store, author, second, NOW + timedelta(minutes=5), setting(value=4))

    after = text_of(tab_of(buyer_client.get(address).text))

    basis = "under the policy and settings recorded with this decision on 2 March 2026"
    assert basis in before
    assert "Decide again today" not in before
    assert basis in after
    assert "Today's are others: Decide again today" in after
