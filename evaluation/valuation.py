"""What a quantity is worth over the years: in the prices of one year, and at present value.

The arithmetic is that of HM Treasury's Green Book (2026, chapter 6) and its supplementary guidance
on discounting (February 2026): year 0 is the first and is not discounted, and the factor of year t
is the product of 1 / (1 + r) over the years 1 to t, with the rate r of each. All of it is exact;
what is shown is rounded once, where it is shown.
"""

from dataclasses import dataclass
from fractions import Fraction

from evaluation.numbers import ZERO, Amount
from rules.catalogue import Case, Catalogue, Deflator, Measure, Schedule, ValueSeries, ValueUnknown

MOST_YEARS = 76
"""Year 0 and the 75 years for which a rate is known."""

PENCE = 100


@dataclass(frozen=True, slots=True)
class YearOfValue:
    """One year: what a unit is worth in it, and the quantity's value, before and after discounting.

    `unit_value` is in the prices of the source, `value` and `present_value` in those asked for.
    """

    year: int
    unit_value: Amount
    value: Amount
    discount_factor: Fraction
    present_value: Amount


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a yearly quantity is worth over some years, with every step to it."""

    series: ValueSeries
    schedule: Schedule
    case: Case
    quantity: Fraction
    price_year: int
    price_factor: Fraction
    years: tuple[YearOfValue, ...]

    @property
    def value(self) -> Amount:
        """The sum of the years, not discounted."""
        return Amount(sum((one.value for one in self.years), ZERO))

    @property
    def present_value(self) -> Amount:
        """The sum of the years, each discounted to the first."""
        return Amount(sum((one.present_value for one in self.years), ZERO))


def discount_factor(schedule: Schedule, year: int) -> Fraction:
    """Return by how much a value counts less that falls so many years after the first.

    Table A.1 of the supplementary guidance on discounting (HM Treasury, February 2026) prints
    0.9662, 0.7089 and 0.3563 for years 1, 10 and 30.

    >>> from evaluation.numbers import rounded
    >>> from rules.catalogue import shipped_catalogue
    >>> standard = shipped_catalogue().schedules["standard"]
    >>> [rounded(discount_factor(standard, year), 4) for year in (0, 1, 10, 30)]
    ['1.0000', '0.9662', '0.7089', '0.3563']
    >>> discount_factor(standard, 31) / discount_factor(standard, 30)
    Fraction(100, 103)

    Raises:
        ValueUnknown: The year lies before the first, or beyond the years that have a rate.
    """
    if year < 0:
        raise ValueUnknown("year", "it lies before the first", "Count years from the first on")
    factor = Fraction(1)
    for passed in range(1, year + 1):
        factor /= 1 + schedule.rate(passed)
    return factor


def price_factor(deflator: Deflator, *, of: int, to: int) -> Fraction:
    """Return what turns the prices of one year into those of another.

    >>> from rules.catalogue import shipped_catalogue
    >>> price_factor(shipped_catalogue().deflator, of=2019, to=2024)
    Fraction(200000, 162217)

    Raises:
        ValueUnknown: The index does not hold one of the years.
    """
    return deflator.of(to) / deflator.of(of)


def value_over_years(
    catalogue: Catalogue,
    series: ValueSeries,
    *,
    quantity: Fraction,
    first_year: int,
    years: int,
    price_year: int | None = None,
    case: Case = Case.CENTRAL,
) -> Valuation:
    """Return what a quantity a year is worth over some years.

    Args:
        catalogue: Where the rates and the price index are taken from.
        series: What a unit is worth.
        quantity: How much of the measure there is in each of the years.
        first_year: The first year, to which the others are discounted.
        years: How many years there are.
        price_year: The year of whose prices the result is; that of the source by default.
        case: Which of the published values is meant.

    Raises:
        ValueUnknown: A year, a rate, a price index or a case is not known, or nothing is counted.
    """
    if not 1 <= years <= MOST_YEARS:
        raise ValueUnknown("years", f"{years} is not from 1 to {MOST_YEARS}", "Name how many years")
    if quantity < 0:
        raise ValueUnknown("quantity", "it is below zero", "Give what is added, not what is lost")
    schedule = catalogue.schedules[series.schedule]
    wanted = series.price_year if price_year is None else price_year
    converts = price_factor(catalogue.deflator, of=series.price_year, to=wanted)
    found = tuple(
        _year(series, case, quantity * converts, first_year + passed, factor)
        for passed, factor in enumerate(discount_factor(schedule, one) for one in range(years))
    )
    return Valuation(series, schedule, case, quantity, wanted, converts, found)


def _year(
    series: ValueSeries, case: Case, converted: Fraction, year: int, factor: Fraction
) -> YearOfValue:
    pence = series.amounts(year).of(case)
    if pence is None:
        problem = f"the source of “{series.id}” has no {case.value} value"
        raise ValueUnknown("case", problem, "Ask for the central one")
    unit_value = Amount(Fraction(pence, PENCE))
    value = Amount(unit_value * converted)
    return YearOfValue(year, unit_value, value, factor, Amount(value * factor))


def series_or_refuse(catalogue: Catalogue, measure: Measure) -> ValueSeries:
    """Return what a unit of a measure is worth.

    Raises:
        ValueUnknown: No open source publishes it.
    """
    series = catalogue.series_of(measure)
    if series is None:
        raise ValueUnknown(
            f"measure “{measure.id}”",
            "no source with an open licence publishes a value of it, so none is given here",
            "Import the values that your authority has a licence for, on the page of imports",
        )
    return series
