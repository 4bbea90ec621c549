"""What a unit is worth by year, the rates that discount it, and the index that converts prices."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rules.errors import PodiumError
from rules.money import Pence
from rules.pack import Confidence


class UnknownMeasure(PodiumError):
    """The catalogue has no measure of that id."""


class ValueUnknown(PodiumError):
    """No value, rate or index is known for what was asked."""


class Case(StrEnum):
    """Which of the published values is meant."""

    LOW = "low"
    CENTRAL = "central"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class ValueSource:
    """Where figures were read, how sure they are, and the licence that lets them be passed on."""

    id: str
    title: str
    publisher: str
    address: str
    confidence: Confidence
    seen_at: str
    licence: str
    licence_address: str
    licence_confidence: Confidence
    licence_seen_at: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """The values of a unit in one year, in pence; low and high where a source gives them."""

    central: Pence
    low: Pence | None = None
    high: Pence | None = None

    def of(self, case: Case) -> Pence | None:
        """Return the amount of a case."""
        return {Case.LOW: self.low, Case.CENTRAL: self.central, Case.HIGH: self.high}[case]


@dataclass(frozen=True, slots=True)
class ValueSeries:
    """What a unit is worth, in the prices of one year; `always` holds for a year not listed."""

    id: str
    title: str
    unit: str
    price_year: int
    schedule: str
    source: ValueSource
    at: str
    meaning: str
    notes: tuple[str, ...]
    by_year: Mapping[int, Amounts]
    always: Amounts | None

    def amounts(self, year: int) -> Amounts:
        """Return the values of a year.

        Raises:
            ValueUnknown: The series has none for that year.
        """
        found = self.by_year.get(year, self.always)
        if found is None:
            years = sorted(self.by_year)
            raise ValueUnknown(
                "year",
                f"“{self.id}” has no value for {year}",
                f"Choose years from {years[0]} to {years[-1]}",
            )
        return found


@dataclass(frozen=True, slots=True)
class RateBand:
    """A yearly rate of discounting, from one year after the first to another, both included."""

    first: int
    last: int
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rates of discounting by how far ahead a year lies."""

    id: str
    title: str
    meaning: str
    source: ValueSource
    at: str
    bands: tuple[RateBand, ...]

    def rate(self, year: int) -> Fraction:
        """Return the rate of a year, counted from the first, which is year 0 and has none.

        Raises:
            ValueUnknown: The schedule does not reach so far.
        """
        for band in self.bands:
            if band.first <= year <= band.last:
                return band.rate
        last = self.bands[-1].last
        raise ValueUnknown(
            "years",
            f"the rate “{self.id}” is known up to year {last}, not for year {year}",
            f"Ask for at most {last + 1} years",
        )


@dataclass(frozen=True, slots=True)
class Deflator:
    """An index of the prices of each year."""

    title: str
    source: ValueSource
    at: str
    index: Mapping[int, Fraction]

    def of(self, year: int) -> Fraction:
        """Return the index of a year.

        Raises:
            ValueUnknown: The index does not hold that year.
        """
        if year not in self.index:
            first, last = min(self.index), max(self.index)
            raise ValueUnknown(
                "price year",
                f"no price index is known for {year}",
                f"Choose a price year from {first} to {last}",
            )
        return self.index[year]
