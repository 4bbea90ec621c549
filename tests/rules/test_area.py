"""Areas: exact in both units, refused in any other form, said in words that people read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.area import (
    LARGEST_AREA,
    Area,
    area_in_words,
    area_text,
    parse_area,
    parse_written_area,
)


@pytest.mark.parametrize(
    ("text", "unit", "area"),
    [
        ("1000", "m²", 10_000_000),
        ("999.9999", "m²", 9_999_999),
        ("0.5", "ha", 50_000_000),
        ("0.50000000", "ha", 50_000_000),
        ("0.500000000000", "ha", 50_000_000),
        ("0.00000001", "ha", 1),
        ("1", "ha", 100_000_000),
        ("-1", "m²", -10_000),
        ("-0.0001", "m²", -1),
        ("000.5", "ha", 50_000_000),
    ],
)
def test_an_area_is_held_in_whole_square_centimetres(text: str, unit: str, area: int) -> None:
    assert parse_area(text, unit) == area


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "m²"),
        ("1,000", "m²"),
        ("1e3", "m²"),
        ("+1", "m²"),
        (" 1", "m²"),
        (".5", "ha"),
        ("1.", "ha"),
        ("٣", "ha"),
        ("NaN", "ha"),
        ("0.00001", "m²"),
        ("0.000000001", "ha"),
    ],
)
def test_what_is_no_area_is_none(text: str, unit: str) -> None:
    assert parse_area(text, unit) is None


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("1000 m2", 10_000_000),
        ("0.5 ha", 50_000_000),
        ("0.5ha", None),
        ("0.5 acres", None),
        ("1000", None),
        ("-1 ha", None),
        ("1..5 ha", None),
    ],
)
def test_packs_write_the_unit_beside_the_figure(text: str, area: int | None) -> None:
    assert parse_written_area(text) == area


@given(st.integers(0, LARGEST_AREA), st.sampled_from(["m²", "ha"]))
def test_the_text_of_an_area_is_read_back_as_the_same_area(area: int, unit: str) -> None:
    assert parse_area(area_text(area, unit), unit) == area


@pytest.mark.parametrize(
    ("area", "unit", "words"),
    [
        (98_000_000, "m²", "9,800 m²"),
        (9_999_999, "m²", "999.9999 m²"),
        (240_000_000, "ha", "2.4 ha"),
        (10_000_000, "", "1,000 m²"),
        (49_999_999, "", "4,999.9999 m²"),
        (50_000_000, "", "5,000 m² (0.5 ha)"),
        (0, "", "0 m²"),
    ],
)
def test_an_area_in_words(area: int, unit: str, words: str) -> None:
    assert area_in_words(Area(area), unit) == words
