"""Money in whole pence, with the VAT basis it is stated on; percentages in hundredths.

Nothing here is ever a float: text goes in, integers stay inside, text comes out.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Pence = NewType("Pence", int)
Percent = NewType("Percent", int)
"""A percentage in hundredths of one per cent: 10 per cent is 1000."""

STANDARD_RATE = Percent(2000)
NO_RATE = Percent(0)
"""For literals in rules, which never carry a VAT basis."""

LARGEST_AMOUNT = Pence(100_000_000_000_00)
"""One hundred billion pounds: more than any public contract, and small enough that an
amount multiplied by a VAT rate still fits the 63 bits that the rules engine compares exactly."""

_AMOUNT = re.compile(r"(-?)([0-9]{1,27})(?:\.([0-9]{1,2}))?", re.ASCII)
_POUNDS = re.compile(r"£([0-9]{1,12})\.([0-9]{2})", re.ASCII)
_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?%", re.ASCII)


class VatBasis(StrEnum):
    """Whether an amount counts value added tax."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in pence; `vat` is None where the amount has no VAT basis.

    `rate` is the VAT rate of the procurement in hundredths of a per cent, used only to
    compare amounts that stand on different bases.
    """

    pence: Pence
    vat: VatBasis | None = None
    rate: Percent = STANDARD_RATE

    def scaled_gross(self, rate: Percent) -> int:
        """Return the amount including VAT, multiplied by 10,000, as an exact integer.

        Both sides of a comparison are brought to this form, so that no division and no
        rounding ever decides whether a value reaches a threshold.

        >>> Money(Pence(20772000), VatBasis.INCLUDED).scaled_gross(STANDARD_RATE)
        207720000000
        >>> Money(Pence(17310000), VatBasis.EXCLUDED).scaled_gross(STANDARD_RATE)
        207720000000
        """
        if self.vat is VatBasis.EXCLUDED:
            return self.pence * (10_000 + rate)
        return self.pence * 10_000

    def on(self, basis: VatBasis, rate: Percent) -> "Money":
        """Return the amount on another VAT basis, rounded half up to a penny, to be shown."""
        if self.vat is None or self.vat is basis:
            return self
        if basis is VatBasis.INCLUDED:
            return Money(_half_up(self.pence * (10_000 + rate), 10_000), basis, rate)
        return Money(_half_up(self.pence * 10_000, 10_000 + rate), basis, rate)

    def beside(self, other: "Money") -> str:
        """Return the amount in words, on the other's VAT basis too where they differ."""
        if self.vat is None or other.vat is None or self.vat is other.vat:
            return str(self)
        return f"{self} ({self.on(other.vat, self.rate)})"

    def __str__(self) -> str:
        """Return the amount as a person reads it, such as £5,000,000 including VAT."""
        match self.vat:
            case None:
                return pounds(self.pence)
            case VatBasis.INCLUDED:
                return f"{pounds(self.pence)} including VAT"
            case VatBasis.EXCLUDED:
                return f"{pounds(self.pence)} excluding VAT"


def _half_up(numerator: int, denominator: int) -> Pence:
    return Pence((2 * numerator + denominator) // (2 * denominator))


def pounds(pence: int) -> str:
    """Return pence with thousands separators, without pence where there are none.

    >>> pounds(500000001), pounds(20772000)
    ('£5,000,000.01', '£207,720')
    """
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}£{whole:,}" + (f".{rest:02d}" if rest else "")


def amount_text(pence: int) -> str:
    """Return pence as JSON carries them: digits with two decimals.

    >>> amount_text(20772000)
    '207720.00'
    """
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), 100)
    return f"{sign}{whole}.{rest:02d}"


def parse_amount(text: str) -> Pence | None:
    """Return the pence of `digits[.dd]`, or None where the text is not of that form."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    sign, whole, rest = found.groups()
    pence = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
    return Pence(-pence if sign else pence)


def parse_pounds(text: str) -> Pence | None:
    """Return the pence of `£digits.dd` as packs write it, or None."""
    found = _POUNDS.fullmatch(text)
    return None if found is None else Pence(int(found[1]) * 100 + int(found[2]))


def parse_percent(text: str) -> Percent | None:
    """Return hundredths of a per cent of `digits[.dd]%` as packs write it, or None.

    >>> parse_percent("12.5%")
    1250
    """
    found = _PERCENT.fullmatch(text)
    if found is None:
        return None
    return Percent(int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")))


def percent_text(percent: int) -> str:
    """Return hundredths of a per cent as JSON carries them, without needless zeros.

    >>> percent_text(1000), percent_text(1250)
    ('10', '12.5')
    """
    whole, rest = divmod(percent, 100)
    return str(whole) if rest == 0 else f"{whole}.{rest:02d}".rstrip("0")
