"""Changes as HTML: said in words as well as in colours, and nothing typed is markup."""

import re
from dataclasses import replace

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.webapp.documents.builders import hand_made
from webapp.documents.differences import Changes, differences
from webapp.documents.html import TEMPLATES
from webapp.documents.redline import redline

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def redlined(before: str, after: str) -> str:
    """Return the redline of two texts as HTML."""
    template = ENVIRONMENT.from_string(
        '{% from "macros/redline.html" import redline %}{{ redline(runs) }}'
    )
    return template.render(runs=redline(before, after)).strip()


def told(changes: Changes, level: int = 2) -> str:
    """Return changes as HTML."""
    template = ENVIRONMENT.from_string(
        '{% from "macros/changes.html" import changes %}{{ changes(told, level) }}'
    )
    return template.render(told=changes, level=level)


def said(html: str) -> str:
    """Return what a screen reader says."""
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_what_is_gone_and_what_is_new_is_said_in_words() -> None:
    html = redlined("Pay in 30 days.", "Pay promptly, in 30 days")

    assert said(html) == "Pay (added: promptly,) in 30 days (removed: .)"
    assert "<ins>" in html
    assert "<del>" in html


def test_the_space_before_a_word_stands_outside_the_mark() -> None:
    assert "Pay <ins>" in redlined("Pay now", "Pay it now")


def test_text_is_never_markup() -> None:
    html = redlined("<script>alert(1)</script>", "<b>&amp;")

    assert "<script>" not in html
    assert "<b>" not in html
    assert "&amp;amp;" in html


def test_changes_stand_under_the_heading_of_their_section() -> None:
    html = told(differences(hand_made(), hand_made(title="Grounds and tree maintenance")), 3)

    assert (
        '<h3 class="govuk-heading-m" id="changed-document-itself">The document itself</h3>' in html
    )
    assert '<h3 class="govuk-heading-m" id="changed-purchase">1. What is bought</h3>' in html
    assert "(added: and tree)" in said(html)


def test_a_section_that_came_says_so_once() -> None:
    base = hand_made()
    shorter = replace(base, sections=base.sections[:-1])

    html = told(differences(shorter, base))

    assert html.count(">Added</strong>") == 1
    assert "Appendix E. How it was reached: the full trace" in html


def test_no_change_is_said_too() -> None:
    assert "Nothing changed between the two" in told(differences(hand_made(), hand_made()))
