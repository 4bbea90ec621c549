"""Lines of CSV: read back as they were written, and never as a formula."""

import csv
import io

import pytest

from webapp.services.csv_lines import csv_line


def read_back(line: str) -> list[str]:
    [row] = csv.reader(io.StringIO(line, newline=""))
    return row


@pytest.mark.parametrize("sign", "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
def test_a_cell_that_would_be_a_formula_is_text(sign: str) -> None:
    cell = f'{sign}HYPERLINK("http://e"; "x")'

    assert read_back(csv_line(["A", cell])) == ["A", f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["", "a=b", "1-2", 'say "yes", twice', "two\nlines", "مرحبا 🌳", "<script>"]
)
def test_another_cell_stays_as_it_is(cell: str) -> None:
    assert read_back(csv_line([cell, "end"])) == [cell, "end"]
