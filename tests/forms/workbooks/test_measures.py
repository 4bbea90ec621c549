"""Rows as measures: every cell that is at fault is named, and nothing is taken by halves."""

from fractions import Fraction

import pytest

from forms.errors import InvalidInput
from forms.workbooks import (
    Columns,
    Field,
    ImportedMeasure,
    Table,
    header_of,
    layout_of,
    read_measures,
    read_workbook,
    suggested_columns,
)
from forms.workbooks.measures import MOST_ERRORS
from tests.forms.workbooks.books import HEADER, Content, book, number, raw, sheet

COLUMNS = Columns(id=1, title=2, unit=3, value=4)
GOOD = ("m1", "Hours given", "hours", number("31.27"))


def excel(*rows: tuple[Content, ...], after: str = "") -> Table:
    data = book(sheets={"Measures": sheet([HEADER, *rows], after=after)})
    return read_workbook(data, "m.xlsx").table("Measures")


def separated(text: str) -> Table:
    return read_workbook(text.encode(), "m.csv").table("")


def faults(table: Table, columns: Columns = COLUMNS, *, header_row: int = 1) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        read_measures(table, columns, header_row=header_row)
    return [str(error) for error in refused.value.errors]


def test_a_row_becomes_a_measure_with_its_exact_value_and_its_row() -> None:
    columns = Columns(1, 2, 3, 4, price_year=5, theme=6, outcome=7, notes=8)
    row = ("X 1.2", " Hours\n given ", "hours", number("0.1"), 2022, "Social", "Skills", "a\tb")

    found = read_measures(excel(row), columns, header_row=1)

    assert found.measures == (
        ImportedMeasure(
            row=2,
            id="X 1.2",
            title="Hours given",
            unit="hours",
            value=Fraction(1, 10),
            price_year=2022,
            theme="Social",
            outcome="Skills",
            notes="a b",
        ),
    )
    assert (found.file, found.sheet, found.remarks) == ("m.xlsx", "Measures", ())


def test_a_number_is_what_was_typed_and_not_what_binary_makes_of_it() -> None:
    rows = [
        (f"m{at}", "title", "unit", number(text))
        for at, text in enumerate(["4.3499999999999996", "7.0000000000000007E-2", "1E3", "251.75"])
    ]

    found = read_measures(excel(*rows), COLUMNS, header_row=1)

    assert [str(one.value) for one in found.measures] == ["87/20", "7/100", "1000", "1007/4"]


def test_the_year_of_the_prices_is_the_rows_or_else_the_files_and_none_without_a_value() -> None:
    columns = Columns(1, 2, 3, 4, price_year=5)
    rows: list[tuple[Content, ...]] = [
        (*GOOD, 2019),
        ("m2", "t", "u", 1, None),
        ("m3", "t", "u", None, None),
    ]

    found = read_measures(excel(*rows), columns, header_row=1, price_year=2024)

    assert [one.price_year for one in found.measures] == [2019, 2024, None]


def test_what_is_hidden_is_read_and_told() -> None:
    xml = sheet([HEADER, GOOD]).replace('<row r="2">', '<row r="2" hidden="1">')
    table = read_workbook(book(sheets={"Measures": xml}), "m.xlsx").table("Measures")

    found = read_measures(table, COLUMNS, header_row=1)

    assert len(found.measures) == 1
    assert found.remarks == ("Hidden in the workbook, and read all the same: rows 2.",)


CELLS = {
    "a text": ("about £14", "D2: found the text “about £14”, and a number is expected"),
    "a number as text": ("31.27", "D2: found the text “31.27”, and a number is expected"),
    "a date": (number("45292", style=1), "D2: found the date “45292”, and a number is expected"),
    "a formula": (raw("><f>1+1</f><v>2</v>"), "D2: the cell holds a formula"),
    "true": (raw('t="b"><v>1</v>'), "D2: found the true or false “1”, and a number is expected"),
    "an error": (raw('t="e"><v>#REF!</v>'), "D2: found the error “#REF!”, and a number"),
    "less than nothing": (number("-3"), "D2: the value -3 is below zero"),
    "not finite": (number("INF"), "D2: found the number “INF”, and a number is expected"),
    "too large": (number("1E+12"), "D2: the value 1E+12 is too large"),
    "seven decimals": (number("1.2345678"), "D2: the value 1.2345678 has 7 decimals"),
    "endless small": (number("1E-300"), "D2: the value 1E-300 has 300 decimals"),
}


@pytest.mark.parametrize("kind", CELLS)
def test_a_value_that_is_no_amount_is_named_by_its_cell(kind: str) -> None:
    content, told = CELLS[kind]

    found = faults(excel(("m1", "title", "unit", content)))

    assert len(found) == 1
    assert found[0].startswith(f"Measures!{told}")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((None, "title", "unit", 1), "A2: the id is missing. Fill it in, or remove the row"),
        (("m1", None, "unit", 1), "B2: the title is missing"),
        (("m1", "\u200b", "unit", 1), "B2: the title is missing"),
        (("m1", "title", None, 1), "C2: the unit is missing"),
        (("m1", "a\u202eb", "unit", 1), "B2: the text holds the character U+202E"),
        (("m1", "a_x0007_b", "unit", 1), "B2: the text holds the character U+0007"),
        (("m1", "x" * 301, "unit", 1), "B2: the title has 301 characters. Shorten it to 300"),
        (("x" * 41, "title", "unit", 1), "A2: the id has 41 characters"),
        (("m<1>", "title", "unit", 1), "A2: “m<1>” can't be an id"),
        ((number("1.10"), "title", "unit", 1), "A2: found the number 1.10, and a text is expected"),
        ((number("45292", style=1), "title", "unit", 1), "A2: found a cell of the kind date"),
    ],
)
def test_a_text_that_is_at_fault_is_named_by_its_cell(row: tuple[Content, ...], told: str) -> None:
    found = faults(excel(row))

    assert len(found) == 1
    assert found[0].startswith(f"Measures!{told}")


@pytest.mark.parametrize("content", ["22", "soon", number("2022.5"), number("44562", style=1)])
def test_a_price_year_that_is_no_year_is_named(content: Content) -> None:
    found = faults(excel((*GOOD, content)), Columns(1, 2, 3, 4, price_year=5))

    assert found[0].startswith("Measures!E2: found the ")
    assert "a year is expected" in found[0]


def test_an_id_that_is_a_whole_number_is_taken() -> None:
    found = read_measures(excel((12, "title", "unit", 1)), COLUMNS, header_row=1)

    assert found.measures[0].id == "12"


def test_the_same_id_twice_is_told_with_both_places() -> None:
    found = faults(excel(GOOD, ("M1", "Other", "hours", 1)))

    assert found == [
        (
            "Measures!A3: the id “M1” stands in Measures!A2 already. "
            "Give each measure an id of its own, or remove one of the two rows."
        )
    ]


def test_merged_cells_are_refused_from_the_header_on_and_not_above_it() -> None:
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>'
    table = excel(GOOD, ("m2", "title", "unit", 1), after=merges)

    assert [one.split(":")[0] for one in faults(table)] == ["Measures!A1", "Measures!A3"]
    assert [one.split(":")[0] for one in faults(table, header_row=2)] == ["Measures!A3"]


def test_a_formula_in_a_column_that_is_not_chosen_is_refused_too() -> None:
    found = faults(excel((*GOOD, raw("><f>1</f><v>1</v>"))))

    assert found[0].startswith("Measures!E2: the cell holds a formula")


def test_all_faults_are_told_from_top_to_bottom_up_to_a_bound() -> None:
    rows = [(f"m{at}", None, None, "?") for at in range(30)]

    found = faults(excel(*rows))

    assert len(found) == MOST_ERRORS + 1
    assert [one.split(":")[0] for one in found[:4]] == [
        "Measures!B2",
        "Measures!C2",
        "Measures!D2",
        "Measures!B3",
    ]
    assert found[-1].startswith("there are 40 more faults, which are not listed")


def test_a_sheet_without_measures_is_refused() -> None:
    assert faults(excel()) == [
        "Measures: no row stands below the header in row 1. Choose the sheet with the measures."
    ]


@pytest.mark.parametrize(
    ("text", "delimiter", "value"),
    [
        ("id,title,unit,value\na,b,c,251.75\n", ",", Fraction("251.75")),
        ('id,title,unit,value\na,b,c,"£1,234.50"\n', ",", Fraction("1234.5")),
        ("id;title;unit;value\na;b;c;£1234.5\n", ";", Fraction("1234.5")),
        ("id\ttitle\tunit\tvalue\na\tb, and more\tc\t7\n", "\t", Fraction(7)),
        ("\ufeffid,title,unit,value\r\na,b,c,1E3\r\n", ",", Fraction(1000)),
    ],
)
def test_csv_is_parted_by_what_parts_it(text: str, delimiter: str, value: Fraction) -> None:
    table = separated(text)

    found = read_measures(table, COLUMNS, header_row=1)

    assert table.delimiter == delimiter
    assert found.measures[0].value == value


@pytest.mark.parametrize("written", ["1,234", "251,75", "1.234,50", "NaN", "=1+1", "-1", "0x10"])
def test_an_ambiguous_number_in_csv_is_refused(written: str) -> None:
    found = faults(separated(f"id;title;unit;value\na;b;c;{written}\n"))

    assert len(found) == 1
    assert found[0].startswith("D2: ")


def test_the_header_is_the_first_row_of_three_texts_and_suggests_its_columns() -> None:
    rows: list[tuple[Content, ...]] = [
        ("Our framework",),
        ("Ref", "Theme", "Measure", "Unit", "Proxy value", "Price year"),
        ("m1", "Jobs", "Hours", "hours", 3, 2022),
    ]
    table = read_workbook(book(rows), "m.xlsx").table("Measures")

    header = header_of(table)

    assert header is not None
    assert header.number == 2
    assert suggested_columns(header) == {
        Field.ID: 1,
        Field.TITLE: 3,
        Field.UNIT: 4,
        Field.VALUE: 5,
        Field.PRICE_YEAR: 6,
        Field.THEME: 2,
    }


def test_a_layout_is_known_again_by_its_titles_alone() -> None:
    first, same, other = (
        header_of(excel_of(titles))
        for titles in (("Id", "Title", "Unit"), ("ID", "TITLE", "UNIT"), ("Id", "Unit", "Title"))
    )

    assert first is not None
    assert same is not None
    assert other is not None
    assert layout_of(first) == layout_of(same) != layout_of(other)


def excel_of(titles: tuple[str, ...]) -> Table:
    return read_workbook(book([titles]), "m.xlsx").table("Measures")


def test_a_table_without_a_row_of_titles_has_no_header() -> None:
    assert header_of(read_workbook(book([(1, 2, 3)]), "m.xlsx").table("Measures")) is None
