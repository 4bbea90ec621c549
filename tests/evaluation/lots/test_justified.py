"""Combinations that pass over nobody without need: how much work is done for them, and whose."""

from dataclasses import replace

import pytest

from evaluation.lots import ClaimVerdict, LotsResult, Rule, TooManyCases, justified
from evaluation.lots.result import ClaimResult
from tests.evaluation.lots.made import awarded, holders, lots

MARKS = {
    "1": {"A": "9 £100", "B": "8 £105", "C": "5 £90"},
    "2": {"A": "9 £100", "B": "8 £104", "C": "5 £90"},
    "3": {"A": "9 £95", "B": "8 £100", "C": "5 £80"},
}


def test_more_work_than_can_be_done_is_refused_and_awards_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(justified, "MOST_WORK", 1)

    with pytest.raises(TooManyCases, match="Award fewer lots at once"):
        awarded(lots(Rule.LOWEST_COST, MARKS))


def test_who_wins_does_not_hang_on_the_work_that_is_left_for_reasons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = lots(Rule.LOWEST_COST, MARKS)
    whole = awarded(of)
    monkeypatch.setattr(justified, "MOST_WORK_AFTER", 0)

    short = awarded(of)

    assert holders(short) == holders(whole)
    passed_over = [
        (one.because, other.because)
        for one, other in zip(*(_claims(each) for each in (whole, short)), strict=True)
        if one.verdict is ClaimVerdict.PASSED_OVER
    ]
    assert passed_over
    for told, left in passed_over:
        assert "at the limit" in left
        assert told.startswith(left)
        assert "comes to" in told.removeprefix(left)


def test_a_bidder_has_a_lot_by_the_best_of_its_own_bids() -> None:
    marks = {**MARKS, "1": {**MARKS["1"], "D": "4 £89"}}
    of = lots(Rule.LOWEST_COST, marks)
    first, *others, fourth = of.bidders
    assert fourth.id == "D"
    of = replace(of, bidders=(replace(first, bids=("A", "D")), *others))

    assert holders(awarded(of)) == {"1": ("A",), "2": ("B",), "3": ("C",)}


def _claims(result: LotsResult) -> list[ClaimResult]:
    return [one for bidder in result.bidders for one in bidder.claims]
