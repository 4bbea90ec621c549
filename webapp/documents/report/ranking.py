"""Section 1: every bid in order, what its points are made of, and the ties that were broken."""

from itertools import islice

from evaluation.model import Criterion, Method
from evaluation.numbers import rounded
from evaluation.result import BidResult
from webapp.documents.charts.plots import Axis, Bar, StackedBars
from webapp.documents.charts.shapes import FILLS
from webapp.documents.content import Block, Chart, Heading, Items, Paragraph, Section
from webapp.documents.report.award import Award
from webapp.documents.report.summary import ranking_table, ties_told
from webapp.documents.report.words import METHODS, line

MOST_BARS = 12
"""So many bids stand in the chart; the table of the ranking holds all."""

_OTHERS = "Other criteria"


def ranking(award: Award) -> Section:
    """Return the ranking in full."""
    model = award.tender.model
    said = (
        f"Under the published model {METHODS[model.method]}. Figures are exact until they are "
        f"printed, and then rounded half up to {model.places} decimal places: printed points "
        "need not add up to the printed total."
    )
    blocks: list[Block] = [
        Paragraph(line(said)),
        ranking_table(award, award.in_order, "The ranking", has_ids=True),
    ]
    if award.evaluation.ties_broken:
        blocks += [Heading(3, "Ties that the model breaks", "ties"), Items(ties_told(award))]
    if award.ranked and _series(award):
        blocks += [Heading(3, "What the points are made of", "points"), _chart(award)]
    return Section("ranking", "1", "Ranking", tuple(blocks))


def _series(award: Award) -> tuple[Criterion, ...]:
    """Return the criteria at the top that earn points."""
    results = award.ranked[0].criteria
    return tuple(item for item in award.tender.model.criteria if item.id in results)


def _chart(award: Award) -> Chart:
    series = _series(award)
    shown = series if len(series) <= len(FILLS) else series[: len(FILLS) - 1]
    others = series[len(shown) :]
    titles = [award.criterion(item.id) for item in shown]
    bids = tuple(islice(award.ranked, MOST_BARS))
    many = "the ranked bids" if len(bids) == len(award.ranked) else f"the first {MOST_BARS} bids"
    plot = StackedBars(
        "Bidder",
        Axis("Points, of 100", "0", "100"),
        (*titles, *((_OTHERS,) if others else ())),
        tuple(_bar(award, bid, shown, others) for bid in bids),
    )
    caption = f"Points of {many} by criterion"
    return Chart("chart-points", caption, _said(caption, plot, award), plot)


def _bar(
    award: Award, bid: BidResult, shown: tuple[Criterion, ...], others: tuple[Criterion, ...]
) -> Bar:
    places = award.evaluation.places
    parts = [rounded(bid.criteria[item.id].points.value, places) for item in shown]
    points = [bid.criteria[item.id].points.value for item in (*shown, *others)]
    if others:
        parts.append(rounded(sum(points[len(shown) :], points[0] * 0), places))
    return Bar(award.names[bid.id], tuple(parts), rounded(sum(points, points[0] * 0), places))


def _said(caption: str, plot: StackedBars, award: Award) -> str:
    """Return what the chart shows, in words."""
    bars = "; ".join(
        f"{bar.label} {bar.total}, of which "
        + ", ".join(f"{name} {part}" for name, part in zip(plot.series, bar.parts, strict=True))
        for bar in plot.bars
    )
    by = "" if award.evaluation.method is Method.WEIGHTED_SUM else ", without the price"
    return f"Bar chart. {caption}{by}: {bars}."
