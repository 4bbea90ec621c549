"""The award report as a PDF: what its tags cost."""

import statistics
from dataclasses import replace
from datetime import date

from evaluation.tender import Bid, Tender
from tests.bench.measures import Measure, page_count, timed
from tests.webapp.documents.report.grounds import award, grounds, grounds_bid
from webapp.documents.content import Document
from webapp.documents.pdf import render_pdf
from webapp.documents.report import award_report

RATIO_OF_TAGS = 2.0
BIDS = 12
ISSUED_ON = date(2026, 5, 18)


def report_pages(rounds: int) -> Measure:
    """Time the PDF of an award report of 30 pages with and without its tags, in turn."""
    content = report()
    pages = page_count(render_pdf(content))
    render_pdf(content, tagged=False)
    tagged: list[float] = []
    untagged: list[float] = []
    for _ in range(rounds):
        untagged.append(timed(lambda: render_pdf(content, tagged=False)))
        tagged.append(timed(lambda: render_pdf(content)))
    ratios = [one / other for one, other in zip(tagged, untagged, strict=True)]
    low, high = min(ratios), max(ratios)
    return Measure(
        f"An award report as PDF ({pages} pages), tagged ÷ untagged",
        f"{statistics.median(ratios):.2f} ×",
        f"{low:.2f} to {high:.2f} (least to most); {pages / statistics.median(tagged):.0f} pages "
        f"a second against {pages / statistics.median(untagged):.0f}",
        f"≤ {RATIO_OF_TAGS:.0f}",
    )


def report() -> Document:
    """Return the report on a tender of twelve bids, which makes about 30 pages."""
    return award_report(award(_tender()), issued_on=ISSUED_ON)


def _tender() -> Tender:
    return replace(grounds(), bids=tuple(_bid(number) for number in range(BIDS)))


def _bid(number: int) -> Bid:
    made = grounds_bid("ABCD"[number % 4])
    return replace(made, id=f"{made.id}{number}", bidder=f"{made.bidder} {number}")
