"""The fewest changes of single scores, against the evaluation of every set of changes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.model import PriceFormula
from evaluation.robustness.budget import Budget
from evaluation.robustness.flips import MOST_LISTED, flips
from evaluation.robustness.result import Flip, Flips, ScoreChange
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import (
    close_tender,
    flips_by_trying_all,
    small_tender,
)


def found(tender: Tender, budget: Budget | None = None) -> Flips:
    return flips(WhatIf(tender, NO_FINDINGS, evaluate(tender)), budget)


def change(bid: str, criterion: str, old: str, new: str) -> ScoreChange:
    return ScoreChange(bid, criterion, Fraction(old), Fraction(new))


def as_tried(flip: Flip) -> tuple[object, ...]:
    changes = tuple((each.bid, each.criterion, each.old, each.new) for each in flip.changes)
    return changes, flip.winner


@pytest.mark.slow
@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=50)
def test_the_search_finds_what_trying_every_set_finds(seed: int) -> None:
    assert_all_are_found(small_tender(seed))


@pytest.mark.slow
@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=80)
def test_the_search_finds_what_trying_every_set_finds_among_five_bids(seed: int) -> None:
    assert_all_are_found(small_tender(seed, most_bids=5))


def assert_all_are_found(tender: Tender) -> None:
    searched = found(tender)
    tried = flips_by_trying_all(tender)

    assert searched.total == len(tried)
    assert [as_tried(flip) for flip in searched.listed] == tried[:MOST_LISTED]
    assert searched.is_complete


def two_questions(*bids: tuple[str, str, str, str], least: str | None = None) -> Tender:
    """Return bids of id, price and two marks; the price earns by a set range."""
    minimum = None if least is None else make.at_least(score=least)
    price = make.price("50", PriceFormula.SET_RANGE, floor="0", ceiling="100")
    made = make.model(
        price, make.scored("q1", "30", "0-10", minimum), make.scored("q2", "20", "0-10")
    )
    return make.tender(
        made, *(make.bid(id_, amount, {"q1": q1, "q2": q2}) for id_, amount, q1, q2 in bids)
    )


def test_one_mark_that_makes_another_first_and_one_that_levels() -> None:
    tender = two_questions(("A", "50", "8", "5"), ("B", "50", "7", "5"))

    searched = found(tender)

    assert searched == Flips(
        listed=(
            Flip((change("A", "q1", "8", "7"),), None),
            Flip((change("B", "q1", "7", "8"),), None),
        ),
        total=2,
        is_complete=True,
        size=1,
        reached=1,
    )


def test_a_disqualified_bid_can_come_in_and_win() -> None:
    tender = two_questions(("A", "50", "5", "5"), ("B", "0", "4", "9"), least="5")

    searched = found(tender)

    assert searched.listed[0] == Flip((change("A", "q1", "5", "4"),), None)
    assert searched.listed[1] == Flip((change("B", "q1", "4", "5"),), "B")
    assert searched.total == 2


def test_a_bid_shut_out_by_a_gate_is_never_changed() -> None:
    tender = two_questions(("A", "50", "9", "9"), ("B", "50", "1", "1"))
    gated = make.tender(
        make.model(make.gate("gate"), *tender.model.criteria),
        *(
            replace(bid, scores={**bid.scores, **make.bid("x", None, {"gate": gate}).scores})
            for bid, gate in zip(
                (*tender.bids, make.bid("C", "0", {"q1": "10", "q2": "10"})),
                ("passed", "passed", "failed"),
                strict=True,
            )
        ),
    )

    searched = found(gated)

    assert searched == Flips((), 0, is_complete=True, size=None, reached=3)


def test_a_mean_moves_by_one_step_and_never_off_the_scale() -> None:
    made = make.model(
        make.price("50", PriceFormula.SET_RANGE, floor="0", ceiling="100"),
        make.scored("q1", "50"),
        agreed_by_mean=True,
    )
    tender = make.tender(
        made,
        make.bid("A", "48", {"q1": make.panel("4", "5")}),
        make.bid("B", "50", {"q1": make.panel("4", "5")}),
    )

    searched = found(tender)

    assert [flip.changes for flip in searched.listed] == [(change("A", "q1", "4.5", "3.5"),)]


def test_a_disqualification_that_moves_the_mean_price_is_found() -> None:
    price = make.price("50", PriceFormula.RELATIVE_TO_LOWEST)
    made = make.model(price, make.scored("q1", "50", "0-10", make.at_least(score="3")))
    tender = make.tender(
        made,
        make.bid("A", "50", {"q1": "8"}),
        make.bid("B", "100", {"q1": "10"}),
        make.bid("C", "20", {"q1": "3"}),
    )
    # With C: A 20 + 40, B 10 + 50: level. A wins by the tie-break; without C it wins by far.
    tied = replace(tender, model=make.pinned(replace(made, tie_break=("price",))))

    searched = found(tied)

    tried = flips_by_trying_all(tied)
    assert [as_tried(flip) for flip in searched.listed] == tried


def test_more_than_a_thousand_are_counted_and_the_first_listed() -> None:
    tender = close_tender(4, 20)

    searched = found(tender)

    pairs_of_winner, pairs_of_three_rivals = 190, 3 * (190 + 20 * 20)
    assert searched.total == pairs_of_winner + pairs_of_three_rivals
    assert searched.size == 2
    assert searched.is_complete
    assert len(searched.listed) == MOST_LISTED
    assert searched.listed[0].changes == (
        change("B0", "q1", "3", "2"),
        change("B0", "q2", "3", "2"),
    )
    ids = [bid.id for bid in tender.bids]
    orders = [
        [
            (ids.index(each.bid), int(each.criterion[1:]), each.new > each.old)
            for each in flip.changes
        ]
        for flip in searched.listed
    ]
    assert orders == sorted(orders)


def test_a_spent_budget_is_said_and_the_same_each_time() -> None:
    tender = close_tender(8, 40)

    first, second = (found(tender, Budget(5_000)) for _ in range(2))

    assert first == second
    assert not first.is_complete
    assert 0 < first.total < 17_440
    assert first.size == 2


def test_a_budget_spent_before_anything_is_found_lists_nothing() -> None:
    searched = found(close_tender(8, 40), Budget(20))

    assert searched == Flips((), 0, is_complete=False, size=None, reached=1)


def test_without_a_winner_there_is_nothing_to_flip() -> None:
    tender = two_questions(("A", "50", "8", "5"), ("B", "50", "8", "5"))

    assert found(tender) == Flips((), 0, is_complete=True, size=None, reached=0)
