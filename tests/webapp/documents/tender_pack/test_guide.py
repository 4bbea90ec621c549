"""The guide and the instructions: an example of every measure, made of what is published alone."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from evaluation.publication import PriceBasis, Terms
from evaluation.publication.counting import Counting
from forms.tender.reading import read_model
from webapp.documents import render_html, render_pdf, render_word
from webapp.documents.content import Card, Document
from webapp.documents.tender_pack import Pack, guide, instructions

MEASURES: list[dict[str, object]] = [
    {"id": "weeks", "title": "Apprentice weeks", "unit": "weeks", "value": "266", "cap": "100"},
    {"id": "carbon", "title": "Carbon <saved>", "unit": "tCO2e", "value": "277.22"},
]
CRITERIA: list[dict[str, object]] = [
    {"id": "price", "title": "Price", "kind": "price", "weight": "40",
     "formula": "relative_to_lowest"},
    {"id": "q1", "title": "Method", "kind": "scored", "weight": "40", "scale": "0-5",
     "descriptors": {"0": "Nothing", "5": "Everything"}},
    {"id": "sv", "title": "Commitments", "kind": "commitments", "weight": "20",
     "formula": "relative_to_highest", "measures": MEASURES},
    {"id": "living-wage", "title": "Pays the living wage", "kind": "gate"},
]  # fmt: skip
TERMS = Terms(
    deadline_at=datetime(2026, 4, 15, 11, 0, tzinfo=UTC),
    questions_until=datetime(2026, 4, 1, 11, 0, tzinfo=UTC),
    contact="Priya Shah",
    instructions="Visit the parks first.",
    price_basis=PriceBasis.INCLUDED_WHOLE,
)


def pack(criteria: list[dict[str, object]] | None = None) -> Pack:
    tender = {
        "format": "podium/tender/1",
        "reference": "R",
        "model": {"criteria": criteria or CRITERIA},
        "bids": [],
    }
    model = read_model(json.dumps(tender).encode(), name="tender").model
    day = date(2026, 3, 2)
    return Pack("COV-1", "Grounds", "Coventry City Council", 1, day, model, TERMS)


def words(document: Document) -> str:
    return render_html(document, standalone=False)


def test_every_measure_has_its_unit_its_cap_and_an_example_worked_out() -> None:
    document = guide(pack())

    cards = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Card) and block.label == "Measure"
    ]
    assert [card.title for card in cards] == ["Apprentice weeks", "Carbon <saved>"]
    assert [row.header for row in cards[0].parts] == [
        "Counted in",
        "Each counts",
        "At most",
        "Worked example",
    ]
    text = words(document)
    assert "10 × £266 = £2,660." in text
    assert "a promise of 150 is worth no more than 100, which is £26,600." in text
    assert "10 × £277.22 = £2,772.20." in text
    assert "No cap" in text
    assert "<saved>" not in text


def test_guide_and_instructions_say_on_which_basis_prices_are_asked_for() -> None:
    told = "ith VAT, for the whole term of the contract"

    assert f"Prices are asked for on this basis: w{told}" in words(guide(pack()))
    text = words(instructions(pack()))
    assert f"W{told}" in text
    assert "Sent to you by the authority, not from this page" in text


def test_a_question_says_what_a_mark_earns_exactly() -> None:
    text = words(guide(pack()))

    assert "It carries 40.00 of 100 points." in text
    assert "A mark of 4 of 5 earns 4 ÷ 5 × 40 = 32 points." in text
    assert "Everything" in text
    assert "Pays the living wage" in text


def test_the_rules_on_which_promises_count_are_published_in_the_guide() -> None:
    counting = Counting(("An activity counts once.", "A <number> needs a method."), is_by_area=True)

    text = words(guide(replace(pack(), counting=counting)))

    assert "Which promises count" in text
    assert "An activity counts once." in text
    assert "A &lt;number&gt; needs a method." in text
    assert "The area is that of Coventry City Council" in text
    assert "no rule of this tender speaks against one" in words(guide(pack()))


def test_a_tender_without_promises_has_no_section_of_them() -> None:
    titles = [section.title for section in guide(pack(CRITERIA[1:2])).sections]

    assert titles == ["What this guide is for", "The questions"]


def test_instructions_tell_by_when_how_and_by_what_bids_are_judged() -> None:
    text = words(instructions(pack()))

    for told in (
        "15 April 2026 at 12:00",
        "1 requirement that every bid has to meet, 1 question, ",
        "and your declarations",
        "Visit the parks first.",
        "Pass or fail",
        "They do not see your name while they score",
        "Priya Shah",
    ):
        assert told in text


def test_the_same_publication_makes_the_same_documents_in_every_layout() -> None:
    for make in (guide, instructions):
        assert make(pack()).sha256() == make(pack()).sha256()
        assert render_pdf(make(pack())).startswith(b"%PDF")
        assert render_word(make(pack())).startswith(b"PK")
