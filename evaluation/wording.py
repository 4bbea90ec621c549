"""Exact numbers in sentences: nothing rounded without saying so."""

from fractions import Fraction

from evaluation.numbers import plain, rounded

LONGEST_EXACT = 40
WIDEST_DENOMINATOR = 128

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def exactly(value: Fraction) -> str:
    """Return a number as people read it, rounded only where it has no end, and then saying so.

    >>> exactly(Fraction(7, 2)), exactly(Fraction(-12345678)), exactly(Fraction(22, 7))
    ('3.5', '-12,345,678', 'about 3.142857 (exactly 22/7)')
    """
    about = f"about {grouped(rounded(value, 6))}"
    if _is_long(value):
        return about
    text = plain(value)
    return f"{about} (exactly {text})" if "/" in text else grouped(text)


def pounds(amount: Fraction) -> str:
    """Return an amount of money as people read it, to the penny where it has no end.

    >>> pounds(Fraction(80000)), pounds(Fraction(7, 2)), pounds(Fraction("0.125"))
    ('£80,000', '£3.50', '£0.125')
    >>> pounds(Fraction(220000, 3))
    'about £73,333.33'
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if _is_long(size) or "/" in plain(size):
        return f"about {sign}£{grouped(rounded(size, 2))}"
    text = plain(size)
    if len(text.partition(".")[2]) == 1:
        text += "0"
    return f"{sign}£{grouped(text)}"


def per_cent(share: Fraction) -> str:
    """Return a percentage as people read it, to two places where it has no end.

    >>> per_cent(Fraction(45)), per_cent(Fraction(100, 3))
    ('45 per cent', 'about 33.33 per cent')
    """
    if _is_long(share) or "/" in plain(share):
        return f"about {grouped(rounded(share, 2))} per cent"
    return f"{exactly(share)} per cent"


def share_of(count: int, whole: int) -> str:
    """Return a count as per cent of another, never as none or all of it where it is neither.

    >>> share_of(1, 3), share_of(1, 100_000), share_of(99_999, 100_000)
    ('33.3', 'under 0.1', 'over 99.9')
    >>> share_of(0, 5), share_of(5, 5)
    ('0', '100')
    """
    if count in {0, whole}:
        return "100" if count else "0"
    text = rounded(Fraction(100 * count, whole), 1)
    return {"0.0": "under 0.1", "100.0": "over 99.9"}.get(text, text)


def listed(names: tuple[str, ...]) -> str:
    """Return names as a sentence lists them.

    >>> listed(("A",)), listed(("A", "B")), listed(("A", "B", "C"))
    ('A', 'A and B', 'A, B and C')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def ordinal(rank: int) -> str:
    """Return a rank in words, from the eleventh on in digits.

    >>> ordinal(1), ordinal(10), ordinal(11), ordinal(22), ordinal(103)
    ('first', 'tenth', '11th', '22nd', '103rd')
    """
    if rank <= len(_ORDINALS):
        return _ORDINALS[rank - 1]
    is_teen = rank % 100 in {11, 12, 13}
    return f"{rank}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"


def grouped(text: str) -> str:
    """Return the text of a number with its thousands apart.

    >>> grouped("-1234567.50"), grouped("-0.5")
    ('-1,234,567.50', '-0.5')
    """
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole != "-0" else text


def _is_long(value: Fraction) -> bool:
    """Return whether nobody would read all the digits of a value, or Python write them."""
    if value.denominator.bit_length() > WIDEST_DENOMINATOR:
        return True
    return len(plain(value)) > LONGEST_EXACT


_UNITS = {"count": "number", "percent": "per cent"}


def unit_words(unit: str) -> str:
    """Return what a measure is counted in, as people read it.

    >>> unit_words("count"), unit_words("percent"), unit_words("tonnes_of_carbon")
    ('number', 'per cent', 'tonnes of carbon')
    """
    return _UNITS.get(unit, unit.replace("_", " "))


def in_units(quantity: str, unit: str) -> str:
    """Return a quantity with its unit; what is counted by number has none.

    >>> in_units("20", "count"), in_units("20", "percent"), in_units("20", "weeks")
    ('20', '20 per cent', '20 weeks')
    """
    return quantity if unit == "count" else f"{quantity} {unit_words(unit)}".strip()
