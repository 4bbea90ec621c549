"""The form for drafting answers: a heading a question, and words that say what it is for."""

from collections.abc import Iterator
from dataclasses import replace

from evaluation.model import Model
from tests.evaluation.builders import model, price, scored
from tests.evaluation.tenders import DESCRIPTORS
from tests.evaluation.workbook.sample import ISSUE, sample_model
from webapp.documents import render_html, render_word
from webapp.documents.content import Blank, Document, Paragraph, Table
from webapp.documents.method_statement import method_statement


def _texts(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from (span.name if isinstance(span, Blank) else "" for span in block.line)


def _described() -> Model:
    return model(price("40"), replace(scored("method", "60"), descriptors=DESCRIPTORS))


def test_each_question_has_a_heading_and_room_to_write() -> None:
    document = method_statement(sample_model(), ISSUE)

    assert [section.heading() for section in document.sections] == [
        "About this form",
        "1. Method",
        "2. Staff",
    ]
    assert [text for text in _texts(document) if text] == [
        "Your answer to “Method”",
        "Your answer to “Staff”",
    ]


def test_it_says_that_the_answers_go_into_the_workbook() -> None:
    html = str(render_html(method_statement(sample_model(), ISSUE), standalone=False))

    assert "This form is for drafting, and is not sent." in html
    assert "the sheet “Answers” of the workbook" in html


def test_it_asks_for_answers_without_names_where_names_are_masked() -> None:
    masked = method_statement(sample_model(), ISSUE, are_names_masked=True)
    open_ = method_statement(sample_model(), ISSUE)

    held = ["Evaluators do not see your name" in repr(one.sections[0]) for one in (masked, open_)]

    assert held == [True, False]


def test_a_limit_of_words_stands_with_its_question_alone() -> None:
    limited = replace(scored("method", "60"), asked="Who does it?\n\nAnd how?", most_words=1_500)
    document = method_statement(model(price("40"), limited), ISSUE)

    held = ["At most 1,500 words." in repr(section) for section in document.sections]

    assert held == [False, True]
    assert ["Who does it?" in repr(section) for section in document.sections] == [False, True]


def test_what_each_mark_means_stands_with_the_question() -> None:
    document = method_statement(_described(), ISSUE)

    tables = [block for block in document.sections[1].blocks if isinstance(block, Table)]

    assert [len(table.rows) for table in tables] == [6]


def test_the_word_file_is_the_same_bytes_each_time() -> None:
    first, second = (render_word(method_statement(sample_model(), ISSUE)) for _ in range(2))

    assert first == second
