"""Who wins which lot, and in which words a panel reads why."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.lots import ClaimVerdict, LotOutcome, Rule, Sums, TiesTooMany, passed_over_in
from evaluation.lots.result import LotsResult
from evaluation.tender import Exclusion, PassedOver
from tests.evaluation.builders import bid, tender
from tests.evaluation.lots.made import awarded, holders, lots

TWO = {"1": {"A": "9", "B": "6"}, "2": {"A": "9", "B": "8"}}


def why(result: LotsResult, lot: str, bid_id: str) -> tuple[ClaimVerdict, str]:
    """Return what came of a bid, and the reason."""
    (found,) = (
        one
        for bidder in result.bidders
        for one in bidder.claims
        if (one.lot, one.bid) == (lot, bid_id)
    )
    return found.verdict, found.because


def test_in_order_the_best_bidder_gets_the_first_lot_and_is_passed_over_in_the_next() -> None:
    result = awarded(lots(Rule.IN_ORDER, TWO))

    assert holders(result) == {"1": ("A",), "2": ("B",)}
    assert why(result, "2", "A") == (
        ClaimVerdict.PASSED_OVER,
        ("It is first in lot 2; it has lot 1, which comes before, so it is at the limit of 1 lot."),
    )
    assert why(result, "1", "B") == (
        ClaimVerdict.OUTRANKED,
        "It is second in lot 1; A Ltd (A) is ahead of it.",
    )
    assert result.lots[1].because == (
        "B Ltd (B) is second. A Ltd (A) is first; it has lot 1, which comes before, so it "
        "is at the limit of 1 lot."
    )


def test_a_bidder_gets_the_lot_that_it_prefers() -> None:
    result = awarded(lots(Rule.BIDDER_PREFERENCE, TWO, preferences={"A": ["2", "1"], "B": "12"}))

    assert holders(result) == {"1": ("B",), "2": ("A",)}
    assert why(result, "1", "A")[1] == (
        "It is first in lot 1; it has lot 2, which it prefers, so it is at the limit of 1 lot."
    )


def test_the_greatest_sum_may_give_the_best_bidder_a_later_lot() -> None:
    """Nine for the first lot and eight for the second are more than nine and six."""
    result = awarded(lots(Rule.BEST_TOTAL, TWO))

    assert holders(result) == {"1": ("A",), "2": ("B",)}
    assert result.sums == Sums(2, Fraction(170), None)
    assert why(result, "2", "A")[1] == (
        "It is first in lot 2; it has lot 1, so it is at the limit of 1 lot. The best "
        "combination that gives it this lot comes to 150.00 points, 20.00 fewer."
    )


def test_the_lowest_sum_of_prices_goes_by_no_points() -> None:
    marks = {"1": {"A": "9 £100", "B": "5 £90"}, "2": {"A": "9 £120", "B": "5 £100"}}

    result = awarded(lots(Rule.LOWEST_COST, marks))

    assert holders(result) == {"1": ("A",), "2": ("B",)}
    assert result.sums is not None
    assert result.sums.price == 200
    assert "comes to £210, £10 more" in why(result, "2", "A")[1]


def test_the_lowest_sum_passes_over_nobody_who_may_win_another_lot() -> None:
    """C is cheapest everywhere, and third: A may win two lots, and B, second, any of its."""
    marks = {
        "1": {"A": "9 £100", "B": "8 £105", "C": "5 £90"},
        "2": {"A": "9 £100", "B": "8 £104", "C": "5 £90"},
        "3": {"A": "8 £95", "B": "6 £100", "C": "5 £90"},
    }

    result = awarded(lots(Rule.LOWEST_COST, marks, limit=2))

    assert holders(result) == {"1": ("A",), "2": ("B",), "3": ("A",)}


def test_a_shared_first_place_goes_to_whom_it_brings_over_no_limit() -> None:
    marks = {
        "1": {"A": "9 £100", "B": "9 £100", "C": "7 £80"},
        "2": {"A": "9 £100", "D": "5 £300"},
    }

    for rule in (Rule.LOWEST_COST, Rule.IN_ORDER):
        result = awarded(lots(rule, marks))

        assert holders(result) == {"1": ("B",), "2": ("A",)}
        assert result.lots[0].because == (
            "B Ltd (B) shares first place. A Ltd (A) shares first place; it has lot 2, so it is at "
            "the limit of 1 lot. No award of each lot to a tender in its first place gives it this "
            "lot. Each lot can go to a tender in its first place without anybody having more lots "
            "than the limit, so the rule for the limit does not apply (Procurement Act 2023 "
            "ss.19(1) and 23(4))."
        )


def test_as_many_lots_as_can_be_awarded_are_before_sums_are_compared() -> None:
    marks = {"1": {"A": "9 £90", "B": "1 £900"}, "2": {"A": "8 £90"}}

    for rule in (Rule.BEST_TOTAL, Rule.LOWEST_COST):
        result = awarded(lots(rule, marks))

        assert holders(result) == {"1": ("B",), "2": ("A",)}
        assert why(result, "1", "A")[1] == (
            "It is first in lot 1; it has lot 2, so it is at the limit of 1 lot. To "
            "give it this lot would leave 1 lot more without an award."
        )


def test_equal_combinations_stay_equal_and_are_written_out() -> None:
    marks = {"1": {"A": "9", "B": "8"}, "2": {"A": "9", "B": "8"}}

    result = awarded(lots(Rule.BEST_TOTAL, marks))

    assert [one.outcome for one in result.lots] == [LotOutcome.TIED, LotOutcome.TIED]
    assert not result.is_decided
    assert result.sums is None
    assert list(result.combinations) == [
        {"1": ("A",), "2": ("B",)},
        {"1": ("B",), "2": ("A",)},
    ]
    assert result.lots[0].because.startswith(
        "The published rule leaves it open between A Ltd (A) and B Ltd (B)"
    )


def test_a_published_sum_breaks_the_tie_of_combinations() -> None:
    marks = {"1": {"A": "9 £100", "B": "9 £100"}, "2": {"A": "9 £150", "B": "9 £150"}}
    dearer = {"1": {"A": "9 £100", "B": "9 £100"}, "2": {"A": "9 £150", "B": "9 £160"}}

    assert not awarded(lots(Rule.IN_ORDER, marks, tie_break=(Rule.LOWEST_COST,))).is_decided
    result = awarded(lots(Rule.IN_ORDER, dearer, tie_break=(Rule.LOWEST_COST,)))
    assert holders(result) == {"1": ("B",), "2": ("A",)}


def test_the_models_own_order_of_ties_decides_within_a_lot() -> None:
    marks = {"1": {"A": "4+6", "B": "6+4"}, "2": {"C": "5+5"}}
    bound = {**marks, "2": {"C": "5+5", "D": "4+4"}, "3": {"C": "5+5", "D": "4+4"}}

    for rule in (Rule.BEST_TOTAL, Rule.IN_ORDER):
        result = awarded(lots(rule, marks))

        assert holders(result) == {"1": ("A",), "2": ("C",)}
    assert holders(awarded(lots(Rule.BEST_TOTAL, bound)))["1"] == ("A",)


def test_bids_that_share_the_first_place_share_the_lot_where_no_limit_binds() -> None:
    marks = {str(number): {"A": "9", "B": "9"} for number in range(1, 31)}

    result = awarded(lots(Rule.IN_ORDER, marks, limit=None))

    assert set(holders(result).values()) == {("A", "B")}
    assert len(result.combinations) == 1


def test_more_ties_than_can_be_followed_are_refused_with_what_to_do() -> None:
    marks = {str(number): {"A": "9", **dict.fromkeys("BCDEF", "8")} for number in range(1, 16)}

    with pytest.raises(TiesTooMany, match="Give each model a tie_break that was published"):
        awarded(lots(Rule.IN_ORDER, marks, limit=4))


def test_a_lot_that_only_bidders_at_their_limit_bid_for_is_not_awarded() -> None:
    result = awarded(lots(Rule.IN_ORDER, {"1": {"A": "9"}, "2": {"A": "9"}}))

    assert result.lots[1].outcome is LotOutcome.NOT_AWARDED
    assert result.lots[1].because == (
        "No bidder whose bid stands may win it. A Ltd (A) is first; it has lot 1, which comes "
        "before, so it is at the limit of 1 lot."
    )
    assert result.is_decided


def test_a_lot_whose_bids_all_fell_is_not_awarded_and_each_has_its_reason() -> None:
    of = lots(Rule.BEST_TOTAL, {"1": {"A": "9"}, "2": {"B": "9"}})
    first, second = of.lots
    barred = Exclusion("Tax evasion", "Convicted on 3 May 2024.")
    fallen = tender(second.tender.model, bid("B", None, {"q": "9"}, exclusions=(barred,)))
    of = replace(of, lots=(first, replace(second, tender=fallen)))

    result = awarded(of)

    assert result.lots[1].outcome is LotOutcome.NOT_AWARDED
    assert result.lots[1].because == "No bid for it stands."
    assert why(result, "2", "B") == (
        ClaimVerdict.DISQUALIFIED,
        "Tax evasion: Convicted on 3 May 2024.",
    )


def test_a_limit_whose_place_is_not_told_is_noted() -> None:
    of = lots(Rule.IN_ORDER, TWO)

    assert "tender notice or the tender documents" in awarded(of).notes[0]
    assert awarded(replace(of, rule_at="the tender notice, section 5")).notes == ()


@pytest.mark.parametrize("limit", [None, 1])
def test_where_nobody_exceeds_a_limit_each_lot_goes_to_its_most_advantageous_tender(
    limit: int | None,
) -> None:
    """The mechanism is for a supplier that would otherwise exceed the limit: s.23(4)(b)."""
    marks = {"1": {"A": "10 £110", "B": "2 £100"}, "2": {"C": "9 £90", "B": "8 £80"}}

    for rule in Rule:
        result = awarded(lots(rule, marks, limit=limit, preferences={"B": ["1", "2"]}))

        assert holders(result) == {"1": ("A",), "2": ("C",)}
        assert why(result, "1", "B")[0] is ClaimVerdict.OUTRANKED
        assert result.lots[0].because == (
            "A Ltd (A) is first. No limit of lots is set, so each lot goes to its most "
            "advantageous tender (Procurement Act 2023 s.19(1))."
            if limit is None
            else "A Ltd (A) is first. No bidder would win more lots than the limit, so each lot "
            "goes to its most advantageous tender (Procurement Act 2023 ss.19(1) and 23(4))."
        )


def test_where_nobody_exceeds_a_limit_the_published_order_still_parts_those_first() -> None:
    """54 + 28 points and 42 + 40 are the same; the rule itself compares nothing here."""
    marks = {"1": {"A": "9 £100", "B": "7 £70"}, "2": {"C": "5 £90"}}

    tied = awarded(lots(Rule.LOWEST_COST, marks))
    result = awarded(lots(Rule.BEST_TOTAL, marks, tie_break=(Rule.LOWEST_COST,)))

    assert tied.lots[0].outcome is LotOutcome.TIED
    assert holders(tied)["1"] == ("A", "B")
    assert holders(result)["1"] == ("B",)
    assert why(result, "1", "A") == (
        ClaimVerdict.PASSED_OVER,
        (
            "It shares first place in lot 1. For equal awards the "
            "published order goes by the lower sum of prices, and it comes after."
        ),
    )
    assert passed_over_in(result, "1") == (
        PassedOver(
            "A",
            "Your tender shares first place in this lot. For equal awards the published order goes "
            "by the lower sum of prices, and the award to your tender has the higher.",
        ),
    )
    assert not [one for one in result.notes if "no limit" in one]


def test_who_is_at_no_limit_keeps_its_lot_whatever_the_sum() -> None:
    """A would exceed its limit; C would not, so that no lower price takes a lot from it."""
    marks = {
        "1": {"A": "10 £100", "B": "9 £110"},
        "2": {"A": "10 £100", "B": "9 £110"},
        "3": {"C": "10 £200", "D": "2 £100"},
    }

    result = awarded(lots(Rule.LOWEST_COST, marks))

    assert holders(result)["3"] == ("C",)
    assert why(result, "3", "D")[0] is ClaimVerdict.OUTRANKED


def test_by_ties_the_rule_may_give_a_later_lot_and_does_not_say_that_it_comes_before() -> None:
    dearer = {"1": {"A": "9 £100", "B": "9 £100"}, "2": {"A": "9 £150", "B": "9 £160"}}
    marks = {"1": dearer["1"], "2": {**dearer["2"], "B": "9 £160"}}

    result = awarded(lots(Rule.IN_ORDER, marks, tie_break=(Rule.LOWEST_COST,)))

    assert holders(result) == {"1": ("B",), "2": ("A",)}
    verdict, because = why(result, "1", "A")
    assert verdict is ClaimVerdict.PASSED_OVER
    assert because == (
        "It shares first place in lot 1; it has lot 2, so it is at the limit of 1 lot. No award of "
        "each lot to a tender in its first place gives it this lot."
    )
