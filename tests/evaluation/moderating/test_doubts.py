"""A score beside what every evaluator gave is asked about, as are odd words."""

from fractions import Fraction

import pytest

from evaluation.model import GateCriterion, Scale, ScoredCriterion
from evaluation.moderating.doubts import agreed_doubts
from evaluation.numbers import Mark
from evaluation.own_scores import OwnScore
from evaluation.tender import GateScore

SCALE = Scale(Mark(Fraction(0)), Mark(Fraction(5)), Mark(Fraction(1)))
STAFF = ScoredCriterion(id="staff", title="Staff", scale=SCALE)
LICENCE = GateCriterion(id="licence", title="Licence to spray")
REASONS = (
    "The bid names two crews of four with a printed weekly rota and a deputy for every post, "
    "yet says nothing about training on chainsaws."
)
GIVEN = (Mark(Fraction(2)), Mark(Fraction(4)))


def messages(score: str, *, reasons: str = REASONS) -> list[str]:
    found = agreed_doubts(STAFF, "Bidder A", OwnScore(score, reasons), (), GIVEN)
    return [one.message for one in found]


@pytest.mark.parametrize(
    ("score", "doubt"),
    [
        ("1", ["The agreed score is below every evaluator’s own score."]),
        ("2", []),
        ("3", []),
        ("4", []),
        ("5", ["The agreed score is above every evaluator’s own score."]),
    ],
)
def test_a_score_outside_what_evaluators_gave_is_odd(score: str, doubt: list[str]) -> None:
    assert messages(score) == doubt


def test_words_that_would_fit_any_answer_are_odd_too() -> None:
    reasons = "A good response which meets the requirement in all areas."

    assert len(messages("3", reasons=reasons)) == 1
    assert len(messages("5", reasons=reasons)) == 2


def test_a_gate_is_odd_where_nobody_said_so() -> None:
    own = OwnScore("failed", "The licence ran out in May.")
    given = (GateScore.PASSED, GateScore.PASSED)

    (found,) = agreed_doubts(LICENCE, "Bidder A", own, (), given)

    assert found.message == "The agreed score is not what any evaluator gave."
    assert agreed_doubts(LICENCE, "Bidder A", own, (), (GateScore.FAILED,)) == ()
    assert agreed_doubts(LICENCE, "Bidder A", own, (), ()) == ()
