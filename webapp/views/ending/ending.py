"""Ending a procurement without award."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from forms.ending import EndForm
from webapp.installation import installation
from webapp.services.ending.ending import end_procurement, ending_page_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.tendering.bidder_links import bidder_links
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint("ending", __name__, url_prefix="/procurements/<uuid:procurement_id>/ending")


@blueprint.route("", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def end(procurement_id: UUID) -> Response:
    """Ask why the procurement is ended, and say what that does."""
    here, form, refusal = installation(), EndForm(), None
    if form.validate_on_submit():
        outcome = end_procurement(
            here.store,
            person(),
            procurement_id=procurement_id,
            because=form.because.data or "",
            links=bidder_links(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash("The procurement is ended, and every bidder is told.")
            if outcome.links and not outcome.is_mailed:
                return page("ending/links.html", procurement_id=procurement_id, links=outcome.links)
            return redirect(url_for("tendering.tender", procurement_id=procurement_id))
        refusal = outcome
    shown = ending_page_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        "ending/end.html",
        status=status_of(refusal, errors),
        procurement_id=procurement_id,
        shown=shown,
        form=form,
        errors=errors,
    )
