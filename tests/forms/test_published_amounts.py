"""Amounts of notices are read exactly, or stay unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.json_text import Json, Number
from forms.published_amounts import pence_of


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("248652.47", 24_865_247),
        ("1120000", 112_000_000),
        ("2.5E+5", 25_000_000),
        ("100.01", 10_001),
        ("1000.005", 100_001),
        ("69108.4000000000050", 6_910_840),
        ("100000000000", 10_000_000_000_000),
    ],
)
def test_an_amount_is_read_to_the_penny(text: str, pence: int) -> None:
    assert pence_of(Number(text)) == pence


@pytest.mark.parametrize(
    "value",
    [
        *(Number(text) for text in ("0", "0.1", "100", "100.00", "-360000", "1e99", "1e999999999")),
        Number("100000000000.01"),
        Number("9" * 10_000),
        *("360000", None, True, [], {}),
    ],
)
def test_a_placeholder_and_what_is_no_amount_stay_unknown(value: Json) -> None:
    assert pence_of(value) is None


@given(st.integers(100_01, 10**13))
def test_every_amount_in_pence_is_read_exactly(pence: int) -> None:
    assert pence_of(Number(f"{pence // 100}.{pence % 100:02d}")) == pence
