"""Whole evaluations that others published, worked again."""

from evaluation.evaluate import evaluate
from evaluation.model import Method
from evaluation.numbers import rounded
from tests.evaluation.builders import bid, model, price, scored, tender


def test_the_weighted_table_of_negometrix() -> None:
    """Negometrix, Low bid scoring formula, example.

    Of 200 points: experience 60, quality assurance 40, time 30, price 70. Bidder A scores 40,
    30 and 20 at $10,000; B scores 32, 20 and 22 at $8,000. A has 146 points (73 per cent), of
    which 56 are for the price; B has 144 (72 per cent), of which 70. A wins.
    """
    made = model(
        scored("experience", "30", "0-60"),
        scored("assurance", "20", "0-40"),
        scored("time", "15", "0-30"),
        price("35"),
    )
    offers = tender(
        made,
        bid("A", "10000", {"experience": "40", "assurance": "30", "time": "20"}),
        bid("B", "8000", {"experience": "32", "assurance": "20", "time": "22"}),
    )

    evaluation = evaluate(offers)

    assert evaluation.winner == "A"
    points = {
        each.id: {id_: result.points.value for id_, result in each.criteria.items()}
        for each in evaluation.bids
    }
    assert points == {
        "A": {"experience": 20, "assurance": 15, "time": 10, "price": 28},
        "B": {"experience": 16, "assurance": 10, "time": 11, "price": 35},
    }
    assert [evaluation.measured(id_) for id_ in "AB"] == [73, 72]


def test_the_award_on_value_of_negometrix() -> None:
    """Negometrix, Award on value, example: the fictional score is Pi - Qi.

    Provider A bids €80,000; a sub-criterion worth €2,500 is partially satisfied (60 per cent),
    so €1,500 comes off: €78,500. A whole mark is therefore worth €25 for each of 100 points.
    Provider B, added by hand, is €1,000 dearer and satisfies all of it: €78,500 as well.
    """
    made = model(
        scored("wish", "100"),
        price(None, None),
        method=Method.QUALITY_CREDIT,
        credit_per_point="25",
    )
    offers = tender(made, bid("A", "80000", {"wish": "3"}), bid("B", "81000", {"wish": "5"}))

    evaluation = evaluate(offers)

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 78500, "B": 78500}
    assert evaluation.ranking == (("A", "B"),)


def test_the_price_for_each_point_of_quality() -> None:
    """Cost-effectiveness ratio: Local Government Procurement (NSW), Evaluating price, part 4.

    Buying for Victoria defines it alike: the cost divided by the total weighted score, and the
    lowest is preferred. Figures worked by hand; published ones are in test_ranking.py.
    """
    made = model(
        scored("method", "60"),
        scored("staff", "40"),
        price(None, None),
        method=Method.PRICE_PER_QUALITY_POINT,
    )
    offers = tender(
        made,
        bid("A", "100000", {"method": "4", "staff": "4"}),
        bid("B", "90000", {"method": "3", "staff": "4"}),
        bid("C", "40000", {"method": "0", "staff": "0"}),
    )

    evaluation = evaluate(offers)

    assert {each: rounded(evaluation.measured(each), 2) for each in "AB"} == {
        "A": "1250.00",
        "B": "1323.53",
    }
    assert evaluation.ranking == (("A",), ("B",))


def test_the_paradox_of_ranks() -> None:
    """A losing bid changes which of two others wins: Stilger, Siderius and van Raaij (2017).

    The paper shows that relative formulas have the paradox; the figures were worked by hand.
    """
    made = model(price("50"), scored("quality", "50", "0-100"))
    first = bid("A", "100", {"quality": "60"})
    second = bid("B", "140", {"quality": "85"})
    cheapest = bid("C", "50", {"quality": "0"})

    without = evaluate(tender(made, first, second))
    with_cheapest = evaluate(tender(made, first, second, cheapest))

    assert (without.winner, with_cheapest.winner) == ("A", "B")
