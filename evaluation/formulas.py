"""The published formulas: from a price, or the value of commitments, to a percentage.

Bare functions on exact numbers. Each says its formula, what must hold before it is called and
where it comes from; all keep the percentage within 0 and 100. The lowest, highest and mean price
are those of the bids that stand, so a price of theirs lies between the first two.
"""

from fractions import Fraction

from evaluation.logarithms import logarithm
from evaluation.numbers import HUNDRED, ZERO, Percentage


def within_bounds(percent: Fraction) -> Percentage:
    """Return a percentage that is at least 0 and at most 100.

    >>> [int(within_bounds(Fraction(percent))) for percent in (-1, 50, 101)]
    [0, 50, 100]
    """
    return Percentage(max(ZERO, min(HUNDRED, percent)))


def relative_to_lowest(price: Fraction, *, lowest: Fraction) -> Percentage:
    """Return 100 × lowest ÷ price, for a price above zero.

    How the Crown Commercial Service's Digital Marketplace told buyers to score fixed quotes
    (How to score Digital Outcomes and Specialists suppliers, 2016).

    >>> int(relative_to_lowest(Fraction(125000), lowest=Fraction(100000)))
    80
    """
    return within_bounds(HUNDRED * lowest / price)


def linear_between_bids(price: Fraction, *, lowest: Fraction, highest: Fraction) -> Percentage:
    """Return 100 × (highest - price) ÷ (highest - lowest); 100 where all prices are equal.

    The interpolation between the cheapest and the dearest bid. Cloudia, Scoring of price and
    quality: relationship to the smallest, linear; Acquisti in rete PA, Lineare tra i valori
    minimo e massimo, where equal prices earn the maximum too. Stilger, Siderius and van Raaij
    compare it in A Comparative Study of Formulas for Choosing the Economically Most
    Advantageous Tender, Journal of Public Procurement 17 (2017).

    >>> int(linear_between_bids(Fraction(3), lowest=Fraction(2), highest=Fraction(6)))
    75
    """
    if highest == lowest:
        return Percentage(HUNDRED)
    return within_bounds(HUNDRED * (highest - price) / (highest - lowest))


def relative_difference(price: Fraction, *, lowest: Fraction) -> Percentage:
    """Return 100 × (1 - (price - lowest) ÷ lowest), for a lowest price above zero.

    A price so many per cent above the lowest loses so many per cent; from twice the lowest on
    it earns nothing. As in Supplier's Bid Comparison Formula (materialsmanagement.info).

    >>> int(relative_difference(Fraction(125), lowest=Fraction(100)))
    75
    """
    return within_bounds(HUNDRED * (1 - (price - lowest) / lowest))


def relative_to_mean(price: Fraction, *, mean: Fraction) -> Percentage:
    """Return 50 - 100 × (price - mean) ÷ mean, for a mean above zero.

    The mean earns half: each per cent below it a point more, each above it a point less. As in
    Mean Calculation (procurementtemplates.co.uk); 评标得分计算 (doczj.com) works it with 60
    points at the mean.

    >>> int(relative_to_mean(Fraction(90), mean=Fraction(100)))
    60
    """
    return within_bounds(50 - HUNDRED * (price - mean) / mean)


def set_range(price: Fraction, *, floor: Fraction, ceiling: Fraction) -> Percentage:
    """Return 100 × (ceiling - price) ÷ (ceiling - floor), for a floor below the ceiling.

    The one price formula that needs no other bid, so that no bid can change another's points.
    Negometrix, Formulas: WP x (Psetmax - Pi) / (Psetmax - Psetmin).

    >>> int(set_range(Fraction(70), floor=Fraction(50), ceiling=Fraction(150)))
    80
    """
    return within_bounds(HUNDRED * (ceiling - price) / (ceiling - floor))


def logarithmic(price: Fraction, *, lowest: Fraction, factor: Fraction) -> Percentage:
    """Return 100 × (1 - log(price ÷ lowest) ÷ log(factor)).

    For a lowest price above zero and a factor above 1: a price of `factor` times the lowest, and
    any above it, earns nothing. Each logarithm has 50 significant digits and is exact from
    there on. Negometrix, The Log formula: WP x (1 - log (Pi / Pbest) / log A). With a factor of
    4 it is the 100 - 50 × log(P ÷ LP) ÷ log 2 of T. H. Chen, Wiskundige eigenschappen van
    gunningssystemen, Tijdschrift Aanbestedingsrecht (2005).

    >>> int(logarithmic(Fraction(200), lowest=Fraction(100), factor=Fraction(2)))
    0
    """
    return within_bounds(HUNDRED * (1 - logarithm(price / lowest) / logarithm(factor)))


def value_of_commitment(
    quantity: Fraction, *, cap: Fraction | None, value: Fraction, attribution: Fraction
) -> Fraction:
    """Return min(quantity, cap) × value × attribution ÷ 100, in pounds.

    >>> int(value_of_commitment(
    ...     Fraction(12), cap=Fraction(10), value=Fraction(5), attribution=Fraction(50)))
    25
    """
    counted = quantity if cap is None else min(quantity, cap)
    return counted * value * attribution / 100


def relative_to_highest(value: Fraction, *, highest: Fraction) -> Percentage:
    """Return 100 × value ÷ the highest value; 0 where the highest is 0.

    >>> int(relative_to_highest(Fraction(3), highest=Fraction(4)))
    75
    """
    return within_bounds(HUNDRED * value / highest) if highest else Percentage(ZERO)


def relative_to_target(value: Fraction, *, target: Fraction) -> Percentage:
    """Return 100 × value ÷ target, for a target above zero; 100 from the target on.

    >>> int(relative_to_target(Fraction(5), target=Fraction(4)))
    100
    """
    return within_bounds(HUNDRED * value / target)
