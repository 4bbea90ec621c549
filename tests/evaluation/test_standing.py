"""Which bids stand, and the rule that each of the others failed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import FullMarks, Method, RejectBid, ReplacedBy
from evaluation.numbers import Amount
from evaluation.result import BidResult, Reason, ReasonRule
from evaluation.tender import Exclusion, Score
from tests.evaluation.builders import (
    at_least,
    bid,
    commitments,
    contested,
    gate,
    group,
    measure,
    model,
    panel,
    price,
    scored,
    tender,
)


def judged(minimum: str, mark: str | Score) -> BidResult:
    """Return a bid on one question with a minimum score."""
    made = model(scored("q", "100", minimum=at_least(score=minimum)), agreed_by_mean=True)
    return evaluate(tender(made, bid("A", None, {"q": mark}))).by_id["A"]


def test_equal_to_the_minimum_passes() -> None:
    result = judged("3", "3")

    assert result.reasons == ()
    assert result.rank == 1


def test_below_the_minimum_disqualifies_and_says_by_what() -> None:
    result = judged("3", "2")

    assert result.reasons == (
        Reason(
            "q",
            ReasonRule.MINIMUM,
            disqualifies=True,
            because="‘Q’ scored 2, below the minimum score of 3.",
        ),
    )
    assert (result.rank, result.measured) == (None, None)


def test_a_bid_that_stands_exactly_on_a_minimum_passes() -> None:
    """2, 2 and 1 of 3, weighing 20, 30 and 50: exactly 50 per cent.

    Decimals of 28 digits make 49.99999999999999999999999999 of it, and fail the bid.
    """
    made = model(
        group(
            "g",
            "100",
            scored("a", "20", "0-3"),
            scored("b", "30", "0-3"),
            scored("c", "50", "0-3"),
            minimum=at_least(percent="50"),
        )
    )

    result = evaluate(tender(made, bid("A", None, {"a": "2", "b": "2", "c": "1"}))).by_id["A"]

    assert result.criteria["g"].percent.value == 50
    assert result.reasons == ()


def test_a_mean_of_thirds_is_compared_exactly() -> None:
    result = judged("3", panel("3", "3", "2"))

    assert result.reasons[0].because == (
        "‘Q’ scored about 2.666667 (exactly 8/3), below the minimum score of 3."
    )


def test_a_minimum_that_does_not_disqualify_is_told_and_the_bid_is_ranked() -> None:
    result = evaluate(contested()).by_id["C"]

    assert [(each.criterion, each.disqualifies) for each in result.reasons] == [
        ("sv-method", False)
    ]
    assert result.rank == 1


def test_the_minimum_of_a_group_is_a_percentage_of_its_own_weight() -> None:
    made = model(
        price("50"),
        group("g", "50", scored("a", "60"), scored("b", "40"), minimum=at_least(percent="50")),
    )
    bids = [
        bid("A", "10", {"a": "5", "b": "0"}),
        bid("B", "10", {"a": "0", "b": "5"}),
    ]

    found = {each.id: each.reasons for each in evaluate(tender(made, *bids)).bids}

    assert found["A"] == ()
    assert [each.because for each in found["B"]] == [
        "‘G’ reached 40 per cent, below the minimum of 50 per cent."
    ]


def test_a_target_of_commitments_can_have_a_minimum() -> None:
    made = model(
        price("90"),
        commitments(
            "sv", "10", measure("jobs", "10"), target="100", minimum=at_least(percent="50")
        ),
    )
    bids = [bid("A", "10", promises={"jobs": "5"}), bid("B", "10", promises={"jobs": "4"})]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.ranking == (("A",),)


def test_all_that_a_bid_failed_is_told_in_the_order_of_the_tree() -> None:
    made = model(
        scored("q", "60", minimum=at_least(score="3")),
        gate("insurance"),
        price("40", zero_price=RejectBid()),
    )
    excluded = Exclusion("Bankruptcy", "It is being wound up.")
    worst = bid("A", "0", {"q": "1", "insurance": "failed"}, exclusions=(excluded,))

    result = evaluate(tender(made, worst)).by_id["A"]

    assert [(each.criterion, each.rule, each.disqualifies) for each in result.reasons] == [
        ("", ReasonRule.EXCLUSION, True),
        ("q", ReasonRule.MINIMUM, True),
        ("insurance", ReasonRule.GATE, True),
        ("price", ReasonRule.ZERO_PRICE, True),
    ]


def test_a_disqualified_bid_reports_only_what_needs_no_other_bid() -> None:
    found = {each.id: list(each.criteria) for each in evaluate(contested()).bids}

    assert found["D"] == ["quality", "q1", "q2", "sv-method"]
    assert found["E"] == []


def test_the_lowest_price_is_that_of_a_bid_that_stands() -> None:
    made = model(scored("q", "60", minimum=at_least(score="3")), price("40"))
    bids = [bid("A", "100", {"q": "5"}), bid("B", "50", {"q": "2"})]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.by_id["A"].criteria["price"].percent.value == 100


def test_the_highest_commitment_is_that_of_a_bid_that_stands() -> None:
    made = model(
        scored("q", "60", minimum=at_least(score="3")),
        commitments("sv", "40", measure("jobs", "10")),
    )
    bids = [
        bid("A", None, {"q": "5"}, {"jobs": "1"}),
        bid("B", None, {"q": "2"}, {"jobs": "9"}),
    ]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.by_id["A"].criteria["sv"].percent.value == 100


def test_a_price_of_zero_is_rejected_where_the_model_says_so() -> None:
    made = model(price("50", zero_price=RejectBid()), scored("q", "50"))
    bids = [bid("A", "0", {"q": "5"}), bid("B", "80", {"q": "1"})]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.by_id["B"].criteria["price"].percent.value == 100
    assert [each.rule for each in evaluation.by_id["A"].reasons] == [ReasonRule.ZERO_PRICE]


def test_a_price_of_zero_can_earn_full_marks_and_is_no_reference() -> None:
    made = model(price("50", zero_price=FullMarks()), scored("q", "50"))
    bids = [bid("A", "0", {"q": "1"}), bid("B", "80", {"q": "1"}), bid("C", "160", {"q": "1"})]

    evaluation = evaluate(tender(made, *bids))

    percents = {each.id: each.criteria["price"].percent.value for each in evaluation.bids}
    assert percents == {"A": 100, "B": 100, "C": 50}


def test_prices_of_zero_alone_need_no_reference() -> None:
    made = model(price("50", zero_price=FullMarks()), scored("q", "50"))

    evaluation = evaluate(tender(made, bid("A", "0", {"q": "5"})))

    assert evaluation.measured("A") == 100


def test_a_price_of_zero_can_be_replaced_everywhere() -> None:
    made = model(price("50", zero_price=ReplacedBy(Amount(Fraction(1)))), scored("q", "50"))
    bids = [bid("A", "0", {"q": "1"}), bid("B", "4", {"q": "1"})]

    evaluation = evaluate(tender(made, *bids))

    percents = {each.id: each.criteria["price"].percent.value for each in evaluation.bids}
    assert percents == {"A": 100, "B": 25}


def test_no_points_cannot_divide_a_price() -> None:
    made = model(scored("q", "100"), price(None, None), method=Method.PRICE_PER_QUALITY_POINT)

    evaluation = evaluate(tender(made, bid("A", "10", {"q": "0"}), bid("B", "90", {"q": "1"})))

    assert evaluation.ranking == (("B",),)
    assert [(each.criterion, each.rule) for each in evaluation.by_id["A"].reasons] == [
        ("price", ReasonRule.NO_QUALITY_POINTS)
    ]


@pytest.mark.parametrize("is_disqualifying", [True, False])
def test_a_minimum_says_itself_whether_it_disqualifies(is_disqualifying: bool) -> None:  # noqa: FBT001 - a parametrized value
    least = at_least(score="3", disqualifies=is_disqualifying)
    made = model(replace(scored("q", "100"), minimum=least))

    result = evaluate(tender(made, bid("A", None, {"q": "1"}))).by_id["A"]

    assert [each.disqualifies for each in result.reasons] == [is_disqualifying]
    assert (result.rank is None) is is_disqualifying
