"""A bidder's workbook: opened as if its author meant harm, and read as far as it can be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from evaluation.workbook import Asked, Need, Part, Workbook
from evaluation.workbook.layout import ATTRIBUTION, BECAUSE, QUANTITY, YES
from evaluation.workbook.places import cell_at
from forms.characters import cleaned
from forms.errors import InvalidInput
from forms.tender_workbook.comparing import AS_ISSUED, SheetReader
from forms.tender_workbook.findings import Finding, FindingKind, quoted
from forms.tender_workbook.inputs import Taken, expected
from forms.workbooks.excel import ExcelWorkbook

LARGEST_BID = 4_000_000
"""Bytes of a workbook; one with sixty long answers has a tenth."""

_LARGEST_CONTENT = 16_000_000
"""The most bytes that it may unpack to."""

_ROWS_BELOW = 100
"""How many rows below the last that was issued are looked through for what was added."""

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_MACROS = (".xlsm", ".xltm", ".xlam", ".xlsb")
_SAVE = "Save the workbook that was issued as .xlsx, and send that"


@dataclass(frozen=True, slots=True)
class Promised:
    """What a bid promises of a measure; numbers as exact decimal text.

    `attribution` is in per cent; `answers` hold the facts by their names, those left empty absent.
    """

    quantity: str
    attribution: str = "100"
    answers: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    because: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook says; what is empty or can't be read is left out, and `findings` says so.

    `price` is exact decimal text, the lines of a price added up anew; None where it has none or a
    line is missing. `answers` holds words and `gates` whether each is met, by criterion, `promised`
    what is promised by measure, `declared` what is declared.
    """

    price: str | None
    lines: Mapping[str, str]
    answers: Mapping[str, str]
    gates: Mapping[str, bool]
    promised: Mapping[str, Promised]
    declared: Mapping[str, str]
    findings: tuple[Finding, ...]

    @property
    def is_as_issued(self) -> bool:
        """Whether nothing but the cells to fill in differs from what was issued."""
        changes = {FindingKind.CHANGED, FindingKind.ADDED}
        return not any(one.kind in changes for one in self.findings)


def read_workbook(data: bytes, issued: Workbook, *, name: str = "bid.xlsx") -> Read:
    """Return what the workbook in a file says, against the one that was issued.

    A file that is filled in of an earlier edition is compared with that one, and it is found that
    it is; what is asked no more is left out, and what was not asked yet is missing.

    Args:
        data: The file.
        issued: What was issued last, with what was issued before it.
        name: What the file is called.

    Raises:
        InvalidInput: it is no Excel workbook, damaged, too large, or made to do harm.
    """
    file = _opened(data, name)
    held = {one.name for one in file.sheets}
    given = _given(file, issued)
    findings = [
        *_of_edition(file, issued),
        *_of_sheets(file, given),
        *_not_asked_yet(given, issued),
    ]
    taken: dict[Asked, Taken] = {}
    for sheet in given.sheets:
        if sheet.name not in held:
            continue
        reader = SheetReader(sheet, file.table(sheet.name, head=sheet.last_row + _ROWS_BELOW))
        taken |= reader.taken
        findings += reader.findings
    asked = _asked(issued)
    texts = {one: found.text for one, found in taken.items() if found.text and one in asked}
    return _read(issued, texts, _first_of_each(findings))


def _first_of_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, of several on one cell the first."""
    found: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        key = (one.sheet, one.cell, "" if one.cell else one.found)
        found.setdefault(key, one)
    return tuple(found.values())


def _opened(data: bytes, name: str) -> ExcelWorkbook:
    shown = cleaned(name)[:_LONGEST_NAME] or "the file"
    if not data:
        raise InvalidInput.of(shown, "", "the file is empty", _SAVE)
    if len(data) > LARGEST_BID:
        problem = f"the file is larger than {LARGEST_BID // 1_000_000} MB"
        raise InvalidInput.of(shown, "", problem, "Take pictures out of it: only words are read")
    if data.startswith(_OLD_EXCEL):
        problem = "it is a workbook of the old kind (.xls), or one with a password"
        raise InvalidInput.of(shown, "", problem, "Save it as .xlsx without a password")
    if name.lower().endswith(_MACROS):
        raise InvalidInput.of(shown, "", "it is a workbook for macros", _SAVE)
    if not data.startswith(_ZIP):
        raise InvalidInput.of(shown, "", "it is no Excel workbook (.xlsx)", _SAVE)
    return ExcelWorkbook(data, shown, largest=_LARGEST_CONTENT)


_LONGEST_NAME = 100


def _edition(file: ExcelWorkbook, issued: Workbook) -> str | None:
    """Return which edition a file says that it is, None where the sheet that says so is gone."""
    first = issued.sheets[0].name
    if first not in {one.name for one in file.sheets}:
        return None
    row, column = issued.edition_at
    rows = file.table(first, head=row).rows
    cell = next((one.cell(column) for one in rows if one.number == row), None)
    return cell.text if cell is not None else ""


def _given(file: ExcelWorkbook, issued: Workbook) -> Workbook:
    """Return the workbook that was given to whoever filled in a file: the last, or an earlier."""
    edition = _edition(file, issued) or ""
    known = (issued, *issued.earlier)
    return next((one for one in known if one.model in edition), issued)


def _of_edition(file: ExcelWorkbook, issued: Workbook) -> Iterator[Finding]:
    """Yield a finding where the workbook is of a publication that asked something else."""
    edition = _edition(file, issued)
    if edition is not None and issued.model not in edition:
        at = cell_at(*issued.edition_at)
        remedy = f"{AS_ISSUED}: what is asked may have changed"
        found, wanted = quoted(edition), f"the edition {quoted(issued.edition)}"
        name = issued.sheets[0].name
        yield Finding(FindingKind.CHANGED, name, at, found, wanted, remedy)


def _not_asked_yet(given: Workbook, issued: Workbook) -> Iterator[Finding]:
    """Yield a finding for each cell that the last workbook asks for, and the given one did not."""
    before = _asked(given)
    found = "nothing, since this workbook is of an earlier edition"
    for sheet in issued.sheets:
        for one, cell in sheet.inputs():
            if cell.need is Need.ALWAYS and cell.asked not in before:
                at = cell_at(one.row, one.column)
                kind = FindingKind.MISSING
                yield Finding(kind, sheet.name, at, found, expected(cell), AS_ISSUED)


def _asked(workbook: Workbook) -> frozenset[Asked]:
    return frozenset(cell.asked for sheet in workbook.sheets for _, cell in sheet.inputs())


def _of_sheets(file: ExcelWorkbook, issued: Workbook) -> Iterator[Finding]:
    names = [sheet.name for sheet in issued.sheets]
    held = {one.name for one in file.sheets}
    for name in names:
        if name not in held:
            remedy = "Put the sheet back under its name"
            yield Finding(FindingKind.CHANGED, name, "", "no such sheet", "the sheet", remedy)
    for one in file.sheets:
        name = cleaned(one.name)[:_LONGEST_NAME]
        if one.name not in names:
            found = "a hidden sheet that was added" if one.is_hidden else "a sheet that was added"
            remedy = "Move what it says into the cells to fill in, and delete the sheet"
            yield Finding(FindingKind.ADDED, name, "", found, "no such sheet", remedy)
        elif one.is_hidden:
            yield Finding(
                FindingKind.CHANGED, name, "", "a hidden sheet", "a sheet that is shown", "Show it"
            )


def _read(issued: Workbook, texts: Mapping[Asked, str], findings: tuple[Finding, ...]) -> Read:
    def of(part: Part) -> dict[str, str]:
        return {asked.id: text for asked, text in texts.items() if asked.part is part}

    lines = of(Part.PRICE)
    is_whole = lines and all(one.id in lines for one in _asked(issued) if one.part is Part.PRICE)
    total = sum((Decimal(text) for text in lines.values()), Decimal(0))
    return Read(
        price=f"{total:f}" if is_whole else None,
        lines=MappingProxyType(lines),
        answers=MappingProxyType(of(Part.ANSWER)),
        gates=MappingProxyType({id_: text == YES for id_, text in of(Part.GATE).items()}),
        promised=MappingProxyType(dict(_promised(texts))),
        declared=MappingProxyType(of(Part.DECLARATION)),
        findings=findings,
    )


def _promised(texts: Mapping[Asked, str]) -> Iterator[tuple[str, Promised]]:
    rows: dict[str, dict[str, str]] = {}
    for asked, text in texts.items():
        if asked.part is Part.COMMITMENT:
            rows.setdefault(asked.id, {})[asked.field] = text
    for measure, row in rows.items():
        if QUANTITY not in row:
            continue
        rest = {QUANTITY, ATTRIBUTION, BECAUSE}
        yield (
            measure,
            Promised(
                quantity=row[QUANTITY],
                attribution=row.get(ATTRIBUTION, "100"),
                answers=MappingProxyType(
                    {name: text == YES for name, text in row.items() if name not in rest}
                ),
                because=row.get(BECAUSE, ""),
            ),
        )
