"""A score as it is typed, pasted or pinned."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from evaluation.model import GateCriterion, Question, ScoredCriterion
from evaluation.own_scores import LONGEST_QUOTATION, MOST_QUOTATIONS, OwnScore
from evaluation.quotations import Quotation
from forms.scoring import ScoreForm, given, score_form
from tests.evaluation import builders as make

GATE = GateCriterion(id="licence", title="Licence")


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="k" * 32, WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST"):
        yield


def question(scale: str = "0-5") -> Question:
    found = make.model(make.scored("q1", "100", scale)).by_id["q1"]
    assert isinstance(found, ScoredCriterion)
    return found


def sent(of: Question, *pairs: tuple[str, str]) -> ScoreForm:
    form: ScoreForm = score_form(of)(formdata=MultiDict(pairs))
    return form


def test_what_is_typed_becomes_a_score_with_the_places_of_what_was_pinned() -> None:
    form = sent(
        question(),
        ("score", "4"),
        ("rationale", " Two  crews\r\n\r\n\r\n\r\nare named "),
        ("quotation", " two crews "),
        ("quotation-start", "12"),
        ("quotation", " "),
        ("quotation-start", ""),
        ("quotation", "a foreman"),
        ("quotation-start", "-3"),
    )

    assert form.validate()
    assert form.own() == OwnScore(
        "4",
        "Two crews\n\nare named",
        (Quotation("two crews", 12), Quotation("a foreman")),
    )


def test_a_draft_may_lack_everything() -> None:
    form = sent(question())

    assert form.validate()
    assert form.own() == OwnScore()
    assert not form.is_meant


@pytest.mark.parametrize(
    ("of", "score", "message"),
    [
        (question(), "6", "Select a score"),
        (GATE, "4", "Select a score"),
        (question("0-100"), "100.5", "Enter a mark from 0 to 100 in steps of 1"),
    ],
)
def test_what_is_no_level_is_refused(of: Question, score: str, message: str) -> None:
    form = sent(of, ("score", score))

    assert not form.validate()
    assert form["score"].errors == [message]


def test_a_mark_that_is_typed_is_kept_as_exact_text() -> None:
    form = sent(question("0-100"), ("score", " 070.0"))

    assert form.validate()
    assert form.own().score == "70"


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["a"] * (MOST_QUOTATIONS + 2), "Take out 2 of the quotations: 20 are the most"),
        (
            ["a" * (LONGEST_QUOTATION + 7)],
            "Shorten a quotation by 7 characters: it may have at most 2,000",
        ),
        (
            ["walks\u202e back"],
            (
                "Take the character U+202E out of a quotation: it cannot be shown. It stands "
                "after “walks”"
            ),
        ),
    ],
)
def test_quotations_that_cannot_be_kept_are_refused_and_stay_typed(
    texts: list[str], message: str
) -> None:
    form = sent(question(), *(("quotation", text) for text in texts))

    assert not form.validate()
    assert list(form.quotation.errors) == [message]
    assert [one.words for one in form.quotation.typed] == texts


def test_what_was_saved_is_shown_again() -> None:
    own = OwnScore("3", "Because", (Quotation("crews", 4, 9),))

    form = score_form(question())(formdata=None, data=given(own))

    assert form["score"].data == "3"
    assert form.rationale.data == "Because"
    assert form.quotation.typed == [Quotation("crews", 4, 9)]
