"""Reading policies: the list, a whole one, its rules and values, search, comparison, PDF."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rules.library import SHIPPED, Library
from tests.rules.reading.test_policy import everything_in
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.documents.test_html import Elements
from tests.webapp.samples import decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.policies import policies as service

ADDRESSES = (
    "/policies",
    "/policies/coventry",
    "/policies/uk",
    "/policies/coventry/rules/cov-tier-none",
    "/policies/coventry/values/cov-social-value-floor",
    "/policies/coventry/search?q=wage",
    "/policies/coventry/compare/bradford",
)


@pytest.fixture
def reader(client_of: Callable[..., Client]) -> Client:
    """A supplier: whoever is signed in may read."""
    return client_of(Role.SUPPLIER)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The law and a policy that can't be read, in place of the shipped packs."""
    folder = tmp_path / "packs"
    for id_ in ("uk", "bradford"):
        shutil.copytree(SHIPPED / id_, folder / id_)
    (folder / "bradford" / "duties.yaml").write_text("nonsense: <1>\n", encoding="utf-8")
    library = Library(folder)
    monkeypatch.setattr(service, "shipped", lambda: library)
    monkeypatch.setattr(service, "Library", lambda: library)
    service._library_of.cache_clear()
    yield "bradford"
    service._library_of.cache_clear()


def texts(html: str, *tags: str) -> list[str]:
    return [" ".join(text.split()) for _, _, text in Elements(html).every(*tags)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_is_signed_in_may_read_and_nobody_else(
    reader: Client, stranger: Client, address: str
) -> None:
    assert reader.get(address).status_code == 200
    assert "/sign-in" in stranger.get(address).headers["Location"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_has_one_heading_of_the_first_level_and_no_style(
    reader: Client, address: str
) -> None:
    html = reader.get(address).text

    assert len(texts(html, "h1")) == 1
    assert "<style" not in html
    assert " style=" not in html


def test_the_list_says_of_each_what_it_is_and_how_sure(reader: Client) -> None:
    html = reader.get("/policies").text

    rows = [text for text in texts(html, "tr") if text.startswith("Coventry")]
    assert len(rows) == 1
    assert "From 11 February 2014" in rows[0]
    assert "proposed, for the authority to set" in rows[0]
    assert "United Kingdom procurement law" in html


def test_a_broken_policy_is_listed_with_its_fault(reader: Client, broken: str) -> None:
    listed = reader.get("/policies")
    page = reader.get(f"/policies/{broken}")

    assert listed.status_code == 200
    assert "1 policy can’t be read" in listed.text
    assert "bradford/duties.yaml:1" in listed.text
    assert page.status_code == 503
    assert "bradford/duties.yaml:1" in page.text
    for rest in (".pdf", "/search?q=x", "/rules/x", "/values/x", "/compare/uk"):
        assert reader.get(f"/policies/{broken}{rest}").status_code == 503
    assert reader.get(f"/policies/uk/compare/{broken}").status_code == 503


def test_a_policy_has_its_contents_its_tables_and_a_place_for_everything(reader: Client) -> None:
    html = reader.get("/policies/bradford").text

    ids = {found.get("id") for _, found in Elements(html).found}
    anchors = re.findall(r'href="#([^"]+)"', html)
    pack = Library().pack("bradford")
    assert set(anchors) - {"main-content"} <= ids
    assert set(everything_in(pack)) - {one.id for one in pack.parameters} <= ids
    assert all(f'/values/{one.id}"' in html for one in pack.parameters)
    assert "1. How much social value is proportionate" in texts(html, "h2")
    assert any(text.startswith("Social value tier") for text in texts(html, "caption"))


@pytest.mark.slow
def test_every_link_of_a_policy_leads_to_a_page(reader: Client) -> None:
    html = reader.get("/policies/bradford").text

    found = sorted(set(re.findall(r'href="(/policies/[^"#]+)', html)))
    failing = [one for one in found if not one.endswith(".pdf") and not _opens(reader, one)]

    assert len(found) > 50
    assert failing == []


def _opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def test_a_rule_has_a_page_of_its_own(reader: Client) -> None:
    html = reader.get("/policies/coventry/rules/cov-tier-standard-services").text

    assert "then the social value tier is at least standard." in " ".join(texts(html, "p"))
    assert texts(html, "h2")[-7:-1] == [
        "Why",
        "When all of this is so",
        "Then",
        "Where it stands",
        "Values that it uses",
        "Its tests",
    ]
    assert "/policies/coventry/values/cov-standard-value-services" in html
    assert texts(html, "h3")[-2:] == ["It applies", "It does not apply"]
    assert "Previous rule" in html


def test_a_rule_without_conditions_values_or_reach_says_so(reader: Client) -> None:
    html = reader.get("/policies/coventry/rules/cov-weights-none").text

    assert "Values that it uses" not in html
    assert "By nobody" in html


def test_a_rule_of_the_law_is_read_in_the_law(reader: Client) -> None:
    response = reader.get("/policies/coventry/rules/uk-kpis-for-large-contracts")

    assert response.status_code == 302
    assert response.headers["Location"] == "/policies/uk/rules/uk-kpis-for-large-contracts"


@pytest.mark.parametrize(
    "address",
    [
        "/policies/nope",
        "/policies/nope.pdf",
        "/policies/coventry/rules/nope",
        "/policies/coventry/rules/cov-social-value-floor",
        "/policies/coventry/values/nope",
        "/policies/coventry/compare/nope",
        "/policies/nope/search?q=x",
    ],
)
def test_what_does_not_exist_is_not_found(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_value_shows_its_history_as_a_chart_and_a_table(reader: Client) -> None:
    changed = reader.get("/policies/coventry/values/cov-social-value-floor").text
    steady = reader.get("/policies/coventry/values/cov-short-contract-months").text

    assert "<svg" in changed
    assert "VAT is excluded before 9 November 2022 and included since" in changed
    assert "From 11 February 2014" in texts(changed, "th")
    assert "Below it a purchase is made on a few quotations" in changed
    assert '<svg class="pod-chart"' not in steady


def test_a_search_finds_lists_and_escapes(reader: Client) -> None:
    found = reader.get("/policies/coventry/search?q=Living+WAGE").text
    none = reader.get("/policies/coventry/search?q=%3Cb%3Ezebra").text
    nothing = reader.get("/policies/coventry/search").text

    assert "places hold “Living WAGE”" in found
    assert 'value="Living WAGE"' in found
    assert "&lt;b&gt;zebra" in none
    assert "<b>zebra" not in none
    assert "Try:" in none
    assert "will be listed here" in nothing


def test_a_long_query_is_cut_and_control_characters_do_no_harm(reader: Client) -> None:
    assert reader.get(f"/policies/coventry/search?q={'x' * 5000}").status_code == 200
    assert reader.get("/policies/coventry/search?q=%00%ff").status_code == 200


def test_two_policies_stand_side_by_side(reader: Client) -> None:
    html = reader.get("/policies/coventry/compare/bradford").text

    assert "Not decided" in html
    assert "The weight of social value: how each decides" in texts(html, "h2")


def test_a_comparison_tags_what_was_not_seen_under_the_policies_titles(reader: Client) -> None:
    html = reader.get("/policies/coventry/compare/bradford").text

    columns = texts(html, "th")
    assert "Coventry City Council&#39;s social value policies" in html
    assert not {"First", "Second"} & set(columns)
    assert "Each proposed, for the authority to set" in texts(html, "strong")
    assert "Yes or no" in " ".join(html.split())


def test_a_policy_compared_with_itself_says_the_same(reader: Client) -> None:
    assert "They say the same." in reader.get("/policies/coventry/compare/coventry").text


@pytest.mark.slow
def test_the_pdf_can_be_taken_along(reader: Client) -> None:
    response = reader.get("/policies/bradford.pdf")

    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"] == "attachment; filename=policy-bradford.pdf"
    assert response.data.startswith(b"%PDF-")


def test_the_navigation_leads_to_the_policies(buyer_client: Client) -> None:
    assert 'href="/policies"' in buyer_client.get("/procurements").text


def test_a_decision_leads_to_its_rules_values_and_sources(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)

    html = buyer_client.get(f"/procurements/{procurement_id}/decision").text

    rule = "/policies/coventry/rules/cov-tier-standard-services"
    assert f'<a class="govuk-link" href="{rule}">cov-tier-standard-services</a>' in html
    assert "/policies/coventry/values/cov-standard-value-services" in html
    assert "/policies/uk#pa-2023" in html
