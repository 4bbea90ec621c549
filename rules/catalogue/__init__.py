"""Podium's own catalogue of measures: what is counted, how, with which evidence and which value.

The wording is Podium's own. A value stands only where an open licence lets anyone pass it on, with
its source, its licence and the year of its prices.
"""

from rules.catalogue.catalogue import Catalogue, shipped_catalogue
from rules.catalogue.measure import CountingRule, Indicated, Measure, Theme, Unit
from rules.catalogue.series import (
    Amounts,
    Case,
    Deflator,
    RateBand,
    Schedule,
    UnknownMeasure,
    ValueSeries,
    ValueSource,
    ValueUnknown,
)

__all__ = [
    "Amounts",
    "Case",
    "Catalogue",
    "CountingRule",
    "Deflator",
    "Indicated",
    "Measure",
    "RateBand",
    "Schedule",
    "Theme",
    "Unit",
    "UnknownMeasure",
    "ValueSeries",
    "ValueSource",
    "ValueUnknown",
    "shipped_catalogue",
]
