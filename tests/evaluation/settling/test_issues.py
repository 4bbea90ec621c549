"""What stands in the way of an award, judged on an evaluation and on what is open beside it."""

from dataclasses import replace

import pytest

from evaluation.evaluate import evaluate
from evaluation.result import Evaluation
from evaluation.settling.issues import Kind, LotStanding, LotState, Open, issues
from evaluation.tender import Exclusion, PassedOver, Tender
from tests.evaluation.builders import bid, model, scored, tender

CLEAR = Open(is_evaluated=True, is_current=True, promises=0, prices=0)


def made(*marks: str, tie_break: tuple[str, ...] = ()) -> Tender:
    asked = model(scored("a", "50"), scored("b", "50"), tie_break=tie_break)
    bids = [
        bid("AB"[number], None, {"a": mark[0], "b": mark[1]}) for number, mark in enumerate(marks)
    ]
    return tender(asked, *bids)


def kinds(open_: Open, evaluation: Evaluation | None) -> list[Kind]:
    return [one.kind for one in issues(open_, evaluation)]


def test_nothing_stands_in_the_way_of_a_clear_winner() -> None:
    assert kinds(CLEAR, evaluate(made("34", "33"))) == []


@pytest.mark.parametrize(
    ("open_", "expected"),
    [
        (replace(CLEAR, promises=2), Kind.PROMISES),
        (replace(CLEAR, prices=1), Kind.PRICES),
        (replace(CLEAR, is_current=False), Kind.OUT_OF_DATE),
        (replace(CLEAR, is_evaluated=False, is_current=False), Kind.NOT_EVALUATED),
    ],
)
def test_what_is_open_stands_in_the_way(open_: Open, expected: Kind) -> None:
    assert kinds(open_, evaluate(made("34", "33"))) == [expected]


def test_a_tie_that_the_model_does_not_break_stands_in_the_way() -> None:
    (found,) = issues(CLEAR, evaluate(made("34", "43")))

    assert found.kind is Kind.TIED
    assert "First place is shared by" in found.problem
    assert "nothing that was not published may decide" in found.remedy


def test_a_tie_that_the_model_breaks_does_not() -> None:
    assert kinds(CLEAR, evaluate(made("34", "43", tie_break=("a",)))) == []


def test_no_tender_left_stands_in_the_way() -> None:
    tried = made("34")
    gone = replace(tried.bids[0], exclusions=(Exclusion("Debarred", "It is on the list"),))

    assert kinds(CLEAR, evaluate(replace(tried, bids=(gone,)))) == [Kind.NONE_LEFT]


def test_what_is_to_settle_comes_before_evaluating_again() -> None:
    open_ = Open(is_evaluated=True, is_current=False, promises=1, prices=1)

    assert kinds(open_, evaluate(made("34", "33"))) == [
        Kind.PROMISES,
        Kind.PRICES,
        Kind.OUT_OF_DATE,
    ]


def test_a_tie_of_those_that_are_not_passed_over_stands_in_the_way() -> None:
    asked = model(scored("a", "100", "0-10"))
    whole = tender(
        asked, *(bid(one, None, {"a": mark}) for one, mark in zip("ABC", "988", strict=True))
    )
    passed = replace(whole, passed_over=(PassedOver("A", "At its limit"),))

    (found,) = issues(CLEAR, evaluate(passed))

    assert found.kind is Kind.TIED
    assert found.problem == (
        "First place of those the lot may be awarded to is shared by B Ltd and C Ltd, and the "
        "published model does not set them apart"
    )
    assert issues(CLEAR, evaluate(whole)) == ()


def test_nobody_left_but_those_passed_over_stands_in_the_way() -> None:
    passed = replace(made("34"), passed_over=(PassedOver("A", "At its limit"),))

    (found,) = issues(CLEAR, evaluate(passed))

    assert found.kind is Kind.NONE_LEFT
    assert "passed over" in found.problem
    assert "award of the lots" in found.remedy


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (LotState.NOT_AWARDED, "the lots are not awarded yet"),
        (LotState.OUT_OF_DATE, "on evaluations, tenders or an outline that no longer stand"),
        (LotState.TIED, "does not decide who wins lot 2 of COV-1"),
    ],
)
def test_a_lot_waits_until_all_lots_are_awarded_together(state: LotState, said: str) -> None:
    open_ = replace(CLEAR, lot=LotStanding("lot 2 of COV-1", state))

    found = issues(open_, evaluate(made("34", "33")))

    assert [one.kind for one in found] == [Kind.LOTS]
    assert said in found[0].problem


def test_a_contract_whose_lots_are_awarded_is_not_awarded_as_a_whole() -> None:
    open_ = replace(CLEAR, lot=LotStanding("COV-1", LotState.LOT_BY_LOT))

    (found,) = issues(open_, evaluate(made("34", "33")))

    assert found.kind is Kind.LOTS
    assert found.problem == "The lots of COV-1 are awarded together, each by a tender of its own"
    assert found.remedy.startswith("Recommend the award of each lot in its tender")


def test_a_lot_that_is_decided_stands_in_nobodys_way() -> None:
    open_ = replace(CLEAR, lot=LotStanding("lot 2 of COV-1", LotState.DECIDED))

    assert issues(open_, evaluate(made("34", "33"))) == ()
