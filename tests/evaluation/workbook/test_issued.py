"""What stands in the workbook that bidders fill in, and what is asked of them where."""

from dataclasses import replace

from evaluation.workbook import (
    Asked,
    Computed,
    Input,
    InputKind,
    Locked,
    Need,
    Part,
    Sheet,
    Workbook,
    bidders_workbook,
)
from tests.evaluation.builders import model, price, scored
from tests.evaluation.workbook.sample import ISSUE, sample_model, sample_workbook


def _sheet(workbook: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in workbook.sheets if sheet.name == name)


def _words(sheet: Sheet) -> str:
    return "\n".join(one.cell.text for one in sheet.placed if isinstance(one.cell, Locked))


def test_a_model_of_every_kind_has_five_sheets() -> None:
    workbook = sample_workbook()

    assert [sheet.name for sheet in workbook.sheets] == [
        "Start",
        "Answers",
        "Price",
        "Commitments",
        "Declarations",
    ]


def test_a_model_without_commitments_has_no_sheet_of_them() -> None:
    workbook = bidders_workbook(model(price("40"), scored("method", "60")), ISSUE)

    assert "Commitments" not in [sheet.name for sheet in workbook.sheets]


def test_requirements_come_before_questions_and_each_is_asked_once() -> None:
    answers = _sheet(sample_workbook(), "Answers")

    asked = [(cell.asked, cell.kind) for _, cell in answers.inputs()]

    assert asked == [
        (Asked(Part.GATE, "insurance"), InputKind.CHOICE),
        (Asked(Part.ANSWER, "method"), InputKind.TEXT),
        (Asked(Part.ANSWER, "staff"), InputKind.TEXT),
    ]


def test_a_question_says_how_many_points_of_the_whole_it_counts() -> None:
    words = _words(_sheet(sample_workbook(), "Answers"))

    assert "30 of 100 points" in words
    assert "20 of 100 points" in words


def test_a_price_of_one_amount_is_one_cell_without_a_total() -> None:
    workbook = bidders_workbook(sample_model(), ISSUE)

    cells = [one.cell for one in _sheet(workbook, "Price").placed]

    assert sum(isinstance(cell, Input) for cell in cells) == 1
    assert not any(isinstance(cell, Computed) for cell in cells)


def test_the_lines_of_a_price_add_up_in_the_sheet() -> None:
    cells = [one.cell for one in _sheet(sample_workbook(), "Price").placed]

    formulas = [cell.formula for cell in cells if isinstance(cell, Computed)]

    assert formulas == ["SUM(C6:C7)"]


def test_a_measure_says_in_words_what_it_is_worth_and_where_its_cap_is() -> None:
    words = _words(_sheet(sample_workbook(), "Commitments"))

    assert "Each unit is worth £277.22 in the comparison. Counted up to 1,000" in words
    assert "Each unit is worth £251.75 in the comparison. There is no cap." in words


def test_what_goes_with_a_quantity_is_needed_only_where_one_is_promised() -> None:
    cells = [cell for _, cell in _sheet(sample_workbook(), "Commitments").inputs()]

    needs = [cell.need for cell in cells if cell.asked.id == "weeks"]

    assert needs == [Need.NEVER] + [Need.IF_PROMISED] * 6


def test_the_workbook_holds_no_marks_and_no_scale() -> None:
    words = "\n".join(_words(sheet) for sheet in sample_workbook().sheets)

    assert "0-5" not in words
    assert "score" not in words.casefold()


def test_the_first_sheet_counts_what_is_still_missing_on_each_other() -> None:
    workbook = sample_workbook()

    counts = [one.cell for one in workbook.sheets[0].placed if isinstance(one.cell, Computed)]

    assert [(cell.formula, cell.at_first) for cell in counts[:-1]] == [
        ("COUNTBLANK(Answers!D6:D8)", 3),
        ("COUNTBLANK(Price!C6:C7)", 2),
        (
            'SUMPRODUCT((Commitments!E8:E9<>"")*(Commitments!E8:E9<>0)*(Commitments!F8:K9=""))',
            0,
        ),
        ("COUNTBLANK(Declarations!B5:B12)", 8),
    ]
    assert counts[-1].formula.startswith("IF(SUM(B19:B22)=0,")


def test_why_something_is_denied_is_asked_last_and_in_words() -> None:
    declarations = _sheet(sample_workbook(), "Declarations")

    asked = [cell for _, cell in declarations.inputs()]

    assert [cell.kind for cell in asked[:4]] == [InputKind.CHOICE] * 4
    assert asked[-1].asked == Asked(Part.DECLARATION, "why-no")
    assert (asked[-1].kind, asked[-1].longest) == (InputKind.TEXT, 4_000)
    assert "say No, and why in the last row" in _words(declarations)
    assert "What you said No to above, and why; None if you said Yes to all" in _words(declarations)


def test_another_publication_is_another_edition() -> None:
    first, second = sample_workbook(), sample_workbook(replace(ISSUE, publication=2))

    assert first.edition != second.edition
    assert second.edition.startswith("Publication 2, model ")


def test_the_edition_stands_where_the_workbook_says() -> None:
    workbook = sample_workbook()

    held = {(one.row, one.column): one.cell for one in workbook.sheets[0].placed}

    assert held[workbook.edition_at] == Locked(workbook.edition, varies=True)


def test_no_two_cells_to_fill_in_ask_the_same() -> None:
    asked = [cell.asked for sheet in sample_workbook().sheets for _, cell in sheet.inputs()]

    assert len(asked) == len(set(asked))


def test_what_counts_of_a_measure_stands_with_how_it_counts_and_moves_nothing() -> None:
    made = sample_model()
    first = next(iter(made.measures))
    plain = bidders_workbook(made, ISSUE)
    told = bidders_workbook(made, ISSUE, meanings={first: ("A week on site.", "Paid in full.")})

    differ = [
        (one.cell, other.cell)
        for was, now in zip(plain.sheets, told.sheets, strict=True)
        for one, other in zip(was.placed, now.placed, strict=True)
        if one != other
    ]
    ((before, after),) = differ
    assert isinstance(before, Locked)
    assert isinstance(after, Locked)
    assert after.text == f"What counts: A week on site.\nPaid in full.\n{before.text}"
    assert before.varies
    assert after.varies
