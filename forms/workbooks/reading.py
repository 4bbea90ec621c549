"""Opening what was uploaded, by what it is and not by what it is called alone."""

from forms.errors import InvalidInput
from forms.workbooks.excel import ExcelWorkbook
from forms.workbooks.separated import SeparatedText
from forms.workbooks.table import Workbook

LARGEST_WORKBOOK = 5_000_000
"""Bytes of a file: a framework of 500 measures has about a tenth."""

_ZIP = b"PK"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_TEXTS = (".csv", ".tsv", ".txt")
_MACROS = (".xlsm", ".xltm", ".xlam")


def read_workbook(data: bytes, name: str) -> Workbook:
    """Return the workbook in a file, opened and found harmless.

    Raises:
        InvalidInput: it is too large, of another kind, damaged, or made to do harm.
    """
    lowered = name.lower()
    if not data:
        raise InvalidInput.of(name, "", "the file is empty", "Choose the file with the measures")
    if len(data) > LARGEST_WORKBOOK:
        problem = f"the file is larger than {LARGEST_WORKBOOK // 1_000_000} MB"
        remedy = "Save the sheet with the measures alone, without pictures, as a new workbook"
        raise InvalidInput.of(name, "", problem, remedy)
    if data.startswith(_OLD_EXCEL):
        problem = "it is a workbook of the old kind (.xls), or one with a password"
        raise InvalidInput.of(name, "", problem, "Save it as .xlsx without a password")
    if lowered.endswith(_MACROS):
        remedy = "Save it as .xlsx, which holds none"
        raise InvalidInput.of(name, "", "it is a workbook for macros", remedy)
    if data.startswith(_ZIP):
        return ExcelWorkbook(data, name)
    if lowered.endswith(_TEXTS):
        return SeparatedText(data, name)
    problem = "it is neither an Excel workbook (.xlsx) nor a CSV file"
    raise InvalidInput.of(
        name, "", problem, "Save the measures as .xlsx or as “CSV UTF-8” with its ending"
    )
