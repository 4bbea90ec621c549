"""Filters, the list as a file, the overview and the search, through the pages."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.measures import imported
from tests.webapp.outlines import submitted
from tests.webapp.proposals import proposing, settled
from tests.webapp.samples import answered, decided, started
from webapp.roles import READERS, Role
from webapp.services.accounts import Person
from webapp.store.models import ProcurementRecord

HOSTILE = [
    "%",
    "_",
    "\\",
    "'; DROP TABLE procurement; --",
    "\x00",
    "🌳" * 50,
    "x" * 10_000,
    "مرحبا",
]


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Collect the statements that are sent meanwhile."""
    sent: list[str] = []

    def note(*arguments: object) -> None:
        sent.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def renamed(store: WatchedStore, procurement_id: object, title: str) -> None:
    with store.by_hand() as session:
        session.get_one(ProcurementRecord, procurement_id).title = title


def test_the_list_is_narrowed_by_each_filter_alone(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    started(store, buyer, NOW, reference="BEGUN-1")
    answered(store, buyer, NOW, reference="WORKS-2", category="works")
    submitted(store, buyer, NOW, reference="SENT-3")

    def shown(**query: str) -> set[str]:
        html = buyer_client.get("/procurements", query_string=query).text
        return {one for one in ("BEGUN-1", "WORKS-2", "SENT-3") if one in html}

    assert shown() == {"BEGUN-1", "WORKS-2", "SENT-3"}
    assert shown(q="begun") == {"BEGUN-1"}
    assert shown(stage="submitted") == {"SENT-3"}
    assert shown(waits="panel") == {"SENT-3"}
    assert shown(category="works") == {"WORKS-2"}
    assert shown(least="£300,000", most="400000.00") == {"WORKS-2", "SENT-3"}
    assert shown(least="360000.01") == set()
    assert shown(stage="none such") == {"BEGUN-1", "WORKS-2", "SENT-3"}


def test_a_value_that_is_none_is_refused_with_what_to_enter(buyer_client: Client) -> None:
    response = buyer_client.get("/procurements?least=lots")

    assert response.status_code == 400
    assert "Enter the lowest value in pounds, such as 250,000" in response.text
    assert 'value="lots"' in response.text


def test_the_pages_keep_the_filter(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    for number in range(51):
        started(store, buyer, NOW, reference=f"R-{number}")

    html = buyer_client.get("/procurements?q=grounds&sort=title").text

    assert "page=2&amp;q=grounds&amp;sort=title" in html


@pytest.mark.parametrize("sought", HOSTILE)
def test_hostile_words_are_words(
    buyer_client: Client, store: WatchedStore, buyer: Person, sought: str
) -> None:
    started(store, buyer, NOW)

    for path in ("/procurements", "/search", "/procurements.csv"):
        response = buyer_client.get(path, query_string={"q": sought})

        assert response.status_code == 200
        if sought != "\x00":
            assert "COV-2026-014" not in response.text


def test_signs_with_a_meaning_to_the_database_are_found_as_they_stand(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    renamed(store, started(store, buyer, NOW, reference="A"), "Saving 10% of École_bills")
    started(store, buyer, NOW, reference="B")

    for sought in ("10%", "école", "École_"):
        assert "Saving 10%" in buyer_client.get("/search", query_string={"q": sought}).text


def test_the_file_has_what_was_asked_for_and_no_formulas(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    renamed(store, answered(store, buyer, NOW, reference="A-1"), '=HYPERLINK("http://e")')
    started(store, buyer, NOW, reference="B-2")

    response = buyer_client.get("/procurements.csv?stage=undecided")

    assert response.data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(response.data.decode("utf-8-sig").splitlines())
    assert row["title"] == '\'=HYPERLINK("http://e")'
    assert (row["value in pounds"], row["value's basis"]) == ("360000.00", "including VAT")
    assert "attachment" in response.headers["Content-Disposition"]


def test_nobody_finds_what_belongs_to_another_organisation(
    client_of: Callable[..., Client], store: WatchedStore, buyer: Person
) -> None:
    decided(store, buyer, NOW)

    for role in Role:
        client = client_of(role, "elsewhere")
        for path in ("/search?q=COV-2026", "/procurements?q=COV", "/procurements.csv", "/overview"):
            response = client.get(path)

            expected = 200 if role in READERS or path.startswith("/search") else 403
            assert response.status_code == expected
            assert "Grounds" not in response.text
            assert "360,000" not in response.text


def test_the_overview_adds_up_by_tier_and_by_outcome(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    settled(store, buyer, proposing(store, buyer, NOW), NOW)
    decided(store, buyer, NOW, reference="B")
    started(store, buyer, NOW, reference="C")

    html = buyer_client.get("/overview").text

    assert "3 procurements" in html
    assert html.count("£720,000") >= 2
    assert "of which 1 asks for social value" in html
    assert "Jobs and skills for local people" in html
    assert html.count("<svg") == 3


def test_a_search_finds_policies_measures_clauses_and_terms(buyer_client: Client) -> None:
    html = buyer_client.get("/search?q=apprenticeship").text

    for kind in ("Measures", "Model clauses", "Coventry"):
        assert kind in html
    assert "Glossary <span" in buyer_client.get("/search?q=standstill").text


def test_a_search_finds_the_measures_that_the_organisation_imported_and_no_others(
    store: WatchedStore, client_of: Callable[..., Client], person_of: Callable[..., Person]
) -> None:
    imported(store, person_of(Role.POLICY_OWNER), NOW, date(2026, 3, 1))
    imported(store, person_of(Role.POLICY_OWNER), NOW, date(2026, 9, 1), collection="Next")

    found, elsewhere, bidders = (
        client_of(role, where).get("/search?q=tonnes waste avoided").text
        for role, where in (
            (Role.BUYER, "coventry"),
            (Role.BUYER, "elsewhere"),
            (Role.SUPPLIER, "coventry"),
        )
    )

    assert found.count("tonnes, of Licensed framework") == 1
    assert "of Next" not in found
    assert "Licensed framework" not in elsewhere
    assert "Licensed framework" not in bidders


def test_the_pages_ask_the_same_number_of_queries_whatever_there_is(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    paths = ("/", "/procurements", "/overview", "/search?q=grounds")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with counted_queries() as sent:
                assert buyer_client.get(path).status_code == 200
            counts.append(len(sent))
        return counts

    proposing(store, buyer, NOW)
    submitted(store, buyer, NOW, reference="first")
    before = asked()
    for number in range(3):
        submitted(store, buyer, NOW + timedelta(hours=number), reference=f"R-{number}")
        answered(store, buyer, NOW, reference=f"A-{number}")

    assert asked() == before
