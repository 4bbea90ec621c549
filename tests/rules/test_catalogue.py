"""The catalogue of measures as it ships: complete, sourced, licensed, and nobody else's."""

import re

import pytest

from rules.catalogue import Case, Theme, UnknownMeasure, ValueUnknown, shipped_catalogue
from rules.library import shipped
from rules.pack import Confidence

CATALOGUE = shipped_catalogue()
MEASURES = {measure.id: measure for measure in CATALOGUE.measures}

LICENSED = re.compile(
    r"\b(NT|RE|FM)\d+[a-z]?\b|national toms|\bTOM System\b|\bHACT\b", re.IGNORECASE
)


def test_every_theme_has_at_least_ten_measures() -> None:
    counted = {theme: sum(1 for one in CATALOGUE.measures if one.theme is theme) for theme in Theme}

    assert min(counted.values()) >= 10


@pytest.mark.parametrize("id_", MEASURES)
def test_a_measure_says_how_it_is_counted_why_and_with_which_evidence(id_: str) -> None:
    measure = MEASURES[id_]

    assert measure.definition.endswith(".")
    assert any(not rule.is_general for rule in measure.counting)
    assert all(rule.rule and rule.because for rule in measure.counting)
    assert measure.evidence


@pytest.mark.parametrize("id_", MEASURES)
def test_the_general_rules_hold_for_every_measure(id_: str) -> None:
    held = {rule.id for rule in MEASURES[id_].counting}

    assert held >= {"only-this-contract", "counted-once", "in-the-area", "own-share"}


@pytest.mark.parametrize("id_", MEASURES)
def test_no_measure_is_numbered_or_worded_like_a_licensed_framework(id_: str) -> None:
    measure = MEASURES[id_]
    texts = (measure.id, measure.title, measure.definition, *measure.evidence)

    assert [text for text in texts if LICENSED.search(text)] == []


def test_every_value_has_its_source_its_licence_and_the_year_of_its_prices() -> None:
    for series in CATALOGUE.series.values():
        assert series.price_year in CATALOGUE.deflator.index
        assert series.source.title
        assert series.source.publisher
        assert series.source.address.startswith("https://www.gov.uk/")
        assert series.source.licence == "Open Government Licence v3.0"
        assert series.source.licence_seen_at
        assert series.at


def test_a_value_or_licence_that_was_not_read_says_so() -> None:
    for source in CATALOGUE.sources.values():
        assert source.confidence in {Confidence.SECONDARY, Confidence.UNVERIFIED}
        assert source.licence_confidence in {Confidence.SECONDARY, Confidence.UNVERIFIED}
        assert source.seen_at


def test_a_measure_is_valued_only_in_its_own_unit() -> None:
    valued = {one.id: one.series for one in CATALOGUE.measures if one.series}

    assert valued == {
        "carbon-saved": "carbon",
        "wellbeing-gained": "wellby",
        "healthy-years-gained": "qaly",
    }
    assert all(
        CATALOGUE.series[series].unit == MEASURES[id_].unit for id_, series in valued.items()
    )


def test_every_indicator_that_a_measure_serves_exists_and_can_be_carried_by_a_contract() -> None:
    known = {("coventry", one.id): one.carried_by for one in shipped().pack("coventry").indicators}
    served = {(each.pack, each.indicator) for one in CATALOGUE.measures for each in one.serves}

    assert {known.get(one) for one in served} == {"contract"}


def test_most_indicators_of_coventry_that_a_contract_carries_have_a_measure() -> None:
    carried = {
        one.id for one in shipped().pack("coventry").indicators if one.carried_by == "contract"
    }
    served = {each.indicator for one in CATALOGUE.measures for each in one.serves}

    assert len(carried & served) / len(carried) > 0.7


@pytest.mark.parametrize(
    ("year", "low", "central", "high"),
    [
        (2020, 126_60, 253_19, 379_79),
        (2026, 138_61, 277_22, 415_83),
        (2050, 198_77, 397_54, 596_31),
    ],
)
def test_the_carbon_series_has_the_values_of_its_table(
    year: int, low: int, central: int, high: int
) -> None:
    amounts = CATALOGUE.series["carbon"].amounts(year)

    assert (amounts.of(Case.LOW), amounts.of(Case.CENTRAL), amounts.of(Case.HIGH)) == (
        low,
        central,
        high,
    )


def test_the_carbon_series_has_every_year_and_rises() -> None:
    years = CATALOGUE.series["carbon"].by_year
    central = [years[year].central for year in sorted(years)]

    assert sorted(years) == list(range(2020, 2051))
    assert central == sorted(central)


def test_a_year_without_a_value_is_refused_with_the_years_that_have_one() -> None:
    with pytest.raises(ValueUnknown, match=r"no value for 2051\. Choose years from 2020 to 2050"):
        CATALOGUE.series["carbon"].amounts(2051)


def test_a_measure_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownMeasure, match="Did you mean «carbon-saved»"):
        CATALOGUE.measure("carbon-save")
