"""The file of a procurement: for whom one can be made, what each gets, and taking one along."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.disclosure import Audience, AudienceIsUnknown, Recipient, recipient_of
from webapp.installation import installation
from webapp.services.disclosure.making import Made, disclose, kept_in
from webapp.services.disclosure.offering import offer
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.views.access import access, person
from webapp.views.disclosure.disclosure_words import BEFORE, how_words
from webapp.views.fields import PageError, refusal_words
from webapp.views.pages import page
from webapp.views.reaches import DISCLOSING

blueprint = Blueprint(
    "disclosure", __name__, url_prefix="/procurements/<uuid:procurement_id>/disclosure"
)
UNCHOSEN = "Choose for whom the file is"
_PART = 1 << 16


@blueprint.get("")
@access(DISCLOSING)
def disclosure(procurement_id: UUID) -> Response:
    """Show for whom the file can be made, and what each would get of it."""
    return _page(procurement_id)


@blueprint.post("")
@access(DISCLOSING)
def take(procurement_id: UUID) -> Response:
    """Send the file; that it was taken along is an act too."""
    recipient = _recipient()
    if recipient is None:
        return _page(procurement_id, UNCHOSEN)
    here = installation()
    made = disclose(
        here.store,
        kept_in(here.settings.instance_folder, here.settings.secret_key),
        person(),
        procurement_id=procurement_id,
        recipient=recipient,
        now=here.now,
    )
    if isinstance(made, Refused):
        return _page(procurement_id, refusal_words(made))
    response = Response(_parts(made), content_type="application/zip")
    response.content_length = made.size
    response.headers.set("Content-Disposition", "attachment", filename=made.name)
    response.call_on_close(made.file.close)
    return response


def _recipient() -> Recipient | None:
    try:
        return recipient_of(request.form.get("for", ""))
    except AudienceIsUnknown:
        return None


def _parts(made: Made) -> Iterator[bytes]:
    """Yield a file that may be too large to be held."""
    while part := made.file.read(_PART):
        yield part


def _page(procurement_id: UUID, problem: str = "") -> Response:
    here = installation()
    found = offer(here.store, person(), procurement_id, now=here.now)
    if found is NO_PROCUREMENT or isinstance(found, Refused):
        raise NotFound
    return page(
        "disclosure/disclosure.html",
        status=400 if problem else 200,
        offer=found,
        procurement=found.record,
        audiences=tuple(Audience),
        how_words=how_words,
        before=BEFORE,
        chosen=request.form.get("for", ""),
        errors=[PageError(problem, "#for")] if problem else [],
    )
