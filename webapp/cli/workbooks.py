"""`podium measures import --check`: an authority's workbook, read as the pages read it."""

import re

import click

from evaluation.numbers import plain
from forms.errors import InvalidInput
from forms.workbooks import (
    LARGEST_WORKBOOK,
    Columns,
    Field,
    ImportedMeasures,
    Row,
    Table,
    column_letters,
    header_of,
    read_measures,
    read_workbook,
    suggested_columns,
    titles_of,
    visible_sheet,
)
from forms.workbooks.table import column_and_row
from forms.years import FIRST_YEAR, LAST_YEAR
from rules.errors import PodiumError
from webapp.cli import ANSWER_IS_NO
from webapp.cli.arguments import format_option, read_input
from webapp.cli.output import Words, console, print_entry, print_json, print_text, shown

_COLUMN = re.compile(r"([a-z_]+)=([A-Z]{1,3})", re.ASCII)
_HEAD = 14


@click.command("import")
@click.argument("file", metavar="FILE")
@click.option("--check", "is_check", is_flag=True, help="Check the file, and import nothing.")
@click.option("--sheet", metavar="NAME", help="The sheet; by default the first not hidden.")
@click.option("--header-row", type=int, metavar="N", help="The row with the titles.")
@click.option(
    "--column",
    "chosen",
    multiple=True,
    metavar="FIELD=LETTER",
    help="Which column holds what, such as value=E; by default the usual titles tell.",
)
@click.option("--price-year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), metavar="YEAR")
@format_option
def import_measures(
    file: str,
    is_check: bool,  # noqa: FBT001 - click passes options by their names
    sheet: str | None,
    header_row: int | None,
    chosen: tuple[str, ...],
    price_year: int | None,
    form: str,
) -> None:
    """Check a workbook of licensed measures; exit 1 when a cell is at fault, 2 when no table is.

    Importing is done on the page of imports, where the licence is stated and the day chosen.
    """
    if not is_check:
        raise PodiumError(
            "podium measures import",
            "a file is imported on the page of imports, where its licence is stated",
            "Add --check to check the file here",
        )
    workbook = read_workbook(read_input(file, LARGEST_WORKBOOK), file)
    table = workbook.table(visible_sheet(workbook) if sheet is None else sheet)
    header = _header(table, header_row)
    columns = _columns(table, header, chosen)
    try:
        found = read_measures(table, columns, header_row=header.number, price_year=price_year)
    except InvalidInput as refused:
        _tell_faults(refused, form)
        click.get_current_context().exit(ANSWER_IS_NO)
    _tell_measures(found, table, columns, form)


def _header(table: Table, number: int | None) -> Row:
    found = header_of(table, number)
    if found is None:
        problem = "no row with the titles of columns was found"
        raise PodiumError(table.sheet or table.file, problem, "Name it with --header-row")
    return found


def _columns(table: Table, header: Row, chosen: tuple[str, ...]) -> Columns:
    found = {field.value: column for field, column in suggested_columns(header).items()}
    names = [field.value for field in Field]
    for text in chosen:
        match = _COLUMN.fullmatch(text)
        place = column_and_row(f"{match[2]}1") if match else None
        if match is None or place is None or match[1] not in names:
            problem = f"“{text}” names no column"
            remedy = f"Write FIELD=LETTER, such as value=E; the fields are {', '.join(names)}"
            raise PodiumError("--column", problem, remedy)
        found[match[1]] = place[0]
    missing = [field.value for field in Field if field.is_needed and field.value not in found]
    if missing:
        titles = ", ".join(f"{column_letters(at)} {text}" for at, text in titles_of(header).items())
        problem = f"no title tells which column holds: {', '.join(missing)}"
        remedy = f"Name it with --column {missing[0]}=LETTER. The titles are: {titles}"
        raise PodiumError(table.place(header.number, 1), problem, remedy)
    return Columns(**found)


def _tell_faults(refused: InvalidInput, form: str) -> None:
    if form == "json":
        faults = [
            {"place": one.place, "problem": one.problem, "remedy": one.remedy}
            for one in refused.errors
        ]
        print_json({"format": "podium/measure-import/1", "accepted": False, "faults": faults})
        return
    out = console()
    print_text(out, f"{refused.name}: nothing can be imported", "bold")
    for one in refused.errors:
        print_entry(out, one.place or "The file", [Words(one.problem), Words(one.remedy, "dim")])


def _tell_measures(found: ImportedMeasures, table: Table, columns: Columns, form: str) -> None:
    if form == "json":
        print_json(_accepted(found, columns))
        return
    out = console()
    without = sum(1 for one in found.measures if one.value is None)
    print_text(
        out, f"{shown(found.file)}: {len(found.measures):,} measures can be imported", "bold"
    )
    letters = ", ".join(f"{name} {column_letters(at)}" for name, at in columns.as_json().items())
    rows = (
        ("Sheet", found.sheet),
        ("Parted by", table.parted_by),
        ("Columns", letters),
        ("Without value", f"{without:,}"),
        *(("Note", remark) for remark in found.remarks),
    )
    for head, text in rows:
        if text:
            print_entry(out, head, [Words(text)], label=_HEAD)


def _accepted(found: ImportedMeasures, columns: Columns) -> dict[str, object]:
    return {
        "format": "podium/measure-import/1",
        "accepted": True,
        "sheet": found.sheet,
        "columns": {name: column_letters(at) for name, at in columns.as_json().items()},
        "remarks": list(found.remarks),
        "measures": [
            {
                "row": one.row,
                "id": one.id,
                "title": one.title,
                "unit": one.unit,
                "value": None if one.value is None else plain(one.value),
                "price_year": one.price_year,
            }
            for one in found.measures
        ],
    }
