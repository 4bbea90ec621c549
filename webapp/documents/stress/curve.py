"""Section 5: what the price formula gives over the prices that are expected."""

from fractions import Fraction

from evaluation.numbers import rounded
from evaluation.stress.result import Curve, CurveSeries, StressTest
from webapp.documents.charts import plots
from webapp.documents.content import Block, Chart, Paragraph, Section
from webapp.documents.report.price_curve import FORMULAS
from webapp.documents.report.words import line


def curve(test: StressTest) -> Section:
    """Return the section with the chart of the price formula."""
    blocks: tuple[Block, ...] = (Paragraph(line("The model has no price formula to show.")),)
    chart = curve_chart(test)
    if test.curve is not None and chart is not None:
        blocks = (Paragraph(line(_said(test.curve, test.places))), chart)
    return Section("curve", "5", "How the price formula behaves", blocks)


def curve_chart(test: StressTest) -> Chart | None:
    """Return the price formula as a chart, None where the model has none."""
    found = test.curve
    if found is None:
        return None
    caption = f"What a price earns {FORMULAS[found.formula]}"
    across = plots.Axis("Price", _text(found.lowest), _text(found.highest), "£")
    most = max(point.points for series in found.series for point in series.points)
    upward = plots.Axis("Points", "0", rounded(most, test.places))
    lines = tuple(_curve(series, test.places) for series in found.series)
    return Chart(
        "chart-price-formula",
        caption,
        _description(found, caption, test.places),
        plots.Curves(across, upward, lines, _budget(found)),
    )


def _said(found: Curve, places: int) -> str:
    expected = f"{found.expected[:1].upper()}{found.expected[1:]}."
    swing = (
        f"Between the cheapest and the dearest of them lie {rounded(found.swing, places)} points."
    )
    if len(found.series) == 1:
        return f"{expected} {swing} No other bid changes what a price earns."
    first, second = (series.label.lower() for series in found.series)
    return (
        f"{expected} {swing} Points are relative to other bids: the two lines show the same "
        f"prices among two fields of bids ({first}; {second})."
    )


def _curve(series: CurveSeries, places: int) -> plots.Curve:
    points = tuple((_text(point.price), rounded(point.points, places)) for point in series.points)
    return plots.Curve(series.label, points)


def _budget(found: Curve) -> tuple[plots.Mark, ...]:
    if found.budget is None or not found.lowest <= found.budget <= found.highest:
        return ()
    return (plots.Mark("Estimated value, excluding VAT", _text(found.budget)),)


def _description(found: Curve, caption: str, places: int) -> str:
    said = [f"Line chart. {caption}."]
    for series in found.series:
        first, last = series.points[0], series.points[-1]
        ends = (
            f"{rounded(point.points, places)} points at {plots.in_units(_text(point.price), '£')}"
            for point in (first, last)
        )
        said.append(f"{series.label}: from {' to '.join(ends)}.")
    return " ".join(said)


def _text(value: Fraction) -> str:
    return rounded(value, 0 if value.denominator == 1 else 2)
