"""The conflicts assessment in the outline: what the buyer says of it, in every layout."""

from dataclasses import replace

import pytest

from evaluation.outline.conflicts import NOTHING_SAID, Assessment
from rules.decide import decide
from rules.library import stack
from rules.procurement import Procurement
from tests.rules.procurements import gross, procurement
from tests.webapp.documents.builders import ISSUED_ON
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.word.reading import structure
from webapp.documents import render_html, render_pdf, render_word
from webapp.documents.content import Document
from webapp.documents.outline import outline
from webapp.documents.outline.built import NOTHING_BUILT

COVENTRY = stack("coventry")
SMALL = replace(procurement(), estimated_value=gross(20_000))
TOLD = Assessment("The buyer\nThe adviser on parks", "None was found", is_prepared=True)


def outline_with(told: Assessment, what: Procurement | None = None) -> Document:
    bought = what or procurement()
    decision = decide(bought, COVENTRY)
    built = replace(NOTHING_BUILT, assessed=told)
    return outline(bought, decision, COVENTRY, issued_on=ISSUED_ON, built=built)


def test_every_layout_says_who_was_asked_what_was_found_and_that_it_is_prepared() -> None:
    document = outline_with(TOLD)

    html = str(render_html(document, standalone=False))
    word = structure(render_word(document))
    pdf = read(render_pdf(document)).root.text()
    for layout in (html, word, pdf):
        told = " ".join(layout.split())
        assert "The adviser on parks" in told
        assert "None was found" in told
        assert "It is prepared, and revised as far as it had to be, the buyer says." in told
        assert "Procurement Act 2023, s.83(1)" in told


def test_the_section_stands_before_the_approvals() -> None:
    headings = [one.heading() for one in outline_with(TOLD).sections]

    place = next(i for i, heading in enumerate(headings) if "Conflicts assessment" in heading)
    assert "Duties and notices" in headings[place - 1]
    assert "Approvals needed" in headings[place + 1]


def test_what_is_said_of_it_is_part_of_the_digest_and_builds_nothing() -> None:
    unsaid, told = outline_with(NOTHING_SAID), outline_with(TOLD)

    assert unsaid.sha256() != told.sha256()
    assert told.sha256() != outline_with(replace(TOLD, found="A cousin bids")).sha256()
    assert "Conflicts assessment" not in [one.title for one in unsaid.sections]
    others = [one.title for one in told.sections if one.title != "Conflicts assessment"]
    assert others == [one.title for one in unsaid.sections]


def test_where_no_duty_rests_on_the_act_the_outline_says_so_and_cites_nothing() -> None:
    document = outline_with(replace(TOLD, asked="", is_prepared=False), SMALL)

    html = str(render_html(document, standalone=False))
    section = html.split('id="conflicts-assessment"')[1].split("<section", maxsplit=1)[0]
    assert "asks for a conflicts assessment for this contract" in section
    assert "s.83" not in section
    assert "Not said." in section
    assert "The buyer does not say that it is prepared." in section


HOSTILE = "<script>alert(1)</script>\u202e"


@pytest.mark.parametrize("told", [replace(TOLD, asked=HOSTILE), replace(TOLD, found=HOSTILE)])
def test_what_the_buyer_wrote_of_it_is_never_markup(told: Assessment) -> None:
    html = str(render_html(outline_with(told), standalone=False))

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "\u202e" not in html
