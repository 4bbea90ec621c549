"""What a stress test did not test, and what it tested otherwise, is said."""

from dataclasses import replace

import pytest

from evaluation.faults import Severity
from evaluation.model import Method, Model
from evaluation.stress import stress_test
from evaluation.stress.notes import notes_of_model
from evaluation.stress.result import StressFinding
from rules.decision import Decision, Status
from tests.evaluation.builders import (
    at_least,
    commitments,
    example,
    gate,
    group,
    measure,
    model,
    price,
    scored,
    tender,
)
from tests.evaluation.stress.models import clean_price, clean_question, coventry, decided

CLEAN = model(clean_price("40"), clean_question("q", "60"))


def notes(made: Model, decision: Decision | None = None) -> str:
    """Return the notes of a test, joined."""
    packs = coventry() if decision else None
    return " ".join(stress_test(tender(made), decision, packs, runs=20).notes)


def test_without_a_policy_nothing_was_checked_against_one() -> None:
    assert notes(CLEAN) == (
        "No losing bid can decide who wins: the order of two bids hangs on no third one. No "
        "procurement with a policy was given, so nothing was checked against one: weight of "
        "social value, number of measures, outcomes."
    )


def test_a_policy_that_is_not_in_force_is_told() -> None:
    assert "not in force" in notes(CLEAN, replace(decided(), policy_in_force=False))


def test_what_the_rules_left_open_is_told_and_is_no_finding() -> None:
    decision = decided(social_value_minimum=Status.UNDETERMINED)

    assert (
        "Not yet decided for this procurement, and so not checked: the lowest weight of social "
        "value and which outcomes apply." in notes(CLEAN, decision)
    )


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (model(price("40"), scored("q", "40")), "scaled in proportion to 100"),
        (model(scored("q", "60"), scored("q", "40")), "Ids are not unique"),
        (
            model(scored("q", "100", minimum=at_least(score="3", disqualifies=None))),
            "was taken to do so",
        ),
        (model(gate("insurance")), "nothing was simulated"),
        (
            model(price(None, None), scored("q", "100"), method=Method.PRICE_PER_QUALITY_POINT),
            "no curve to show",
        ),
        (model(price("5"), scored("q", "95")), "which does not exclude one"),
    ],
)
def test_what_was_left_out_or_mended_is_told(made: Model, words: str) -> None:
    assert words in notes(made)


def test_an_estimate_outside_a_set_range_is_told() -> None:
    assert "lies outside the range of the price formula" in notes(CLEAN, decided())


def test_what_was_counted_as_social_value_without_a_mark_is_told() -> None:
    doubtful = model(
        price("40"),
        group("q", "60", scored("method", "75"), commitments("c", "25", measure("m", "1"))),
    )

    assert "because of the commitments beside it: sv-method" in notes(example().model, decided())
    assert "Not counted as social value, though beside commitments: method" in notes(
        doubtful, decided()
    )


def test_what_is_still_to_be_answered_is_named_by_its_keys() -> None:
    assert "and so not checked: which outcomes apply. Give these under `procurement.answers`: " in (
        notes(CLEAN, decided())
    )


def test_the_errors_of_a_model_are_one_note_for_those_who_evaluate_its_bids() -> None:
    errors = tuple(
        StressFinding("weights-not-100", Severity.ERROR, "", f"Fault {number}.")
        for number in range(4)
    )

    assert notes_of_model(()) == ()
    assert notes_of_model(errors[:1]) == (
        "The model has 1 error that the stress test names: Fault 0.",
    )
    assert notes_of_model(errors) == (
        (
            "The model has 4 errors that the stress test names, of which these are the first 3: "
            "Fault 0. Fault 1. Fault 2."
        ),
    )
