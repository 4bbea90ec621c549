"""A draft tried through its page: on a procurement, on an example, and on neither."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import update

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import drafted, setting
from tests.webapp.samples import answered
from tests.webapp.views.test_bad_input import NASTY
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.models import Organisation

EXAMPLE = {
    "example": "yes",
    "authority_type": "local_authority",
    "nation": "england",
    "category": "services",
    "estimated_value": "360,000",
    "estimated_value_vat": "included",
    "estimated_value_vat_rate": "20",
    "commenced_on-day": "2",
    "commenced_on-month": "3",
    "commenced_on-year": "2026",
    "duration_months": "36",
}


@pytest.fixture
def draft_id(store: WatchedStore, person_of: Callable[..., Person]) -> UUID:
    own = setting(value=4, from_on=date(2026, 3, 1))
    return drafted(store, person_of(Role.POLICY_OWNER), NOW, own)


def tried(client: Client, draft_id: UUID, **case: str) -> str:
    return client.get(f"/settings/drafts/{draft_id}/try", query_string=case).text


def test_a_procurement_is_decided_side_by_side(
    client: Client, store: WatchedStore, buyer: Person, draft_id: UUID
) -> None:
    answered(store, buyer, NOW)

    html = tried(client, draft_id, reference="COV-2026-014")

    assert "6 measures" in html
    assert "4 measures" in html
    assert "as of 2 March 2026, the day on which it commences" in html
    assert html.count("Differs") == 1


def test_an_example_is_decided_side_by_side(client: Client, draft_id: UUID) -> None:
    html = tried(client, draft_id, **EXAMPLE)

    assert "4 measures" in html
    assert "£360,000 including VAT" in html


def test_an_example_with_nothing_says_what_is_missing(client: Client, draft_id: UUID) -> None:
    response = client.get(f"/settings/drafts/{draft_id}/try?example=yes")

    assert response.status_code == 400
    assert "There is a problem" in response.text


def test_a_reference_that_nobody_has_is_refused(client: Client, draft_id: UUID) -> None:
    response = client.get(f"/settings/drafts/{draft_id}/try?reference=NONE-1")

    assert response.status_code == 400
    assert "There is no procurement of that reference" in response.text


def test_an_administrator_tries_examples_and_sees_no_procurement(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person, draft_id: UUID
) -> None:
    answered(store, buyer, NOW)
    administrator = client_of(Role.ADMINISTRATOR)

    plain = tried(administrator, draft_id)
    named = administrator.get(f"/settings/drafts/{draft_id}/try?reference=COV-2026-014")

    assert "COV-2026-014" not in plain
    assert named.status_code == 400
    assert "4 measures" in tried(administrator, draft_id, **EXAMPLE)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_sent_makes_a_fault(client: Client, draft_id: UUID, text: str) -> None:
    answers = {
        client.get(
            f"/settings/drafts/{draft_id}/try", query_string={**EXAMPLE, field: text}
        ).status_code
        for field in (*EXAMPLE, "reference")
    }

    assert answers <= {200, 400}


def test_a_day_outside_the_law_is_refused_with_its_remedy(client: Client, draft_id: UUID) -> None:
    response = client.get(
        f"/settings/drafts/{draft_id}/try",
        query_string={**EXAMPLE, "commenced_on-year": "2095"},
    )

    assert response.status_code == 400
    assert "There is a problem" in response.text


def test_what_is_known_of_the_organisation_is_filled_in(
    client: Client, store: WatchedStore, draft_id: UUID
) -> None:
    with store.writing() as session:
        session.execute(
            update(Organisation)
            .where(Organisation.policy == "coventry")
            .values(authority_type="local_authority", nation="england")
        )

    html = tried(client, draft_id)

    assert re.search(r'name="authority_type"[^>]*value="local_authority"\s+checked', html)
    assert re.search(r'name="nation"[^>]*value="england"\s+checked', html)
    assert re.search(r'name="estimated_value_vat_rate"[^>]*value="20"', html)
    assert "There is a problem" not in html


def test_what_the_last_procurement_tells_is_filled_in_where_the_organisation_keeps_nothing(
    client: Client, store: WatchedStore, buyer: Person, draft_id: UUID
) -> None:
    before = tried(client, draft_id)
    answered(store, buyer, NOW)

    after = tried(client, draft_id)

    chosen = r'name="authority_type"[^>]*value="local_authority"\s+checked'
    assert not re.search(chosen, before)
    assert re.search(chosen, after)


def test_what_differs_stands_before_what_is_folded_away(
    client: Client, store: WatchedStore, buyer: Person, draft_id: UUID
) -> None:
    answered(store, buyer, NOW)

    html = tried(client, draft_id, reference="COV-2026-014")

    before, _, folded = html.partition("conclusions stay as they are")
    assert before.count("Differs") == 1
    assert "Differs" not in folded
    assert '<option value="COV-2026-014" selected>COV-2026-014: ' in html
