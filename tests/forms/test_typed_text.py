"""What people type is read as they mean it, or refused with what to type instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.typed_text import read_percent, read_pounds, read_whole, ungrouped, write_pounds
from rules.money import LARGEST_AMOUNT, Pence


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£95,000", 95_000_00),
        ("95,000.00", 95_000_00),
        ("95000", 95_000_00),
        (" £ 95000.5 ", 95_000_50),
        ("1,234,567.89", 1_234_567_89),
        ("0", 0),
        ("100,000,000,000", LARGEST_AMOUNT),
    ],
)
def test_an_amount_is_read(text: str, pence: int) -> None:
    assert read_pounds(text) == pence


@pytest.mark.parametrize(
    "text",
    [
        *("1e5", "95,00", "9,5000", "95 000", "95k", "12.345", "£", "1..2", "٩٥"),
        *("NaN", "£-", "95.000,00", "95,000€", "0x5", ",000", "1_000", "1\u202e"),
    ],
)
def test_what_is_no_amount_says_what_to_type(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter (pounds in figures|an amount that is not below)"):
        read_pounds(text)


def test_an_amount_below_zero_or_beyond_all_contracts_says_so() -> None:
    with pytest.raises(
        ValueError, match=r"^Enter an amount that is not below zero, such as 95,000$"
    ):
        read_pounds("-5")
    with pytest.raises(ValueError, match="at most £100,000,000,000; check the number of zeros"):
        read_pounds("100,000,000,000.01")


@given(st.integers(0, LARGEST_AMOUNT))
def test_an_amount_that_is_shown_is_read_again(pence: int) -> None:
    assert read_pounds(write_pounds(pence)) == Pence(pence)


@pytest.mark.parametrize("text", ["-1", "1201", "1.0", "1e2", "36 months", "\uff11\uff12", "1,000"])
def test_what_is_no_whole_number_within_bounds_says_what_to_type(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter a whole number of months from 0 to 1,200$"):
        read_whole(text, least=0, most=1200, unit="months")


@pytest.mark.parametrize(
    ("text", "percent"), [("20", 2000), ("20%", 2000), ("0", 0), ("12.5 %", 1250), ("100", 10_000)]
)
def test_a_percentage_is_read_with_or_without_its_sign(text: str, percent: int) -> None:
    assert read_percent(text) == percent


@pytest.mark.parametrize("text", ["-1", "100.01", "20%%", "1e1", "%", "a", "1.234"])
def test_what_is_no_percentage_says_what_to_type(text: str) -> None:
    with pytest.raises(ValueError, match=r"^Enter a percentage from 0 to 100, such as 20$"):
        read_percent(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("1,200", "1200"), ("1,234,567.891", "1234567.891"), ("120", "120")],
        *[(text, text) for text in ("12,5", "1200,300", ",300", "1,2000", "-1,200", "1,200,")],
    ],
)
def test_only_commas_that_part_thousands_are_left_out(text: str, number: str) -> None:
    assert ungrouped(text) == number
