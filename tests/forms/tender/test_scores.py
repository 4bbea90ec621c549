"""A score is a mark on the scale that was published, and every bid has one for every question."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.numbers import Mark
from evaluation.tender import GateScore, IndividualScore, Score
from forms.tender import read_tender
from tests.forms.tender.documents import EVERYTHING, EXAMPLE, GONE, edited, refused, sent

MARK = "Give a mark from 0 to 5 in steps of 1, in quotes."
HALVES = "a mark from 1 to 3 in steps of 0.5, in quotes."
ID = (
    "Give at most 100 letters, digits, dots, hyphens and underscores, "
    "beginning with a letter or digit."
)


def scores(changes: dict[str, object], document: dict[str, Any]) -> dict[str, Score]:
    """Return the scores of the first bid of a document, changed."""
    return dict(read_tender(sent(edited(document, changes)), name="x").bids[0].scores)


@pytest.mark.parametrize(
    ("place", "given_score", "refusal"),
    [
        ("q1", "4 ", '.q1: "4 " is not a number. Write "4".'),
        ("q1", 4, '.q1: it is the JSON number 4. Write it in quotes, as "4".'),
        ("q1", 4.0, '.q1: it is the JSON number 4.0. Write it in quotes, as "4.0".'),
        ("q1", "6", f'.q1: "6" is off the scale. {MARK}'),
        ("q1", "-1", f'.q1: "-1" is off the scale. {MARK}'),
        ("q1", "3.5", f'.q1: "3.5" is off the scale. {MARK}'),
        ("q1", "passed", f'.q1: "passed" is not a number. {MARK}'),
        ("q1", None, f".q1: it is null. {MARK}"),
        ("q1", ["4"], f".q1: it is a list. {MARK}"),
        ("q1", GONE, f".q1: the score is missing. {MARK}"),
        ("q3", "4", '.q3: the model has no criterion "q3". Name a scored criterion by its id.'),
        (
            "sv-metod",
            "4",
            '["sv-metod"]: the model has no criterion "sv-metod". Write sv-method.',
        ),
        ("quality", "4", ".quality: quality is a group, which has no score. Leave the score out."),
        ("price", "4", ".price: price is a price, which has no score. Leave the score out."),
        (
            "sv-offer",
            "4",
            (
                '["sv-offer"]: sv-offer is a commitments criterion, which has no score. '
                "Leave the score out."
            ),
        ),
        ("q2", {}, f".q2: the score has no mark. Give agreed: {MARK[5:]}"),
        ("q2", {"rationale": "x"}, f".q2: the score has no mark. Give agreed: {MARK[5:]}"),
        ("q2.agreed", "9", f'.q2.agreed: "9" is off the scale. {MARK}'),
        ("q2.agreed", {"score": "4"}, f".q2.agreed: it is an object. {MARK}"),
        (
            "q2.agreed",
            GONE,
            (
                ".q2: there are individual scores and no agreed one. "
                'Give agreed, or let the model say "agreed_by": "mean".'
            ),
        ),
        (
            "q2.individual",
            {},
            ".q2.individual: it is empty. Give each evaluator's score by the evaluator's id.",
        ),
        (
            "q2.individual",
            ["4"],
            ".q2.individual: it is a list. Give each evaluator's score by the evaluator's id.",
        ),
        (
            "q2.individual",
            {"e 1": "4"},
            f'.q2.individual["e 1"]: "e 1" is not the id of an evaluator. {ID}',
        ),
        ("q2.individual.e1", "7", f'.q2.individual.e1: "7" is off the scale. {MARK}'),
        ("q2.individual.e1", None, f".q2.individual.e1: it is null. {MARK}"),
        (
            "q2.individual.e1",
            {"rationale": "x"},
            f".q2.individual.e1.score: it is missing. {MARK}",
        ),
        (
            "q2.individual.e1",
            {"score": 4},
            '.q2.individual.e1.score: it is the JSON number 4. Write it in quotes, as "4".',
        ),
        (
            "q2.individual.e1",
            {"score": "4", "dissent": "x"},
            '.q2.individual.e1.dissent: the key "dissent" is not known. Leave the key out.',
        ),
        (
            "q2.rational",
            "x",
            '.q2.rational: the key "rational" is not known. Write rationale, or leave the key out.',
        ),
        (
            "q2.rationale",
            "a\x00",
            ".q2.rationale: it holds the character U+0000, which cannot be shown. Take it out.",
        ),
        (
            "q2.quotation",
            7,
            ".q2.quotation: it is a JSON number. Give a text of at most 50,000 characters.",
        ),
    ],
)
def test_what_is_wrong_with_a_score_is_refused(
    place: str, given_score: object, refusal: str
) -> None:
    assert refused({f"bids[0].scores.{place}": given_score}) == [f"bids[0] (A).scores{refusal}"]


@pytest.mark.parametrize(
    ("given_score", "refusal"),
    [
        ("passed ", '"passed " is not passed or failed. Write "passed".'),
        ("Failed", '"Failed" is not passed or failed. Write "failed".'),
        (
            "4",
            '"4" is not passed or failed, and the criterion is a gate. Give passed or failed.',
        ),
        (True, "it is true or false, and the criterion is a gate. Give passed or failed."),
        (
            {"individual": {"e1": "passed"}},
            "a gate has individual verdicts and no agreed one. Give agreed: passed or failed.",
        ),
        ({"rationale": "x"}, "the score has no mark. Give agreed: passed or failed."),
    ],
)
def test_a_gate_is_passed_or_failed_by_agreement(given_score: object, refusal: str) -> None:
    changes = {"bids[0].scores.insured": given_score}

    assert refused(changes, document=EVERYTHING) == [f"bids[0] (A).scores.insured: {refusal}"]


def test_individual_verdicts_on_a_gate_are_kept_beside_the_agreed_one() -> None:
    verdicts = {"agreed": "passed", "individual": {"e1": "failed"}, "dissent": "e1: expired."}

    read = scores({"bids[0].scores.insured": verdicts}, EVERYTHING)

    assert read["insured"] == Score(
        GateScore.PASSED, (IndividualScore("e1", GateScore.FAILED),), dissent="e1: expired."
    )


@pytest.mark.parametrize("failed", ["failed", {"agreed": "failed", "rationale": "Expired."}])
def test_a_bid_that_failed_a_gate_may_lack_its_other_scores(failed: object) -> None:
    read = scores({"bids[0].scores": {"insured": failed}}, EVERYTHING)

    assert list(read) == ["insured"]


def test_a_bid_that_failed_a_gate_is_still_refused_a_wrong_score() -> None:
    changes = {"bids[1].scores": {"insured": "failed", "q1": "9"}}

    assert refused(changes, document=EVERYTHING) == [
        f'bids[1] (B).scores.q1: "9" is off the scale. Give {HALVES}'
    ]


def test_any_other_bid_is_asked_for_every_score() -> None:
    assert refused({"bids[1].scores": {}}, document=EVERYTHING) == [
        "bids[1] (B).scores.insured: the score is missing. Give passed or failed.",
        f"bids[1] (B).scores.q1: the score is missing. Give {HALVES}",
    ]


def test_individual_scores_may_stand_alone_where_the_model_takes_their_mean() -> None:
    changes: dict[str, object] = {"model.agreed_by": "mean", "bids[0].scores.q2.agreed": GONE}

    assert scores(changes, EXAMPLE)["q2"].agreed is None


def test_a_mark_is_the_same_however_it_is_written() -> None:
    read = scores({"bids[0].scores.q1": "04.00"}, EXAMPLE)

    assert read["q1"] == Score(Mark(Fraction(4)))


def test_every_fault_of_a_score_is_listed() -> None:
    given_scores = {
        "agreed": "9",
        "individual": {"e1": "x", "e2": {"score": "9", "quotation": 7}},
        "note": "x",
    }
    lines = refused({"bids[0].scores.q2": given_scores})

    assert [line.partition(": ")[0].removeprefix("bids[0] (A).scores.q2.") for line in lines] == [
        "note",
        "agreed",
        "individual.e1",
        "individual.e2.quotation",
        "individual.e2.score",
    ]


@given(st.integers(0, 4), st.integers(1, 4), st.integers(-2, 30))
def test_exactly_the_marks_of_a_scale_are_read(low: int, steps: int, eighths: int) -> None:
    step = Fraction(1, 4)
    scale = {"minimum": str(low), "maximum": str(float(low + steps * step)), "step": "0.25"}
    value = Fraction(eighths, 8)
    changes: dict[str, object] = {
        "model.criteria[1].criteria[0].scale": scale,
        "model.criteria[1].criteria[0].minimum": {"percent": "0", "disqualifies": True},
        "bids[0].scores.q1": f"{float(value)}",
    }
    marks = [low + index * step for index in range(steps + 1)]

    if value in marks:
        assert scores(changes, EXAMPLE)["q1"].agreed == value
    else:
        assert "is off the scale" in refused(changes)[0]
