"""A logarithm has 50 right digits, also next to 1."""

from decimal import Context, Decimal
from fractions import Fraction

import pytest

from evaluation.logarithms import logarithm

# OEIS A002162, the natural logarithm of 2.
LN_2 = "0.69314718055994530941723212145817656807550013436026"


def test_the_logarithm_of_two_has_fifty_digits() -> None:
    assert logarithm(Fraction(2)) == Fraction(LN_2)


def test_a_value_and_its_inverse_have_opposite_logarithms() -> None:
    assert logarithm(Fraction(7, 3)) == -logarithm(Fraction(3, 7))


def test_fifty_digits_are_right_next_to_one() -> None:
    """ln(1 + x) = x - x²/2 + x³/3 - …, of which three terms reach far beyond 50 digits here."""
    near = Fraction(1, 10**27)

    found = logarithm(1 + near)

    series = near - near**2 / 2 + near**3 / 3 - near**4 / 4
    exact = Context(prec=50).divide(Decimal(series.numerator), Decimal(series.denominator))
    assert found == Fraction(exact)


def test_one_has_the_logarithm_nothing() -> None:
    assert logarithm(Fraction(1)) == 0


@pytest.mark.parametrize("value", [0, -1])
def test_nothing_and_less_have_none(value: int) -> None:
    with pytest.raises(ValueError, match="has no logarithm"):
        logarithm(Fraction(value))
