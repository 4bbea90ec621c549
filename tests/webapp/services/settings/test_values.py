"""The values of settings are kept with their kind, and read as they were."""

from datetime import date

import pytest

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Kind, Value
from webapp.services.settings.values import KeptValue, ValueIsNotReadable, read_value, written


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Money(Pence(250_000_00), VatBasis.EXCLUDED), Kind.MONEY),
        (Money(Pence(1)), Kind.MONEY),
        (date(2026, 4, 1), Kind.DATE),
        (1250, Kind.PERCENT),
        (8, Kind.INTEGER),
        (10_000_000, Kind.AREA),
    ],
)
def test_a_value_is_read_as_it_was_written(value: Value, kind: Kind) -> None:
    assert read_value(written(value, kind)) == KeptValue(kind, value)


def test_an_amount_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueIsNotReadable):
        read_value('{"is":"many","kind":"money","vat":null}')
