"""What is refused of a promise, a ground, an answer about a price, and the decision on one."""

from datetime import date

import pytest
from flask_wtf import FlaskForm

from evaluation.settling.grounds import GROUNDS
from forms.settling import (
    LONGEST,
    LONGEST_ANSWER,
    EnteredAnswerForm,
    GroundForm,
    LiftForm,
    OwnAnswerForm,
    PromiseForm,
    price_form,
    question_form,
)
from tests.forms.filled import day, filled, refused

HEARD_FIRST = next(one.id for one in GROUNDS.values() if one.before)
NOTHING_BEFORE = next(one.id for one in GROUNDS.values() if not one.before)
FIRST = date(2027, 3, 2)


def test_a_promise_wants_a_verdict_and_its_reason() -> None:
    found = refused(PromiseForm)

    assert found == {
        "verdict": ["Select whether the promise counts"],
        "because": ["Enter why it counts, or does not"],
    }


def test_a_verdict_on_a_promise_is_one_of_two() -> None:
    found = refused(PromiseForm, ("verdict", "perhaps"), ("because", "No site is named"))

    assert found == {"verdict": ["Select whether the promise counts"]}


def test_the_reason_of_a_verdict_is_kept_in_paragraphs() -> None:
    form = filled(
        PromiseForm, ("verdict", "not_counted"), ("because", " No  site\r\n\r\n\r\n\r\nis named ")
    )

    assert not form.errors
    assert form.because.data == "No site\n\nis named"


def test_a_ground_that_wants_a_hearing_first_wants_it_told() -> None:
    found = refused(GroundForm, ("ground", HEARD_FIRST), ("because", "A conviction"))

    assert found == {"heard": ["Enter how and when the supplier was heard"]}


def test_a_ground_without_a_hearing_leaves_it_open() -> None:
    found = refused(GroundForm, ("ground", NOTHING_BEFORE), ("because", "The licence has lapsed"))

    assert found == {}


def test_without_a_ground_it_is_asked_for_and_a_hearing_is_not() -> None:
    found = refused(GroundForm)

    assert found == {
        "ground": ["Select the ground"],
        "because": ["Enter why the ground applies"],
    }


@pytest.mark.parametrize(
    ("form", "field", "what", "most"),
    [
        (LiftForm, "because", "why it does not stand any more", LONGEST),
        (EnteredAnswerForm, "answer", "what it answered", LONGEST_ANSWER),
        (OwnAnswerForm, "answer", "your answer", LONGEST_ANSWER),
    ],
)
def test_a_text_is_asked_for_and_has_a_limit(
    form: type[FlaskForm], field: str, what: str, most: int
) -> None:
    empty = refused(form)
    long = refused(form, (field, "x" * (most + 1)))

    assert empty == {field: [f"Enter {what}"]}
    assert long == {field: [f"Shorten {what} by 1 characters: it may have at most {most:,}"]}


def test_a_price_is_not_asked_about_without_reasons_and_a_day() -> None:
    found = refused(question_form(FIRST))

    assert found == {
        "reasons": ["Enter the authority’s reasons"],
        "answer_by": ["Enter the day by which it may answer"],
    }


@pytest.mark.parametrize("written", ["1 3 2027", "1 7 2027"])
def test_the_day_to_answer_by_is_neither_too_early_nor_too_late(written: str) -> None:
    found = refused(question_form(FIRST), ("reasons", "It is low"), *day("answer_by", written))

    assert found == {
        "answer_by": ["The day must be a date from 2 March 2027 to 30 June 2027"],
    }


def test_the_first_day_to_answer_by_is_taken() -> None:
    form = filled(question_form(FIRST), ("reasons", "It is low"), *day("answer_by", "2 3 2027"))

    assert not form.errors
    assert form["answer_by"].data == FIRST


def test_only_verdicts_on_a_price_that_may_be_given_now_are_taken() -> None:
    kept = price_form({"demonstrated", "not_disregarded"})

    found = refused(kept, ("verdict", "not_demonstrated"), ("because", "It did not answer"))

    assert found == {"verdict": ["Select what is decided"]}


def test_a_verdict_on_a_price_wants_its_reason() -> None:
    found = refused(price_form({"demonstrated"}), ("verdict", "demonstrated"))

    assert found == {"because": ["Enter why that is decided"]}
