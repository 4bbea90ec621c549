"""Workbooks that an authority uploads: Excel (.xlsx) and CSV, read as if their author meant harm.

An Excel file is read from its XML itself, and not through a library: what must be refused, such as
merged cells and formulas with their remembered results, is what libraries hide, and a number is
taken in the characters in which it is written, never as a float.
"""

from evaluation.workbook.places import column_letters
from forms.workbooks.layout import (
    Columns,
    Field,
    header_of,
    layout_of,
    suggested_columns,
    titles_of,
    visible_sheet,
)
from forms.workbooks.measures import ImportedMeasure, ImportedMeasures, read_measures
from forms.workbooks.reading import LARGEST_WORKBOOK, read_workbook
from forms.workbooks.table import (
    LAST_ROW,
    Cell,
    CellKind,
    Row,
    SheetName,
    Table,
    Workbook,
)

__all__ = [
    "LARGEST_WORKBOOK",
    "LAST_ROW",
    "Cell",
    "CellKind",
    "Columns",
    "Field",
    "ImportedMeasure",
    "ImportedMeasures",
    "Row",
    "SheetName",
    "Table",
    "Workbook",
    "column_letters",
    "header_of",
    "layout_of",
    "read_measures",
    "read_workbook",
    "suggested_columns",
    "titles_of",
    "visible_sheet",
]
