"""The workbook in which a bidder answers: what stands in which cell, and what is asked where.

The layout is a value: `webapp.documents.workbook` writes it as an Excel file, and
`forms.tender_workbook` reads the file back against it.
"""

from evaluation.workbook.declarations import DECLARATIONS, Declaration
from evaluation.workbook.issued import Issue, bidders_workbook
from evaluation.workbook.layout import (
    Asked,
    Cell,
    Computed,
    Input,
    InputKind,
    Locked,
    Look,
    Need,
    Part,
    Placed,
    Sheet,
    Workbook,
)

__all__ = [
    "DECLARATIONS",
    "Asked",
    "Cell",
    "Computed",
    "Declaration",
    "Input",
    "InputKind",
    "Issue",
    "Locked",
    "Look",
    "Need",
    "Part",
    "Placed",
    "Sheet",
    "Workbook",
    "bidders_workbook",
]
