"""The sums of procurements as tables, and as charts of the same figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from evaluation.numbers import plain
from rules.money import VatBasis, amount_text, pounds
from rules.vocabulary.labels import label
from rules.wording import NOT_KNOWN_YET
from webapp.documents.charts.plots import Axis, Bar, StackedBars
from webapp.documents.content import Chart
from webapp.documents.html import drawn
from webapp.services.finding.overview import BASES, Sum

_ROOM_FOR_TOTALS = Fraction(5, 4)
"""How far the axis runs beyond the longest bar, at whose end its figure stands."""

_LEAST_COUNTED = 4
"""An axis of procurements reaches at least so far, so that its figures are whole."""

_BASIS = {
    VatBasis.INCLUDED: "including VAT",
    VatBasis.EXCLUDED: "excluding VAT",
    None: "VAT not said",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is, its key, how many procurements, their value on each basis."""

    title: str
    key: str
    procurements: int
    values: tuple[str, ...]
    without_value: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of sums with the bases that occur in it, and the charts of its figures."""

    bases: tuple[str, ...]
    lines: tuple[Line, ...]
    charts: tuple[Markup, ...]


def tiers_shown(sums: Sequence[Sum]) -> Shown:
    """Return the sums by tier, with a chart for each VAT basis that occurs."""
    bases = _bases(sums)
    return Shown(
        tuple(_BASIS[basis] for basis in bases),
        tuple(_line(one, _tier(one), bases) for one in sums),
        tuple(_chart_of_values(sums, basis, number) for number, basis in enumerate(bases)),
    )


def outcomes_shown(sums: Sequence[Sum]) -> Shown:
    """Return the sums by outcome, with a chart of how many procurements ask for each."""
    bases = _bases(sums)
    bars = [Bar(one.key, (str(one.procurements),), f"{one.procurements:,}") for one in sums]
    axis = Axis("Procurements", "0", _end((_LEAST_COUNTED, *(one.procurements for one in sums))))
    plot = StackedBars("Outcome", axis, ("Procurements",), tuple(bars))
    chart = Chart(
        "procurements-by-outcome",
        "Procurements that ask for each outcome",
        _said(bars),
        plot,
    )
    return Shown(
        tuple(_BASIS[basis] for basis in bases),
        tuple(_line(one, one.key, bases) for one in sums),
        (drawn(chart),) if sums else (),
    )


def _tier(one: Sum) -> str:
    return label("social_value_tier", one.key) if one.key else NOT_KNOWN_YET


def _bases(sums: Iterable[Sum]) -> tuple[VatBasis | None, ...]:
    """Return the bases on which there are values, in one order."""
    found = {basis for one in sums for basis in one.pence}
    return tuple(basis for basis in BASES if basis in found)


def _line(one: Sum, title: str, bases: Iterable[VatBasis | None]) -> Line:
    values = tuple(pounds(one.on(basis).pence) for basis in bases)
    return Line(title, one.key, one.procurements, values, one.without_value)


def _chart_of_values(sums: Sequence[Sum], basis: VatBasis | None, number: int) -> Markup:
    pence = [one.on(basis).pence for one in sums]
    bars = tuple(
        Bar(_tier(one), (amount_text(amount),), pounds(amount))
        for one, amount in zip(sums, pence, strict=True)
    )
    axis = Axis("Estimated value", "0", _end(Fraction(amount, 100) for amount in pence), "£")
    plot = StackedBars("Tier", axis, ("Value",), bars)
    caption = f"Value by social value tier, {_BASIS[basis]}"
    return drawn(Chart(f"value-by-tier-{number}", caption, _said(bars), plot))


def _end(figures: Iterable[Fraction | int]) -> str:
    """Return where an axis ends, so that the figure of the longest bar has room."""
    return plain(Fraction(max(figures, default=0)) * _ROOM_FOR_TOTALS)


def _said(bars: Iterable[Bar]) -> str:
    return "; ".join(f"{bar.label}: {bar.total}" for bar in bars) + "."
