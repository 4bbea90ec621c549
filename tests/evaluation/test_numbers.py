"""Numbers come in as text, stay exact, and are rounded once."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.numbers import exact, is_number, plain, rounded

TEXTS = st.from_regex(r"\A-?[0-9]{1,12}(\.[0-9]{1,12})?\Z")


@pytest.mark.parametrize("text", ["33.333", "0", "-5", "007", "0.10", "1" * 30])
def test_digits_with_or_without_a_point_are_a_number(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "4 ", " 4", "+1", ".5", "5.", "1e3", "1,000", "NaN", "Infinity", "٣", "1/2", "1" * 31],
)
def test_no_other_text_is_a_number(text: str) -> None:
    assert not is_number(text)


def test_what_is_no_number_has_no_value() -> None:
    with pytest.raises(ValueError, match="“4 ” is not a number"):
        exact("4 ")


@given(TEXTS)
def test_a_decimal_is_printed_in_full(text: str) -> None:
    value = exact(text)

    assert exact(plain(value)) == value == Fraction(Decimal(text))


def test_a_fraction_without_an_end_is_printed_as_one() -> None:
    assert plain(Fraction(22, 7)) == "22/7"


@given(text=TEXTS, places=st.integers(0, 6))
def test_rounding_is_half_up_away_from_zero(text: str, places: int) -> None:
    expected = Decimal(text).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

    found = rounded(exact(text), places)

    assert Decimal(found) == expected
    assert len(found.partition(".")[2]) == places


def test_nothing_is_printed_without_a_sign() -> None:
    assert rounded(Fraction(-1, 1000), 2) == "0.00"
