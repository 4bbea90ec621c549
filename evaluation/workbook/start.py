"""The first sheet: what the workbook is, how it is filled in, and what is still missing."""

from collections.abc import Sequence

from evaluation.workbook import commitments
from evaluation.workbook.layout import Computed, Locked, Look, Need, Sheet
from evaluation.workbook.places import cells_between
from evaluation.workbook.tables import SheetBuilder

NAME = "Start"
EDITION_AT = (5, 2)
DONE = "Everything is filled in"
NOT_DONE = "Something is still missing: see the sheets above"

_COUNT_COLUMN = 2
_WIDTHS = (34, 96)
_STEPS = (
    "Go through the sheets from left to right, and fill in the cells with a coloured ground.",
    "Everything else is locked and stays as it is: it is compared with what was issued.",
    "Type numbers as numbers. Formulas in cells to fill in are not read: paste them as values.",
    "Add, hide, remove or rename no sheet, row or column, and put no macro into the workbook.",
    "Look at the check below, and save the workbook as .xlsx: Excel, LibreOffice and others can.",
    "Send it on the page that you got it from. What could not be read is told to you there.",
    "Until the deadline you can send it as often as you like: the last one counts.",
)


def start_sheet(
    title: str, reference: str, deadline: str, edition: str, others: Sequence[Sheet]
) -> Sheet:
    """Return the first sheet of a workbook with these others."""
    sheet = SheetBuilder(NAME, "Bid workbook", _WIDTHS)
    for label, text, varies in (
        ("Procurement", title, False),
        ("Reference", reference, False),
        ("Deadline", deadline, True),
        ("Edition", edition, True),
    ):
        sheet.add(Locked(label, Look.LABEL), Locked(text, varies=varies))
    sheet.heading("How to fill it in")
    for number, step in enumerate(_STEPS, start=1):
        sheet.add(Locked(f"Step {number}", Look.LABEL), Locked(step))
    sheet.heading("Check")
    sheet.columns("Sheet", "Cells that are still to be filled in")
    first = sheet.row
    for other in others:
        sheet.add(Locked(other.name, Look.LABEL), _missing(other))
    counts = cells_between((first, sheet.row - 1), (_COUNT_COLUMN, _COUNT_COLUMN))
    whole = f'IF(SUM({counts})=0,"{DONE}","{NOT_DONE}")'
    sheet.add(Locked("All sheets", Look.LABEL), Computed(whole, NOT_DONE))
    return sheet.built()


def _missing(sheet: Sheet) -> Computed:
    """Return the count of a sheet's cells that are needed and empty."""
    placed = [one for one, _ in sheet.inputs()]
    rows = placed[0].row, placed[-1].row
    if sheet.name == commitments.NAME:
        column = commitments.QUANTITY_COLUMN
        promised = cells_between(rows, (column, column), sheet=sheet.name)
        rest = cells_between(rows, (column + 1, commitments.LAST_COLUMN), sheet=sheet.name)
        return Computed(f'SUMPRODUCT(({promised}<>"")*({promised}<>0)*({rest}=""))', 0)
    column = placed[0].column
    between = rows[1] - rows[0] + 1 - len(placed)
    needed = sum(cell.need is Need.ALWAYS for _, cell in sheet.inputs())
    asked = cells_between(rows, (column, column), sheet=sheet.name)
    rest = f"-{between}" if between else ""
    return Computed(f"COUNTBLANK({asked}){rest}", needed)
