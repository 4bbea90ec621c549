"""Money in pence on two VAT bases, and percentages: exact in every comparison."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.money import (
    LARGEST_AMOUNT,
    STANDARD_RATE,
    Money,
    Pence,
    Percent,
    VatBasis,
    amount_text,
    parse_amount,
    parse_percent,
    parse_pounds,
    percent_text,
    pounds,
)

PENCE = st.integers(0, LARGEST_AMOUNT).map(Pence)
RATES = st.integers(0, 10_000).map(Percent)
BASES = st.sampled_from(VatBasis)


def gross(money: Money, rate: Percent) -> Fraction:
    """The amount with VAT in pounds, by the arithmetic of a school book."""
    net = Fraction(money.pence, 100)
    return net * (1 + Fraction(rate, 10_000)) if money.vat is VatBasis.EXCLUDED else net


@given(PENCE, BASES, PENCE, BASES, RATES)
def test_scaled_amounts_compare_as_exact_fractions_do(
    pence: Pence, vat: VatBasis, other_pence: Pence, other_vat: VatBasis, rate: Percent
) -> None:
    one, other = Money(pence, vat, rate), Money(other_pence, other_vat)
    scaled, other_scaled = one.scaled_gross(rate), other.scaled_gross(rate)

    assert (scaled < other_scaled) is (gross(one, rate) < gross(other, rate))
    assert (scaled == other_scaled) is (gross(one, rate) == gross(other, rate))


@given(PENCE, RATES)
def test_an_amount_at_its_threshold_on_the_other_basis_is_not_below_it(
    pence: Pence, rate: Percent
) -> None:
    net = Money(pence, VatBasis.EXCLUDED, rate)
    exact = gross(net, rate) * 100
    threshold = Money(Pence(-(-exact.numerator // exact.denominator)), VatBasis.INCLUDED)

    is_reached = net.scaled_gross(rate) >= threshold.scaled_gross(rate)

    assert is_reached is (exact.denominator == 1)


@given(PENCE, BASES, st.integers(0, 99_999).map(Percent))
def test_no_amount_at_any_rate_that_can_be_written_is_too_large_for_the_engine(
    pence: Pence, vat: VatBasis, rate: Percent
) -> None:
    assert Money(pence, vat, rate).scaled_gross(rate) < 2**63


@given(PENCE, BASES, RATES)
def test_an_amount_shown_on_another_basis_is_right_to_half_a_penny(
    pence: Pence, vat: VatBasis, rate: Percent
) -> None:
    money = Money(pence, vat, rate)

    for basis in VatBasis:
        shown = money.on(basis, rate)
        assert shown.vat is basis
        net_of = 1 + Fraction(rate, 10_000) if basis is VatBasis.EXCLUDED else Fraction(1)
        exact = gross(money, rate) * 100 / net_of
        assert Fraction(-1, 2) < shown.pence - exact <= Fraction(1, 2)


def test_half_a_penny_is_rounded_up() -> None:
    assert Money(Pence(5), VatBasis.EXCLUDED).on(VatBasis.INCLUDED, Percent(1000)) == Money(
        Pence(6), VatBasis.INCLUDED, Percent(1000)
    )


def test_an_amount_without_a_basis_stays_as_it_is() -> None:
    assert Money(Pence(5)).on(VatBasis.INCLUDED, STANDARD_RATE) == Money(Pence(5))


@given(st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT))
def test_an_amount_survives_being_written_and_read(pence: int) -> None:
    assert parse_amount(amount_text(pence)) == pence


@given(PENCE)
def test_an_amount_survives_being_written_as_packs_write_it(pence: Pence) -> None:
    assert parse_pounds(f"£{amount_text(pence)}") == pence


@given(PENCE)
def test_an_amount_shown_to_a_person_says_the_same(pence: Pence) -> None:
    assert parse_amount(pounds(pence).removeprefix("£").replace(",", "")) == pence


@given(st.integers(0, 99_999))
def test_a_percentage_survives_being_written_and_read(percent: int) -> None:
    assert parse_percent(f"{percent_text(percent)}%") == percent


@pytest.mark.parametrize(
    ("text", "pence"),
    [("0", 0), ("5", 500), ("5.1", 510), ("5.01", 501), ("-5.01", -501), ("0.00", 0)],
)
def test_an_amount_of_at_most_two_decimals_is_read(text: str, pence: int) -> None:
    assert parse_amount(text) == pence


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".5",
        "5.",
        "5.001",
        "1e3",
        "1,000",
        "+5",
        " 5",
        "5 ",
        "5\n",
        "NaN",
        "--5",
        "\u0665",
        "0x5",
    ],
)
def test_what_is_not_digits_with_two_decimals_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "5000000.00",
        "£5000000",
        "£5,000,000.00",
        "£5.0",
        "£5.000",
        "£-5.00",
        "£\u0665.00",
        "£5.00 ",
        "£",
    ],
)
def test_what_is_not_pounds_with_two_decimals_is_refused_in_packs(text: str) -> None:
    assert parse_pounds(text) is None


@pytest.mark.parametrize(
    "text", ["10", "10 %", "-1%", "1000%", "10.123%", ".5%", "10%%", "\u0661\u0660%"]
)
def test_what_is_not_a_percentage_is_refused(text: str) -> None:
    assert parse_percent(text) is None


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(Pence(500000001), VatBasis.INCLUDED), "£5,000,000.01 including VAT"),
        (Money(Pence(17310000), VatBasis.EXCLUDED), "£173,100 excluding VAT"),
        (Money(Pence(-5)), "-£0.05"),
    ],
)
def test_money_is_shown_with_its_basis(money: Money, words: str) -> None:
    assert str(money) == words
