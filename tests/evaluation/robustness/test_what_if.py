"""Figures under other standing bids, against the evaluation of those bids alone."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.robustness.what_if import WhatIf, all_first, first_of, rank_key
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import small_tender


@given(st.integers(min_value=0, max_value=10**9))
def test_any_bids_left_standing_are_worth_what_their_own_evaluation_says(seed: int) -> None:
    tender = small_tender(seed)
    what_if = WhatIf(tender, NO_FINDINGS, evaluate(tender))
    standing = [bid for bid in tender.bids if bid.id in what_if.standing]

    for size in range(1, len(standing) + 1):
        for kept in combinations(standing, size):
            alone = evaluate(replace(tender, bids=kept))
            worths = what_if.worths(frozenset(bid.id for bid in kept))
            first = alone.ranking[0] if alone.ranking else ()
            assert set(what_if.first(worths)) == set(first)
            assert what_if.winner(worths) == alone.winner
            for bid in alone.bids:
                key = rank_key(tender.model, worths[bid.id])
                figure = None if bid.measured is None else bid.measured.value
                assert (key is None) == (figure is None)
                assert key is None or abs(key[0]) == abs(figure or 0)


def test_a_disqualified_bid_does_not_stand() -> None:
    tender = make.contested()

    what_if = WhatIf(tender, NO_FINDINGS, evaluate(tender))

    assert what_if.standing == {"A", "B", "C"}


def test_the_first_place_can_be_shared_or_empty() -> None:
    one, other = (Fraction(1),), (Fraction(2),)

    assert all_first({"A": other, "B": other, "C": one}) == ("A", "B")
    assert first_of({"A": other, "B": other, "C": one}) is None
    assert first_of({"A": one, "B": other}) == "B"
    assert first_of({"A": None}) is None
