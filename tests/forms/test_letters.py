"""What is refused of a letter's missing words, the award notice, and what follows the letters."""

from collections.abc import Callable
from datetime import date

import pytest
from flask_wtf import FlaskForm

from evaluation.letters.issuing import LetterWords
from forms.letters import (
    LONGEST_SHOWN,
    SendForm,
    contract_form,
    notice_form,
    resume_form,
    stop_form,
    words_form,
    words_typed,
)
from tests.forms.filled import day, filled, refused

TODAY = date(2027, 6, 15)
MEASURES = [("apprentice-weeks", "Weeks of apprentices")]


def notice(*, is_needed: bool = False, is_change: bool = False) -> type[FlaskForm]:
    return notice_form(TODAY, is_needed=is_needed, is_change=is_change)


def test_sending_asks_for_nothing() -> None:
    assert refused(SendForm) == {}


def test_a_letter_may_lack_words_for_now() -> None:
    form = filled(words_form(MEASURES))

    assert not form.errors
    assert form.words == LetterWords()


def test_the_words_of_a_letter_come_out_as_they_went_in() -> None:
    words = LetterWords("1 High Street\nCoventry", "PABC-1234", {"apprentice-weeks": "Page 3"})

    form = filled(words_form(MEASURES), *words_typed(words).items())

    assert not form.errors
    assert form.words == words


def test_the_words_on_a_promise_have_a_limit_and_the_identifier_is_one_line() -> None:
    found = refused(
        words_form(MEASURES),
        ("identifier", "PABC\u202e1234"),
        ("shown_apprentice-weeks", "x" * (LONGEST_SHOWN + 1)),
    )

    assert found == {
        "identifier": ["Take out the character U+202E, which cannot be shown"],
        "shown_apprentice-weeks": [
            "Shorten what shows it by 1 characters: it may have at most 2,000"
        ],
    }


def test_a_notice_wants_the_day_on_which_it_was_published() -> None:
    assert refused(notice()) == {"published_on": ["Enter the day"]}


@pytest.mark.parametrize("written", ["23 2 2025", "16 6 2027"])
def test_a_notice_was_published_neither_before_the_act_nor_tomorrow(written: str) -> None:
    found = refused(notice(), *day("published_on", written))

    assert found == {
        "published_on": [
            "The day on which it was published must be a date from 24 February 2025 to 15 June 2027"
        ]
    }


def test_where_no_rule_counts_the_standstill_the_notice_says_its_last_day() -> None:
    found = refused(notice(is_needed=True), *day("published_on", "15 6 2027"))

    assert found == {"stated": ["Enter the last day of the standstill"]}


def test_an_entry_that_is_corrected_has_its_reason() -> None:
    found = refused(notice(is_change=True), *day("published_on", "15 6 2027"))

    assert found == {"because": ["Enter why the entry is corrected"]}


def test_a_reference_is_short() -> None:
    typed = ("reference", "x" * 101)

    found = refused(notice(), typed, *day("published_on", "15 6 2027"))

    assert found == {"reference": ["Enter at most 100 characters"]}


@pytest.mark.parametrize(
    ("form_of", "done", "why"),
    [
        (stop_form, "notified", "what stops the award"),
        (resume_form, "lifted", "what lifts the stop"),
        (contract_form, "entered into", "what shows that the contract was entered into"),
    ],
)
def test_an_act_after_the_letters_wants_its_day_and_what_shows_it(
    form_of: Callable[[date], type[FlaskForm]], done: str, why: str
) -> None:
    empty = refused(form_of(TODAY))
    ahead = refused(form_of(TODAY), ("because", "A claim"), *day("on", "1 1 2028"))

    assert empty == {"on": ["Enter the day"], "because": [f"Enter {why}"]}
    assert ahead == {
        "on": [
            f"The day on which it was {done} must be a date from 24 February 2025 to 15 June 2027"
        ]
    }
