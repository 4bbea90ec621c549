"""What a writer of a pack probably meant: the nearest key, an amount split at its comma."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

SYNONYMS: Mapping[str, str] = {
    "cite": "cites",
    "condition": "when",
    "description": "text",
    "end": "until",
    "if": "when",
    "kind": "type",
    "name": "title",
    "reason": "because",
    "source": "cites",
    "sources": "cites",
    "start": "from",
    "value": "is",
    "why": "because",
}
"""Keys that newcomers write, and the key of a pack that says the same."""

NUMBERS_HEAD = re.compile(r"£?[0-9]{1,3}", re.ASCII)
"""What is left of a number before its first comma."""

NUMBERS_REST = re.compile(r"[0-9]{3}(\.[0-9]+)?( (m2|ha))?", re.ASCII)
"""A part of a number between two commas, or after the last."""

_AMOUNT = re.compile(r"£?([0-9]+)(?:\.([0-9]{1,2}))?", re.ASCII)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_MONTHS = 12


def key_remedy(key: str, allowed: Sequence[str], missing: Iterable[str]) -> str:
    """Return what to do about a key that may not stand where it does.

    `allowed` are the keys that may, `missing` those that must and do not.
    """
    near = get_close_matches(key, allowed, n=1)
    meant = SYNONYMS.get(key)
    if not near and meant is not None and meant in allowed:
        near = [meant]
    if not near:
        near = list(missing)
    return f"Did you mean «{near[0]}»?" if len(near) == 1 else "Remove it"


def without_commas(written: str) -> str:
    """Return as a remedy how a number that has commas is written.

    >>> without_commas("£25,000"), without_commas("1,000 m2")
    ('Write £25000.00: no comma, two decimals', 'Write 1000 m2: no comma')
    """
    amount = as_amount(written) if written.startswith("£") else ""
    if amount:
        return f"Write {amount}: no comma, two decimals"
    return f"Write {written.replace(',', '')}: no comma"


def as_amount(written: str) -> str:
    """Return an amount as packs write it, nothing where the text is no amount.

    >>> as_amount("£1,250,000"), as_amount("25000.5"), as_amount("much")
    ('£1250000.00', '£25000.50', '')
    """
    found = _AMOUNT.fullmatch(re.sub(r"[ ,]", "", written))
    return f"£{int(found[1])}.{(found[2] or '').ljust(2, '0')}" if found else ""


def day_remedy(written: str) -> str:
    """Return how long the month is of a day that there is not, nothing where the text is no day.

    >>> day_remedy("2027-02-30"), day_remedy("2027-13-01"), day_remedy("soon")
    ('February 2027 has 28 days', 'A year has 12 months', '')
    """
    found = _DAY.fullmatch(written)
    if found is None or int(found[1]) == 0:
        return ""
    year, month = int(found[1]), int(found[2])
    if not 1 <= month <= _MONTHS:
        return f"A year has {_MONTHS} months"
    length = monthrange(year, month)[1]
    if 1 <= int(found[3]) <= length:
        return ""
    return f"{month_name[month]} {year} has {length} days"
