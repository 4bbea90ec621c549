"""Values and reasons in the words that people read."""

from datetime import date

import pytest

from rules.vocabulary import Kind, Value
from rules.wording import (
    counted,
    date_in_words,
    in_words,
    listed,
    lower_first,
    named_in_words,
    sentence,
)
from tests.rules.small_packs import value_of


@pytest.mark.parametrize(
    ("value", "kind", "unit", "words"),
    [
        (None, Kind.INTEGER, "months", "not known"),
        (True, Kind.BOOLEAN, "", "yes"),
        (False, Kind.BOOLEAN, "", "no"),
        (0, Kind.INTEGER, "months", "0 months"),
        (1, Kind.INTEGER, "months", "1 month"),
        (1, Kind.INTEGER, "working days", "1 working day"),
        (1200, Kind.INTEGER, "", "1,200"),
        (1000, Kind.PERCENT, "", "10%"),
        (1250, Kind.PERCENT, "", "12.5%"),
        (1205, Kind.PERCENT, "", "12.05%"),
        (5, Kind.PERCENT, "", "0.05%"),
        (0, Kind.PERCENT, "", "0%"),
        (500001, Kind.MONEY, "", "£5,000.01"),
        (date(2026, 3, 2), Kind.DATE, "", "2 March 2026"),
        ((), Kind.IDS, "", "none"),
        (("works", "goods"), Kind.IDS, "", "Works, Goods"),
        ("some-outcome", Kind.IDS, "", "some-outcome"),
    ],
)
def test_a_value_in_words(value: Value | None, kind: Kind, unit: str, words: str) -> None:
    assert in_words(value, kind, unit=unit) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("estimated_value", value_of("£5.00", "excluded"), "£5 excluding VAT"),
        ("duration_months", 12, "12 months"),
        ("special_regime", "none", "No special regime"),
        ("framework", "none", "Not part of a framework"),
        ("social_value_minimum", 1000, "10%"),
        ("kpis_minimum", 3, "3 indicators"),
        ("regime", None, "not known"),
    ],
)
def test_the_value_of_a_fact_or_a_conclusion_in_words(
    name: str, value: Value | None, words: str
) -> None:
    assert named_in_words(name, value) == words


def test_days_and_months_are_written_out() -> None:
    assert date_in_words(date(2025, 11, 30)) == "30 November 2025"


def test_abbreviations_keep_their_capitals() -> None:
    assert lower_first("NHS body") == "NHS body"
    assert lower_first("Most measures") == "most measures"
    assert lower_first("") == ""


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_listed_as_a_sentence_has_them(items: list[str], words: str) -> None:
    assert listed(iter(items)) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 duties"), (1, "1 duty"), (1200, "1,200 duties")]
)
def test_a_number_agrees_with_its_noun(number: int, words: str) -> None:
    assert counted(number, "duty", "duties") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" it was asked for ", "It was asked for."),
        ("It was asked for..", "It was asked for."),
        ("NHS bodies buy it", "NHS bodies buy it."),
        ("  ", ""),
    ],
)
def test_a_sentence_has_a_capital_and_one_full_stop(text: str, words: str) -> None:
    assert sentence(text) == words
