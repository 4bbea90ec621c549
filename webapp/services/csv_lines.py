"""Lines of CSV for a spreadsheet, in which nothing that somebody typed is taken for a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""What a file begins with, so that a spreadsheet reads it as UTF-8."""
_WIDE_SIGNS: Final = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The first four signs below as East Asian letters are wide, which some spreadsheets take so."""
_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", *_WIDE_SIGNS)


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV; one that would be a formula begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue()


def safe(cell: str) -> str:
    r"""Return a cell that a spreadsheet reads as text and never as a formula.

    >>> safe("=1+1"), safe("\uff1d1+1"), safe("2 March 2026")
    ("'=1+1", "'\uff1d1+1", '2 March 2026')
    """
    return f"'{cell}" if cell.startswith(_BEGINS_A_FORMULA) else cell
