"""What is refused of an agreed score, of opening an answer early, and of opening it again."""

from uuid import UUID

import pytest

from evaluation.model import GateCriterion
from forms.moderating import LONGEST, AgreedForm, EarlyOpeningForm, ReopeningForm, agreed_form
from tests.forms.filled import filled, refused

ANN, BEN = UUID(int=1), UUID(int=2)
LICENCE = GateCriterion(id="licence", title="Licence")


def form() -> type[AgreedForm]:
    return agreed_form(LICENCE, [(ANN, "Ann"), (BEN, "Ben")])


def test_nobody_agrees_a_score_alone_in_an_empty_room() -> None:
    found = refused(form(), ("score", "passed"))

    assert found == {"present": ["Select who was present"]}


def test_only_people_of_the_panel_were_present() -> None:
    found = refused(form(), ("present", str(UUID(int=3))))

    assert found == {"present": ["Select only answers that are on the list"]}


def test_only_who_was_present_dissents() -> None:
    found = refused(
        form(), ("present", str(ANN)), ("dissenting", str(BEN)), ("dissent", "It has lapsed")
    )

    assert found == {"dissenting": ["Select as dissenting only people who were present"]}


def test_who_dissents_says_what_they_hold() -> None:
    found = refused(form(), ("present", str(ANN)), ("dissenting", str(ANN)))

    assert found == {"dissent": ["Enter what they hold"]}


def test_what_is_held_is_held_by_somebody() -> None:
    found = refused(form(), ("present", str(ANN)), ("dissent", "It has lapsed"))

    assert found == {"dissenting": ["Select who dissents, or empty what they hold"]}


def test_who_was_there_and_who_dissents_are_told_apart() -> None:
    sent = filled(
        form(),
        ("score", "passed"),
        ("present", str(ANN)),
        ("present", str(BEN)),
        ("dissenting", str(BEN)),
        ("dissent", " It has lapsed "),
    )

    assert not sent.errors
    assert sent.people("present") == {ANN, BEN}
    assert sent.people("dissenting") == {BEN}
    assert sent["dissent"].data == "It has lapsed"


def test_a_score_that_is_no_level_is_refused() -> None:
    found = refused(form(), ("score", "5"), ("present", str(ANN)))

    assert found == {"score": ["Select a score"]}


@pytest.mark.parametrize("text", ["", " \u200b "])
def test_opening_early_leaves_it_to_the_service_whether_a_reason_is_needed(text: str) -> None:
    sent = filled(EarlyOpeningForm, ("why", text))

    assert not sent.errors
    assert sent.why.data == ""


def test_opening_again_wants_a_reason_that_is_not_endless() -> None:
    over = ("why", "x" * (LONGEST + 2))

    assert refused(ReopeningForm) == {"why": ["Enter why it has to be agreed again"]}
    assert refused(ReopeningForm, over) == {
        "why": ["Shorten why it has to be agreed again by 2 characters: it may have at most 4,000"]
    }
