"""Everything that was issued and came back otherwise is named, cell by cell."""

import re
from collections.abc import Callable
from random import Random

import pytest

from forms.errors import InvalidInput
from forms.tender_workbook import LARGEST_BID, FindingKind, Read, read_workbook
from tests.evaluation.workbook.sample import sample_workbook
from tests.forms.packing import packed
from tests.webapp.documents.workbook.filling import changed, filled

ISSUED = sample_workbook()
_START, _ANSWERS, _PRICE, _COMMITMENTS = (f"xl/worksheets/sheet{at}.xml" for at in range(1, 5))

Change = Callable[[dict[str, str]], None]


def _read(change: Change) -> Read:
    return read_workbook(changed(filled(ISSUED), change), ISSUED)


def _replaced(part: str, before: str, after: str) -> Change:
    def change(parts: dict[str, str]) -> None:
        assert before in parts[part]
        parts[part] = parts[part].replace(before, after, 1)

    return change


def _with_sheet(state: str) -> Change:
    def change(parts: dict[str, str]) -> None:
        book = "xl/workbook.xml"
        sheet = f'<sheet name="Notes" sheetId="99" {state} r:id="rId1"/>'
        parts[book] = parts[book].replace("</sheets>", f"{sheet}</sheets>")

    return change


def test_a_locked_cell_that_was_changed_is_shown_with_what_was_issued() -> None:
    read = _read(_replaced("xl/sharedStrings.xml", "without VAT", "with VAT"))

    finding = read.findings[0]

    assert len(read.findings) == 1
    assert (finding.kind, finding.place) == (FindingKind.CHANGED, "Price!A2")
    assert "with VAT" in finding.found
    assert "without VAT" in finding.expected
    assert not read.is_as_issued


def test_a_changed_formula_is_shown_and_the_price_is_none_the_worse() -> None:
    read = _read(_replaced(_PRICE, "SUM(C6:C7)", "SUM(C6:C6)"))

    assert [one.place for one in read.findings] == ["Price!C8"]
    assert read.findings[0].found == "the formula “=SUM(C6:C6)”"
    assert read.price == "150000.5"


def test_a_number_typed_over_a_formula_is_a_change() -> None:
    read = _read(_replaced(_PRICE, "<f>SUM(C6:C7)</f>", ""))

    assert [one.found for one in read.findings] == ["the number “0”"]


def test_a_formula_in_other_spelling_is_the_same_formula() -> None:
    read = _read(_replaced(_PRICE, "SUM(C6:C7)", "sum($C$6 : $C$7)"))

    assert read.findings == ()


def test_a_locked_cell_that_became_a_formula_is_a_change() -> None:
    def change(parts: dict[str, str]) -> None:
        cell = re.compile(r'<c r="A2"( s="\d+") t="s"><v>(\d+)</v></c>')
        parts[_PRICE] = cell.sub(r'<c r="A2"\1 t="str"><f>"x"</f><v>x</v></c>', parts[_PRICE])

    read = _read(change)

    assert [one.place for one in read.findings] == ["Price!A2"]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", "a sheet that was added"),
        ('state="hidden"', "a hidden sheet that was added"),
        ('state="veryHidden"', "a hidden sheet that was added"),
    ],
)
def test_a_sheet_that_was_added_is_named(state: str, found: str) -> None:
    read = _read(_with_sheet(state))

    assert [(one.place, one.found) for one in read.findings] == [("Notes", found)]


def test_a_sheet_that_was_hidden_is_named_and_still_read() -> None:
    read = _read(_replaced("xl/workbook.xml", 'name="Price"', 'name="Price" state="hidden"'))

    assert [(one.place, one.found) for one in read.findings] == [("Price", "a hidden sheet")]
    assert read.price == "150000.5"


def test_a_sheet_that_was_renamed_is_missing_and_its_new_name_is_added() -> None:
    read = _read(_replaced("xl/workbook.xml", 'name="Price"', 'name="Our price"'))

    assert [(one.place, one.found) for one in read.findings] == [
        ("Price", "no such sheet"),
        ("Our price", "a sheet that was added"),
    ]
    assert read.price is None


def test_words_outside_the_cells_to_fill_in_are_named() -> None:
    row = '<row r="40"><c r="A40" t="inlineStr"><is><t>Only if we win.</t></is></c></row>'

    read = _read(_replaced(_ANSWERS, "</sheetData>", f"{row}</sheetData>"))

    assert [(one.kind, one.place) for one in read.findings] == [(FindingKind.ADDED, "Answers!A40")]


def test_many_cells_that_were_added_are_summed_up() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(40, 90))

    read = _read(_replaced(_ANSWERS, "</sheetData>", f"{rows}</sheetData>"))

    assert len(read.findings) == 21
    assert read.findings[-1].found == "30 more cells outside those that were issued"


def test_a_hidden_row_and_a_hidden_column_are_named() -> None:
    read = _read(_replaced(_ANSWERS, '<row r="7"', '<row r="7" hidden="1"'))
    other = _read(_replaced(_PRICE, '<col min="2" max="2"', '<col min="2" max="2" hidden="1"'))

    assert [(one.place, one.found) for one in read.findings] == [("Answers!7", "a hidden row")]
    assert [(one.place, one.found) for one in other.findings] == [("Price!B", "a hidden column")]


def test_merged_cells_are_named() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="C6:C7"/></mergeCells>'

    read = _read(_replaced(_PRICE, "</sheetData>", f"</sheetData>{merged}"))

    assert [(one.place, one.found) for one in read.findings] == [("Price!C6:C7", "merged cells")]


def _refusal(data: bytes, name: str = "bid.xlsx") -> str:
    with pytest.raises(InvalidInput) as caught:
        read_workbook(data, ISSUED, name=name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "bid.xlsx", "the file is empty"),
        (b"PK" + b"x" * LARGEST_BID, "bid.xlsx", "larger than 4 MB"),
        (b"\xd0\xcf\x11\xe0 old", "bid.xls", "of the old kind (.xls), or one with a password"),
        (filled(ISSUED), "bid.xlsm", "a workbook for macros"),
        (b"%PDF-1.7", "bid.xlsx", "no Excel workbook"),
        (b"PK\x03\x04 cut", "bid.xlsx", "damaged or cut off"),
    ],
)
def test_what_is_no_workbook_of_this_kind_is_refused_whole(
    data: bytes, name: str, problem: str
) -> None:
    assert problem in _refusal(data, name)


def test_macros_inside_are_refused_by_the_name_of_their_part() -> None:
    def change(parts: dict[str, str]) -> None:
        parts["xl/vbaProject.bin"] = "x"

    assert "xl/vbaProject.bin: it holds macros" in _refusal(changed(filled(ISSUED), change))


def test_a_small_file_that_unpacks_to_very_much_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({f"xl/worksheets/sheet{at}.xml": b" " * 9_000_000 for at in range(1, 45)})

    assert len(bomb) < LARGEST_BID
    assert "claim to unpack to 9,000,000" in _refusal(bomb)


def test_a_file_that_unpacks_to_too_much_at_a_modest_rate_is_refused_too() -> None:
    drawn = Random(1)  # noqa: S311 - bytes that don't pack, the same in each run
    pieces = [drawn.randbytes(2_000) + bytes(30_000) for _ in range(600)]
    bomb = packed({f"xl/part{at}.xml": b"".join(pieces[at::6]) for at in range(6)})

    assert len(bomb) < LARGEST_BID
    assert "it unpacks to more than 16,000,000 bytes" in _refusal(bomb)
