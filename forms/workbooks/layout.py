"""Which column holds what: the header of a sheet, its digest, and the columns that were chosen."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from forms.characters import cleaned
from forms.workbooks.table import CellKind, Row, Table, Workbook
from rules.canonical import sha256_of

HEADER_WITHIN = 20
"""How many rows from the top the header is looked for in."""

_FEWEST_TITLES = 3


class Field(StrEnum):
    """What a column of measures can hold; the first three are needed."""

    ID = "id"
    TITLE = "title"
    UNIT = "unit"
    VALUE = "value"
    PRICE_YEAR = "price_year"
    THEME = "theme"
    OUTCOME = "outcome"
    NOTES = "notes"

    @property
    def is_needed(self) -> bool:
        """Whether every measure has it."""
        return self in (Field.ID, Field.TITLE, Field.UNIT)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns chosen for what they hold, counted from 1; None for what the file lacks."""

    id: int
    title: int
    unit: int
    value: int | None = None
    price_year: int | None = None
    theme: int | None = None
    outcome: int | None = None
    notes: int | None = None

    def of(self, field: Field) -> int | None:
        """Return the column of a field."""
        column: int | None = getattr(self, field.value)
        return column

    def as_json(self) -> dict[str, int]:
        """Return the columns by field, without those that the file lacks."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: column for name, column in found.items() if column is not None}


_USUAL_TITLES: Mapping[Field, tuple[str, ...]] = {
    Field.ID: ("id", "ref", "reference", "code", "measure id", "measure ref", "number", "no"),
    Field.TITLE: ("title", "measure", "name", "description", "measure title", "metric"),
    Field.UNIT: ("unit", "units", "unit of measurement", "unit of measure"),
    Field.VALUE: (
        "value",
        "proxy value",
        "value (£)",
        "value per unit",
        "£",
        "unit value",
        "proxy",
    ),
    Field.PRICE_YEAR: ("price year", "price base", "year of prices", "base year"),
    Field.THEME: ("theme", "themes"),
    Field.OUTCOME: ("outcome", "outcomes"),
    Field.NOTES: ("notes", "note", "guidance", "comments", "definition"),
}


def visible_sheet(workbook: Workbook) -> str:
    """Return the name of the first sheet that is not hidden, of the first where all are."""
    sheets = workbook.sheets
    return next((one.name for one in sheets if not one.is_hidden), sheets[0].name)


def header_of(table: Table, number: int | None = None) -> Row | None:
    """Return the row of that number, or that which looks like the header; None if none does.

    A header is the first row with three texts and nothing else. A title that is a formula counts
    as one, so that no measure below is taken for the header; the formula itself is refused when
    the measures are read.
    """
    if number is not None:
        return next((row for row in table.rows if row.number == number), None)
    for row in table.rows:
        if row.number > HEADER_WITHIN:
            return None
        if len(row.cells) >= _FEWEST_TITLES and all(
            cell.kind in (CellKind.TEXT, CellKind.FORMULA) for cell in row.cells
        ):
            return row
    return None


def titles_of(header: Row) -> dict[int, str]:
    """Return the titles of a header's columns, fit to be shown."""
    return {cell.column: cleaned(cell.text)[:100] for cell in header.cells}


def layout_of(header: Row) -> str:
    """Return the digest by which a layout is known again: that of its titles and their columns."""
    titles = {str(column): title.casefold() for column, title in titles_of(header).items()}
    content = json.dumps(titles, sort_keys=True, ensure_ascii=False)
    return sha256_of(content)


def suggested_columns(header: Row) -> dict[Field, int]:
    """Return the columns that usual titles suggest, each at most once."""
    titles = {title.casefold().strip(" :"): column for column, title in titles_of(header).items()}
    found: dict[Field, int] = {}
    for field, usual in _USUAL_TITLES.items():
        column = next((titles[title] for title in usual if title in titles), None)
        if column is not None and column not in found.values():
            found[field] = column
    return found
