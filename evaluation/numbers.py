"""Exact numbers: fractions inside, decimal text at the border, one rounding in the result.

Decimals of 28 digits break exact ties and fail bids that stand exactly on a minimum, so
nothing between the two borders is rounded. The types keep apart what must not be mixed.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NewType

Percentage = NewType("Percentage", Fraction)
"""A share of what can be reached: 0 to 100."""

Points = NewType("Points", Fraction)
"""What a bid earns of the 100 points of the whole model."""

Mark = NewType("Mark", Fraction)
"""A position on the scale of one question."""

Amount = NewType("Amount", Fraction)
"""Money of a bid or a measure in pounds, not limited to pence."""

ZERO = Fraction(0)
HUNDRED = Fraction(100)

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
LONGEST_NUMBER = 30


def is_number(text: str) -> bool:
    """Return whether a text is a number as every interface of Podium writes one.

    >>> [is_number(text) for text in ("33.333", "-5", "1e3", "4 ", "+1", ".5", "1,000")]
    [True, True, False, False, False, False, False]
    """
    return len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None


def exact(text: str) -> Fraction:
    """Return the exact value of a number's text.

    Raises:
        ValueError: the text is no such number.
    """
    if not is_number(text):
        message = f"“{text}” is not a number such as 33.333"
        raise ValueError(message)
    return Fraction(text)


def rounded(value: Fraction, places: int) -> str:
    """Return a value rounded half up, away from zero, with that many places: the one rounding.

    >>> rounded(Fraction(5, 1000), 2), rounded(Fraction(-5, 1000), 2), rounded(Fraction(2, 3), 0)
    ('0.01', '-0.01', '1')
    """
    unit = 10**places
    doubled = 2 * abs(value.numerator) * unit + value.denominator
    whole = doubled // (2 * value.denominator)
    sign = "-" if value < 0 and whole else ""
    if not places:
        return f"{sign}{whole}"
    return f"{sign}{whole // unit}.{whole % unit:0{places}}"


def plain(value: Fraction) -> str:
    """Return a value that has an end as a decimal, in full; another as a fraction.

    >>> plain(Fraction("3.50")), plain(Fraction(7)), plain(Fraction(7, 3))
    ('3.5', '7', '7/3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    scaled = value
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    return f"{Decimal(scaled.numerator).scaleb(-places):f}"
