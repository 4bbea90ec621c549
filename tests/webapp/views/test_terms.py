"""The glossary on pages: what a page uses first leads there, and every link finds its term."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from rules.glossary import TERM_BY_ID, TERMS
from rules.vocabulary import FACT_BY_NAME
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import answered, started
from webapp.application import TEMPLATES
from webapp.services.accounts import Person
from webapp.views.terms import FirstUses, UnknownTerm, alphabet, term_of

EXPLAINED = re.compile(r"""\bterm\(\s*["']([^"']+)["']""")


def glossary_links(html: str) -> list[str]:
    return re.findall(r'href="/glossary#([^"]+)"', html)


def test_the_glossary_holds_each_term_once_with_its_source_or_that_it_is_ours(
    stranger: Client,
) -> None:
    html = stranger.get("/glossary").text

    assert [term.id for term in TERMS if html.count(f' id="{term.id}"') != 1] == []
    assert "Procurement Act 2023, s.51(1) and s.51(2)" in html
    assert "Our own word: no source defines it." in html
    assert html.count('class="podium-glossary__term"') == len(TERMS)


def test_a_term_whose_source_was_not_read_carries_the_tag_that_says_so() -> None:
    shown = {one.term.id: one for letter in alphabet() for one in letter.terms}

    assert [source.tag for source in shown["pod"].sources] == ["secondary source"]
    assert [source.tag for source in shown["standstill"].sources] == [""]


def test_no_source_is_shown_surer_than_its_pack_says() -> None:
    shown = {one.term.id: one for letter in alphabet() for one in letter.terms}

    tags = {source.words: source.tag for source in shown["commencement"].sources}
    of_order = [source.tag for source in shown["reservation"].sources]

    assert set(tags.values()) == {""}
    assert of_order == ["secondary source", "secondary source"]


def test_every_related_term_and_letter_leads_to_a_place_on_the_page(stranger: Client) -> None:
    html = stranger.get("/glossary").text

    named = set(re.findall(r' id="([^"]+)"', html))
    led_to = set(re.findall(r'href="#([^"]+)"', html))

    assert led_to - named == set()
    assert {"standstill", "letter-s"} <= led_to


def test_the_glossary_is_linked_from_every_page(stranger: Client) -> None:
    assert 'href="/glossary"' in stranger.get("/sign-in").text


def test_every_term_that_a_template_explains_is_in_the_glossary() -> None:
    written = {
        (path.name, id_)
        for path in Path(TEMPLATES).rglob("*.html")
        for id_ in EXPLAINED.findall(path.read_text(encoding="utf-8"))
    }

    assert {(name, id_) for name, id_ in written if id_ not in TERM_BY_ID} == set()


def test_a_term_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownTerm, match="stand-still"):
        term_of("stand-still")


def test_a_term_leads_to_the_glossary_by_its_name_or_in_the_words_given(app: Flask) -> None:
    imported = '{% from "macros/help.html" import term %}'
    source = imported + '{{ term("standstill") }}, {{ term("kpi", "KPIs") }}'

    with app.test_request_context():
        html = app.jinja_env.from_string(source).render()

    assert html == (
        '<a class="govuk-link podium-term" href="/glossary#standstill">standstill period</a>, '
        '<a class="govuk-link podium-term" href="/glossary#kpi">KPIs</a>'
    )


def test_a_page_explains_a_term_where_it_uses_it_first() -> None:
    uses = FirstUses()

    first = uses.pieces("A framework and its call-offs")
    second = uses.pieces("The framework, once more")

    assert [piece.term.id for piece in first if piece.term] == ["framework", "call-off"]
    assert [piece.term for piece in second if piece.term] == []
    assert "".join(piece.text for piece in second) == "The framework, once more"


def test_a_decision_leads_to_each_of_its_terms_once(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    procurement_id = answered(store, buyer, NOW)

    html = buyer_client.get(f"/procurements/{procurement_id}/decision").text
    links = glossary_links(html)

    assert {"standstill", "kpi", "threshold", "assessment-summary"} <= set(links)
    assert len(links) == len(set(links))
    assert set(links) <= TERM_BY_ID.keys()


@pytest.fixture
def begun(store: WatchedStore, buyer: Person) -> UUID:
    return started(store, buyer, NOW)


def test_a_question_explains_its_terms_in_place_so_that_nobody_leaves_the_form(
    buyer_client: Client, begun: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{begun}/questions/authority").text

    assert TERM_BY_ID["threshold"].meaning in html
    assert html.count(TERM_BY_ID["threshold"].meaning) == 1
    assert 'href="/glossary" target="_blank" rel="noopener"' in html


def test_a_question_says_why_with_an_example_and_its_source(
    buyer_client: Client, begun: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{begun}/questions/authority").text

    asked = FACT_BY_NAME["authority_type"]
    assert f">{asked.why}</p>" in html
    assert f"<strong>Example:</strong> {asked.example}</p>" in html
    assert "Source: Procurement Act 2023" in html


def test_a_question_that_no_rule_asks_says_whose_it_is_and_why(
    buyer_client: Client, begun: UUID
) -> None:
    html = buyer_client.get(f"/procurements/{begun}/questions/time").text

    assert "Podium’s own question, because the outline document tells those who approve" in html
