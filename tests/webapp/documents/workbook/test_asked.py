"""A question in the file itself: it comes back as issued, and an answer may be too long."""

from dataclasses import replace

from evaluation.workbook import bidders_workbook
from forms.tender_workbook import FindingKind, read_workbook
from tests.evaluation.builders import model, price, scored
from tests.evaluation.workbook.sample import ISSUE
from tests.webapp.documents.workbook.filling import filled
from webapp.documents.workbook import render_workbook

ASKED = "How do you work?\nSay who & when."
ISSUED = bidders_workbook(
    model(price("40"), replace(scored("method", "60"), asked=ASKED, most_words=5)), ISSUE
)
AT = "Answers!D6"


def test_a_workbook_with_questions_comes_back_as_it_was_issued() -> None:
    assert read_workbook(render_workbook(ISSUED), ISSUED).is_as_issued


def test_a_question_that_was_changed_is_found() -> None:
    other = bidders_workbook(
        model(price("40"), replace(scored("method", "60"), asked="How?", most_words=5)), ISSUE
    )

    found = read_workbook(render_workbook(other), ISSUED).findings

    assert "Answers!B6" in [one.place for one in found if one.kind is FindingKind.CHANGED]


def test_an_answer_over_its_limit_is_marked_and_read_whole() -> None:
    answer = "One two three four five six seven."

    read = read_workbook(filled(ISSUED, {AT: answer}), ISSUED)

    assert read.answers["method"] == answer
    (found,) = (one for one in read.findings if one.place == AT)
    assert found.kind is FindingKind.TOO_LONG
    assert str(found) == (
        "Answers!D6: found 7 words, and expected the answer to “Method” in words, at most 5 words. "
        "Shorten it by 2 words: it was read whole, and is marked as too long."
    )


def test_an_answer_of_just_its_limit_is_fine() -> None:
    read = read_workbook(filled(ISSUED, {AT: "One two three four five"}), ISSUED)

    assert AT not in [one.place for one in read.findings]
