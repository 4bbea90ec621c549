"""Importing an authority's own licensed measures: the file, its columns, what was imported."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.characters import cleaned
from forms.errors import InvalidInput
from forms.measure_imports import ColumnsForm, MeasureFileForm, column_fields, columns_form
from forms.workbooks import LARGEST_WORKBOOK, LAST_ROW, Cell, column_letters
from rules.errors import PodiumError
from rules.uk_time import day_of
from rules.wording import upper_first
from webapp.installation import installation
from webapp.roles import MEASURE_IMPORTERS, MEASURE_READERS
from webapp.services.measures import (
    Head,
    Imported,
    ImportRecord,
    ImportRefused,
    ImportRequest,
    Licence,
    WaitingFile,
    find_import,
    find_measure,
    head_of,
    import_file,
    imports_of,
    keep_file,
    measures_of,
    open_file,
    state_of,
)
from webapp.views.access import access, membership_shown, person, takes_files
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.policies.measure_words import own_line, own_value
from webapp.views.reaches import IMPORTING, OWN_MEASURES

blueprint = Blueprint("measure_imports", __name__, url_prefix="/measures/imports")

LARGEST_UPLOAD = LARGEST_WORKBOOK + 100_000
_ROWS_SHOWN, _COLUMNS_SHOWN, _SHOWN = 20, 40, 80


@blueprint.get("")
@access(OWN_MEASURES)
def imports() -> Response:
    """List every import of the person's authorities, and which are in force."""
    here = installation()
    mine = [one.organisation_id for one in person().with_any(MEASURE_READERS)]
    found = imports_of(here.store, mine)
    day = day_of(here.now)
    return page(
        "measure_imports/imports.html",
        imports=[(one, state_of(one, found, day)) for one in found],
        may_import=bool(person().with_any(MEASURE_IMPORTERS)),
    )


@blueprint.route("/start", methods=["GET", "POST"])
@access(IMPORTING)
@takes_files(LARGEST_UPLOAD)
def start() -> Response:
    """Ask for a file, and keep it until its columns are chosen."""
    here, form = installation(), MeasureFileForm()
    membership = membership_shown(MEASURE_IMPORTERS)
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return page("measure_imports/start.html", status=status, form=form, membership=membership)
    with form.workbook.data.stream as file:
        data = file.read()
    try:
        file_id = keep_file(
            here.store,
            person(),
            data,
            name=form.workbook.data.filename,
            organisation_id=membership.organisation_id,
            now=here.now,
        )
    except InvalidInput as refused:
        form.workbook.errors = tuple(_sentence(one) for one in refused.errors)
        return page("measure_imports/start.html", status=400, form=form, membership=membership)
    return redirect(url_for(".columns", file_id=file_id))


@blueprint.route("/files/<uuid:file_id>", methods=["GET", "POST"])
@access(IMPORTING)
def columns(file_id: UUID) -> Response:
    """Show the first rows, ask what the columns hold, and import; or list every fault."""
    here = installation()
    waiting = open_file(here.store, file_id)
    if waiting is None:
        raise NotFound
    try:
        head = head_of(here.store, waiting, sheet=_asked_sheet(), header_row=_asked_row())
    except InvalidInput as refused:
        return page(
            "measure_imports/unreadable.html", status=400, waiting=waiting, faults=refused.errors
        )
    form = _form(head)
    if not form.validate_on_submit():
        return _columns_page(waiting, head, form, status=400 if form.errors else 200)
    try:
        outcome = import_file(here.store, person(), waiting, head, _request(form), now=here.now)
    except InvalidInput as refused:
        return _columns_page(waiting, head, form, status=400, faults=refused.errors)
    match outcome:
        case Imported(import_id):
            return redirect(url_for(".imported", import_id=import_id))
        case ImportRefused.REASON_NEEDED:
            form.why.errors = (outcome.value,)
            return _columns_page(waiting, head, form, status=409)
        case ImportRefused.GONE:
            raise NotFound


@blueprint.get("/<uuid:import_id>")
@access(OWN_MEASURES)
def imported(import_id: UUID) -> Response:
    """Show an import: its licence, its day, its measures."""
    here = installation()
    record = _record(import_id)
    every = imports_of(here.store, [record.organisation_id])
    measures = measures_of(here.store, record)
    return page(
        "measure_imports/imported.html",
        record=record,
        state=state_of(record, every, day_of(here.now)),
        lines=[own_line(one) for one in measures],
        without_value=sum(1 for one in measures if one.value is None),
        chosen=[
            (name.replace("_", " "), column_letters(column))
            for name, column in record.columns.as_json().items()
        ],
    )


@blueprint.get("/<uuid:import_id>/rows/<int:row>")
@access(OWN_MEASURES)
def imported_measure(import_id: UUID, row: int) -> Response:
    """Show one measure of an import, with the licence under which it is shown."""
    here = installation()
    record = _record(import_id)
    found = find_measure(here.store, record, row) if row <= LAST_ROW else None
    if found is None:
        raise NotFound
    every = imports_of(here.store, [record.organisation_id])
    return page(
        "measure_imports/imported_measure.html",
        measure=found,
        record=record,
        value=own_value(found),
        state=state_of(record, every, day_of(here.now)),
    )


def _columns_page(
    waiting: WaitingFile,
    head: Head,
    form: ColumnsForm,
    *,
    status: int,
    faults: Sequence[PodiumError] = (),
) -> Response:
    first = head.table.rows[:_ROWS_SHOWN]
    shown = sorted({cell.column for row in first for cell in row.cells})[:_COLUMNS_SHOWN]
    return page(
        "measure_imports/columns.html",
        status=status,
        waiting=waiting,
        head=head,
        form=form,
        errors=errors_of(form),
        faults=faults,
        column_fields=column_fields(form),
        letters=[column_letters(column) for column in shown],
        rows=[(row, [_shown(row.cell(column)) for column in shown]) for row in first],
    )


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else cleaned(cell.text)[:_SHOWN]


def _form(head: Head) -> ColumnsForm:
    form = columns_form(head.titles, head.suggested)()
    if request.method == "GET":
        form.sheet.data, form.header_row.data = head.table.sheet, str(head.header.number)
        if head.before is not None:
            said = head.before
            form.collection.data, form.price_year.data = said.collection, said.price_year
            form.licence.data, form.licence_holder.data = said.licence.name, said.licence.holder
            form.licence_terms.data = said.licence.terms
    return form


def _request(form: ColumnsForm) -> ImportRequest:
    return ImportRequest(
        columns=form.columns(),
        price_year=form.price_year.data,
        collection=form.collection.data or "",
        valid_from=form.valid_from.data,
        why=form.why.data or "",
        licence=Licence(
            name=form.licence.data or "",
            holder=form.licence_holder.data or "",
            terms=form.licence_terms.data or "",
            confirmed_by=form.confirmed_by.data or "",
        ),
    )


def _record(import_id: UUID) -> ImportRecord:
    found = find_import(installation().store, import_id)
    if found is None:
        raise NotFound
    return found


def _asked_sheet() -> str | None:
    return request.form.get("sheet", request.args.get("sheet"))


def _asked_row() -> int | None:
    text = request.form.get("header_row", request.args.get("header_row", ""))
    is_row = text.isascii() and text.isdigit() and len(text) <= len(str(LAST_ROW))
    return int(text) if is_row else None


def _sentence(error: PodiumError) -> str:
    """Return a fault as a sentence: place, what was found, what is expected."""
    return upper_first(str(error))
