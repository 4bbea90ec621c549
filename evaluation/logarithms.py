"""The one irrational number of the evaluation: a logarithm to 50 significant digits."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from functools import lru_cache

DIGITS = 50
_GUARD = 20


@lru_cache(maxsize=4096)
def logarithm(value: Fraction) -> Fraction:
    """Return the natural logarithm of a value to 50 significant digits; exact from there on.

    The digits are right also next to 1, where a logarithm is nearly nothing: the working
    precision grows with the digits of the value, whose distance from 1 is at least one part
    in its denominator.

    >>> logarithm(Fraction(1))
    Fraction(0, 1)
    >>> str(Decimal(logarithm(Fraction(2)).numerator))[:20]
    '34657359027997265470'

    Raises:
        ValueError: the value is not above zero.
    """
    if value <= 0:
        message = f"{value} has no logarithm: only a value above zero has one"
        raise ValueError(message)
    digits = len(str(value.numerator)) + len(str(value.denominator))
    working = Context(prec=DIGITS + _GUARD + digits, rounding=ROUND_HALF_EVEN)
    ratio = working.divide(Decimal(value.numerator), Decimal(value.denominator))
    return Fraction(Context(prec=DIGITS, rounding=ROUND_HALF_EVEN).plus(working.ln(ratio)))
