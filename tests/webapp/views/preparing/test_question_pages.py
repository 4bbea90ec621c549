"""What an answer would change, what others said meanwhile, and leaving a page early."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.parts import with_parts
from tests.webapp.samples import answered, decided, stands, started
from tests.webapp.standing import outline_stands
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.preparing.answering import answer_page

VALUE = {
    "estimated_value": "95,000",
    "estimated_value_vat": "included",
    "estimated_value_vat_rate": "20",
    "value_cannot_be_estimated": "no",
}
TYPED = Money(Pence(95_000_00), VatBasis.INCLUDED)
THEIRS = Money(Pence(200_000_00), VatBasis.INCLUDED)


@pytest.fixture
def ready(store: WatchedStore, buyer: Person) -> UUID:
    return decided(store, buyer, NOW)


def address(procurement_id: UUID, slug: str = "value") -> str:
    return f"/procurements/{procurement_id}/questions/{slug}"


def somebody_else_answers(
    store: WatchedStore, person: Person, procurement_id: UUID, **answers: Value | None
) -> None:
    answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers=answers,
        version=stands(store, procurement_id).version,
        now=NOW + timedelta(minutes=5),
    )


def test_what_an_answer_would_change_is_shown_before_anything_is_saved(
    buyer_client: Client, store: WatchedStore, ready: UUID
) -> None:
    shown = buyer_client.fill_in(address(ready), VALUE)

    assert shown.status_code == 200
    assert "Nothing was saved yet" in shown.text
    assert "£360,000 including VAT" in shown.text
    assert "£95,000 including VAT" in shown.text
    assert "Above threshold" in shown.text
    assert "Below threshold" in shown.text
    assert "Consider lots, and use them or give reasons" in shown.text
    assert stands(store, ready).version == 2


def test_what_an_answer_would_change_names_the_questions_that_come(
    buyer_client: Client, ready: UUID
) -> None:
    shown = buyer_client.fill_in(
        address(ready, "procedure"),
        {
            "framework": "call_off",
            "award_route": "competitive",
            "procedure": "open",
            "tenders_invited_from": "any_supplier",
        },
    )

    assert "Questions that would be asked" in shown.text
    assert "Framework commenced" in shown.text
    assert "that could not be said until more is answered" in shown.text


def test_what_an_answer_would_change_names_the_questions_that_go_with_their_answers(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    nhs = decided(store, buyer, NOW, authority_type="nhs_body", nhs_body_kind="nhs_trust")

    shown = buyer_client.fill_in(
        address(nhs, "authority"),
        {"authority_type": "school", "nation": "england", "nhs_body_kind": "unknown"},
    )

    assert "Questions that no longer arise" in shown.text
    assert "What you answered is kept, and comes back if the question does" in shown.text
    assert ": NHS trust</li>" in shown.text


def test_what_an_answer_would_change_says_that_the_decision_on_record_has_to_be_made_again(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    shown = buyer_client.fill_in(address(decided(store, buyer, NOW)), VALUE)

    assert "has to be made again" in shown.text


def test_what_an_answer_would_change_is_saved_at_once_before_a_decision_is_on_record(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    first = answered(store, buyer, NOW)

    saved = buyer_client.fill_in(address(first), VALUE)

    assert saved.status_code == 302
    assert stands(store, first).given["estimated_value"] == TYPED


def test_what_an_answer_would_change_names_the_parts_that_need_another_look_then(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    with_parts(store, buyer, ready, NOW)
    shown = buyer_client.fill_in(address(ready), VALUE)

    buyer_client.post(address(ready), data={**forms_in(shown.text)[-1].hidden, "confirmed": "yes"})

    assert "until you save them again, or say that they are still right" in shown.text
    assert "<li>Case for the procurement</li>" in shown.text
    assert set(stands(store, ready).looks) == {"case", "lots"}


def test_what_an_answer_would_change_is_saved_once_confirmed(
    buyer_client: Client, store: WatchedStore, ready: UUID
) -> None:
    shown = buyer_client.fill_in(address(ready), VALUE)

    saved = buyer_client.post(
        address(ready), data={**forms_in(shown.text)[-1].hidden, "confirmed": "yes"}
    )

    assert saved.status_code == 302
    assert stands(store, ready).given["estimated_value"] == TYPED


def test_what_an_answer_would_change_can_be_dropped_for_what_stands(
    buyer_client: Client, ready: UUID
) -> None:
    shown = buyer_client.fill_in(address(ready), VALUE)
    from_the_check = buyer_client.fill_in(f"{address(ready)}?origin=check-answers", VALUE)

    assert f'href="/procurements/{ready}">Keep what stands' in shown.text
    assert f'href="/procurements/{ready}/check-answers">Keep' in from_the_check.text


def test_what_an_answer_would_change_can_be_typed_again_without_losing_it(
    buyer_client: Client, ready: UUID
) -> None:
    shown = buyer_client.fill_in(address(ready), VALUE)

    again = buyer_client.post(
        address(ready), data={**forms_in(shown.text)[-1].hidden, "again": "yes"}
    )

    assert again.status_code == 200
    assert 'value="95,000"' in again.text


def test_what_an_answer_would_change_is_asked_again_when_others_changed_it_meanwhile(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    shown = buyer_client.fill_in(address(ready), VALUE)
    somebody_else_answers(store, buyer, ready, estimated_value=THEIRS)

    refused = buyer_client.post(
        address(ready), data={**forms_in(shown.text)[-1].hidden, "confirmed": "yes"}
    )

    assert refused.status_code == 409
    assert stands(store, ready).given["estimated_value"] == THEIRS


def test_what_an_answer_would_change_is_not_shown_for_a_first_answer(
    buyer_client: Client, ready: UUID
) -> None:
    response = buyer_client.fill_in(
        address(ready, "procedure"), {"award_route": "competitive", "later": "yes"}
    )

    assert response.status_code == 302


def test_what_an_answer_would_change_is_not_shown_where_nothing_would_change(
    buyer_client: Client, ready: UUID
) -> None:
    response = buyer_client.fill_in(address(ready), {**VALUE, "estimated_value": "360,001"})

    assert response.status_code == 302


def conflict(
    client: Client, store: WatchedStore, person: Person, procurement_id: UUID
) -> tuple[int, str]:
    hidden = forms_in(client.get(address(procurement_id)).text)[-1].hidden
    somebody_else_answers(store, person, procurement_id, estimated_value=THEIRS)
    refused = client.post(address(procurement_id), data={**hidden, **VALUE})
    return refused.status_code, refused.text


def test_answers_of_somebody_else_stand_beside_ones_own_with_name_and_time(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    status, html = conflict(buyer_client, store, buyer, ready)

    assert status == 409
    assert "This has been answered meanwhile" in html
    assert "£95,000 including VAT" in html
    assert "£200,000 including VAT" in html
    assert f"By {buyer.name}, 2 March 2026 at 09:35" in html
    assert forms_in(html)[-1].hidden["estimated_value"] == "95,000"


@pytest.mark.parametrize(("choice", "stays"), [("mine", TYPED), ("theirs", THEIRS)])
def test_answers_of_somebody_else_are_kept_or_replaced_as_one_chooses(
    choice: str,
    stays: Money,
    buyer_client: Client,
    store: WatchedStore,
    buyer: Person,
    ready: UUID,
) -> None:
    _, html = conflict(buyer_client, store, buyer, ready)
    hidden = forms_in(html)[-1].hidden

    saved = buyer_client.post(
        address(ready),
        data={**hidden, "choice-estimated_value": choice, "confirmed": "yes"},
    )

    assert saved.status_code == 302
    assert stands(store, ready).given["estimated_value"] == stays


def test_answers_of_somebody_else_ask_for_a_choice_before_anything_is_saved(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    _, html = conflict(buyer_client, store, buyer, ready)

    again = buyer_client.post(address(ready), data=forms_in(html)[-1].hidden)

    assert again.status_code == 400
    assert 'href="#choice-estimated_value"' in again.text
    assert stands(store, ready).given["estimated_value"] == THEIRS


def test_answers_of_somebody_else_a_choice_is_kept_while_what_it_changes_is_looked_at(
    buyer_client: Client, store: WatchedStore, buyer: Person, ready: UUID
) -> None:
    _, html = conflict(buyer_client, store, buyer, ready)
    shown = buyer_client.post(
        address(ready),
        data={**forms_in(html)[-1].hidden, "choice-estimated_value": "mine"},
    )

    saved = buyer_client.post(
        address(ready), data={**forms_in(shown.text)[-1].hidden, "confirmed": "yes"}
    )

    assert "Nothing was saved yet" in shown.text
    assert saved.status_code == 302
    assert stands(store, ready).given["estimated_value"] == TYPED


def test_answers_of_somebody_else_a_field_that_no_page_has_is_no_conflict(
    buyer_client: Client, ready: UUID
) -> None:
    response = buyer_client.fill_in(
        address(ready), {**VALUE, "estimated_value": "360,000", "conflict": "<script>"}
    )

    assert response.status_code == 302


def test_leaving_early_saves_what_was_answered_and_leads_to_the_task_list(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        address(begun, "authority"), {"nation": "wales", "later": "yes"}
    )

    assert response.headers["Location"] == f"/procurements/{begun}"
    assert dict(stands(store, begun).given) == {"nation": "wales"}


def test_leaving_early_with_nothing_answered_saves_nothing(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)

    response = buyer_client.fill_in(address(begun, "value"), {"later": "yes"})

    assert response.status_code == 302
    assert stands(store, begun).version == 1


def test_leaving_early_says_what_is_wrong_with_what_was_typed(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW)

    response = buyer_client.fill_in(
        address(begun, "value"), {"estimated_value": "a lot", "later": "yes"}
    )

    assert response.status_code == 400
    assert 'value="a lot"' in response.text
    assert stands(store, begun).version == 1


def test_an_answer_is_refused_while_a_panel_has_the_outline(
    buyer_client: Client,
    client_of: Callable[..., Client],
    ready: UUID,
    store: WatchedStore,
    buyer: Person,
) -> None:
    hidden = forms_in(buyer_client.get(address(ready)).text)[-1].hidden
    outline_stands(store, buyer, ready)

    refused = buyer_client.post(address(ready), data={**hidden, **VALUE})
    shown = buyer_client.get(address(ready))
    listed = buyer_client.get(f"/procurements/{ready}").text

    assert refused.status_code == 409
    assert "can&#39;t be changed while it is decided on" in refused.text
    assert 'value="95,000"' in refused.text
    assert shown.headers["Location"] == f"/procurements/{ready}/check-answers"
    assert "Withdraw it on its page" in listed
    assert "Continue:" not in listed
    assert client_of(Role.AUDITOR).get(f"/procurements/{ready}").status_code == 200
