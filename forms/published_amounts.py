"""Amounts in a notice: JSON numbers, read exactly, in pounds alone."""

import re
from decimal import ROUND_HALF_UP, Decimal

from forms.json_text import Json, Number
from forms.release import Column, Found, Interpretation
from rules.money import LARGEST_AMOUNT, STANDARD_RATE, Money, Pence, VatBasis

PLACEHOLDER = Pence(100_00)
"""An amount up to this stands for "not said"."""

_FIGURE = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,2})?", re.ASCII)


def pence_of(value: Json) -> Pence | None:
    """Return the pence of a JSON number, half up, None where it is no amount or a placeholder.

    >>> pence_of(Number("248652.47")), pence_of(Number("0.1")), pence_of("248652.47")
    (24865247, None, None)
    """
    if not isinstance(value, Number) or not _FIGURE.fullmatch(value.text):
        return None
    amount = Decimal(value.text)
    if not Decimal(PLACEHOLDER) / 100 < amount <= Decimal(LARGEST_AMOUNT) / 100:
        return None
    return Pence(int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def estimated_value(
    net: Column, gross: Column, currency: Column, least: Column, least_currency: Column
) -> Interpretation:
    """Read the larger of the value and the least value, gross where the notice says so."""
    known = [
        Found(Money(pence, basis), one.path)
        for values, basis, currencies in (
            (gross, VatBasis.INCLUDED, currency),
            (net if not _any_amount(gross) else (), VatBasis.EXCLUDED, currency),
            (least, VatBasis.EXCLUDED, least_currency),
        )
        for one in values
        if (pence := pence_of(one.value)) and [it.value for it in currencies] == ["GBP"]
    ]
    return max(known, key=_size, default=None)


def _any_amount(values: Column) -> bool:
    return any(pence_of(one.value) for one in values)


def _size(found: Found) -> int:
    return found.value.scaled_gross(STANDARD_RATE) if isinstance(found.value, Money) else 0
