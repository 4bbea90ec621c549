"""The stress test as a document: what its sections say, and that every layout sets them."""

from dataclasses import replace
from datetime import date

import pytest

from evaluation.faults import Severity
from evaluation.model import Method
from evaluation.stress import StressTest, stress_test
from evaluation.stress.result import StressFinding
from evaluation.tender import Tender
from tests.evaluation.builders import (
    contested,
    example,
    gate,
    model,
    price,
    scored,
    tender,
)
from tests.evaluation.stress.models import (
    PROCUREMENT,
    clean_price,
    clean_question,
    coventry,
    decided,
)
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.report.reading import facts, part, table, text, told
from tests.webapp.documents.test_html import Elements
from webapp.documents import render_html, render_pdf
from webapp.documents.charts.plots import Curves
from webapp.documents.charts.svg import chart_svg
from webapp.documents.content import Document
from webapp.documents.stress import curve_chart, stress_report
from webapp.documents.stress.findings import MOST_OF_ONE_KIND

ISSUED_ON = date(2026, 2, 20)
HOSTILE = "<script>alert(1)</script> \u202e{{ 7*7 }}\x00\n" + "x" * 300


def stressed(made: Tender) -> StressTest:
    """Return a small stress test."""
    return stress_test(made, None, runs=50)


def report(made: Tender) -> Document:
    """Return the stress test of a tender's model as a document."""
    return stress_report(made, stressed(made), issued_on=ISSUED_ON)


CLEAN = tender(model(clean_price("40"), clean_question("a", "30"), clean_question("b", "30")))
FAULTY = tender(model(price("40"), scored("a", "50")))
TENDERS = {
    "the interface's example": example(),
    "gates and a tie-break": contested(),
    "nothing found": CLEAN,
    "faulty": FAULTY,
    "nothing to earn": tender(model(gate("insurance"))),
    "no price formula": tender(
        model(price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT)
    ),
    "hostile words": tender(
        model(price("40"), replace(scored("q", "60"), title=HOSTILE)),
    ),
}


@pytest.mark.parametrize("name", TENDERS)
def test_every_layout_sets_it(name: str) -> None:
    document = report(TENDERS[name])

    page = Elements(render_html(document))
    pdf = read(render_pdf(document))

    headings = [heading for _, _, heading in page.every("h2")]
    assert [heading for heading in headings if heading[:1].isdigit()] == [
        "1. What was found",
        "2. Weights and swings",
        "3. Simulated competitions",
        "4. A losing bid that decides",
        "5. How the price formula behaves",
    ]
    assert pdf.untagged == []
    assert not list(page.every("script"))


def test_the_same_test_is_the_same_document_and_the_same_bytes() -> None:
    assert report(example()).sha256() == report(example()).sha256()
    assert render_pdf(report(example())) == render_pdf(report(example()))


def test_a_model_with_an_error_is_not_to_be_published() -> None:
    said = text(part(report(FAULTY), "summary"))

    assert "1 error must be corrected first." in said


def test_a_model_without_findings_may_be_published() -> None:
    document = report(CLEAN)

    assert "Nothing was found." in text(part(document, "summary"))
    assert text(part(document, "findings")) == "Nothing was found."


def test_errors_stand_before_warnings() -> None:
    rows = table(part(report(FAULTY), "findings"), "What was found")

    assert [row[:2] for row in rows][:3] == [
        ["Where", "How serious"],
        ["The criteria as a whole", "Error"],
        ["Price", "Warning"],
    ]


def test_of_many_findings_of_one_kind_the_table_tells_the_number() -> None:
    found = tuple(
        StressFinding("negligible-weight", Severity.WARNING, f"q{number}", f"Message {number}.")
        for number in range(MOST_OF_ONE_KIND + 3)
    )
    test = replace(stressed(CLEAN), findings=found)

    rows = table(
        part(stress_report(CLEAN, test, issued_on=ISSUED_ON), "findings"), "What was found"
    )

    assert len(rows) == 1 + MOST_OF_ONE_KIND + 1
    assert rows[-1][2] == "3 more of this kind are not listed."


def test_weights_and_swings_stand_side_by_side() -> None:
    made = tender(model(clean_price("60"), scored("q", "40", "1-5")))

    rows = table(part(report(made), "weights"), "Effective weights and largest swings, in points")

    assert rows[1:] == [["Price", "60.00", "60.00"], ["Q", "40.00", "32.00"]]


def test_the_simulation_is_told_with_its_assumptions() -> None:
    section = part(report(example()), "simulation")

    assert facts(section)["Competitions"] == "50 of 5 bids each, from the seed 1"
    assert "Every bidder has a level between 50 and 90 per cent" in text(section)


def test_the_example_is_two_tables_with_the_losing_bid_and_without() -> None:
    made = tender(model(price("40"), scored("q", "60")))
    section = part(report(made), "reversal")

    with_all = table(section, "3 bids, of which B wins")
    without = table(section, "2 bids, of which A wins")

    assert with_all[0] == ["What", "Bid A", "Bid B", "Bid C"]
    assert [row[0] for row in with_all] == ["What", "Price", "Q", "First"]
    assert with_all[-1] == ["First", "No", "Yes", "No"]
    assert without[-1] == ["First", "Yes", "No"]
    assert [row[:3] for row in with_all[:-1]] == without[:-1]


def test_many_questions_are_shown_by_where_the_bids_differ() -> None:
    questions = (scored(f"q{number}", "2") for number in range(30))
    section = part(report(tender(model(price("40"), *questions))), "reversal")

    assert "18 more questions are marked in the machine-readable result." in text(section)


def test_the_chart_shows_both_lines_and_the_budget() -> None:
    made = replace(example(), procurement=PROCUREMENT, policy="coventry")
    test = stress_test(made, decided(), coventry(), runs=10)

    chart = curve_chart(test)

    assert chart is not None
    assert isinstance(chart.plot, Curves)
    assert [line.label for line in chart.plot.curves] == ["Lowest £210,000", "Lowest £300,000"]
    assert [(mark.label, mark.at) for mark in chart.plot.marks] == [
        ("Estimated value, excluding VAT", "300000")
    ]
    assert chart.description == (
        "Line chart. What a price earns relative to the lowest price. Lowest £210,000: from 40.00 "
        "points at £210,000 to 21.54 points at £390,000. Lowest £300,000: from 40.00 points at "
        "£300,000 to 30.77 points at £390,000."
    )
    assert "Lowest £210,000" in chart_svg(chart)


def test_a_model_without_formula_has_no_chart() -> None:
    test = stressed(TENDERS["no price formula"])

    assert curve_chart(test) is None
    assert "no price formula to show" in text(part(report(TENDERS["no price formula"]), "curve"))


def test_the_procurement_gives_the_title_and_the_authority() -> None:
    made = replace(example(), procurement=PROCUREMENT, policy="coventry")
    decision = decided()

    document = stress_report(
        made, stress_test(made, decision, coventry(), runs=10), decision, issued_on=ISSUED_ON
    )

    assert (document.title, document.authority) == ("Grounds maintenance", "Coventry City Council")
    assert document.packs == decision.packs


def test_notes_stand_in_the_summary() -> None:
    assert "No procurement with a policy was given" in text(part(report(example()), "summary"))


def test_the_digest_of_the_model_stands_under_the_title() -> None:
    shown = {row.header: told(row.lines) for row in report(example()).front.rows}

    assert shown["Model, SHA-256"] == example().model.sha256
