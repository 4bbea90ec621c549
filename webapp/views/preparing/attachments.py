"""Files of a procurement: listed, attached, downloaded and taken off."""

from unicodedata import normalize
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.attached_files import LARGEST_FILE, read_file, safe_name
from forms.attachments import AttachForm, RemoveForm
from forms.errors import InvalidInput
from rules.wording import sentence
from webapp.installation import installation
from webapp.services.preparing.attachments import (
    Attached,
    Attachments,
    AttachmentShown,
    attach,
    attachments_of,
    content_of,
    find_attachment,
    take_off,
)
from webapp.services.refusals import Refused
from webapp.store.attachments import AttachmentIsGone
from webapp.views.access import access, may_write, person, takes_files
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.progress import so_far
from webapp.views.reaches import READING, WRITING
from webapp.views.refusals import CONFLICT, refusal_errors

blueprint = Blueprint(
    "attachments", __name__, url_prefix="/procurements/<uuid:procurement_id>/attachments"
)

LARGEST_REQUEST = LARGEST_FILE + 100_000
SANDBOX = "sandbox; default-src 'none'"
GONE = Refused(
    "The file is not where it was kept, or was changed there",
    "Tell whoever runs this service: a backup may hold it",
)
_KILOBYTE = 1_000


@blueprint.get("")
@access(READING)
def attachments(procurement_id: UUID) -> Response:
    """List the files, and those that were taken off."""
    return _list_page(_opened(procurement_id))


@blueprint.route("/add", methods=["GET", "POST"])
@access(WRITING)
@takes_files(LARGEST_REQUEST)
def add(procurement_id: UUID) -> Response:
    """Ask for a file, and attach it."""
    found, form, here = _opened(procurement_id), AttachForm(), installation()
    if not form.validate_on_submit():
        return _add_page(found, form, status=400 if form.errors else 200)
    with form.file.data.stream as stream:
        data = stream.read()
    try:
        file = read_file(data, form.file.data.filename)
    except InvalidInput as refused:
        form.file.errors = tuple(
            f"{sentence(f'{one.place}: {one.problem}')} {one.remedy}" for one in refused.errors
        )
        return _add_page(found, form, status=400)
    outcome = attach(
        here.store,
        here.settings.instance_folder,
        person(),
        file,
        procurement_id=procurement_id,
        description=form.description.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _add_page(found, form, status=CONFLICT, refused=outcome)
    return redirect(url_for(".attachments", procurement_id=procurement_id))


@blueprint.get("/<uuid:attachment_id>")
@access(READING)
def download(procurement_id: UUID, attachment_id: UUID) -> Response:
    """Send a file to be saved: nothing in it can act on this site."""
    here = installation()
    found = _found(procurement_id, attachment_id)
    try:
        content = content_of(here.settings.instance_folder, found)
    except AttachmentIsGone:
        return _list_page(_opened(procurement_id), refused=GONE)
    response = Response(content, mimetype=found.media_type)
    response.headers.set("Content-Disposition", "attachment", **_names(found.name))
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.route("/<uuid:attachment_id>/remove", methods=["GET", "POST"])
@access(WRITING)
def remove(procurement_id: UUID, attachment_id: UUID) -> Response:
    """Ask why a file is taken off, and take it off."""
    here, form = installation(), RemoveForm()
    found = find_attachment(here.store, procurement_id, attachment_id)
    if found is None:
        return redirect(url_for(".attachments", procurement_id=procurement_id))
    if not form.validate_on_submit():
        return _remove_page(procurement_id, found, form, status=400 if form.errors else 200)
    outcome = take_off(
        here.store,
        person(),
        procurement_id=procurement_id,
        attachment_id=attachment_id,
        why=form.why.data or "",
        now=here.now,
    )
    if isinstance(outcome, Attached):
        return redirect(url_for(".attachments", procurement_id=procurement_id))
    return _remove_page(procurement_id, found, form, status=CONFLICT, refused=outcome)


def _opened(procurement_id: UUID) -> Attachments:
    found = attachments_of(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def _found(procurement_id: UUID, attachment_id: UUID) -> AttachmentShown:
    found = find_attachment(installation().store, procurement_id, attachment_id)
    if found is None:
        raise NotFound
    return found


def _names(name: str) -> dict[str, str]:
    """Return a name for a header: as it is, and without other letters for old browsers.

    What other letters come down to is made safe again: there are wide slashes and quotes.
    """
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    if plain == name:
        return {"filename": name}
    return {"filename": safe_name(plain), "filename*": f"UTF-8''{quote(name, safe='')}"}


def _size(size: int) -> str:
    """Return a size as people read it: whole kilobytes, or megabytes with one place."""
    if size < _KILOBYTE**2:
        return f"{max(1, round(size / _KILOBYTE)):,} kB"
    tenths = round(size * 10 / _KILOBYTE**2)
    return f"{tenths // 10}.{tenths % 10} MB"


def _list_page(found: Attachments, *, refused: Refused | None = None) -> Response:
    preparation = found.preparation
    is_writer = may_write(preparation.organisation_id, preparation.id)
    return page(
        "attachments/attachments.html",
        status=CONFLICT if refused else 200,
        preparation=preparation,
        present=[(one, _size(one.size)) for one in found.present],
        removed=found.removed,
        errors=refusal_errors(refused),
        may_change=is_writer and preparation.closed is None,
        so_far=so_far(preparation),
    )


def _add_page(
    found: Attachments, form: AttachForm, *, status: int, refused: Refused | None = None
) -> Response:
    return page(
        "attachments/add.html",
        status=status,
        preparation=found.preparation,
        form=form,
        errors=(*errors_of(form), *refusal_errors(refused)),
        so_far=so_far(found.preparation),
    )


def _remove_page(
    procurement_id: UUID,
    attachment: AttachmentShown,
    form: RemoveForm,
    *,
    status: int,
    refused: Refused | None = None,
) -> Response:
    found = _opened(procurement_id)
    return page(
        "attachments/remove.html",
        status=status,
        preparation=found.preparation,
        attachment=attachment,
        form=form,
        errors=(*errors_of(form), *refusal_errors(refused)),
        so_far=so_far(found.preparation),
    )
