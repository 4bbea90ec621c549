"""Beginning a procurement from an earlier one."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.copies import CopyForm
from webapp.installation import installation
from webapp.services.parts import KINDS
from webapp.services.preparing.beginning import AnswersRefused, ReferenceTaken
from webapp.services.preparing.copying import copy_procurement
from webapp.services.preparing.procurements import Started
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview
from webapp.views.access import access, person
from webapp.views.fields import errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.preparing.part_pages import overview_of
from webapp.views.preparing.procurements import TAKEN
from webapp.views.reaches import BEGINNING
from webapp.views.refusals import CONFLICT

blueprint = Blueprint("copies", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.route("/copy", methods=["GET", "POST"])
@access(BEGINNING)
def copy(procurement_id: UUID) -> Response:
    """Say what is copied, ask for title, reference and day, and begin."""
    overview, here = overview_of(procurement_id), installation()
    form = CopyForm(data={"title": overview.preparation.title})
    if request.method == "GET" or not form.validate_on_submit():
        return _page(overview, form, status=400 if form.errors else 200)
    outcome = copy_procurement(
        here.store,
        person(),
        source_id=procurement_id,
        reference=form.reference.data or "",
        title=form.title.data or "",
        commenced_on=form.commenced_on.data,
        now=here.now,
    )
    match outcome:
        case Started(copied_id):
            return redirect(url_for("procurements.procurement", procurement_id=copied_id))
        case ReferenceTaken():
            form.reference.errors = (f"{TAKEN}. Enter another",)
        case AnswersRefused():
            form.commenced_on.errors = (refusal_words(outcome),)
        case Refused():
            raise NotFound
    return _page(overview, form, status=CONFLICT)


def _page(overview: Overview, form: CopyForm, *, status: int) -> Response:
    return page(
        "copies/copy.html",
        status=status,
        preparation=overview.preparation,
        form=form,
        errors=errors_of(form),
        answers=len(overview.preparation.journey.answers),
        parts=[kind.title for name, kind in KINDS.items() if name in overview.parts],
    )
