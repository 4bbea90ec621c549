"""Judging a conflict of interest that a member declared: whether it can be managed."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.panels import ConfirmationForm
from webapp.installation import installation
from webapp.services.approval.confirming import UNDECLARED, Judged, confirm, judged_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.approval import approval_words as words
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import CALLING
from webapp.views.refusals import CONFLICT, refusal_errors

blueprint = Blueprint("conflicts", __name__, url_prefix="/papers/<uuid:version_id>/conflicts")


@blueprint.route("/<uuid:declaration_id>", methods=["GET", "POST"])
@access(CALLING)
def conflict(version_id: UUID, declaration_id: UUID) -> Response:
    """Show a conflict as it was declared, and ask whether it can be managed so."""
    here, form = installation(), ConfirmationForm()
    found = _judged(version_id, declaration_id)
    if not form.validate_on_submit():
        return _page(found, form, status=400 if form.errors else 200)
    outcome = confirm(
        here.store,
        person(),
        declaration_id=declaration_id,
        is_accepted=form.verdict.data == "yes",
        why=form.why.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        again = _judged(version_id, declaration_id)
        return _page(again, form, status=CONFLICT, refusal=outcome)
    return redirect(url_for("papers.paper", version_id=version_id))


def _judged(version_id: UUID, declaration_id: UUID) -> Judged:
    """Return a declaration of just the version that the guard has let through."""
    found = judged_of(installation().store, person(), declaration_id)
    if found is None or found.version.id != version_id:
        raise NotFound
    return found


def _page(
    judged: Judged, form: ConfirmationForm, *, status: int, refusal: Refused | None = None
) -> Response:
    return page(
        "conflicts/conflict.html",
        status=status,
        version=judged.version,
        member=judged.member,
        not_now=judged.not_now,
        is_undeclared=judged.not_now is UNDECLARED,
        words=words,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )
