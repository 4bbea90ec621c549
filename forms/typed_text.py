"""How a person writes amounts, whole numbers and percentages, and how they are read."""

import re

from rules.money import LARGEST_AMOUNT, Pence, Percent, parse_amount, parse_percent, pounds

_WITH_SEPARATORS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,2})?", re.ASCII)
_PLAIN = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", re.ASCII)

LARGEST_QUANTITY = 10**12
"""The largest quantity that a form takes."""


def ungrouped(text: str) -> str:
    """Return a number without the commas that part its thousands, any other text as it is.

    >>> ungrouped("1,200.50"), ungrouped("12,5"), ungrouped("1200,300")
    ('1200.50', '12,5', '1200,300')
    """
    return text.replace(",", "") if _GROUPED.fullmatch(text) else text


def read_pounds(text: str) -> Pence:
    """Return the pence of an amount as people type it.

    >>> read_pounds("£95,000"), read_pounds("95000.5")
    (9500000, 9500050)

    Raises:
        ValueError: With what to type instead.
    """
    bare = text.strip().removeprefix("£").strip()
    if bare.startswith("-"):
        raise ValueError("Enter an amount that is not below zero, such as 95,000")
    if not (_WITH_SEPARATORS.fullmatch(bare) or _PLAIN.fullmatch(bare)):
        raise ValueError("Enter pounds in figures, such as 95,000 or 95,000.50")
    pence = parse_amount(bare.replace(",", ""))
    if pence is None or pence > LARGEST_AMOUNT:
        raise ValueError(
            f"Enter an amount of at most {pounds(LARGEST_AMOUNT)}; check the number of zeros"
        )
    return pence


def write_pounds(pence: int) -> str:
    """Return pence as they are shown in a field that has a £ beside it.

    >>> write_pounds(9500050)
    '95,000.50'
    """
    return pounds(pence).replace("£", "")


def read_whole(text: str, *, least: int, most: int, unit: str) -> int:
    """Return a whole number within bounds.

    Raises:
        ValueError: With what to type instead.
    """
    bare = text.strip()
    if not _WHOLE.fullmatch(bare) or not least <= int(bare) <= most:
        message = f"Enter a whole number of {unit or 'units'} from {least:,} to {most:,}"
        raise ValueError(message)
    return int(bare)


def read_percent(text: str) -> Percent:
    """Return the hundredths of a percentage from 0 to 100, with or without its sign.

    Raises:
        ValueError: With what to type instead.
    """
    found = parse_percent(f"{text.strip().removesuffix('%').strip()}%")
    if found is None or found > Percent(100_00):
        raise ValueError("Enter a percentage from 0 to 100, such as 20")
    return found
