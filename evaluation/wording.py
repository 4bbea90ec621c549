"""Exact numbers in sentences: nothing rounded without saying so."""

from fractions import Fraction

from evaluation.numbers import plain, rounded

LONGEST_EXACT = 40
WIDEST_DENOMINATOR = 128


def exactly(value: Fraction) -> str:
    """Return a number as people read it, rounded only where it has no end, and then saying so.

    >>> exactly(Fraction(7, 2)), exactly(Fraction(-12345678)), exactly(Fraction(22, 7))
    ('3.5', '-12,345,678', 'about 3.142857 (exactly 22/7)')
    """
    about = f"about {_grouped(rounded(value, 6))}"
    if _is_long(value):
        return about
    text = plain(value)
    return f"{about} (exactly {text})" if "/" in text else _grouped(text)


def pounds(amount: Fraction) -> str:
    """Return an amount of money as people read it, to the penny where it has no end.

    >>> pounds(Fraction(80000)), pounds(Fraction(7, 2)), pounds(Fraction("0.125"))
    ('£80,000', '£3.50', '£0.125')
    >>> pounds(Fraction(220000, 3))
    'about £73,333.33'
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if _is_long(size) or "/" in plain(size):
        return f"about {sign}£{_grouped(rounded(size, 2))}"
    text = plain(size)
    if len(text.partition(".")[2]) == 1:
        text += "0"
    return f"{sign}£{_grouped(text)}"


def per_cent(share: Fraction) -> str:
    """Return a percentage as people read it, to two places where it has no end.

    >>> per_cent(Fraction(45)), per_cent(Fraction(100, 3))
    ('45 per cent', 'about 33.33 per cent')
    """
    if _is_long(share) or "/" in plain(share):
        return f"about {_grouped(rounded(share, 2))} per cent"
    return f"{exactly(share)} per cent"


def listed(names: tuple[str, ...]) -> str:
    """Return names as a sentence lists them.

    >>> listed(("A",)), listed(("A", "B")), listed(("A", "B", "C"))
    ('A', 'A and B', 'A, B and C')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _is_long(value: Fraction) -> bool:
    """Return whether nobody would read all the digits of a value, or Python write them."""
    if value.denominator.bit_length() > WIDEST_DENOMINATOR:
        return True
    return len(plain(value)) > LONGEST_EXACT


def _grouped(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole != "-0" else text
