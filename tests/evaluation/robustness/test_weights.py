"""The weights between which the winner stays first, against bisection and a published formula."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.model import Criterion, GroupCriterion, Method, PriceCriterion, PriceFormula
from evaluation.numbers import rounded
from evaluation.robustness.weights import Ends, interval, weight_intervals, weights_at_the_top
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import small_tender

STEPS = 40
CLOSE = Fraction(1, 2**30)


def intervals(tender: Tender) -> dict[str, tuple[str, str]]:
    found = weight_intervals(WhatIf(tender, NO_FINDINGS, evaluate(tender)))
    return {name: (each.low, each.high) for name, each in found.items()}


def standing_without_minimums(tender: Tender) -> Tender:
    """Return the bids that stand, under a model that judges no minimum again."""
    evaluation = evaluate(tender)
    standing = {bid.id for bid in evaluation.bids if bid.rank is not None}
    criteria = tuple(_without_minimum(item) for item in tender.model.criteria)
    return replace(
        tender,
        model=replace(tender.model, criteria=criteria),
        bids=tuple(bid for bid in tender.bids if bid.id in standing),
    )


def _without_minimum(item: Criterion) -> Criterion:
    if isinstance(item, GroupCriterion):
        inner = tuple(_without_minimum(child) for child in item.criteria)
        return replace(item, minimum=None, criteria=inner)
    return replace(item, minimum=None)


def winner_at(tender: Tender, name: str, weight: Fraction) -> str | None:
    """Return the winner if a top-level criterion had a weight and the others filled 100."""
    present = weights_at_the_top(tender.model)
    left = (100 - weight) / (100 - present[name])
    criteria = tuple(
        item
        if item.weight is None
        else replace(item, weight=weight if item.id == name else item.weight * left)
        for item in tender.model.criteria
    )
    return evaluate(replace(tender, model=replace(tender.model, criteria=criteria))).winner


def bisected(tender: Tender, name: str, towards: Fraction) -> Fraction:
    """Return the weight nearest to an end at which the winner still is first, to 2⁻³⁰."""
    winner = evaluate(tender).winner
    inside, outside = weights_at_the_top(tender.model)[name], towards
    if winner_at(tender, name, outside) == winner:
        return outside
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        if winner_at(tender, name, middle) == winner:
            inside = middle
        else:
            outside = middle
    return inside


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=30)
def test_the_ends_are_where_bisection_finds_them(seed: int) -> None:
    tender = small_tender(seed)
    found = weight_intervals(WhatIf(tender, NO_FINDINGS, evaluate(tender)))
    plain = standing_without_minimums(tender)

    for name, each in found.items():
        lowest = bisected(plain, name, Fraction(1, 10**6))
        highest = bisected(plain, name, 100 - Fraction(1, 10**6))
        assert abs(max(each.lowest, Fraction(1, 10**6)) - lowest) < CLOSE
        assert abs(min(each.highest, 100 - Fraction(1, 10**6)) - highest) < CLOSE


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60)
def test_the_winner_is_first_on_the_printed_ends_and_not_a_tenth_outside(seed: int) -> None:
    tender = small_tender(seed)
    winner = evaluate(tender).winner
    plain = standing_without_minimums(tender)
    present = weights_at_the_top(tender.model)

    for name, (low, high) in intervals(tender).items():
        for end, outside in ((Fraction(low), Fraction(-1, 10)), (Fraction(high), Fraction(1, 10))):
            if 0 < end < 100:
                assert winner_at(plain, name, end) == winner
            if 0 < end + outside < 100 and end != present[name]:
                assert winner_at(plain, name, end + outside) != winner


WEIGHTS = {
    "size": "17.301496",
    "transportation": "5.397584",
    "neighbourhood": "18.810657",
    "age": "1.750819",
    "yard": "3.104399",
    "modern-facilities": "3.632262",
    "general-condition": "16.683835",
    "financing": "33.318948",
}
HOUSES = {
    "A": ("75.4", "23.3", "74.5", "33.3", "67.4", "74.7", "20.0", "7.2"),
    "B": ("18.1", "5.5", "6.5", "33.3", "10.1", "6.0", "40.0", "65.0"),
    "C": ("6.5", "71.3", "18.1", "33.3", "22.6", "19.3", "40.0", "27.8"),
}


def three_houses() -> Tender:
    """Return Saaty's choice of a house as a tender, local priorities as percentages.

    T. L. Saaty, How to make a decision: The Analytic Hierarchy Process, European Journal of
    Operational Research 48 (1990) 9-26. The weights are those of Example 7 in K. D. Goepel's
    AHP-OS, GitHub bpmsg/ahp-os, views/ahpExamples.html; the local priorities as printed at
    studopedia.net/21_112795_reshenie-i-soglasovannost.html (excerpt). That page has 0.005 for
    B's transportation, where the comparisons printed beside it give 0.055.
    """
    criteria = [make.scored(name, weight, "0-100/0.1") for name, weight in WEIGHTS.items()]
    return make.tender(
        make.model(*criteria),
        *(make.bid(id_, None, dict(zip(WEIGHTS, row, strict=True))) for id_, row in HOUSES.items()),
    )


def critical_changes(name: str) -> list[Fraction]:
    """Return by how much a weight must fall for each rival to be level with house A.

    By the formula of Triantaphyllou and Sánchez, see below; weights are parts of one.
    """
    at = list(WEIGHTS).index(name)
    weights = [Fraction(weight) / 100 for weight in WEIGHTS.values()]
    rows = {id_: [Fraction(value) / 100 for value in row] for id_, row in HOUSES.items()}
    totals = {
        id_: sum(weight * value for weight, value in zip(weights, row, strict=True))
        for id_, row in rows.items()
    }
    return [
        (totals[rival] - totals["A"]) / (rows[rival][at] - rows["A"][at])
        for rival in ("B", "C")
        if rows[rival][at] != rows["A"][at]
    ]


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_the_ends_are_the_critical_changes_of_the_published_formula(name: str) -> None:
    """Compare with the closed form of Triantaphyllou and Sánchez.

    E. Triantaphyllou and A. Sánchez, A Sensitivity Analysis Approach for Some Deterministic
    Multi-Criteria Decision Making Methods, Decision Sciences 28 (1997) 151-194: the change of
    the weight of criterion k that makes alternatives i and j change places is
    δ = (P_j - P_i) ÷ (a_jk - a_ik), feasible up to the weight itself; afterwards the weights are
    normalised. So the new weight is (W_k - δ) ÷ (1 - δ). Read as formulas 32 and 45 of K. D.
    Goepel, Implementation of an Online Software Tool for the Analytic Hierarchy Process,
    International Journal of the AHP 10 (2018); of the paper itself the opening pages were
    available, not its printed tables. The example with figures is below.
    """
    tender = three_houses()
    weight = Fraction(WEIGHTS[name])
    critical = [
        100 * (weight / 100 - change) / (1 - change)
        for change in critical_changes(name)
        if change <= weight / 100
    ]

    found = weight_intervals(WhatIf(tender, NO_FINDINGS, evaluate(tender)))[name]

    assert evaluate(tender).winner == "A"
    assert found.lowest == max((each for each in critical if each < weight), default=0)
    assert found.highest == min((each for each in critical if each > weight), default=100)


def test_the_end_nearest_to_its_weight_is_the_published_critical_criterion() -> None:
    """K. D. Goepel, Sensitivity Analysis in AHP, bpmsg.com/sensitivity-analysis-in-ahp (excerpt).

    Of all criteria the neighbourhood, at 18.8 per cent, is the most critical: a change of -8 per
    cent, the smallest in the table, makes the houses A and B change places. The excerpt is without
    the table of what was put in; that these are Saaty's houses is concluded from the names and
    the weight. The change is before the weights are normalised again and an end E of ours after
    it, so the change is (W - E) ÷ (1 - E), down for a lower end and up for a higher.
    """
    tender = three_houses()

    found = weight_intervals(WhatIf(tender, NO_FINDINGS, evaluate(tender)))

    changes = {
        (name, end): 100 * abs(each.weight - end) / (100 - end)
        for name, each in found.items()
        for end in (each.lowest, each.highest)
        if 0 < end < 100
    }
    smallest = min(changes, key=lambda each: changes[each])
    assert smallest == ("neighbourhood", found["neighbourhood"].lowest)
    assert rounded(found["neighbourhood"].weight, 1) == "18.8"
    assert rounded(changes[smallest], 0) == "8"


def price_and_quality(*bids: tuple[str, str, str], **more: tuple[str, ...]) -> Tender:
    price = make.price("40", PriceFormula.SET_RANGE, floor="0", ceiling="100")
    made = make.model(price, make.scored("q1", "60", "0-100"), tie_break=more.get("ties", ()))
    return make.tender(made, *(make.bid(id_, cost, {"q1": mark}) for id_, cost, mark in bids))


def test_at_a_tie_the_winner_is_no_longer_alone_first() -> None:
    # A - B = 20 × price's share - 10 × quality's share: level where price weighs 33⅓.
    tender = price_and_quality(("A", "50", "50"), ("B", "70", "60"))

    assert intervals(tender) == {"price": ("33.4", "100.0"), "q1": ("0.0", "66.6")}


def test_an_end_that_is_a_tenth_itself_is_left_by_a_tenth() -> None:
    # A - B = 40 × price's share - 10 × quality's share: level where price weighs 20.
    tender = price_and_quality(("A", "50", "50"), ("B", "90", "60"))

    assert intervals(tender) == {"price": ("20.1", "100.0"), "q1": ("0.0", "79.9")}


def test_an_end_at_which_the_model_breaks_the_tie_for_the_winner_belongs_to_it() -> None:
    tender = price_and_quality(("A", "50", "50"), ("B", "90", "60"), ties=("price",))

    assert intervals(tender) == {"price": ("20.0", "100.0"), "q1": ("0.0", "80.0")}


def test_a_winner_by_tie_break_stands_at_the_end_of_its_interval() -> None:
    # Level at 40: 30 × 0.4 = 20 × 0.6.
    tender = price_and_quality(("A", "50", "50"), ("B", "80", "70"), ties=("price",))

    assert intervals(tender) == {"price": ("40.0", "100.0"), "q1": ("0.0", "60.0")}


def test_rounding_inwards_never_passes_the_present_weight() -> None:
    ends = Ends(Fraction("33.31"), Fraction("33.39"), has_lowest=False, has_highest=False)

    printed = interval(Fraction("33.333"), ends)

    assert (printed.low, printed.high) == ("33.333", "33.333")


def test_a_bid_alone_is_first_whatever_the_weights() -> None:
    assert intervals(price_and_quality(("A", "50", "50"))) == {
        "price": ("0.0", "100.0"),
        "q1": ("0.0", "100.0"),
    }


def test_without_a_winner_or_with_one_criterion_there_are_no_intervals() -> None:
    level = price_and_quality(("A", "50", "50"), ("B", "50", "50"))
    alone = make.tender(make.model(make.scored("q1", "100")), make.bid("A", None, {"q1": "3"}))

    assert intervals(level) == {}
    assert intervals(alone) == {}


def test_the_price_has_no_interval_where_the_method_uses_it() -> None:
    made = make.model(
        PriceCriterion(id="price", title="Price"),
        make.scored("q1", "60"),
        make.scored("q2", "40"),
        method=Method.PRICE_PER_QUALITY_POINT,
    )
    # A costs 100 and B 80: B leads where its points are more than four fifths of A's.
    tender = make.tender(
        made,
        make.bid("A", "100", {"q1": "5", "q2": "5"}),
        make.bid("B", "80", {"q1": "5", "q2": "3"}),
    )

    # B's points are 60 + 40w/100 short by 2/5 of q2's weight: 100 - 0.4 × w > 80 up to w = 50.
    assert intervals(tender) == {"q1": ("50.1", "100.0"), "q2": ("0.0", "49.9")}
