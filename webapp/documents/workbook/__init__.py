"""A workbook as an Excel file: locked cells, cells that check what is typed, and the same bytes."""

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter

from evaluation.workbook import Workbook
from webapp.documents.workbook.formats import FONT, Formats
from webapp.documents.workbook.sheets import write_sheet

_LONGEST_PROPERTY = 255


def render_workbook(workbook: Workbook) -> bytes:
    """Return a workbook as an Excel file, `.xlsx`.

    The same workbook gives the same bytes under the same version of the library. The protection of
    its sheets has no password: it keeps a hand from slipping, and what comes back is compared.
    """
    held = BytesIO()
    file = xlsxwriter.Workbook(held, _options())
    issued = datetime.combine(workbook.issued_on, time(), UTC).replace(tzinfo=None)
    file.set_properties(
        {
            "title": f"Bid workbook: {workbook.title}"[:_LONGEST_PROPERTY],
            "subject": workbook.reference[:_LONGEST_PROPERTY],
            "author": workbook.authority[:_LONGEST_PROPERTY],
            "comments": f"{workbook.edition}. Written by Podium",
            "created": issued,
        }
    )
    formats = Formats(file)
    for sheet in workbook.sheets:
        write_sheet(file.add_worksheet(sheet.name), sheet, workbook, formats)
    file.close()
    return held.getvalue()


def _options() -> dict[str, object]:
    """Return how the library is to write, anew for each file: it changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {**FONT},
    }
