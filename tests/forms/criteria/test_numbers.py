"""Decimal numbers as people type them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.numbers import exact
from forms.criteria.numbers import read_decimal, written


def weight(text: str) -> str:
    """Read a weight."""
    return read_decimal(
        text, what="The weight", example="25", above=Fraction(0), most=Fraction(100)
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("40", "40"),
        (" 33.33 % ", "33.33"),
        ("033.330", "33.33"),
        (".5", "0.5"),
        ("99.999999", "99.999999"),
        ("1.0000000", "1"),
    ],
)
def test_a_number_is_kept_exactly_and_in_one_way(typed: str, kept: str) -> None:
    assert weight(typed) == kept


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "The weight must be a number, such as 25"),
        ("forty", "The weight must be a number, such as 25"),
        ("1e3", "The weight must be a number, such as 25"),
        ("-5", "The weight must be a number, such as 25"),
        ("\u0664\u0660", "The weight must be a number, such as 25"),
        ("<script>", "The weight must be a number, such as 25"),
        ("33,3", "The weight must be written with a point, such as 33.3"),
        ("0", "The weight must be above 0, such as 25"),
        ("100.01", "The weight must be at most 100, such as 25"),
        ("33.3333333", "The weight can have at most 6 decimals"),
        ("9" * 40, "The weight must be a number, such as 25"),
    ],
)
def test_what_is_no_weight_is_refused_with_what_to_type(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        weight(typed)


def test_pounds_may_have_their_sign_and_thousands() -> None:
    kept = read_decimal("£1,250,000.50", what="It", example="1", least=Fraction(0))

    assert (kept, written(kept)) == ("1250000.5", "1,250,000.5")


@given(st.decimals("0.000001", "100", places=6, allow_nan=False))
def test_no_decimal_is_lost(number: object) -> None:
    assert exact(weight(f"{number:f}")) == Fraction(str(number))
