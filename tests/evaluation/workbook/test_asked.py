"""The question in the workbook: locked below its title, in as many rows as it takes."""

from dataclasses import replace

from evaluation.workbook import Computed, Locked, Sheet, Workbook, bidders_workbook
from tests.evaluation.builders import gate, model, price, scored
from tests.evaluation.workbook.sample import ISSUE


def workbook(asked: str = "", most_words: int | None = None) -> Workbook:
    question = replace(scored("method", "60"), asked=asked, most_words=most_words)
    insured = replace(gate("insurance"), asked="Give its number." if asked else "")
    made = model(insured, price("40"), question)
    return bidders_workbook(made, ISSUE)


def answers(made: Workbook) -> Sheet:
    return next(sheet for sheet in made.sheets if sheet.name == "Answers")


def second_column(made: Workbook) -> list[str]:
    return [
        one.cell.text
        for one in answers(made).placed
        if one.column == 2 and isinstance(one.cell, Locked)
    ][1:]


def test_what_is_asked_stands_below_the_title_and_is_compared() -> None:
    made = workbook("How?\nAnd who?")

    assert second_column(made) == ["Insurance\nGive its number.", "Method\nHow?\nAnd who?"]
    assert not any(one.cell.varies for one in answers(made).placed if isinstance(one.cell, Locked))


def test_a_model_that_says_no_more_than_titles_has_the_sheet_that_it_had() -> None:
    assert second_column(workbook()) == ["Insurance", "Method"]


def test_a_long_question_goes_on_in_rows_below_and_loses_no_word() -> None:
    asked = "\n".join(f"{number}. {'word ' * 90}".strip() for number in range(1, 9))

    pieces = second_column(workbook(asked))[1:]

    assert len(pieces) > 2
    assert " ".join(pieces).split() == ["Method", *asked.split()]
    assert all(len(piece) <= 800 for piece in pieces)


def test_rows_of_a_long_question_are_not_counted_as_missing() -> None:
    question = replace(scored("method", "30"), asked="word " * 500)
    made = bidders_workbook(model(price("40"), question, scored("staff", "30")), ISSUE)

    counts = [one.cell for one in made.sheets[0].placed if isinstance(one.cell, Computed)]

    assert counts[0].formula.endswith("-3")
    assert counts[0].at_first == 2


def test_a_limit_of_words_is_told_in_the_sheet_and_where_one_types() -> None:
    sheet = answers(workbook("How?", most_words=500))

    texts = [one.cell.text for one in sheet.placed if isinstance(one.cell, Locked)]
    (cell,) = (cell for _, cell in sheet.inputs() if cell.most_words is not None)
    assert "60 of 100 points; at most 500 words" in texts
    assert cell.prompt == "Your answer to this question. At most 500 words."
