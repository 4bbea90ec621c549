"""What bidders are asked, as a buyer types it."""

import pytest

from tests.evaluation.outline.criteria.trees import gate, question
from tests.forms.criteria.conftest import Sent
from tests.forms.criteria.test_kinds import QUESTION, refused, told


def test_a_question_keeps_its_paragraphs_and_its_limit(sent: Sent) -> None:
    typed = {**QUESTION, "asked": " Who? \r\n\r\n\r\n\r\nAnd when?", "most_words": "1,500"}

    found = told(sent, question("q"), typed)

    assert (found.asked, found.most_words) == ("Who?\n\nAnd when?", "1500")


def test_a_draft_may_ask_nothing_yet_and_have_no_limit(sent: Sent) -> None:
    found = told(sent, question("q"), {**QUESTION, "asked": "", "most_words": ""})

    assert (found.asked, found.most_words) == ("", "")


def test_a_question_of_more_than_four_thousand_characters_is_refused(sent: Sent) -> None:
    (message,) = refused(sent, question("q"), {**QUESTION, "asked": "x" * 4_001})["asked"]

    assert message == ("Shorten what bidders are asked by 1 characters: it may have at most 4,000")


@pytest.mark.parametrize("typed", ["0", "20000", "12.5", "many"])
def test_a_limit_that_is_none_is_refused(sent: Sent, typed: str) -> None:
    errors = refused(sent, question("q"), {**QUESTION, "asked": "Who?", "most_words": typed})

    assert list(errors) == ["most_words"]
    assert errors["most_words"][0].startswith("The words of an answer")


def test_a_requirement_says_what_shows_that_it_is_met(sent: Sent) -> None:
    found = told(sent, gate(), {"title": "Insurance", "asked": "Give the number of your policy."})

    assert found.asked == "Give the number of your policy."
