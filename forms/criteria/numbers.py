"""Decimal numbers as a person types them, kept as exact text."""

import re
from collections.abc import Callable
from fractions import Fraction

from evaluation.numbers import exact, plain
from forms.typed_text import ungrouped

MOST_DECIMALS = 6
_PLAIN = re.compile(r"[0-9]{1,15}(\.[0-9]+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}", re.ASCII)


def read_decimal(
    text: str,
    *,
    what: str,
    example: str,
    least: Fraction | None = None,
    above: Fraction | None = None,
    most: Fraction | None = None,
) -> str:
    """Return a number as it is kept: exact, and the same for every way to write it.

    >>> read_decimal(" 033.330 % ", what="The weight", example="25")
    '33.33'

    Args:
        text: What was typed, with its £ or % or without.
        what: What the number is, as a message begins.
        example: A number that would do.
        least: The lowest that is taken.
        above: What the number must lie above.
        most: The highest that is taken.

    Raises:
        ValueError: With what to type instead.
    """
    number = exact(_digits(text, what, example))
    wrong = _beyond(number, least=least, above=above, most=most)
    if wrong:
        message = f"{what} must be {wrong}, such as {example}"
        raise ValueError(message)
    return plain(number)


def _digits(text: str, what: str, example: str) -> str:
    bare = text.strip().removeprefix("£").removesuffix("%").strip()
    if bare.startswith("."):
        bare = f"0{bare}"
    if _DECIMAL_COMMA.fullmatch(bare):
        message = f"{what} must be written with a point, such as {bare.replace(',', '.')}"
        raise ValueError(message)
    number = ungrouped(bare)
    if not _PLAIN.fullmatch(number):
        message = f"{what} must be a number, such as {example}"
        raise ValueError(message)
    whole, _, decimals = number.partition(".")
    if len(decimals.rstrip("0")) > MOST_DECIMALS:
        message = f"{what} can have at most {MOST_DECIMALS} decimals"
        raise ValueError(message)
    return f"{whole}.{decimals[:MOST_DECIMALS]}" if decimals else whole


def _beyond(
    number: Fraction, *, least: Fraction | None, above: Fraction | None, most: Fraction | None
) -> str:
    if least is not None and number < least:
        return f"{plain(least)} or more"
    if above is not None and number <= above:
        return f"above {plain(above)}"
    if most is not None and number > most:
        return f"at most {plain(most)}"
    return ""


def decimal(
    what: str,
    example: str,
    *,
    least: Fraction | None = None,
    above: Fraction | None = None,
    most: Fraction | None = None,
) -> Callable[[str], str]:
    """Return the reader of a field that holds such a number."""
    return lambda text: read_decimal(
        text, what=what, example=example, least=least, above=above, most=most
    )


def written(text: str) -> str:
    """Return kept digits as a field shows them, with thousands apart.

    >>> written("277500.5"), written("33.33")
    ('277,500.5', '33.33')
    """
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole else text
