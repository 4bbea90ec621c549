"""A measure: what is counted, in which unit, by which rules, and what evidence is kept."""

from dataclasses import dataclass
from enum import StrEnum

from rules.pack import Place


class Theme(StrEnum):
    """The three kinds of benefit that the law on social value names, in its order."""

    ECONOMIC = "economic"
    SOCIAL = "social"
    ENVIRONMENTAL = "environmental"

    @property
    def words(self) -> str:
        """The theme in words."""
        return self.value.capitalize()


class Unit(StrEnum):
    """The closed list of units in which measures are counted."""

    FTE_YEARS = "fte_years"
    PEOPLE = "people"
    WEEKS = "weeks"
    HOURS = "hours"
    COUNT = "count"
    POUNDS = "pounds"
    PERCENT = "percent"
    TCO2E = "tCO2e"
    KWH = "kWh"
    TONNES = "tonnes"
    MILES = "miles"
    CUBIC_METRES = "cubic_metres"
    SQUARE_METRES = "square_metres"
    YES_OR_NO = "yes_or_no"
    WELLBY = "wellby"
    QALY = "qaly"

    @property
    def words(self) -> str:
        """The unit as people read it, in the plural."""
        return _WORDS.get(self, self.value)


_WORDS = {
    Unit.FTE_YEARS: "full-time equivalents × years",
    Unit.COUNT: "number",
    Unit.PERCENT: "per cent",
    Unit.TCO2E: "tonnes of CO₂ equivalent",
    Unit.KWH: "kilowatt hours",
    Unit.CUBIC_METRES: "cubic metres",
    Unit.SQUARE_METRES: "square metres",
    Unit.YES_OR_NO: "yes or no",
    Unit.WELLBY: "points of life satisfaction × people × years",
    Unit.QALY: "years of life in full health",
}


@dataclass(frozen=True, slots=True)
class CountingRule:
    """How something is counted, and why so; `id` is empty for a rule of one measure alone."""

    id: str
    title: str
    rule: str
    because: str
    is_general: bool = False


@dataclass(frozen=True, slots=True)
class Indicated:
    """An indicator of a shipped policy that a measure can serve."""

    pack: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the catalogue.

    `counting` holds the rules of this measure, then those that hold for all. `deadweight` says
    what would happen anyway, where that is to be taken off. `series` is the id of the values of a
    unit, None where no open source publishes one.
    """

    id: str
    title: str
    theme: Theme
    unit: Unit
    definition: str
    counting: tuple[CountingRule, ...]
    deadweight: str
    evidence: tuple[str, ...]
    serves: tuple[Indicated, ...]
    series: str | None
    place: Place
