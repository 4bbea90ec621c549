"""What the texts of a pack mean: typed by the vocabulary, never by YAML."""

from datetime import date

import pytest

from rules.loader.scalars import typed
from rules.money import Money, Pence, Percent
from rules.vocabulary import Kind, Value

COLOURS = ("red", "green")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("£5000000.00", Kind.MONEY, Money(Pence(500000000))),
        ("£0.01", Kind.MONEY, Money(Pence(1))),
        ("2024-02-29", Kind.DATE, date(2024, 2, 29)),
        ("30", Kind.INTEGER, 30),
        ("0", Kind.INTEGER, 0),
        ("10%", Kind.PERCENT, Percent(1000)),
        ("12.5%", Kind.PERCENT, Percent(1250)),
        ("true", Kind.BOOLEAN, True),
        ("false", Kind.BOOLEAN, False),
        ("red", Kind.ENUMERATION, "red"),
        ("green", Kind.IDS, "green"),
    ],
)
def test_a_text_means_its_value(text: str, kind: Kind, value: Value) -> None:
    assert typed(text, kind, COLOURS) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5000000", Kind.MONEY),
        ("5000000.00", Kind.MONEY),
        ("£1,000.00", Kind.MONEY),
        ("2025-02-30", Kind.DATE),
        ("2025-2-3", Kind.DATE),
        ("20250203", Kind.DATE),
        ("2025-02-03T00:00", Kind.DATE),
        ("0000-01-01", Kind.DATE),
        ("1:30", Kind.INTEGER),
        ("-1", Kind.INTEGER),
        ("1.0", Kind.INTEGER),
        ("1e3", Kind.INTEGER),
        ("1_000", Kind.INTEGER),
        ("1000000000", Kind.INTEGER),
        ("\u0663", Kind.INTEGER),
        ("10", Kind.PERCENT),
        ("0.1", Kind.PERCENT),
        ("no", Kind.BOOLEAN),
        ("yes", Kind.BOOLEAN),
        ("True", Kind.BOOLEAN),
        ("1", Kind.BOOLEAN),
        ("Red", Kind.ENUMERATION),
        ("", Kind.ENUMERATION),
        ("blue", Kind.IDS),
        ("", Kind.INTEGER),
    ],
)
def test_a_text_that_is_not_of_the_kind_means_nothing(text: str, kind: Kind) -> None:
    assert typed(text, kind, COLOURS) is None


def test_where_no_ids_are_declared_no_text_is_one() -> None:
    assert typed("anything", Kind.IDS, ()) is None
