"""Each formula on a worked example that was published for it, beside its definition.

A source that awards other points than 0 to 100 says how its points become our percentage. Where a
definition is cited without figures, the figures were worked by hand. «Excerpt» is said of a
source of which a part was read, not the whole.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import formulas
from evaluation.numbers import rounded

AMOUNTS = st.fractions(min_value=1, max_value=1000, max_denominator=100)


@pytest.mark.parametrize(
    ("quote", "score"), [("15000", "0.667"), ("10000", "1.000"), ("30000", "0.333")]
)
def test_relative_to_lowest_scores_the_quotes_of_the_digital_marketplace(
    quote: str, score: str
) -> None:
    """GOV.UK, How to score Digital Outcomes and Specialists suppliers, Fixed quotes (2016).

    Quotes of £15,000, £10,000 and £30,000 score 0.667, 1 and 0.333. The example is quoted in
    Shakespeare Martineau, Evaluating price in tenders (13 May 2021), and in Public Spend Forum
    Europe, Evaluating and Scoring Price (17 May 2016).
    """
    percent = formulas.relative_to_lowest(Fraction(quote), lowest=Fraction(10000))

    assert rounded(percent / 100, 3) == score


@pytest.mark.parametrize(("price", "percent"), [("1000000", 100), ("1200000", 83), ("2000000", 50)])
def test_relative_to_lowest_scores_the_tenders_of_scottish_guidance(
    price: str, percent: int
) -> None:
    """Brodies, A new approach to evaluating price submissions in tenders (2024).

    The standard approach: tenders of £1m, £1.2m and £2m receive 100, 83 and 50 per cent.
    """
    scored = formulas.relative_to_lowest(Fraction(price), lowest=Fraction(1000000))

    assert rounded(scored, 0) == str(percent)


@pytest.mark.parametrize(("price", "points"), [("100", "40"), ("105", "38"), ("108", "37")])
def test_relative_to_lowest_scores_the_bidders_of_impact_bids(price: str, points: str) -> None:
    """Impact Bids, The Quality Imperative: 40 points, 40 × (100/105) = 38, 40 × (100/108) = 37."""
    percent = formulas.relative_to_lowest(Fraction(price), lowest=Fraction(100))

    assert rounded(40 * percent / 100, 0) == points


@pytest.mark.parametrize(("price", "percent"), [("100", 100), ("125", 75), ("140", 60)])
def test_relative_difference_takes_off_what_a_price_is_above_the_lowest(
    price: str, percent: int
) -> None:
    """Supplier's Bid Comparison Formula, materialsmanagement.info.

    PS = MP x (1 - ((SP - LQB) / LQB)): 25 per cent above the lowest qualified bid scores 25
    per cent less than it, and 40 per cent above it 40 per cent less.
    """
    assert formulas.relative_difference(Fraction(price), lowest=Fraction(100)) == percent


@pytest.mark.parametrize(("most", "points"), [(160, 144), (20, 18), (90, 81)])
def test_relative_difference_takes_a_tenth_of_the_points_off_a_price_a_tenth_above(
    most: int, points: int
) -> None:
    """Notice CXQ6YYHR62J, vergabe.niedersachsen.de (excerpt).

    A price ten per cent above the lowest receives 144 of 160 points, 18 of 20 and 81 of 90.
    """
    percent = formulas.relative_difference(Fraction(110), lowest=Fraction(100))

    assert most * percent / 100 == points


@pytest.mark.parametrize(
    ("price", "points"),
    [
        ("39", "68.77"),
        ("40", "66.98"),
        ("41", "65.20"),
        ("42", "63.45"),
        ("43", "61.71"),
        ("44", "60.00"),
        ("45", "58.31"),
    ],
)
def test_relative_to_mean_scores_the_bids_of_a_published_table(price: str, points: str) -> None:
    """评标得分计算 (Calculating the scores of bids), m.doczj.com/doc/133390728.html (excerpt).

    Its second table: beside bids of 43, 44 and 45 a fourth bids from 39 to 45. A price at the
    mean of the four has 60 points, a point more for each per cent below it and a point less for
    each above. So its points are our percentage and ten.
    """
    bids = [Fraction(price), Fraction(43), Fraction(44), Fraction(45)]

    percent = formulas.relative_to_mean(bids[0], mean=sum(bids, start=Fraction(0)) / 4)

    assert rounded(percent + 10, 2) == points


@pytest.mark.parametrize(("price", "percent"), [("100", 50), ("90", 60), ("110", 40), ("175", 0)])
def test_relative_to_mean_gives_the_mean_half(price: str, percent: int) -> None:
    """Mean Calculation, procurementtemplates.co.uk: the definition, with 50 at the mean.

    A point is deducted for each percentage point above the mean and added for each below it.
    Figures worked by hand.
    """
    assert formulas.relative_to_mean(Fraction(price), mean=Fraction(100)) == percent


@pytest.mark.parametrize(
    ("price", "score"),
    [("5995", "10.00"), ("6450", "8.48"), ("7295", "5.67"), ("8995", "0.00")],
)
def test_set_range_scores_the_prices_of_a_published_range(price: str, score: str) -> None:
    """S. Griffiths, Scoring values from 0 to 10, stegriff.co.uk/upblog (read whole).

    The best price is set at £5,995 and the worst at £8,995: £6,450 scores 8.48 of ten and £7,295
    scores 5.67. Ten of its points are our hundred per cent.
    """
    percent = formulas.set_range(Fraction(price), floor=Fraction(5995), ceiling=Fraction(8995))

    assert rounded(percent / 10, 2) == score


@pytest.mark.parametrize(("price", "points"), [("1.0", 5), ("1.5", 0)])
def test_set_range_has_the_ends_of_the_swiss_linear_method(price: str, points: int) -> None:
    """Preisbewertung: die lineare Methode, submissionsrecht.ch (22 February 2020; excerpt).

    CHF 1.0m is the lowest offer and the range is half of it, so that five points are for CHF
    1.0m and none for CHF 1.5m.
    """
    percent = formulas.set_range(Fraction(price), floor=Fraction(1), ceiling=Fraction("1.5"))

    assert 5 * percent / 100 == points


@pytest.mark.parametrize(("price", "percent"), [("50", 100), ("150", 0), ("100", 50), ("75", 75)])
def test_set_range_is_linear_between_its_ends(price: str, percent: int) -> None:
    """Negometrix, formula with Psetmax and Psetmin: the definition; figures worked by hand.

    No price points at Psetmax, all of them at Psetmin, and linear between the two.
    """
    floor, ceiling = Fraction(50), Fraction(150)

    assert formulas.set_range(Fraction(price), floor=floor, ceiling=ceiling) == percent


@pytest.mark.parametrize("factor", ["1.5", "2", "3"])
def test_logarithmic_gives_all_to_the_lowest_and_none_to_its_multiple(factor: str) -> None:
    """Negometrix, The Log formula: all price points at Pi = Pbest, regardless of A.

    Zero at A times the lowest price, for A of 1.5, 2 or 3.
    """
    lowest, multiple = Fraction(80000), Fraction(factor)

    at_lowest = formulas.logarithmic(lowest, lowest=lowest, factor=multiple)
    at_multiple = formulas.logarithmic(lowest * multiple, lowest=lowest, factor=multiple)

    assert at_lowest == 100
    assert at_multiple == 0


@pytest.mark.parametrize(("price", "score"), [("80", "100.0"), ("100", "83.9"), ("125", "67.8")])
def test_logarithmic_scores_the_tenders_of_the_ranking_paradox(price: str, score: str) -> None:
    """T. H. Chen, Wiskundige eigenschappen van gunningssystemen (2005), page 51.

    In Tijdschrift Aanbestedingsrecht; read as quoted in C. Verhoef, Eerste hulp bij aanbesteden,
    ibestuur.nl, and in the thread «hulp logaritme, rangordeparadox», wiskundeforum.nl (excerpts).
    The score is 100 - 50 × log(P ÷ LP) ÷ log 2, so our factor is 4, and prices of 80, 100 and 125
    score 100, 83.9 and 67.8.
    """
    percent = formulas.logarithmic(Fraction(price), lowest=Fraction(80), factor=Fraction(4))

    assert rounded(percent, 1) == score


def test_logarithmic_gives_half_at_the_root_of_the_factor() -> None:
    """Negometrix, The Log formula: the definition; figures worked by hand.

    log(2) ÷ log(4) is a half, and log(3) ÷ log(4) is 0.79248125.
    """
    at_two = formulas.logarithmic(Fraction(2), lowest=Fraction(1), factor=Fraction(4))
    at_three = formulas.logarithmic(Fraction(3), lowest=Fraction(1), factor=Fraction(4))

    assert rounded(at_two, 40) == f"50.{'0' * 40}"
    assert rounded(at_three, 6) == "20.751875"


@pytest.mark.parametrize(("price", "percent"), [("100", 100), ("150", 50), ("200", 0)])
def test_linear_between_bids_scores_the_published_bids(price: str, percent: int) -> None:
    """Procure-Pro ISO, tests/test_tbe_scoring.py, inverse linear price scoring (read whole).

    On GitHub, ganeshgowri-ASA/procure-pro-iso: prices of 100, 150 and 200 score 100, 50 and 0.
    """
    lowest, highest = Fraction(100), Fraction(200)

    assert formulas.linear_between_bids(Fraction(price), lowest=lowest, highest=highest) == percent


@pytest.mark.parametrize(
    ("prices", "shares"),
    [
        (
            (66, 61, 65, 95, 63, 74),
            ("0.85294118", "1.00000000", "0.88235294", "0.00000000", "0.94117647", "0.61764706"),
        ),
        (
            (56, 55, 49, 56, 43, 59),
            ("0.18750000", "0.25000000", "0.62500000", "0.18750000", "1.00000000", "0.00000000"),
        ),
    ],
)
def test_linear_between_bids_is_the_published_minimum_and_maximum_normalisation(
    prices: tuple[int, ...], shares: tuple[str, ...]
) -> None:
    """Pymcdm 1.4.0, test/test_normalizations.py: two columns that are costs (read whole).

    Its minimum and maximum normalisation of a cost is (H - p) ÷ (H - L), and a share of 1 is our
    hundred per cent.
    """
    lowest, highest = Fraction(min(prices)), Fraction(max(prices))

    percents = [
        formulas.linear_between_bids(Fraction(price), lowest=lowest, highest=highest)
        for price in prices
    ]

    assert tuple(rounded(percent / 100, 8) for percent in percents) == shares


def test_equal_prices_all_earn_everything_between_them() -> None:
    """As three prices of 100 do in the same tests of Procure-Pro ISO."""
    price = Fraction(100)

    assert formulas.linear_between_bids(price, lowest=price, highest=price) == 100


def test_a_commitment_is_worth_no_more_than_its_cap_and_its_share() -> None:
    """The proxy value of a tonne of carbon, £277.22, for 1,000 of 1,200 tonnes, half of each."""
    value = formulas.value_of_commitment(
        Fraction(1200),
        cap=Fraction(1000),
        value=Fraction("277.22"),
        attribution=Fraction(50),
    )

    assert value == 138610


def test_no_commitment_at_all_earns_nothing() -> None:
    assert formulas.relative_to_highest(Fraction(0), highest=Fraction(0)) == 0


@pytest.mark.parametrize(("value", "percent"), [("0", 0), ("450", 50), ("900", 100), ("901", 100)])
def test_a_target_is_reached_once(value: str, percent: int) -> None:
    assert formulas.relative_to_target(Fraction(value), target=Fraction(900)) == percent


@given(price=AMOUNTS, lowest=AMOUNTS, scale=AMOUNTS)
def test_scaling_prices_changes_no_relative_formula(
    price: Fraction, lowest: Fraction, scale: Fraction
) -> None:
    factor = Fraction(3)

    assert [
        formulas.relative_to_lowest(scale * price, lowest=scale * lowest),
        formulas.relative_difference(scale * price, lowest=scale * lowest),
        formulas.relative_to_mean(scale * price, mean=scale * lowest),
        formulas.logarithmic(scale * price, lowest=scale * lowest, factor=factor),
    ] == [
        formulas.relative_to_lowest(price, lowest=lowest),
        formulas.relative_difference(price, lowest=lowest),
        formulas.relative_to_mean(price, mean=lowest),
        formulas.logarithmic(price, lowest=lowest, factor=factor),
    ]


@given(price=AMOUNTS, other=AMOUNTS)
def test_every_formula_keeps_within_bounds_and_prefers_the_lower_price(
    price: Fraction, other: Fraction
) -> None:
    low, high = sorted((price, other))
    middle = (low + high) / 2

    def percents(of: Fraction) -> list[Fraction]:
        return [
            formulas.relative_to_lowest(of, lowest=low),
            formulas.relative_difference(of, lowest=low),
            formulas.relative_to_mean(of, mean=middle),
            formulas.logarithmic(of, lowest=low, factor=Fraction(2)),
            formulas.linear_between_bids(of, lowest=low, highest=high),
            formulas.set_range(of, floor=Fraction(100), ceiling=Fraction(500)),
        ]

    pairs = list(zip(percents(low), percents(high), strict=True))

    assert all(0 <= lower <= upper <= 100 for upper, lower in pairs)
