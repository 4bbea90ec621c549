"""The way of an outline through the pages: submitted, commented, voted on, decided, sealed."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

from evaluation.outline.conflicts import Assessment
from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.outlines import (
    PANEL_BODY,
    Bench,
    cast,
    ready,
    seated,
    send,
    submitted,
    unseat,
    version_of,
)
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.commenting import comment
from webapp.services.approval.deciding import decide
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.records import versions_of
from webapp.services.approval.states import Choice, Outcome, State
from webapp.services.submission.taking_back import withdraw

HOSTILE = "<script>alert(1)</script> “quoted” مرحبا 🌳"
DAY = (NOW + timedelta(days=30)).date()


@pytest.mark.slow
def test_a_buyer_submits_what_is_ready_and_is_told_who_sees_it(
    store: WatchedStore, buyer: Person, buyer_client: Client, bench: Bench
) -> None:
    del bench
    procurement_id = ready(store, buyer, NOW)
    address = f"/procurements/{procurement_id}/outline/submit"

    html = buyer_client.get(address).text
    unsaid = buyer_client.fill_in(address, {"why": HOSTILE})
    assert unsaid.status_code == 400
    assert "Confirm that the conflicts assessment is prepared" in unsaid.text
    said = {"asked": "The buyer and the panel", "found": "None <b>", "prepared": ["yes"]}
    response = buyer_client.fill_in(address, {"why": HOSTILE, **said})

    assert "Submit to the Procurement Panel" in html
    assert "Mary Ann Evans" in html
    assert "No meeting is called yet" in html
    assert response.headers["Location"] == f"/procurements/{procurement_id}/versions/1"
    shown = buyer_client.get(response.headers["Location"]).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script>alert" not in shown
    with store.reading() as session:
        [version] = versions_of(session, procurement_id)
    assert version.assessment == Assessment("The buyer and the panel", "None <b>", is_prepared=True)


@pytest.mark.slow
def test_before_the_button_stand_the_reasons_of_a_return_and_what_was_said_of_conflicts(
    store: WatchedStore, buyer: Person, buyer_client: Client, bench: Bench
) -> None:
    procurement_id = ready(store, buyer, NOW)
    first = send(store, buyer, procurement_id, NOW)
    bench.vote(store, first, NOW, *[Choice.RETURN] * 3)
    verdict = Verdict(Outcome.RETURN, f"Say what it costs {HOSTILE}")
    decide(store, bench.chair, version_id=first, body=PANEL_BODY, verdict=verdict, now=NOW)

    html = buyer_client.get(f"/procurements/{procurement_id}/outline/submit").text

    before = html[: html.index('name="why"')]
    assert "Version 1 was returned by the Procurement Panel" in before
    assert "Say what it costs &lt;script&gt;" in before
    assert f'href="/papers/{first}"' in before
    assert "The buyer, the panel and the adviser on parks</textarea>" in before
    assert 'value="yes" checked' not in before


def test_what_is_in_the_way_is_listed_with_links_and_no_button(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    procurement_id = decided(store, buyer, NOW)

    for name in ("outline", "outline/submit"):
        html = buyer_client.get(f"/procurements/{procurement_id}/{name}").text

        assert f'href="/procurements/{procurement_id}/checklist"' in html
        assert "in the way" in html
        assert "Submit the outline</button>" not in " ".join(html.split())


def test_a_submission_that_is_not_ready_is_refused_with_its_words(
    store: WatchedStore, buyer: Person, buyer_client: Client
) -> None:
    procurement_id = decided(store, buyer, NOW)
    address = f"/procurements/{procurement_id}/outline/submit"
    token = forms_in(buyer_client.get("/procurements/start").text)[-1].hidden["csrf_token"]

    response = buyer_client.post(address, data={"csrf_token": token, "read": "", "why": ""})

    assert response.status_code == 409
    assert "The outline can&#39;t be submitted yet" in response.text


def test_the_paper_leads_a_member_from_declaring_to_voting(
    member: Client, version_id: UUID
) -> None:
    paper = f"/papers/{version_id}"
    assert "Declare your interests" in member.get(paper).text

    assert member.fill_in(f"{paper}/declaration", {}).status_code == 400
    declared = member.fill_in(f"{paper}/declaration", {"handling": "none"})
    assert declared.headers["Location"] == paper
    assert f'href="{paper}/vote"' in member.get(paper).text

    refused = member.fill_in(f"{paper}/vote", {"choice": "return", "reason": " "})
    assert refused.status_code == 400
    assert "Enter your reason" in refused.text
    voted = member.fill_in(f"{paper}/vote", {"choice": "return", "reason": HOSTILE})
    assert voted.headers["Location"] == paper
    html = member.get(paper).text
    assert "You voted: <strong>return</strong>" in html
    assert "<script>alert" not in html


def test_a_vote_before_the_declaration_has_no_form(member: Client, version_id: UUID) -> None:
    html = member.get(f"/papers/{version_id}/vote").text

    assert "You have not declared whether you have a conflict of interest" in html
    assert 'name="choice"' not in html


def test_a_member_who_loses_the_role_with_the_form_open_is_refused(
    store: WatchedStore, member: Client, bench: Bench, version_id: UUID
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)
    page = member.get(f"/papers/{version_id}/vote")
    assert page.status_code == 200

    unseat(store, bench.first, NOW)

    assert member.get(f"/papers/{version_id}/vote").status_code == 404
    assert member.post(f"/papers/{version_id}/vote", data={}).status_code in {400, 404}
    assert version_of(store, version_id).state is State.SUBMITTED


def test_a_vote_on_what_was_withdrawn_meanwhile_says_so(
    store: WatchedStore, buyer: Person, member: Client, bench: Bench, version_id: UUID
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)
    withdraw(store, buyer, version_id=version_id, why="A mistake", now=NOW)

    html = member.get(f"/papers/{version_id}/vote").text

    assert "The outline is not being decided on any more" in html
    assert f'href="/papers/{version_id}">Read the paper as it stands now' in html


def test_the_chair_sees_why_it_cannot_be_decided_yet(
    store: WatchedStore, chair: Client, bench: Bench, version_id: UUID
) -> None:
    cast(store, bench.chair, version_id, Choice.APPROVE, NOW)

    html = chair.get(f"/papers/{version_id}/decision").text

    assert "The quorum is 3 members, and 1 who may vote has voted" in html
    assert "Interests are declared by 1 of 4 members, with no conflict." in html
    assert 'name="outcome"' not in html


def test_conditions_are_a_list_that_grows_and_is_whole(
    store: WatchedStore, chair: Client, bench: Bench, version_id: UUID
) -> None:
    bench.vote(store, version_id, NOW, *[Choice.APPROVE_WITH_CONDITIONS] * 3)
    address = f"/papers/{version_id}/decision"
    decision = {"outcome": "approve_with_conditions", "reasons": "", "text_1": "Tell them"}

    more = chair.fill_in(address, {**decision, "text_2": "", "more": "yes"})
    assert (more.status_code, more.text.count("By when?")) == (200, 3)
    assert "Tell them</textarea>" in more.text

    partial = chair.fill_in(address, decision)
    assert partial.status_code == 400
    assert "Enter who does it" in partial.text
    assert "Enter the day by which it is done" in partial.text

    none = chair.fill_in(address, {**decision, "text_1": ""})
    assert "Enter at least one condition" in none.text

    day = {"due_on_1-day": "1", "due_on_1-month": "4", "due_on_1-year": "2026"}
    whole = chair.fill_in(address, {**decision, "owner_1": "Parks", **day})
    assert whole.headers["Location"] == f"/papers/{version_id}"
    [condition] = version_of(store, version_id).conditions
    assert (condition.text, condition.owner, condition.due_on) == ("Tell them", "Parks", DAY)


@pytest.mark.parametrize("number", ["9" * 5000, "\u0663", "21", "-1"])
def test_a_condition_of_a_number_that_no_row_has_is_left_out(
    number: str, store: WatchedStore, chair: Client, bench: Bench, version_id: UUID
) -> None:
    bench.vote(store, version_id, NOW, *[Choice.APPROVE_WITH_CONDITIONS] * 3)
    decision = {"outcome": "approve_with_conditions", "reasons": "", f"text_{number}": "Tell them"}

    answer = chair.fill_in(f"/papers/{version_id}/decision", decision)

    assert answer.status_code == 409
    assert "An approval with conditions names at least one" in answer.text
    assert version_of(store, version_id).decisions == ()


def test_only_what_the_votes_carry_can_be_recorded(
    store: WatchedStore, chair: Client, bench: Bench, version_id: UUID
) -> None:
    bench.vote(store, version_id, NOW, Choice.APPROVE, Choice.RETURN, Choice.RETURN)

    response = chair.fill_in(
        f"/papers/{version_id}/decision", {"outcome": "approve", "reasons": "I think so"}
    )

    assert response.status_code == 409
    assert "The votes carry this: return it." in response.text


def test_an_officer_decides_alone_through_the_pages(
    store: WatchedStore, buyer: Person, client_of: Callable[..., Client]
) -> None:
    small = Money(Pence(100_000_00), VatBasis.INCLUDED)
    version_id = submitted(store, buyer, NOW, estimated_value=small, procurement_risk="low_risk")
    officer, address = client_of(Role.PROCUREMENT_OFFICER), f"/papers/{version_id}"
    assert officer.fill_in(f"{address}/declaration", {"handling": "none"}).status_code == 302
    assert "You decide alone." in officer.get(address).text
    assert "Nobody votes on this outline" in officer.get(f"{address}/vote").text

    decision = {"outcome": "approve", "reasons": ""}
    assert officer.fill_in(f"{address}/decision", decision).status_code == 409
    decision["reasons"] = "In line with the policy"
    assert officer.fill_in(f"{address}/decision", decision).status_code == 302

    assert version_of(store, version_id).state is State.SEALED


def test_comments_stand_beside_their_section_and_are_settled_in_place(
    store: WatchedStore, member: Client, buyer_client: Client, version_id: UUID
) -> None:
    address = f"/papers/{version_id}/comments/law"
    assert member.fill_in(address, {"text": ""}).status_code == 400
    said = member.fill_in(address, {"text": f"Why?\n{HOSTILE}"})
    assert said.headers["Location"] == f"/papers/{version_id}#said-law"
    paper = member.get(f"/papers/{version_id}").text
    assert "(1 open comment)" in paper
    assert "<script>alert" not in paper

    settled = buyer_client.fill_in(address, {"text": "", "settles": "yes"}, form=1)

    assert settled.status_code == 302
    assert "open comment" not in member.get(f"/papers/{version_id}").text
    assert member.get(f"/papers/{version_id}/comments/nowhere").status_code == 404
    del store


def test_a_condition_goes_from_report_to_seal_through_its_page(
    store: WatchedStore,
    bench: Bench,
    buyer_client: Client,
    member: Client,
    version_id: UUID,
) -> None:
    bench.approve(store, version_id, NOW, Asked("Tell the market", "Parks", DAY))
    [condition] = version_of(store, version_id).conditions
    address = f"/conditions/{condition.id}"
    assert "Is the condition met?" not in member.get(address).text

    assert buyer_client.fill_in(address, {"evidence": " "}).status_code == 400
    assert buyer_client.fill_in(address, {"evidence": HOSTILE}).status_code == 302
    assert "It waits for somebody" in buyer_client.get(address).text
    assert member.fill_in(address, {"verdict": "not_met", "why": ""}).status_code == 400
    assert member.fill_in(address, {"verdict": "met", "why": ""}).status_code == 302

    assert version_of(store, version_id).state is State.SEALED
    sealed = member.get(address).text
    assert "It is met, and confirmed." in sealed
    assert "Nothing may be published" not in sealed


def test_a_version_is_kept_as_page_pdf_and_word(
    store: WatchedStore, buyer_client: Client, version_id: UUID
) -> None:
    version = version_of(store, version_id)
    base = f"/procurements/{version.procurement_id}/versions"

    assert "Before the Procurement Panel" in buyer_client.get(base).text
    html = buyer_client.get(f"{base}/1").text
    pdf = buyer_client.get(f"{base}/1/outline.pdf")
    word = buyer_client.get(f"{base}/1/outline.docx")

    assert version.sha256 in html
    assert pdf.headers["Content-Disposition"] == (
        "attachment; filename=outline-COV-2026-014-v1.pdf"
    )
    assert pdf.data.startswith(b"%PDF-")
    assert word.data.startswith(b"PK")
    assert buyer_client.get(f"{base}/2").status_code == 404
    assert buyer_client.get(f"{base}/1/changes?since=7").status_code == 404


def test_withdrawing_and_beginning_anew_ask_for_the_reason(
    store: WatchedStore, buyer_client: Client, bench: Bench, version_id: UUID
) -> None:
    base = f"/procurements/{version_of(store, version_id).procurement_id}/versions/1"
    assert buyer_client.fill_in(f"{base}/withdraw", {"why": ""}).status_code == 400
    assert "It is not sealed" in buyer_client.get(f"{base}/new-version").text
    bench.approve(store, version_id, NOW)

    assert "It can’t be withdrawn" in buyer_client.get(f"{base}/withdraw").text
    begun = buyer_client.fill_in(f"{base}/new-version", {"why": "More sites"})

    assert begun.status_code == 302
    assert version_of(store, version_id).state is State.REOPENED


def test_what_changed_between_two_versions_is_shown(
    store: WatchedStore, buyer: Person, chair: Client, version_id: UUID
) -> None:
    version = version_of(store, version_id)
    withdraw(store, buyer, version_id=version_id, why="A mistake", now=NOW)
    second = send(store, buyer, version.procurement_id, NOW + timedelta(days=3), after=1)

    html = chair.get(f"/procurements/{version.procurement_id}/versions/2/changes").text
    paper = chair.get(f"/papers/{second}").text

    assert "What changed from version 1 to version 2" in html
    assert "What changed since version 1 was withdrawn" in paper
    with store.reading() as session:
        assert len(versions_of(session, version.procurement_id)) == 2


def test_what_changed_stands_beside_the_reasons_of_the_return_and_leads_to_the_paper(
    store: WatchedStore, buyer: Person, chair: Client, bench: Bench, version_id: UUID
) -> None:
    bench.vote(store, version_id, NOW, *[Choice.RETURN] * 3)
    verdict = Verdict(Outcome.RETURN, "Name the sites")
    decide(store, bench.chair, version_id=version_id, body=PANEL_BODY, verdict=verdict, now=NOW)
    procurement_id = version_of(store, version_id).procurement_id
    second = send(store, buyer, procurement_id, NOW + timedelta(days=3), after=1)

    html = chair.get(f"/procurements/{procurement_id}/versions/2/changes").text

    assert "Procurement Panel: Name the sites" in html
    assert f'href="/papers/{second}"' in html


@pytest.mark.only_on("sqlite")
def test_a_paper_takes_the_same_number_of_queries_however_much_was_said(
    store: WatchedStore, chair: Client, bench: Bench, version_id: UUID
) -> None:
    def queries() -> int:
        statements: list[object] = []

        def note(*arguments: object) -> None:
            statements.append(arguments[2])

        event.listen(store._reader, "before_cursor_execute", note)
        assert chair.get(f"/papers/{version_id}").status_code == 200
        event.remove(store._reader, "before_cursor_execute", note)
        return len(statements)

    cast(store, bench.chair, version_id, Choice.APPROVE, NOW)
    first = queries()
    for name in ("Dele Okafor", "Ruth Levy", "Wei Chen"):
        cast(store, seated(store, name, NOW), version_id, Choice.RETURN, NOW)
        comment(
            store,
            bench.first,
            version_id=version_id,
            section="law",
            text=f"To {name}",
            replies_to=None,
            settles=False,
            now=NOW,
        )

    assert queries() == first
