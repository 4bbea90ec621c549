"""The glossary: terms with sources that exist, found in texts where they are meant."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.glossary import GROUPS, TERM_BY_ID, TERMS, Term, pieces, terms_in
from rules.library import shipped
from rules.loader.citations import check_citations
from rules.loader.nodes import Text
from rules.pack import Place, Source

ASKED_FOR = {
    *("procurement", "threshold", "above-threshold", "below-threshold", "light-touch"),
    *("standstill", "kpi", "outcome", "measure", "commitment", "indicator", "clause", "duty"),
    *("notice", "lot", "framework", "call-off", "additionality", "proportionality"),
    *("subject-matter", "award-criterion", "abnormally-low", "moderation", "pod"),
}
LONGEST_MEANING = 260
WORDS_ALONE = {"pr-2024 reg.5(1)", "pr-2024 reg.5(2)", "pr-2024 reg.9(3)"}
"""Places that say what a word means and carry no rule, so that no pack maps them."""


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    library = shipped()
    return {
        source.id: source for pack in map(library.pack, library.ids()) for source in pack.sources
    }


def test_the_terms_that_pages_cannot_do_without_are_there() -> None:
    assert ASKED_FOR - TERM_BY_ID.keys() == set()


def test_no_two_terms_share_an_id_a_name_or_a_form() -> None:
    every = [term for group in GROUPS.values() for term in group]

    said = [*(term.id for term in every), *(f"name {term.name.lower()}" for term in every)]
    said += [f"form {form}" for term in every for form in term.forms]

    assert [word for word, count in Counter(said).items() if count > 1] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_is_told_shortly_in_sentences_and_leads_only_to_terms(term: Term) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", term.id)
    assert term.meaning[0].isupper()
    assert term.meaning.endswith(".")
    assert len(term.meaning) <= LONGEST_MEANING
    assert all(form == form.lower() for form in term.forms)
    assert set(term.see) <= TERM_BY_ID.keys() - {term.id}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_meaning_holds_no_figure_that_a_day_could_change(term: Term) -> None:
    assert re.findall(r"[£0-9]", term.meaning) == []


def test_every_source_is_declared_and_every_place_lies_in_what_it_maps(
    sources: dict[str, Source],
) -> None:
    written = {
        str(cite): Text(str(cite), Place(term.id, 1)) for term in TERMS for cite in term.cites
    }

    check_citations([text for cite, text in written.items() if cite not in WORDS_ALONE], sources)

    assert written.keys() >= WORDS_ALONE
    assert {cite.split(" ")[0] for cite in WORDS_ALONE} <= sources.keys()


def test_terms_are_found_in_a_text_the_longest_form_first() -> None:
    text = "A below-threshold tender notice, then KPIs; frameworks of SMEs. A framework again."

    found = terms_in(text)

    assert [term.id for term in found] == ["tender-notice", "kpi", "framework", "small-firm"]


@pytest.mark.parametrize(
    "text", ["", "a lot of works", "multi-framework", "Podiums", "thresholding"]
)
def test_a_word_in_its_everyday_sense_or_within_another_is_no_term(text: str) -> None:
    assert terms_in(text) == ()


@given(
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from([term.name for term in TERMS])), max_size=6
    )
)
def test_the_pieces_of_a_text_are_the_text(parts: list[str]) -> None:
    text = " ".join(parts)

    assert "".join(piece.text for piece in pieces(text)) == text


def test_a_name_keeps_its_capital_in_a_sentence_only_as_a_title_or_an_abbreviation() -> None:
    names = [TERM_BY_ID[id_].in_sentence for id_ in ("standstill", "small-firm", "toms")]

    assert names == ["standstill period", "SME", "TOMs"]


def test_a_term_without_a_source_is_our_own_word() -> None:
    assert TERM_BY_ID["tier"].is_own
    assert not TERM_BY_ID["standstill"].is_own
