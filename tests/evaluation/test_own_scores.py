"""What an own score lacks, and what is odd about its words."""

from dataclasses import replace

import pytest

from evaluation.model import Criterion, GateCriterion, Question, ScoredCriterion
from evaluation.own_scores import Lack, OwnScore, Part, doubts, lacks, levels, not_there, scored
from evaluation.quotations import Quotation
from evaluation.tender import GateScore
from tests.evaluation import builders as make

ANSWER = "Two crews of four start at 6.30 am, and a foreman walks every site on Fridays."
OWN = OwnScore(
    "4",
    "Two crews of four and a foreman who walks every site are named, yet nobody stands in.",
    (Quotation("Two crews", 0, 9),),
)


def question(scale: str = "0-5") -> ScoredCriterion:
    found: Criterion = make.model(make.scored("q1", "100", scale)).by_id["q1"]
    assert isinstance(found, ScoredCriterion)
    return replace(found, descriptors={"5": "All is shown"})


GATE = GateCriterion(id="licence", title="Licence")


def test_levels_come_from_the_best_to_the_worst_with_what_they_mean() -> None:
    assert levels(question("0-2")) == (("2", ""), ("1", ""), ("0", ""))
    assert levels(question())[0] == ("5", "All is shown")
    assert levels(GATE) == (("passed", ""), ("failed", ""))


@pytest.mark.parametrize(
    ("of", "text", "found"),
    [
        (question(), "4", 4),
        (question(), "4.5", None),
        (question(), "", None),
        (question(), "passed", None),
        (question(), "6", None),
        (GATE, "failed", GateScore.FAILED),
        (GATE, "1", None),
    ],
)
def test_a_text_gives_what_is_on_a_level_and_nothing_else(
    of: Question, text: str, found: object
) -> None:
    assert scored(of, text) == found


def test_a_whole_score_lacks_nothing_and_raises_no_doubt() -> None:
    assert lacks(question(), OWN, ANSWER) == ()
    assert doubts(question(), "Bidder A", OWN) == ()


def test_a_quotation_that_stands_elsewhere_than_it_says_is_lacking() -> None:
    moved = replace(OWN, quotations=(Quotation("Two crews", 3, 12),))

    assert lacks(question(), moved, ANSWER) == (Lack(Part.QUOTATION, not_there("Two crews")),)


def test_a_long_quotation_is_shortened_where_it_is_said_not_to_stand_there() -> None:
    said = not_there("word " * 40)

    assert said.startswith("“word word")
    assert "…” does not stand in the answer" in said


def test_the_lowest_mark_for_no_answer_needs_few_words_and_no_quotation() -> None:
    own = OwnScore("0", "The tender gives no answer.")

    assert lacks(question(), own, " \n") == ()
    assert doubts(question(), "Bidder A", own) == ()


def test_short_reasons_raise_a_doubt_with_what_would_mend_it() -> None:
    (doubt,) = doubts(question(), "Bidder A", replace(OWN, rationale="Good answer."))

    assert doubt.message == "The rationale is 2 words long: too short to explain a score."
    assert doubt.remedy.startswith("Say what this tender offers")


def test_reasons_that_only_swap_the_name_are_a_copy() -> None:
    other = replace(OWN, quotations=(Quotation("another passage", 0, 15),))

    (doubt,) = doubts(question(), "Bidder B", OWN, [("Bidder A", other)])

    assert "the same as that of Bidder A" in doubt.message
