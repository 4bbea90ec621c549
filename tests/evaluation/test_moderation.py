"""How a panel came to its scores, and what hangs on each evaluator."""

from dataclasses import replace
from fractions import Fraction
from math import isqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.moderation import (
    Moderation,
    QuestionSpread,
    Severity,
    WithoutEvaluator,
    by_mean,
    moderation,
    rounded_root,
)
from evaluation.numbers import Mark
from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import small_tender, with_scores


def moderated(tender: Tender) -> Moderation:
    return moderation(tender, NO_FINDINGS, evaluate(tender))


def panel_of_three() -> Tender:
    """Return two bids marked by three: e3 is severe, and so severe to A that B would win."""
    return make.tender(
        make.model(make.scored("q1", "50"), make.scored("q2", "50"), agreed_by_mean=True),
        make.bid("A", None, {"q1": make.panel("5", "4", "3"), "q2": "4"}),
        make.bid("B", None, {"q1": make.panel("4", "4", "4", agreed="4"), "q2": "4"}),
    )


def test_range_and_standard_deviation_are_of_all_who_marked() -> None:
    """Compare with the classic example whose population deviation is exactly 2.

    2, 4, 4, 4, 5, 5, 7, 9 have the mean 5 and the standard deviation 2, as every textbook that
    works it says; without the last they have 30/7 and √(114/49).
    """
    made = make.model(make.scored("q1", "100", "0-10"), agreed_by_mean=True)
    marks = ("2", "4", "4", "4", "5", "5", "7", "9")
    tender = make.tender(made, make.bid("A", None, {"q1": make.panel(*marks)}))

    (answer,) = moderated(tender).answers

    assert answer.mean == answer.counts == 5
    assert answer.agreed is None
    assert answer.spread == 7
    assert answer.variance == 4
    assert answer.standard_deviation(3) == "2.000"


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 6))
def test_a_root_is_the_nearest_and_half_is_rounded_up(value: Fraction, places: int) -> None:
    text = rounded_root(value, places)

    nearest, half = Fraction(text), Fraction(1, 2 * 10**places)
    assert (nearest + half) ** 2 > value
    assert nearest == 0 or (nearest - half) ** 2 <= value
    assert len(text.partition(".")[2]) == places


def test_a_root_that_ends_is_exact() -> None:
    assert rounded_root(Fraction(isqrt(144)) ** 2, 0) == "12"
    assert rounded_root(Fraction(1, 16), 2) == "0.25"
    assert rounded_root(Fraction(1, 16), 1) == "0.3"


def test_severity_is_against_the_others_on_the_same_answers() -> None:
    found = moderated(panel_of_three())

    assert found.severities == (
        Severity("e1", 2, Fraction(3, 4)),
        Severity("e2", 2, Fraction(0)),
        Severity("e3", 2, Fraction(-3, 4)),
    )


def test_an_evaluator_alone_on_an_answer_has_nobody_to_be_compared_with() -> None:
    made = make.model(make.scored("q1", "100"), agreed_by_mean=True)

    found = moderated(make.tender(made, make.bid("A", None, {"q1": make.panel("3")})))

    assert found.severities == (Severity("e1", 0, None),)


def test_leaving_one_evaluator_out_shows_on_whom_the_award_hangs() -> None:
    tender = panel_of_three()
    # A has 4 by the mean and so shares the first place; without e1 3.5, without e3 4.5.
    found = moderated(tender)

    assert found.agreed_prevail
    assert found.without == (
        WithoutEvaluator("e1", None, "B"),
        WithoutEvaluator("e2", None, None),
        WithoutEvaluator("e3", None, "A"),
    )
    assert [each.changes for each in found.without] == [True, False, True]


def test_an_answer_that_one_evaluator_alone_marked_keeps_what_counts() -> None:
    made = make.model(make.scored("q1", "100"))
    tender = make.tender(made, make.bid("A", None, {"q1": make.panel("2", agreed="3")}))

    assert by_mean(tender).bids[0].scores["q1"].agreed == 2
    assert by_mean(tender, "e1").bids[0].scores["q1"].agreed == 3


def test_questions_whose_spread_could_change_the_winner_come_first() -> None:
    made = make.model(
        make.scored("q1", "10"), make.scored("q2", "60"), make.scored("q3", "30", "0-10")
    )
    tender = make.tender(
        made,
        make.bid(
            "A",
            None,
            {
                "q1": make.panel("0", "5", agreed="5"),
                "q2": make.panel("3", "4", agreed="4"),
                "q3": make.panel("8", "9", agreed="9"),
            },
        ),
        make.bid("B", None, {"q1": "1", "q2": "4", "q3": "8"}),
    )

    found = moderated(tender)

    # A leads by 8 + 0 + 3 points. Four steps of q1 are worth 8, one of q2 12, one of q3 3.
    assert found.questions == (
        QuestionSpread("q2", 1, Fraction(1), Fraction(1), could_change=True),
        QuestionSpread("q1", 1, Fraction(5), Fraction(5), could_change=False),
        QuestionSpread("q3", 1, Fraction(1), Fraction(1), could_change=False),
    )


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60)
def test_whether_a_mark_could_change_the_winner_is_what_evaluating_it_says(seed: int) -> None:
    tender = small_tender(seed)
    whole = evaluate(tender)

    for answer in moderation(tender, NO_FINDINGS, whole).answers:
        winners = {
            evaluate(with_scores(tender, {(answer.bid, answer.criterion): Mark(mark)})).winner
            for mark in answer.marks
        }
        assert answer.could_change == (winners != {whole.winner})


def test_the_record_of_an_answer_is_kept() -> None:
    score = replace(
        make.panel("3", "5", agreed="4"), rationale="Sound.", quotation="All sites.", dissent="No."
    )
    made = make.model(make.scored("q1", "100"))

    (answer,) = moderated(make.tender(made, make.bid("A", None, {"q1": score}))).answers

    kept = (answer.agreed, answer.rationale, answer.quotation, answer.dissent)
    assert kept == (Fraction(4), "Sound.", "All sites.", "No.")
    assert answer.individual == score.individual


def test_without_evaluators_there_is_nothing_to_tell() -> None:
    made = make.model(make.scored("q1", "100"))

    found = moderated(make.tender(made, make.bid("A", None, {"q1": "3"})))

    assert found == Moderation((), (), (), (), agreed_prevail=False)
