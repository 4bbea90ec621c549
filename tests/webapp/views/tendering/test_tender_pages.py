"""The pages of a tender: published, changed, bidders invited, and their questions answered."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW, Clock
from tests.webapp.tenders import SUPPLIERS, deadline_after, invited, publishing_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.tendering.clarifying import ask, open_questions
from webapp.store.tender_tables import Bidder


def typed(days: int = 45, **given: str) -> dict[str, str]:
    """Return what an officer types for a tender whose deadline is after so many days."""
    deadline = deadline_after(NOW, days=days)
    questions = deadline - timedelta(days=10)
    return {
        "deadline_day-day": str(deadline.day),
        "deadline_day-month": str(deadline.month),
        "deadline_day-year": str(deadline.year),
        "deadline_time": "13:00",
        "questions_day-day": str(questions.day),
        "questions_day-month": str(questions.month),
        "questions_day-year": str(questions.year),
        "questions_time": "13:00",
        "contact": "Priya Shah, tenders@coventry.example",
        "lots_awarded": "Each lot to the best bid for it",
        "price_basis": "excluded-whole-term",
        "are_names_masked": "yes",
        "is_price_hidden": "yes",
        **given,
    }


def address(procurement_id: UUID, *rest: str) -> str:
    return "/".join((f"/procurements/{procurement_id}/tender", *rest))


def publish_again(client: Client, shown: str, where: str, **given: str) -> int:
    """Send the form of the page that shows everything once more."""
    form = forms_in(shown)[-1]
    return client.post(where, data={**form.hidden, "step": "publish", **given}).status_code


def test_an_officer_publishes_in_two_steps_and_is_told_to_invite(
    keeper: Client, store: WatchedStore, sealed_id: UUID
) -> None:
    where = address(sealed_id, "publish")

    shown = keeper.fill_in(where, typed())

    assert "Check the tender, then publish it" in shown.text
    assert "nothing of it may be published elsewhere before" in shown.text
    assert publishing_of(store, sealed_id).last is None
    assert publishing_of(store, sealed_id).offer.model.sha256 in shown.text
    assert publish_again(keeper, shown.text, where) == 302
    last = publishing_of(store, sealed_id).last
    assert last is not None
    assert last.terms.deadline_at == deadline_after(NOW)
    after = keeper.get(address(sealed_id)).text
    assert "Open for bids" in after
    assert "What is next: invite bidders" in after


def test_wrong_terms_lead_to_their_fields_and_lose_nothing(keeper: Client, sealed_id: UUID) -> None:
    where = address(sealed_id, "publish")
    late = typed(deadline_time="18:00", contact="<script>alert(1)</script>")

    response = keeper.fill_in(where, late)

    assert response.status_code == 400
    assert 'href="#deadline_day-day"' in response.text
    assert "At 18:00 nobody may be there to help a bidder" in response.text
    assert "&lt;script&gt;alert(1)" in response.text
    assert "<script>alert" not in response.text


def test_the_basis_of_prices_is_asked_for_and_shown_before_it_is_published(
    keeper: Client, sealed_id: UUID
) -> None:
    where = address(sealed_id, "publish")

    bare = keeper.fill_in(where, typed(price_basis=""))
    unsaid = keeper.fill_in(where, typed(price_basis="otherwise", instructions=""))
    shown = keeper.fill_in(where, typed(price_basis="included-one-year"))

    assert (bare.status_code, unsaid.status_code) == (400, 400)
    assert "Select with or without VAT and for which term" in bare.text
    assert 'href="#instructions"' in unsaid.text
    assert "with VAT, for one year" in shown.text


def test_a_contract_in_lots_is_published_knowing_that_here_one_order_is_made_of_all_bids(
    keeper: Client, sealed_id: UUID
) -> None:
    where = address(sealed_id, "publish")

    pages = [keeper.get(where).text, keeper.fill_in(where, typed()).text]

    assert all("lots are not awarded by it" in page for page in pages)
    link = f'href="/procurements/{sealed_id}/award-of-lots"'
    assert all(link in page for page in pages)


def test_what_was_typed_can_be_changed_before_it_is_published(
    keeper: Client, sealed_id: UUID
) -> None:
    where = address(sealed_id, "publish")
    shown = keeper.fill_in(where, typed(instructions="Visit us on Friday"))

    form = forms_in(shown.text)[-1]
    again = keeper.post(where, data={**form.hidden, "step": "edit"})

    assert again.status_code == 200
    assert "Visit us on Friday" in again.text
    assert "Publish the tender</h1>" in again.text


def test_a_change_shows_what_it_asks_before_it_is_published(
    keeper: Client, store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, SUPPLIERS[0], NOW)
    where = address(tender_id, "publish")

    shown = keeper.fill_in(where, typed(days=60, why="More time", basis="modified"))

    assert "Deadline for bids" in shown.text
    assert "1 invited bidder, each by e-mail" in shown.text
    assert "s.31(4)" in shown.text
    assert publish_again(keeper, shown.text, where) == 400
    checks = {"checks": ["time-considered", "published-again"]}
    assert publish_again(keeper, shown.text, where, **checks) == 302  # type: ignore[arg-type] # several of one name
    after = keeper.get(address(tender_id)).text
    assert "More time" in after
    assert "and the changes up to publication 2" in after


def test_nothing_is_published_before_the_outline_is_sealed(
    keeper: Client, store: WatchedStore, buyer: Person
) -> None:
    from tests.webapp.samples import decided  # noqa: PLC0415 - used here alone

    procurement_id = decided(store, buyer, NOW)

    assert "is not approved" in keeper.get(address(procurement_id, "publish")).text
    assert "What is next: have the outline approved" in keeper.get(address(procurement_id)).text
    assert keeper.get(address(procurement_id, "documents", "guide")).status_code == 409


def test_nothing_changes_after_the_deadline(
    clock: Clock, client_of: Callable[..., Client], tender_id: UUID
) -> None:
    clock.move(deadline_after(NOW) - NOW + timedelta(seconds=1))
    late = client_of(Role.PROCUREMENT_OFFICER)

    assert "The deadline for bids has passed" in late.get(address(tender_id, "publish")).text
    page = late.get(address(tender_id)).text
    assert "Closed, bids sealed" in page
    assert "Change the tender" not in page


def test_a_bidder_is_invited_and_listed_and_its_link_shown_where_no_e_mail_is_sent(
    keeper: Client, tender_id: UUID
) -> None:
    supplier = SUPPLIERS[0]

    shown = keeper.fill_in(
        address(tender_id, "bidders", "invite"), {"name": supplier.name, "email": supplier.email}
    )

    assert "/bid/in/" in shown.text
    listed = keeper.get(address(tender_id)).text
    assert supplier.name in listed
    assert supplier.email in listed
    assert "Bids here: 0 of 1." in listed


def test_a_link_is_renewed_and_ended(
    keeper: Client, store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, SUPPLIERS[0], NOW)

    renewed = keeper.fill_in(address(tender_id), {})
    ended = keeper.fill_in(address(tender_id, "bidders", "1", "link", "end"), {"why": "Left"})

    assert "the one before opens nothing any more" in renewed.text
    assert ended.status_code == 302
    assert "Has ended." in keeper.get(address(tender_id)).text


def test_an_evaluator_learns_how_many_are_invited_and_not_who(
    client_of: Callable[..., Client], store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, SUPPLIERS[0], NOW)

    page = client_of(Role.EVALUATOR).get(address(tender_id))

    assert page.status_code == 200
    assert "1 bidder is invited" in page.text
    assert SUPPLIERS[0].name not in page.text


def test_a_question_is_answered_to_every_bidder(
    keeper: Client, store: WatchedStore, officer: Person, tender_id: UUID
) -> None:
    invited(store, officer, tender_id, SUPPLIERS[0], NOW)
    with store.reading() as session:
        bidder_id = session.query(Bidder).one().id
    ask(store, bidder_id=bidder_id, question="May we hire?", now=NOW)

    assert "1 question waits for an answer" in keeper.get(address(tender_id)).text
    answered = keeper.fill_in(address(tender_id, "questions", "1"), {"question": "Q", "answer": ""})
    assert answered.status_code == 400
    answered = keeper.fill_in(
        address(tender_id, "questions", "1"), {"question": "May one hire?", "answer": "Yes."}
    )

    assert answered.status_code == 302
    [question] = open_questions(store, tender_id)
    assert question.last is not None
    assert (question.last.question, question.last.answer) == ("May one hire?", "Yes.")
    assert "Waits for an answer" not in keeper.get(address(tender_id, "questions")).text


def test_the_documents_are_made_of_what_is_published(keeper: Client, tender_id: UUID) -> None:
    guide = keeper.get(address(tender_id, "documents", "guide")).text
    instructions = keeper.get(address(tender_id, "documents", "instructions")).text

    assert "What earns which mark" in guide
    assert " points." in guide
    assert "Priya Shah" in instructions
    assert keeper.get(address(tender_id, "documents", "guide.pdf")).data.startswith(b"%PDF")
    assert keeper.get(address(tender_id, "documents", "guide.docx")).data.startswith(b"PK")
    assert keeper.get(address(tender_id, "documents", "nothing")).status_code == 404
