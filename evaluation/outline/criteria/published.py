"""What an open source says that a unit of a measure is worth, told beside its field."""

from evaluation.outline.proposal import OwnMeasure
from rules.catalogue import Indicated, Measure, ValueUnknown, shipped_catalogue
from rules.decision import Decision
from rules.money import pounds

_OF_CATALOGUE = "catalogue:"


def published_value(measure: str, own: OwnMeasure | None, decision: Decision) -> str:
    """Return the published value of a unit with its source, as a sentence; empty without one.

    It is the central value for the year of the decision, in the prices that its source has it in.
    """
    catalogue = shipped_catalogue()
    for one in catalogue.measures:
        series = catalogue.series_of(one)
        if series is None or not _is_meant(one, measure, own, decision):
            continue
        try:
            central = series.amounts(decision.decided_as_of.year).central
        except ValueUnknown:
            continue
        return (
            f"Published for ‘{one.title}’: {pounds(central)}, in prices of {series.price_year} "
            f"({series.source.publisher}, {series.source.title})."
        )
    return ""


def _is_meant(one: Measure, measure: str, own: OwnMeasure | None, decision: Decision) -> bool:
    """Return whether a measure of the catalogue is the one, or serves the indicator."""
    if own is not None:
        return own.source == f"{_OF_CATALOGUE}{one.id}"
    return decision.policy is not None and Indicated(decision.policy, measure) in one.serves
