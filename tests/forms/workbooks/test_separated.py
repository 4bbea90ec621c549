"""CSV files that can't be read are refused with the line, and what to do."""

import doctest
import importlib
import pkgutil

import pytest

import forms.workbooks
from forms.errors import InvalidInput
from forms.workbooks import read_workbook
from forms.workbooks.table import MOST_ROWS

HEADER = b"id,title,unit,value\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HEADER + b"a,caf\xe9,c,1\n", "line 2: the byte 0xe9 is not UTF-8"),
        ("id,title".encode("utf-16"), "line 1: the text is not UTF-8"),
        (HEADER + b"a,\x00,c,1\n", "line 2: the text is not UTF-8: it has two bytes"),
        (b"one column\nonly\n", "line 1: neither commas nor semicolons nor tabs"),
        (HEADER + b'a,"never closed,c,1\n' + b"x\n" * 3, "line 2: the line can't be read"),
        (HEADER + b'a,"b"c,d,1\n', "line 2: the line can't be read"),
        (HEADER + b"a," + b"x" * 32_768 + b",c,1\n", "B2: the cell holds more than 32,767"),
        (HEADER + b"a" + b",b" * 200 + b"\n", "GS2: the row has more than 200 columns"),
        (HEADER + b"a,b,c,1\n" * MOST_ROWS, f"A{MOST_ROWS + 1}: the sheet has more than"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(data: bytes, told: str) -> None:
    def read() -> None:
        read_workbook(data, "m.csv").table("")

    with pytest.raises(InvalidInput) as refused:
        read()

    assert told in str(refused.value)
    assert refused.value.errors[0].remedy


def test_a_csv_file_has_no_sheets() -> None:
    with pytest.raises(InvalidInput, match="a CSV file has no sheets"):
        read_workbook(HEADER, "m.csv").table("Sheet1")


def test_empty_lines_keep_the_numbers_of_the_rows_after_them() -> None:
    table = read_workbook(HEADER + b"\n,,,\na,b,c,1\n", "m.csv").table("")

    assert [row.number for row in table.rows] == [1, 4]


MODULES = sorted(
    f"forms.workbooks.{module.name}" for module in pkgutil.iter_modules(forms.workbooks.__path__)
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), raise_on_error=False).failed == 0
