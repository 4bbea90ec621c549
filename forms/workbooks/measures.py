"""Rows of a table as measures: every fault of every cell, or the measures and none."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evaluation.workbook.places import column_letters
from forms.errors import InvalidInput
from forms.workbooks.cells import CellReader
from forms.workbooks.layout import Columns, Field
from forms.workbooks.remedies import UNMERGE
from forms.workbooks.table import CellKind, Row, Table, column_and_row
from rules.errors import PodiumError

MOST_ERRORS = 50
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class ImportedMeasure:
    """A measure of an authority's own workbook; `row` is where it stands there.

    `value` is in pounds for a unit, None where the workbook gives none; `price_year` is the year
    of its prices, None where nobody has said it.
    """

    row: int
    id: str
    title: str
    unit: str
    value: Fraction | None
    price_year: int | None
    theme: str
    outcome: str
    notes: str


@dataclass(frozen=True, slots=True)
class ImportedMeasures:
    """The measures of a sheet, in its order, and what a reader of it should know."""

    file: str
    sheet: str
    measures: tuple[ImportedMeasure, ...]
    remarks: tuple[str, ...]


def read_measures(
    table: Table, columns: Columns, *, header_row: int, price_year: int | None = None
) -> ImportedMeasures:
    """Return the measures below the header of a table.

    Args:
        table: The whole sheet.
        columns: Which column holds what.
        header_row: The row of the titles; what stands above it is not read.
        price_year: The year of the prices, for rows that do not say theirs.

    Raises:
        InvalidInput: With every fault, cell by cell; after 50 the rest are counted.
    """
    rows = tuple(row for row in table.rows if row.number > header_row)
    errors = [*_merged(table, header_row), *_formulas(table, header_row)]
    reader = CellReader(table)
    measures = tuple(_measure(reader, row, columns, price_year) for row in rows)
    errors += reader.errors
    errors += _twins(table, columns, measures)
    if not rows:
        problem = f"no row stands below the header in row {header_row}"
        errors.append(PodiumError(table.sheet, problem, "Choose the sheet with the measures"))
    if errors:
        raise InvalidInput(table.file, _bounded(sorted(errors, key=_by_place)))
    return ImportedMeasures(table.file, table.sheet, measures, tuple(_remarks(table, rows)))


def _measure(
    reader: CellReader, row: Row, columns: Columns, price_year: int | None
) -> ImportedMeasure:
    stated = reader.year(row, columns.price_year)
    value = reader.value(row, columns.value)
    return ImportedMeasure(
        row=row.number,
        id=reader.id(row, columns.id),
        title=reader.text(row, columns.title, Field.TITLE),
        unit=reader.text(row, columns.unit, Field.UNIT),
        value=value,
        price_year=None if value is None else stated or price_year,
        theme=reader.text(row, columns.theme, Field.THEME),
        outcome=reader.text(row, columns.outcome, Field.OUTCOME),
        notes=reader.text(row, columns.notes, Field.NOTES),
    )


def _merged(table: Table, header_row: int) -> Iterator[PodiumError]:
    for reference, last in table.merged:
        if last >= header_row:
            yield PodiumError(
                reference,
                "the cells are merged, so that it is not certain which row the content is of",
                UNMERGE,
            )


def _formulas(table: Table, header_row: int) -> Iterator[PodiumError]:
    for row in table.rows:
        if row.number < header_row:
            continue
        for cell in row.cells:
            if cell.kind is CellKind.FORMULA:
                yield PodiumError(
                    table.place(row.number, cell.column),
                    "the cell holds a formula, whose remembered result may be out of date",
                    "Copy the column and paste it as values",
                )


def _twins(
    table: Table, columns: Columns, measures: tuple[ImportedMeasure, ...]
) -> Iterator[PodiumError]:
    first: dict[str, int] = {}
    for measure in measures:
        key = measure.id.casefold()
        if key and key in first:
            earlier = table.place(first[key], columns.id)
            yield PodiumError(
                table.place(measure.row, columns.id),
                f"the id “{measure.id}” stands in {earlier} already",
                "Give each measure an id of its own, or remove one of the two rows",
            )
        first.setdefault(key, measure.row)


def _by_place(error: PodiumError) -> tuple[int, int]:
    """Return row and column of a fault, so that a reader can go down the sheet."""
    reference = error.place.rpartition("!")[2].partition(":")[0]
    column, row = column_and_row(reference) or (0, 0)
    return row, column


def _bounded(errors: list[PodiumError]) -> tuple[PodiumError, ...]:
    if len(errors) <= MOST_ERRORS:
        return tuple(errors)
    rest = len(errors) - MOST_ERRORS
    told = PodiumError(
        "",
        f"there are {rest:,} more faults, which are not listed",
        "Mend the ones above first, and upload the file again",
    )
    return (*errors[:MOST_ERRORS], told)


def _remarks(table: Table, rows: tuple[Row, ...]) -> Iterator[str]:
    hidden = [str(row.number) for row in rows if row.is_hidden]
    if hidden:
        yield f"Hidden in the workbook, and read all the same: rows {_listed(hidden)}."
    letters = [column_letters(column) for column in table.hidden_columns]
    if letters:
        yield f"Hidden in the workbook, and read if chosen: columns {_listed(letters)}."


def _listed(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")
