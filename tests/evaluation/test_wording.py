"""Exact numbers in sentences say when they are not."""

from fractions import Fraction

import pytest

from evaluation.wording import exactly, grouped, listed, ordinal, per_cent, pounds, share_of


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0"),
        (Fraction(1234567, 100), "12,345.67"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-1, 3), "about -0.333333 (exactly -1/3)"),
        (Fraction(1, 10**28), f"0.{'0' * 27}1"),
    ],
)
def test_a_number_is_told_exactly_or_as_about(value: Fraction, words: str) -> None:
    assert exactly(value) == words


def test_a_fraction_that_nobody_would_read_is_told_as_about() -> None:
    assert exactly(Fraction(10**5000 + 1, 10**5000 * 3)) == "about 0.333333"


def test_a_number_too_large_for_a_line_is_told_as_about() -> None:
    assert exactly(Fraction(10**50, 3)).startswith("about 33,333,333")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Fraction(1234567), "£1,234,567"),
        (Fraction(1, 2), "£0.50"),
        (Fraction(-5, 2), "-£2.50"),
        (Fraction(10, 3), "about £3.33"),
        (Fraction(1, 7**60), "about £0.00"),
    ],
)
def test_pounds_have_pence_where_they_have_any(amount: Fraction, words: str) -> None:
    assert pounds(amount) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [(Fraction(5, 2), "2.5 per cent"), (Fraction(200, 3), "about 66.67 per cent")],
)
def test_a_percentage_is_told_in_words(share: Fraction, words: str) -> None:
    assert per_cent(share) == words


def test_names_are_listed_as_in_a_sentence() -> None:
    assert listed(("A", "B", "C")) == "A, B and C"


@pytest.mark.parametrize(
    ("text", "parted"), [("1234.5", "1,234.5"), ("-1234567", "-1,234,567"), ("-0.05", "-0.05")]
)
def test_thousands_stand_apart_and_a_sign_is_kept(text: str, parted: str) -> None:
    assert grouped(text) == parted


def test_a_share_is_never_rounded_to_none_or_to_all() -> None:
    shares = [share_of(count, 100_000) for count in (0, 1, 33_333, 99_999, 100_000)]

    assert shares == ["0", "under 0.1", "33.3", "over 99.9", "100"]


def test_ranks_are_told_in_words() -> None:
    assert [ordinal(rank) for rank in (1, 3, 10, 11, 12, 13, 21, 111, 122)] == [
        "first", "third", "tenth", "11th", "12th", "13th", "21st", "111th", "122nd",
    ]  # fmt: skip
