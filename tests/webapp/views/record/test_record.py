"""The record: of a procurement for whoever reads it, of everything for the auditor alone."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from tests.webapp.clients import Client, WatchedStore, token_in
from tests.webapp.conftest import NOW, Clock
from tests.webapp.databases import lift_guard
from tests.webapp.parts import with_parts
from tests.webapp.proposals import weigh
from tests.webapp.samples import decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved
from webapp.services.preparing.answering import Saved, answer_page
from webapp.store import audit


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return decided(store, buyer, NOW)


@pytest.fixture
def auditor_client(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.AUDITOR)


def change_duration(
    store: WatchedStore, person: Person, procurement_id: UUID, clock: Clock
) -> None:
    outcome = answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers={"duration_months": 48},
        version=2,
        now=clock.now,
    )
    assert isinstance(outcome, Saved)


def test_the_record_tells_in_sentences_who_did_what_and_what_it_replaced(
    store: WatchedStore, buyer: Person, buyer_client: Client, procurement_id: UUID, clock: Clock
) -> None:
    change_duration(store, buyer, procurement_id, clock)

    page = buyer_client.get(f"/procurements/{procurement_id}/record")

    assert page.status_code == 200
    assert "<strong>Buyer of Coventry City Council</strong>" in page.text
    assert "started the procurement “Grounds maintenance” (COV-2026-014)" in page.text
    assert "36 months" in page.text
    assert "48 months" in page.text
    assert "had the rules decide on the answers" in page.text
    assert "<strong>By which rules:</strong> " in page.text
    assert "version 1 (fingerprint " in page.text
    assert "Coventry" in page.text.partition("By which rules:")[2].partition("</p>")[0]
    assert "2 March 2026" in page.text


def test_the_record_is_narrowed_by_person_kind_and_period(
    buyer: Person, buyer_client: Client, procurement_id: UUID
) -> None:
    address = f"/procurements/{procurement_id}/record"

    kept = buyer_client.get(f"{address}?kind=answers&person={buyer.id}&since=2026-03-02")
    parts = buyer_client.get(f"{address}?kind=parts")
    later = buyer_client.get(f"{address}?since=2026-03-03")
    other = buyer_client.get(f"{address}?person={UUID(int=7)}")

    assert "3 acts that you asked for" in kept.text
    assert "No act is like that" in parts.text
    assert "No act is like that" in later.text
    assert other.status_code == 400
    assert "The person you asked for has no part in this record" in other.text


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("since=yesterday", "Enter the first day as a date"),
        ("since=2026-03-02&until=2026-03-01", "The last day lies before the first"),
    ],
)
def test_a_day_that_cant_be_read_is_told(
    buyer_client: Client, procurement_id: UUID, asked: str, problem: str
) -> None:
    page = buyer_client.get(f"/procurements/{procurement_id}/record?{asked}")

    assert page.status_code == 400
    assert problem in page.text


def test_a_kind_or_a_person_that_is_none_narrows_nothing(
    buyer_client: Client, procurement_id: UUID
) -> None:
    page = buyer_client.get(f"/procurements/{procurement_id}/record?kind=<b>&person=1")

    assert page.status_code == 200
    assert "3 acts, the last first" in page.text


def test_answers_are_shown_as_they_were_at_a_version(
    store: WatchedStore, buyer: Person, buyer_client: Client, procurement_id: UUID, clock: Clock
) -> None:
    change_duration(store, buyer, procurement_id, clock)
    address = f"/procurements/{procurement_id}/record/answers"

    then, now, none = (buyer_client.get(f"{address}/{number}") for number in (2, 3, 4))

    assert ("36 months" in then.text, "48 months" in then.text) == (True, False)
    assert ("36 months" in now.text, "48 months" in now.text) == (True, True)
    assert none.status_code == 404


def test_a_saved_part_is_shown_in_the_words_of_its_pages(
    store: WatchedStore, buyer: Person, buyer_client: Client, procurement_id: UUID
) -> None:
    with_parts(store, buyer, procurement_id, NOW)
    begun = weigh(
        store,
        buyer,
        procurement_id=procurement_id,
        weight=1000,
        because="As proposed",
        revision=0,
        now=NOW,
    )
    assert isinstance(begun, PartSaved)

    record = buyer_client.get(f"/procurements/{procurement_id}/record").text
    place = f"/procurements/{procurement_id}/record"
    shown = {part: buyer_client.get(f"{place}/{part}/1").text for part in ("case", "proposal")}

    for page in (record, shown["case"]):
        assert "Where the budget is approved" in page
        assert "Approved where" not in page
    for page in (record, shown["proposal"]):
        assert "10%" in page
        assert "1,000" not in page
        assert "Authors" not in page


@pytest.mark.parametrize("place", ["case/1", "case/0", "unheard-of/1"])
def test_a_part_that_was_never_saved_does_not_exist(
    buyer_client: Client, procurement_id: UUID, place: str
) -> None:
    assert buyer_client.get(f"/procurements/{procurement_id}/record/{place}").status_code == 404


def test_the_auditor_reads_everything_of_the_organisation_and_nothing_of_others(
    store: WatchedStore,
    person_of: Callable[..., Person],
    auditor_client: Client,
    procurement_id: UUID,
) -> None:
    started(store, person_of(Role.BUYER, "elsewhere"), NOW, reference="ELSE-1")

    page = auditor_client.get("/record")

    assert f"/procurements/{procurement_id}/record" in page.text
    assert "ELSE-1" not in page.text
    assert "has 4 acts, of every organisation" in page.text


def test_the_auditor_narrows_by_reference(auditor_client: Client, procurement_id: UUID) -> None:
    found = auditor_client.get("/record?reference=COV-2026-014")
    unknown = auditor_client.get("/record?reference=NONE-1")

    assert str(procurement_id) in found.text
    assert "3 acts that you asked for" in found.text
    assert unknown.status_code == 400
    assert "no procurement of that reference" in unknown.text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
@pytest.mark.parametrize("address", ["/record", "/record/chain"])
def test_nobody_else_reads_the_organisations_record(
    client_of: Callable[..., Client], role: Role, address: str
) -> None:
    assert client_of(role).get(address).status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
@pytest.mark.parametrize("address", ["/record.csv", "/record.jsonl"])
def test_nobody_else_takes_the_record_along(
    client_of: Callable[..., Client], role: Role, address: str
) -> None:
    client = client_of(role)

    assert client.post(address, data={"csrf_token": token_in(client)}).status_code == 403


@pytest.mark.usefixtures("procurement_id")
def test_the_chain_is_checked_and_found_whole(auditor_client: Client) -> None:
    page = auditor_client.get("/record/chain")

    assert "All 3 acts fit together" in page.text


@pytest.mark.usefixtures("procurement_id")
def test_a_fingerprint_that_was_noted_is_looked_for_in_the_chain(
    store: WatchedStore, auditor_client: Client
) -> None:
    with store.reading() as session:
        head = audit.head(session)

    known = auditor_client.get(f"/record/chain?noted={head.upper()}")
    unknown = auditor_client.get(f"/record/chain?noted={'0' * 64}")
    cut = auditor_client.get(f"/record/chain?noted={head[:12]}")

    assert "nothing up to there was changed since" in known.text
    assert "No act has the fingerprint that you entered" in unknown.text
    assert cut.status_code == 400
    assert "Enter all 64 characters of the fingerprint" in cut.text


@pytest.mark.usefixtures("procurement_id")
def test_a_chain_that_was_tampered_with_is_told_with_the_place(
    store: WatchedStore, auditor_client: Client
) -> None:
    with store.writing() as session:
        lift_guard(session, "audit_entry")
        session.execute(text("UPDATE audit_entry SET detail = '{}' WHERE number = 2"))

    page = auditor_client.get("/record/chain")

    assert "does not fit together at act 2" in page.text


@pytest.mark.usefixtures("procurement_id")
def test_the_exported_chain_is_checked_by_its_recipe_and_tells_no_others_acts(
    store: WatchedStore,
    person_of: Callable[..., Person],
    auditor_client: Client,
) -> None:
    started(store, person_of(Role.BUYER, "elsewhere"), NOW, reference="ELSE-1")
    started(store, person_of(Role.BUYER), NOW, reference="COV-É-2")

    sent = download(auditor_client, "/record.jsonl")

    assert "ELSE-1" not in sent.text
    every = [json.loads(line) for line in sent.text.splitlines()]
    lines = [line for line in every if "sha256" in line]
    assert every[: len(lines)] == lines
    assert [set(line) == {"number", "sha256"} for line in lines] == [False] * 3 + [
        True,
        False,
        False,
    ]
    previous = "0" * 64
    for line in lines:
        if "act" in line:
            content = {key: value for key, value in line.items() if key != "sha256"}
            written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert line["previous"] == previous
            assert line["sha256"] == hashlib.sha256(written.encode()).hexdigest()
        previous = line["sha256"]
    with store.reading() as session:
        assert previous == audit.head(session)


def test_the_exported_spreadsheet_holds_no_formula(
    store: WatchedStore, buyer: Person, auditor_client: Client
) -> None:
    with store.writing() as session:
        for why in ("=cmd()", "+1", "-1", "@x", "\tx", "\rx", "plain"):
            audit.append(
                session,
                "withdraw-outline",
                at=NOW,
                subject=f"procurement/{UUID(int=9)}",
                actor_id=buyer.id,
                organisation_id=buyer.memberships[0].organisation_id,
                detail={"version": 1, "why": why},
            )

    sent = download(auditor_client, "/record.csv")

    assert sent.headers["Content-Disposition"].startswith("attachment;")
    taken, *rows = list(csv.DictReader(io.StringIO(sent.text.removeprefix("\ufeff"), newline="")))
    assert taken["what"] == "downloaded the record as a spreadsheet, with people’s names"
    assert [row["why"] for row in rows] == [
        "plain", "'\rx", "'\tx", "'@x", "'-1", "'+1", "'=cmd()",
    ]  # fmt: skip
    assert rows[0]["who"] == "Buyer of Coventry City Council"
    assert rows[0]["person"] == str(buyer.id)
    assert rows[0]["when (UK time)"] == "2026-03-02 09:30:00"


@pytest.mark.usefixtures("procurement_id")
def test_a_spreadsheet_holds_what_was_asked_for(auditor_client: Client) -> None:
    sent = download(auditor_client, "/record.csv?reference=COV-2026-014&kind=answers")

    assert len(sent.text.splitlines()) > 3


@pytest.mark.usefixtures("procurement_id")
@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ("reference=NONE", "no procurement of that reference"),
        ("since=yesterday", "Enter the first day as a date"),
        (f"person={UUID(int=7)}", "has no part in this record"),
    ],
)
def test_what_the_record_cant_hold_is_refused_and_neither_sent_nor_noted(
    store: WatchedStore, auditor_client: Client, asked: str, problem: str
) -> None:
    token = token_in(auditor_client)
    with store.reading() as session:
        before = audit.head(session)

    answer = auditor_client.post(f"/record.csv?{asked}", data={"csrf_token": token})

    assert answer.status_code == 400
    assert problem in answer.text
    with store.reading() as session:
        assert audit.head(session) == before


@pytest.mark.usefixtures("procurement_id")
def test_the_acts_of_somebody_of_another_organisation_are_not_asked_for(
    person_of: Callable[..., Person], auditor_client: Client
) -> None:
    stranger = person_of(Role.BUYER, "elsewhere")

    page = auditor_client.get(f"/record?person={stranger.id}")

    assert page.status_code == 400
    assert "Choose somebody from the list" in page.text
    assert stranger.name not in page.text


@pytest.mark.usefixtures("procurement_id")
def test_the_exported_chain_names_the_people_whom_it_holds_by_their_ids(
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
    auditor_client: Client,
) -> None:
    started(store, person_of(Role.BUYER, "elsewhere"), NOW, reference="ELSE-1")
    auditor = person_of(Role.AUDITOR)

    sent = download(auditor_client, "/record.jsonl")

    named = [line for line in map(json.loads, sent.text.splitlines()) if "person" in line]
    expected = [{"person": str(one.id), "name": one.name} for one in (buyer, auditor)]
    assert sorted(named, key=str) == sorted(expected, key=str)


def test_the_exported_chain_names_nobody_of_another_organisation_whose_id_was_typed(
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
    auditor_client: Client,
) -> None:
    stranger = person_of(Role.BUYER, "elsewhere")
    started(store, buyer, NOW, reference=str(stranger.id))

    sent = download(auditor_client, "/record.jsonl")

    assert str(stranger.id) in sent.text
    assert stranger.name not in sent.text


@pytest.mark.usefixtures("procurement_id")
def test_who_takes_the_record_along_stands_on_it_with_what_they_asked_for(
    auditor_client: Client,
) -> None:
    download(auditor_client, "/record.csv?reference=COV-2026-014&kind=answers")
    download(auditor_client, "/record.jsonl")

    page = auditor_client.get("/record?kind=exports")

    assert "2 acts that you asked for" in page.text
    assert "downloaded the record as a spreadsheet, with people’s names" in page.text
    assert "downloaded the whole chain, with people’s names" in page.text
    assert "COV-2026-014" in page.text


@pytest.mark.parametrize("address", ["/record.csv", "/record.jsonl"])
def test_a_link_takes_nothing_along(auditor_client: Client, address: str) -> None:
    assert auditor_client.get(address).status_code == 405


def download(client: Client, address: str) -> TestResponse:
    """Send the form that downloads the record."""
    answer = client.post(address, data={"csrf_token": token_in(client)})
    assert answer.status_code == 200
    return answer


def test_the_number_of_queries_does_not_grow_with_the_acts(
    store: WatchedStore, buyer: Person, buyer_client: Client, procurement_id: UUID, clock: Clock
) -> None:
    address = f"/procurements/{procurement_id}/record"
    few = queries(store, buyer_client, address)
    for months in range(20):
        outcome = answer_page(
            store,
            buyer,
            procurement_id=procurement_id,
            answers={"duration_months": 40 + months},
            version=2 + months,
            now=clock.now,
        )
        assert isinstance(outcome, Saved)

    many = queries(store, buyer_client, address)

    assert many == few


def queries(store: WatchedStore, client: Client, address: str) -> int:
    """Count the statements that a page sends."""
    seen: list[str] = []

    def see(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    client.get(address)
    event.listen(store._reader, "before_cursor_execute", see)
    assert client.get(address).status_code == 200
    event.remove(store._reader, "before_cursor_execute", see)
    return len(seen)
