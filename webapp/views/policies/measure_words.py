"""Measures and their values as the pages show them: frozen values that templates lay out."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import url_for

from evaluation.numbers import HUNDRED, plain, rounded
from evaluation.valuation import PENCE, Valuation
from evaluation.wording import grouped
from rules.catalogue import Case, Catalogue, Measure, Schedule, Unit, ValueSeries
from webapp.documents.charts.plots import Axis, Step, Steps
from webapp.documents.content import Chart
from webapp.services.measures import OwnMeasure
from webapp.services.policies.policies import Policy, policy_of
from webapp.views.places import Places
from webapp.views.preparing.certainty import tag_of

_FEWEST_STEPS = 2
_IN_POUNDS = "Counted in pounds already"


@dataclass(frozen=True, slots=True)
class ValueShown:
    """A value in words with the prices it is in, its licence, and the tags of both."""

    words: str
    prices: str
    tag: str
    licence: str
    licence_tag: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in a list; `statement` is the licence of an authority's own one.

    `no_value` says what stands where there is no value.
    """

    address: str
    id: str
    title: str
    unit: str
    value: ValueShown | None
    no_value: str = "No value"
    statement: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator that a measure can serve, and where it can be read."""

    title: str
    policy: str
    address: str


def line_of(measure: Measure, catalogue: Catalogue, today: date) -> MeasureLine:
    """Return a measure of the catalogue as a list shows it."""
    series = catalogue.series_of(measure)
    return MeasureLine(
        address=url_for("measures.measure", measure_id=measure.id),
        id=measure.id,
        title=measure.title,
        unit=measure.unit.words,
        value=None if series is None else value_shown(series, today),
        no_value=_IN_POUNDS if measure.unit is Unit.POUNDS else "No value",
    )


def own_line(measure: OwnMeasure) -> MeasureLine:
    """Return a measure of an authority's own set as a list shows it."""
    record = measure.made_by
    return MeasureLine(
        address=url_for("measure_imports.imported_measure", import_id=record.id, row=measure.row),
        id=measure.id,
        title=measure.title,
        unit=measure.unit,
        value=own_value(measure),
        statement=record.licence.statement,
    )


def own_value(measure: OwnMeasure) -> ValueShown | None:
    """Return the value of a measure of an authority's own set."""
    if measure.value is None:
        return None
    prices = f"{measure.price_year} prices" if measure.price_year else "price year not stated"
    return ValueShown(pounds_shown(measure.value), prices, "", measure.made_by.licence.name, "")


def value_shown(series: ValueSeries, today: date) -> ValueShown:
    """Return the central value of this year, or of the nearest that has one."""
    if series.always is not None:
        words = pounds_shown(_pounds(series.always.central))
    else:
        year = min(max(today.year, min(series.by_year)), max(series.by_year))
        words = f"{pounds_shown(_pounds(series.by_year[year].central))} in {year}"
    source = series.source
    return ValueShown(
        words=words,
        prices=f"{series.price_year} prices",
        tag=tag_of([source.confidence]),
        licence=source.licence,
        licence_tag=tag_of([source.licence_confidence]),
    )


def indicators_of(measure: Measure) -> tuple[IndicatorLine, ...]:
    """Return the indicators that a measure can serve, as far as their policies can be read."""
    found = []
    for served in measure.serves:
        policy = policy_of(served.pack)
        if not isinstance(policy, Policy):
            continue
        titles = {one.id: one.title for one in policy.pack.indicators}
        if served.indicator in titles:
            address = Places(policy.stack).address(served.indicator)
            found.append(IndicatorLine(titles[served.indicator], policy.pack.title, address))
    return tuple(found)


def years_of(series: ValueSeries) -> tuple[tuple[str, ...], ...]:
    """Return the values by year: the year, then low, central and high."""
    rows = [(str(year), amounts) for year, amounts in sorted(series.by_year.items())]
    if series.always is not None:
        rows.append(("Every year", series.always))
    return tuple(
        (year, *("" if (pence := amounts.of(case)) is None else _pence(pence) for case in Case))
        for year, amounts in rows
    )


def chart_of(series: ValueSeries) -> Chart | None:
    """Return the central values by year as stairs, None where every year has the same."""
    if len(series.by_year) < _FEWEST_STEPS:
        return None
    years = sorted(series.by_year.items())
    highest = max(amounts.central for _, amounts in years)
    steps = tuple(
        Step(date(year, 1, 1), plain(_pounds(amounts.central)), "") for year, amounts in years
    )
    axis = Axis("£ a unit", "0", str(-(-highest // PENCE)), "£")
    first, last = (pounds_shown(_pounds(years[place][1].central)) for place in (0, -1))
    return Chart(
        f"chart-{series.id}",
        f"Central value by year, in {series.price_year} prices",
        f"It rises from {first} in {years[0][0]} to {last} in {years[-1][0]}. The table has all.",
        Steps(axis, steps),
    )


def rates_of(schedule: Schedule) -> tuple[tuple[str, str], ...]:
    """Return the rates of discounting by the years after the first."""
    return tuple(
        (f"{band.first} to {band.last}", f"{plain(band.rate * HUNDRED)}%")
        for band in schedule.bands
    )


def derivation(valuation: Valuation) -> tuple[tuple[str, ...], ...]:
    """Return the years of a valuation: unit value, value, factor, present value."""
    return tuple(
        (
            str(one.year),
            pounds_shown(one.unit_value),
            pounds_shown(one.value),
            rounded(one.discount_factor, 4),
            pounds_shown(one.present_value),
        )
        for one in valuation.years
    )


def pounds_shown(amount: Fraction) -> str:
    """Return pounds and pence, rounded once; whole pounds of a thousand and more without pence.

    >>> pounds_shown(Fraction("277.22")), pounds_shown(Fraction(13000)), pounds_shown(Fraction(5))
    ('£277.22', '£13,000', '£5.00')
    """
    if amount.denominator == 1 and amount >= 1000:  # noqa: PLR2004 - a thousand
        return f"£{grouped(str(amount.numerator))}"
    places = max(2, len(plain(amount).partition(".")[2])) if _is_short(amount) else 2
    return f"£{grouped(rounded(amount, places))}"


def _is_short(amount: Fraction) -> bool:
    """Return whether an amount has an end within the decimals that an import may have."""
    return 10**6 % amount.denominator == 0


def _pounds(pence: int) -> Fraction:
    return Fraction(pence, PENCE)


def _pence(pence: int) -> str:
    return pounds_shown(_pounds(pence))
