"""What is refused of interests, of who scores and chairs, of what is shown early, of samples."""

import pytest

from forms.evaluation_panel import (
    LONGEST_SAMPLE,
    ClosingForm,
    InterestsForm,
    VerdictForm,
    chair_form,
    early_form,
    questions_form,
    sample_form,
    trial_form,
)
from tests.forms.filled import filled, refused

PEOPLE = [("1", "Ann"), ("2", "Ben")]
QUESTIONS = [("staff", "Staffing"), ("care", "Care of plants")]


def test_nobody_declares_nothing() -> None:
    found = refused(InterestsForm)

    assert found == {"handling": ["Select whether you have a conflict of interest"]}


@pytest.mark.parametrize("handling", ["managed", "recused"])
def test_a_conflict_wants_to_be_told(handling: str) -> None:
    found = refused(InterestsForm, ("handling", handling))

    assert found == {"detail": ["Enter what the conflict is"]}


def test_without_a_conflict_there_is_nothing_to_tell() -> None:
    assert refused(InterestsForm, ("handling", "none")) == {}


def test_a_decision_on_a_conflict_wants_a_verdict_and_why() -> None:
    found = refused(VerdictForm)

    assert found == {
        "verdict": ["Select what is decided on the conflict"],
        "why": ["Enter why you decide so"],
    }


def test_somebody_may_score_nothing_but_no_question_that_is_not_there() -> None:
    asked = questions_form(QUESTIONS)

    assert refused(asked) == {}
    assert refused(asked, ("questions", "staff"), ("questions", "price")) == {
        "questions": ["Select only answers that are on the list"]
    }


def test_only_a_change_of_the_chair_wants_a_reason() -> None:
    first = refused(chair_form(PEOPLE, is_change=False), ("chair", "1"))
    change = refused(chair_form(PEOPLE, is_change=True), ("chair", "2"))

    assert first == {}
    assert change == {"why": ["Enter why somebody else chairs"]}


def test_the_chair_is_somebody_who_may_be() -> None:
    found = refused(chair_form(PEOPLE, is_change=False), ("chair", "3"))

    assert found == {"chair": ["Select who chairs the panel"]}


def test_nothing_is_shown_early_to_nobody_or_without_a_reason() -> None:
    found = refused(early_form(PEOPLE, [("7", "Greenfield")]))

    assert found == {
        "to": ["Select to whom it is shown"],
        "what": ["Select what they are shown"],
        "because": ["Enter why they have to know it now"],
    }


@pytest.mark.parametrize("what", ["7", "prices"])
def test_a_name_or_the_prices_may_be_shown_early(what: str) -> None:
    asked = early_form(PEOPLE, [("7", "Greenfield")])

    assert refused(asked, ("to", "1"), ("what", what), ("because", "A site visit")) == {}


def test_a_sample_answers_a_question_at_no_endless_length() -> None:
    asked = sample_form(QUESTIONS)

    assert refused(asked) == {
        "question": ["Select the question that it answers"],
        "text": ["Enter the invented answer"],
    }
    assert refused(asked, ("question", "staff"), ("text", "x" * (LONGEST_SAMPLE + 1))) == {
        "text": ["Shorten the invented answer by 1 characters: it may have at most 20,000"]
    }


def test_a_trial_gives_a_level_that_there_is_and_says_why() -> None:
    asked = trial_form([("0", "Nothing"), ("5", "")])

    assert refused(asked, ("score", "3")) == {
        "score": ["Select what you would give it"],
        "rationale": ["Enter why you would give it that"],
    }
    assert not filled(asked, ("score", "5"), ("rationale", "Two crews")).errors


def test_closing_a_calibration_wants_a_reason() -> None:
    assert refused(ClosingForm) == {"why": ["Enter why it is closed now"]}
