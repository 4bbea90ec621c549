"""A report on a great many bids is shortened, and says what it leaves out."""

import pytest

from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.webapp.documents.report.reading import part, reported, text
from tests.webapp.documents.report.test_report import plain_award
from webapp.documents.content import Section, Table
from webapp.documents.report import extent

BIDS = 30


def many_bids() -> Tender:
    """Return a tender of thirty bids and two questions, marked by three evaluators."""
    criteria = make.price("40"), make.scored("q1", "30"), make.scored("q2", "30")
    marks = {question: make.panel("3", "4", "5", agreed="4") for question in ("q1", "q2")}
    bids = (make.bid(f"B{number}", str(1000 + number), marks) for number in range(BIDS))
    return make.tender(make.model(*criteria), *bids)


def rows(section: Section) -> int:
    """Return how many rows the tables of a section hold."""
    return sum(len(block.rows) for block in section.blocks if isinstance(block, Table))


def test_the_largest_sections_are_shortened_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "MOST_ROWS", 9)

    document = reported(plain_award(many_bids()))

    figures, marks = part(document, "figures"), part(document, "moderation")
    assert rows(figures) == 8
    assert text(figures).count("Of 30 bids only the first 2 are told here") == 1
    assert "evaluation.json, which belongs to this report, holds the figures" in text(figures)
    assert "Of 30 records only the first 4 are told here" in text(marks)
    assert "Of 30 bids only the first 24 are told here" in text(marks)
    assert rows(part(document, "ranking")) == BIDS


def test_a_report_of_usual_size_leaves_nothing_out() -> None:
    document = reported(plain_award(many_bids()))

    assert all("only the first" not in text(section) for section in document.sections)
    assert rows(part(document, "figures")) == BIDS * 4
