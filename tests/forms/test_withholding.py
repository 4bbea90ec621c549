"""What is refused of what is to be withheld from letters, and of taking that back."""

import pytest

from forms.withholding import LONGEST_PASSAGE, EndForm, withholding_form
from tests.forms.filled import filled, refused

FORM = withholding_form([(2, "Beta"), (3, "Gamma")], every=0)
GIVEN = (
    ("passage", ""),
    ("reader", "0"),
    ("ground", "national_security"),
    ("because", "It shows where the keys of the site lie."),
)


def test_everything_but_the_words_is_asked_for() -> None:
    assert refused(FORM) == {
        "reader": ["Select from whose letter"],
        "ground": ["Select the ground"],
        "because": ["Enter why the authority is satisfied of that"],
    }


def test_the_hints_say_who_reads_what_is_entered() -> None:
    form = filled(FORM)

    because = form["because"].description
    assert because.endswith(
        "No letter holds it. It can have to be disclosed in proceedings or on a request for "
        "information, so do not repeat the secret here."
    )
    assert form["reader"].description == (
        "From one letter only if the ground holds for that reader alone; say why. The others will "
        "read it."
    )


def test_what_is_given_is_taken() -> None:
    form = filled(FORM, *GIVEN)

    assert not form.errors
    assert form.data["reader"] == "0"


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("reader", "1", "Select from whose letter"),
        ("ground", "public_interest", "Select the ground"),
        (
            "passage",
            "a" * (LONGEST_PASSAGE + 1),
            "Shorten the words to withhold by 1 characters: it may have at most 4,000",
        ),
    ],
)
def test_what_is_not_offered_or_too_long_is_refused(name: str, typed: str, error: str) -> None:
    given = tuple(one for one in GIVEN if one[0] != name)

    assert refused(FORM, *given, (name, typed)) == {name: [error]}


def test_taking_it_back_wants_a_reason() -> None:
    assert refused(EndForm) == {"because": ["Enter why it is not withheld any more"]}
