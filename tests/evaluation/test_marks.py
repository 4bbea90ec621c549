"""The mark that counts is the agreed one, or else the mean of the evaluators' own."""

from fractions import Fraction

from evaluation.marks import mark_of, marks_of
from evaluation.numbers import Mark
from evaluation.tender import GateScore, IndividualScore, Score

THREE, FOUR = Mark(Fraction(3)), Mark(Fraction(4))
BOTH = (IndividualScore("anna", THREE), IndividualScore("ben", FOUR))


def test_an_agreed_mark_prevails_over_the_evaluators_own() -> None:
    assert mark_of(Score(THREE, BOTH)) == 3


def test_without_an_agreed_mark_the_mean_counts() -> None:
    assert mark_of(Score(None, BOTH)) == Fraction(7, 2)


def test_a_gate_has_no_mark_agreed_or_not() -> None:
    failed = IndividualScore("anna", GateScore.FAILED)

    assert [mark_of(Score(GateScore.PASSED)), mark_of(Score(None, (failed,)))] == [None, None]


def test_what_evaluators_said_of_a_gate_is_no_mark() -> None:
    failed = IndividualScore("chris", GateScore.FAILED)

    assert marks_of((*BOTH, failed)) == (THREE, FOUR)
