"""Excel files: what is read of them, and every file that was made to do harm."""

import io
import tracemalloc
import zipfile

import pytest

from forms.errors import InvalidInput
from forms.workbooks import Cell, CellKind, SheetName, read_workbook
from forms.workbooks.container import LARGEST_CONTENT, MOST_ENTRIES
from forms.workbooks.table import MOST_ROWS, Table
from tests.forms.packing import packed
from tests.forms.workbooks.books import (
    HEADER,
    MAIN,
    PACKAGE,
    book,
    number,
    raw,
    sheet,
)

ROW = ("m1", "Hours given", "hours", 14)
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def table(data: bytes, name: str = "measures.xlsx", *, sheet_name: str = "Measures") -> Table:
    return read_workbook(data, name).table(sheet_name)


def refusal(data: bytes, name: str = "measures.xlsx") -> str:
    """Return why a file is refused, whether when it is opened or when its sheet is read."""

    def read() -> None:
        opened = read_workbook(data, name)
        opened.table(opened.sheets[0].name)

    with pytest.raises(InvalidInput) as refused:
        read()
    assert all(error.problem and error.remedy for error in refused.value.errors)
    return str(refused.value)


def test_cells_come_with_their_kind_and_their_own_characters() -> None:
    row = (
        "text",
        number("251.75000000000001"),
        number("45292", style=1),
        number("45292", style=2),
        raw('t="b"><v>1</v>'),
        raw('t="e"><v>#REF!</v>'),
        raw("><f>A1+1</f><v>7</v>"),
        raw('s="1"><v></v>'),
    )

    read = table(book([row])).rows[0]

    assert [(cell.kind, cell.text) for cell in read.cells] == [
        (CellKind.TEXT, "text"),
        (CellKind.NUMBER, "251.75000000000001"),
        (CellKind.DATE, "45292"),
        (CellKind.DATE, "45292"),
        (CellKind.BOOLEAN, "1"),
        (CellKind.ERROR, "#REF!"),
        (CellKind.FORMULA, "7"),
    ]


def test_shared_texts_are_put_in_rich_ones_whole_and_readings_left_out() -> None:
    texts = (
        f'<sst xmlns="{MAIN}"><si><t>never asked for</t></si>'
        "<si><r><t>Hours </t></r><r><t>given</t></r><rPh><t>hidden</t></rPh></si>"
        "<si><t>two_x000A_lines</t></si></sst>"
    )
    rows = [(raw('t="s"><v>1</v>'), raw('t="s"><v>2</v>'))]

    read = table(book(rows, parts={"xl/texts.xml": texts})).rows[0]

    assert [cell.text for cell in read.cells] == ["Hours given", "two\nlines"]


def test_a_shared_text_with_escapes_is_held_once_for_all_its_cells() -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>two_x000A_lines</t></si></sst>'
    rows = [(raw('t="s"><v>0</v>'), raw('t="s"><v>0</v>'))]

    first, second = table(book(rows, parts={"xl/texts.xml": texts})).rows[0].cells

    assert first.text is second.text


def test_a_shared_text_that_is_missing_is_refused() -> None:
    assert "shared text 9 of row 1 is missing" in refusal(book([(raw('t="s"><v>9</v>'),)]))


def test_cells_without_references_are_counted_along() -> None:
    row = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>'

    assert table(book(sheets={"Measures": xml})).rows[0].cells == (
        Cell(1, CellKind.NUMBER, "1"),
        Cell(2, CellKind.NUMBER, "2"),
    )


def test_hidden_sheets_rows_and_columns_and_merged_cells_are_told() -> None:
    xml = sheet(
        [HEADER, ROW],
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    ).replace('<row r="2">', '<row r="2" hidden="1">')

    opened = read_workbook(book(sheets={"Our list": xml}, state='state="hidden"'), "m.xlsx")
    read = opened.table("Our list")

    assert opened.sheets == (SheetName("Our list", is_hidden=True),)
    assert [row.is_hidden for row in read.rows] == [False, True]
    assert read.hidden_columns == (2, 3)
    assert read.merged == (("'Our list'!A1:B1", 1),)


def test_a_sheet_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidInput, match="Choose one of: Measures"):
        table(book([HEADER]), sheet_name="Other")


@pytest.mark.parametrize("name", ["", "x" * 101, "a\u202eb"])
def test_a_sheet_whose_name_cannot_be_shown_is_refused(name: str) -> None:
    assert "the name of a sheet is empty, too long or can't be shown" in refusal(
        book(sheets={name: sheet([HEADER])})
    )


def test_200000_rows_are_refused_without_reading_them_all() -> None:
    many = "".join(f'<row r="{at}"><c><v>{at}</v></c></row>' for at in range(1, 200_001))
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{many}</sheetData></worksheet>'
    data = book(sheets={"Measures": xml})
    del many, xml

    tracemalloc.start()
    told = refusal(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert f"Measures!A{MOST_ROWS + 1}: the sheet has more than {MOST_ROWS:,} rows" in told
    assert most < 8_000_000


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = book([HEADER], parts={"xl/media/bomb.xml": b"<a>" + b" " * 50_000_000 + b"</a>"})

    tracemalloc.start()
    told = refusal(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "claim to unpack to 50,000,007" in told
    assert most < 3_000_000


def test_parts_that_are_too_large_together_are_refused() -> None:
    filler = bytes(range(256)) * 600
    parts = {f"xl/media/{at}.bin": filler for at in range(LARGEST_CONTENT // len(filler) + 1)}

    assert "unpacks to more than" in refusal(book([HEADER], parts=parts))


def test_more_parts_than_a_workbook_has_are_refused() -> None:
    parts = {f"xl/media/{at}": b"" for at in range(MOST_ENTRIES + 1)}

    assert "more than 1,000 files" in refusal(book([HEADER], parts=parts))


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    data = bytearray(book([HEADER, ROW]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("xl/worksheets/s1.xml").file_size
    told = size.to_bytes(4, "little")
    data = data.replace(told, (size - 20).to_bytes(4, "little"))

    assert "damaged, or not as large as it says" in refusal(bytes(data))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/s1.xml", "xl/workbook.xml", "docProps/core.xml", "xl/_rels/x.rels"]
)
def test_a_doctype_in_any_part_is_refused(part: str) -> None:
    data = book([HEADER], parts={part: f"<?xml version='1.0'?>{DOCTYPE}<x>&b;</x>"})

    told = refusal(data)

    assert part in told
    assert "has a DOCTYPE" in told


def test_a_doctype_in_another_encoding_is_refused() -> None:
    hidden = f"<?xml version='1.0' encoding='UTF-16'?>{DOCTYPE}<x/>".encode("utf-16")

    assert "has a DOCTYPE" in refusal(book([HEADER], parts={"docProps/app.xml": hidden}))


def test_an_entity_without_a_doctype_is_no_xml() -> None:
    assert "is not XML" in refusal(book(sheets={"Measures": "<worksheet>&a;</worksheet>"}))


def test_elements_without_end_to_their_depth_are_refused() -> None:
    assert "nested more than 100 deep" in refusal(
        book(sheets={"Measures": "<a>" * 500 + "</a>" * 500})
    )


def test_empty_cells_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.workbooks.parts.MOST_ELEMENTS", 50)
    xml = f'<worksheet xmlns="{MAIN}"><sheetData><row>{"<c/>" * 60}</row></sheetData></worksheet>'

    assert "more than 50 elements" in refusal(book(sheets={"Measures": xml}))


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"xl/vbaProject.bin": b"x"}, "it holds macros"),
        ({"xl/externalLinks/externalLink1.xml": "<x/>"}, "it draws on other workbooks"),
        ({"xl/connections.xml": "<x/>"}, "it draws on data elsewhere"),
        (
            {
                "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override '
                'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
            },
            "it is a workbook for macros",
        ),
    ],
)
def test_what_runs_or_draws_on_other_files_is_refused(
    parts: dict[str, str | bytes], told: str
) -> None:
    assert told in refusal(book([HEADER], parts=parts))


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "m.xlsx", "the file is empty"),
        (b"\xd0\xcf\x11\xe0rest", "m.xlsx", "of the old kind (.xls), or one with a password"),
        (book([HEADER]), "m.XLSM", "it is a workbook for macros"),
        (b"%PDF-1.7", "m.pdf", "neither an Excel workbook (.xlsx) nor a CSV file"),
        (b"PK\x03\x04 and no more", "m.xlsx", "damaged or cut off"),
        (packed({"content.xml": "<x/>"}), "m.ods", "no Excel workbook"),
        (book([HEADER], without=["xl/workbook.xml"]), "m.xlsx", "no Excel workbook"),
        (book([HEADER], without=["xl/worksheets/s1.xml"]), "m.xlsx", "does not hold"),
        (book(sheets={}), "m.xlsx", "it has no sheet"),
        (b"x" * 5_000_001, "m.csv", "larger than 5 MB"),
    ],
)
def test_what_is_no_such_workbook_is_refused(data: bytes, name: str, told: str) -> None:
    assert told in refusal(data, name)


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (sheet([ROW]).replace('r="A1"', 'r="A9"'), "the cells are out of order"),
        (sheet([ROW, ROW]).replace('r="2"', 'r="1"'), "the rows are out of order"),
        (sheet([(raw('t="zz"><v>1</v>'),)]), "of a kind that no workbook has"),
        (sheet([(raw('t="str"><v>' + "x" * 32_768 + "</v>"),)]), "more than 32,767 characters"),
        (sheet([[*[None] * 200, "far"]]), "Measures!GS1: the sheet has more than 200 columns"),
        ("<worksheet><sheetData>", "is not XML"),
    ],
)
def test_a_sheet_that_is_damaged_is_refused(xml: str, told: str) -> None:
    assert told in refusal(book(sheets={"Measures": xml}))


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(book([HEADER]))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1

    assert "is encrypted" in refusal(bytes(data))


def test_a_part_that_is_there_twice_is_refused() -> None:
    data = io.BytesIO(book([HEADER]))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert "is there twice" in refusal(data.getvalue())
