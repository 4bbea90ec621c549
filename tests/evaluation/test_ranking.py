"""Exact ties share a rank, unless the published model sets them apart.

And the methods other than the weighted sum rank the bids of a published example as it does.
"""

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import Method
from evaluation.numbers import rounded
from evaluation.result import Evaluation, TieBroken
from tests.evaluation.builders import bid, model, price, scored, tender


def on_two_questions(*marks: str, tie_break: tuple[str, ...] = ()) -> Evaluation:
    """Evaluate bids A, B, C and on, each with two marks on questions of equal weight."""
    made = model(scored("a", "50"), scored("b", "50"), tie_break=tie_break)
    bids = [
        bid("ABCDEF"[number], None, {"a": both[0], "b": both[1]})
        for number, both in enumerate(marks)
    ]
    return evaluate(tender(made, *bids))


def test_equal_bids_share_a_rank_and_the_next_is_skipped() -> None:
    evaluation = on_two_questions("55", "43", "34", "11")

    assert evaluation.ranking == (("A",), ("B", "C"), ("D",))
    assert [each.rank for each in evaluation.bids] == [1, 2, 2, 4]


def test_a_shared_first_place_has_no_winner() -> None:
    evaluation = on_two_questions("43", "34")

    assert evaluation.winner is None
    assert evaluation.notes[-1] == "Bids A and B share the first place, so there is no winner."


def test_a_criterion_breaks_a_tie() -> None:
    evaluation = on_two_questions("34", "43", tie_break=("a",))

    assert evaluation.winner == "B"
    assert evaluation.ties_broken == (TieBroken(("A", "B"), "a", (("B",), ("A",))),)


def test_what_one_criterion_leaves_equal_the_next_sets_apart() -> None:
    made = model(scored("a", "40"), scored("b", "30"), scored("c", "30"), tie_break=("a", "b"))
    bids = [
        bid("A", None, {"a": "3", "b": "2", "c": "4"}),
        bid("B", None, {"a": "3", "b": "4", "c": "2"}),
        bid("C", None, {"a": "0", "b": "5", "c": "5"}),
    ]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.ranking == (("B",), ("A",), ("C",))
    assert evaluation.ties_broken == (
        TieBroken(("A", "B", "C"), "a", (("A", "B"), ("C",))),
        TieBroken(("A", "B"), "b", (("B",), ("A",))),
    )


def test_bids_alike_in_everything_stay_equal() -> None:
    evaluation = on_two_questions("34", "34", tie_break=("a", "b"))

    assert evaluation.ranking == (("A", "B"),)
    assert evaluation.ties_broken == ()


def test_thirds_tie_exactly() -> None:
    """2, 2 and 1 of 3, weighing 20, 30 and 50, are exactly 50 points, as 3 of 3 at 50 are.

    Decimals of 28 digits set the two apart.
    """
    made = model(scored("a", "20", "0-3"), scored("b", "30", "0-3"), scored("c", "50", "0-3"))
    bids = [
        bid("A", None, {"a": "2", "b": "2", "c": "1"}),
        bid("B", None, {"a": "0", "b": "0", "c": "3"}),
    ]

    assert evaluate(tender(made, *bids)).ranking == (("A", "B"),)


def test_the_lower_price_breaks_a_tie_where_the_method_uses_the_price() -> None:
    made = model(
        scored("a", "100"),
        price(None, None),
        method=Method.PRICE_PER_QUALITY_POINT,
        tie_break=("price",),
    )
    bids = [bid("A", "200", {"a": "4"}), bid("B", "100", {"a": "2"})]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.winner == "B"


def test_the_credit_can_carry_a_measure_below_nothing() -> None:
    made = model(
        scored("a", "100"), price(None, None), method=Method.QUALITY_CREDIT, credit_per_point="5"
    )

    evaluation = evaluate(tender(made, bid("A", "200", {"a": "5"}), bid("B", "50", {"a": "1"})))

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": -300, "B": -50}
    assert evaluation.winner == "A"


def test_the_price_per_point_ranks_the_teams_of_a_published_example() -> None:
    """Design-Build for Water and Wastewater Projects, page 238, Table 17-2 (page read whole).

    At what-when-how.com. An adjusted bid is the price divided by the technical score as a part
    of one: $1,000,000 ÷ 0.85, $1,300,000 ÷ 0.95 and $800,000 ÷ 0.50 are $1,176,471, $1,368,421
    and $1,600,000, and the lowest is first. Our points are of a hundred, so an adjusted bid is a
    hundred times our price for each point.
    """
    made = model(
        scored("technical", "100", "0-100"),
        price(None, None),
        method=Method.PRICE_PER_QUALITY_POINT,
    )
    teams = [
        bid("A", "1000000", {"technical": "85"}),
        bid("B", "1300000", {"technical": "95"}),
        bid("C", "800000", {"technical": "50"}),
    ]

    evaluation = evaluate(tender(made, *teams))

    adjusted = [rounded(100 * evaluation.measured(team), 0) for team in "ABC"]
    assert adjusted == ["1176471", "1368421", "1600000"]
    assert evaluation.ranking == (("A",), ("B",), ("C",))


@pytest.mark.parametrize(
    ("level", "deduction"), [("4", 800), ("3", 600), ("2", 400), ("1", 200), ("0", 0)]
)
def test_the_credit_is_the_deduction_of_a_published_example(level: str, deduction: int) -> None:
    """M. Lindbäck, Metodhandboken del 12: Monetära modeller, inkopsradet.se (2018; excerpt).

    From an hourly price of 1,000 kronor 800, 600, 400, 200 or nothing is deducted for the
    competence levels 4 to 0, so that level 4 is compared at 200. A level is 25 of our points, so
    the credit for each point is 8 kronor.
    """
    made = model(
        scored("competence", "100", "0-4"),
        price(None, None),
        method=Method.QUALITY_CREDIT,
        credit_per_point="8",
    )

    evaluation = evaluate(tender(made, bid("A", "1000", {"competence": level})))

    assert evaluation.measured("A") == 1000 - deduction


def test_no_bid_left_is_an_empty_ranking() -> None:
    made = model(scored("a", "100"), price(None, None), method=Method.PRICE_PER_QUALITY_POINT)

    evaluation = evaluate(tender(made, bid("A", "10", {"a": "0"})))

    assert (evaluation.ranking, evaluation.winner) == ((), None)
    assert evaluation.notes[-1] == "Every bid is disqualified, so there is no ranking."
