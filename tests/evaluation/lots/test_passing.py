"""Whom a lot passes over, and why, as its own tender holds it and its bidder may read it."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.lint import lint
from evaluation.lot_terms import LotTerms, terms_words
from evaluation.lots import (
    ClaimVerdict,
    LotOutcome,
    LotsTender,
    Rule,
    passed_over_in,
    terms_in,
)
from evaluation.lots.choosing import Choice, choice_of
from evaluation.lots.claims import claims_of
from evaluation.lots.limits import AtLimit, at_limit
from evaluation.lots.reasons import Reasons
from evaluation.lots.telling import Telling
from evaluation.tender import PassedOver
from tests.evaluation.lots.made import awarded, evaluations, lots

TWO = {"1": {"A": "9", "B": "6"}, "2": {"A": "9", "B": "8"}}
OF = (
    "Of the combinations of awards in which each tender that is ranked above the one awarded a lot "
    "is of a supplier at the limit, and which award as many lots as can be awarded,"
)
LEVEL = {"A": "9 £100", "B": "7 £70"}
"""Of 60 points for the mark and 40 for the price, 54 + 28 and 42 + 40 are the same."""


def titled(of: LotsTender) -> LotsTender:
    """Return lots with titles."""
    named = tuple(replace(lot, title=f"Parks {lot.id}") for lot in of.lots)
    return replace(of, lots=named)


def over(of: LotsTender, lot: str) -> tuple[PassedOver, ...]:
    """Return whom a lot passes over."""
    return passed_over_in(awarded(of), lot)


def test_the_reason_says_by_which_lots_the_bidder_is_at_its_limit() -> None:
    made = titled(lots(Rule.IN_ORDER, TWO))

    assert over(made, "1") == ()
    assert over(made, "2") == (
        PassedOver(
            "A",
            "You are to be awarded lot 1 (Parks 1) of COV-2026-014, so you are at the limit of 1 "
            "lot. Lot 1 (Parks 1) comes before this one in the published order.",
        ),
    )


def test_the_reason_names_the_lot_that_the_bidder_prefers() -> None:
    made = titled(lots(Rule.BIDDER_PREFERENCE, TWO, preferences={"A": "21", "B": "12"}))

    assert over(made, "1")[0].because == (
        "You are to be awarded lot 2 (Parks 2) of COV-2026-014, so you are at the limit of 1 lot. "
        "Your own order of the lots puts lot 2 (Parks 2) before this one."
    )


def test_the_reason_names_every_lot_that_comes_before() -> None:
    marks = {one: {"A": "9", "B": "6"} for one in "123"}

    (by_order,) = over(lots(Rule.IN_ORDER, marks, limit=2), "3")
    own = dict.fromkeys("AB", "312")
    (by_own,) = over(lots(Rule.BIDDER_PREFERENCE, marks, limit=2, preferences=own), "2")

    assert by_order.because == (
        "You are to be awarded lot 1 and lot 2 of COV-2026-014, so you are at the limit of 2 lots. "
        "Lot 1 and lot 2 come before this one in the published order."
    )
    assert by_own.because.endswith(
        "Your own order of the lots puts lot 1 and lot 3 before this one."
    )


def test_of_a_shared_place_the_published_order_gives_another_lot() -> None:
    dearer = {"1": {"A": "9 £100", "B": "9 £100"}, "2": {"A": "9 £150", "B": "9 £160"}}

    (found,) = over(titled(lots(Rule.IN_ORDER, dearer, tie_break=(Rule.LOWEST_COST,))), "1")

    assert found == PassedOver(
        "A",
        "You are to be awarded lot 2 (Parks 2) of COV-2026-014, so you are at the limit of 1 lot. "
        "Each lot can go to a tender in its first place within the limit, so only such awards are "
        "compared, and none of them gives you this lot.",
    )


def test_who_is_at_no_limit_reads_how_it_stood_by_the_published_order() -> None:
    """X has lot 1; of those that share second place in lot 2 the cheaper one has it."""
    marks = {"1": {"X": "9 £100"}, "2": {"X": "10 £70", **LEVEL}}
    free = {"1": {"X": "9 £100"}, "2": LEVEL}

    first, second = over(lots(Rule.IN_ORDER, marks, tie_break=(Rule.LOWEST_COST,)), "2")
    (third,) = over(lots(Rule.IN_ORDER, free, limit=None, tie_break=(Rule.LOWEST_COST,)), "2")

    assert (first.bid, second.bid, third.bid) == ("X", "A", "A")
    parted = "For equal awards the published order goes by the lower sum of prices, and the award "
    parted += "to your tender has the higher."
    assert second.because == f"Your tender shares second place in this lot. {parted}"
    assert third.because == f"Your tender shares first place in this lot. {parted}"


def test_a_later_sum_of_the_published_order_is_told_after_those_that_are_equal() -> None:
    order = (Rule.BEST_TOTAL, Rule.LOWEST_COST)

    (found,) = over(lots(Rule.IN_ORDER, {"1": LEVEL, "2": {"C": "5 £90"}}, tie_break=order), "1")

    assert found.because == (
        "Your tender shares first place in this lot. For equal awards the published order goes by "
        "the greater sum of total scores, in which the award to your tender is equal, then by the "
        "lower sum of prices, and there it has the higher."
    )


def test_who_has_the_lot_by_another_tender_of_its_own_reads_that() -> None:
    made = lots(Rule.IN_ORDER, {"1": LEVEL, "2": {"C": "5 £90"}}, tie_break=(Rule.LOWEST_COST,))
    first, second, third = made.bidders
    made = replace(made, bidders=(replace(first, bids=("A", "B")), third))
    assert second.id == "B"

    (found,) = over(made, "1")

    assert found.bid == "A"
    assert found.because.startswith(
        "You are to be awarded lot 1 of COV-2026-014, this one by another tender of yours, so you "
        "are at the limit of 1 lot. Your tender shares first place in this lot. For equal awards"
    )


def test_what_only_the_listed_combinations_show_is_not_claimed() -> None:
    made = lots(Rule.IN_ORDER, TWO)
    given = evaluations(made)
    choice = choice_of(made, claims_of(made, given))
    (other,) = choice.combinations
    cut = replace(choice, is_complete=False)
    varied = replace(choice, combinations=(other, {"1": other["2"], "2": ()}))
    (bid,) = (one for one in given["2"].bids if one.id == "A")

    def told(left: Choice) -> str:
        return Telling(made, given, left).told(made.by_id["2"], bid)

    assert told(choice).startswith("You are to be awarded")
    assert told(cut) == ""
    assert told(varied) == ""
    assert at_limit(made, cut, made.bidder_of["A"]) == AtLimit(1, (), is_certain=False)
    assert "at the limit of 1 lot in every combination that is listed." in Reasons(
        made, given, cut
    ).of_missing(made.by_id["2"], bid, ClaimVerdict.PASSED_OVER)


def test_who_is_at_its_limit_however_equal_awards_are_settled_reads_that() -> None:
    """A shares the first place of lot 1: it has lot 1 or, if that goes to B, lot 2."""
    marks = {"1": {"A": "9", "B": "9"}, "2": {"A": "9", "C": "8"}, "3": {"A": "9", "D": "8"}}

    (found,) = over(lots(Rule.IN_ORDER, marks), "3")

    assert found == PassedOver(
        "A", "However equal awards of other lots are settled, you are at the limit of 1 lot."
    )


def test_no_sum_is_told_to_a_bidder() -> None:
    """What a combination comes to would give other bidders' prices and points away."""
    priced = {"1": {"A": "9 £100", "B": "5 £100"}, "2": {"A": "9 £120", "B": "5 £130"}}

    (by_points,) = over(lots(Rule.BEST_TOTAL, TWO), "2")
    (by_price,) = over(lots(Rule.LOWEST_COST, priced), "1")

    assert by_points.because == (
        "You are to be awarded lot 1 of COV-2026-014, so you are at the limit of 1 lot. "
        f"{OF} each that gives you this lot has a lower sum of total scores than the one that is "
        "made."
    )
    assert by_price.because == (
        "You are to be awarded lot 2 of COV-2026-014, so you are at the limit of 1 lot. "
        f"{OF} each that gives you this lot has a higher sum of prices than the one that is made."
    )


def test_a_later_sum_is_not_told_as_if_it_alone_decided() -> None:
    """Both combinations cost 220; by points the one that is chosen is better."""
    marks = {"1": {"A": "9 £100", "B": "2 £100"}, "2": {"A": "9 £120", "B": "8 £120"}}

    (found,) = over(lots(Rule.LOWEST_COST, marks, tie_break=(Rule.BEST_TOTAL,)), "2")

    assert found.because.endswith(
        f"{OF} none that gives you this lot has a lower sum of prices than the one that is made, "
        "and each that equals it has a lower sum of total scores."
    )


def test_that_nobody_else_bids_for_another_lot_is_not_told() -> None:
    marks = {"1": {"A": "9 £90", "B": "1 £900"}, "2": {"A": "8 £90"}}

    (found,) = over(lots(Rule.LOWEST_COST, marks), "1")

    assert found.because == (
        "You are to be awarded lot 2 of COV-2026-014, so you are at the limit of 1 lot. The "
        "published rule first awards as many lots as can be awarded."
    )


def test_terms_belong_to_every_lot_or_to_none() -> None:
    free = lots(Rule.IN_ORDER, TWO, limit=None)
    made = replace(lots(Rule.IN_ORDER, TWO), rule_at="the notice", tie_break=(Rule.BEST_TOTAL,))

    assert terms_in(free, "1") is None
    for lot in ("1", "2"):
        assert terms_in(made, lot) == LotTerms(
            Rule.IN_ORDER, 1, (Rule.BEST_TOTAL,), "the notice", f"{lot} of COV-2026-014"
        )
    ordered = titled(lots(Rule.IN_ORDER, {"1": LEVEL, "2": {"C": "5 £90"}}, limit=None,
                          tie_break=(Rule.LOWEST_COST,)))  # fmt: skip
    for lot in ("1", "2"):
        assert terms_in(ordered, lot) == LotTerms(
            Rule.IN_ORDER, None, (Rule.LOWEST_COST,), lot=f"{lot} (Parks {lot}) of COV-2026-014"
        )


def test_every_lot_has_the_same_terms_whichever_has_an_order_for_equal_figures() -> None:
    made = lots(Rule.BEST_TOTAL, {"1": {"A": "9+1", "B": "8+1"}, "2": {"A": "9", "B": "8"}})
    assert [bool(lot.tender.model.tie_break) for lot in made.lots] == [True, False]

    first, second = (terms_in(made, lot) for lot in "12")

    assert first is not None
    assert second is not None
    assert (first.has_orders, second.has_orders) == (True, True)
    assert terms_words(first) == terms_words(second)


def test_a_limit_of_one_bidders_own_belongs_to_the_terms() -> None:
    made = lots(Rule.IN_ORDER, TWO, limit=None, limits={"A": 1})

    found = terms_in(made, "2")

    assert found is not None
    assert (found.limit, found.has_own_limits, found.is_limited) == (None, True, True)
    (passed,) = over(made, "2")
    assert "so you are at your own limit of 1 lot." in passed.because


def test_an_unknown_lot_is_no_lot_without_anybody_passed_over() -> None:
    with pytest.raises(KeyError):
        over(lots(Rule.IN_ORDER, TWO), "3")


@pytest.mark.parametrize("rule", list(Rule))
def test_each_lots_own_tender_then_has_the_winner_that_the_rule_gives(rule: Rule) -> None:
    figures = {
        "1": {"A": "9 £100", "B": "8 £110", "C": "7 £95"},
        "2": {"A": "9 £100", "B": "8 £105", "C": "7 £95"},
        "3": {"A": "8 £90", "B": "7 £115"},
        "4": {"A": "9 £130"},
    }
    order = dict.fromkeys("ABC", ("3", "2", "1", "4"))
    made = titled(lots(rule, figures, preferences=order))
    result = awarded(made)
    assert sum(len(passed_over_in(result, lot.id)) for lot in made.lots) > 1

    for lot, found in zip(made.lots, result.lots, strict=True):
        passed = replace(lot.tender, passed_over=passed_over_in(result, lot.id))
        evaluation = evaluate(passed)
        assert found.outcome is not LotOutcome.TIED
        assert evaluation.winner == (found.bids[0] if found.bids else None)
        assert all(one.because for one in passed.passed_over)
        assert not [one for one in lint(passed, evaluation) if one.check == "other-bidder"]
