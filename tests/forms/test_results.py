"""What is refused when the bids are evaluated again."""

from forms.results import LONGEST, EvaluatingAgainForm, EvaluatingForm
from tests.forms.filled import filled, refused


def test_the_first_evaluation_asks_for_nothing() -> None:
    assert refused(EvaluatingForm) == {}


def test_evaluating_again_wants_a_reason() -> None:
    found = refused(EvaluatingAgainForm, ("why", "\u200b"))

    assert found == {
        "why": ["Enter why the bids are evaluated again, in characters that can be seen"]
    }


def test_a_reason_has_a_limit_up_to_which_it_is_kept() -> None:
    longest = filled(EvaluatingAgainForm, ("why", "x" * LONGEST))
    longer = refused(EvaluatingAgainForm, ("why", "x" * (LONGEST + 1)))

    assert longest.why.data == "x" * LONGEST
    assert not longest.errors
    assert longer == {
        "why": [
            "Shorten why the bids are evaluated again by 1 characters: it may have at most 4,000"
        ]
    }


def test_what_turns_the_direction_of_a_text_is_refused_with_its_place() -> None:
    found = refused(EvaluatingAgainForm, ("why", "A score\u202e changed"))

    assert found == {
        "why": [
            (
                "Take the character U+202E out of why the bids are evaluated again: it cannot be "
                "shown. It stands after “A score”"
            )
        ]
    }
