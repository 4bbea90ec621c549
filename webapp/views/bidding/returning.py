"""A bidder's own page on which it sends the very file again, of a bid that could not be read."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.bidding import SameFileForm
from forms.tender_workbook import LARGEST_BID
from webapp.installation import installation
from webapp.services.bids.rescuing import return_file
from webapp.services.bids.unread_pages import own_unread
from webapp.services.refusals import Refused
from webapp.views.access import access, takes_files, visitor
from webapp.views.bidding.sending import sent, vault
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import BIDDING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("returning", __name__, url_prefix="/bid/same-file")

LARGEST_REQUEST = LARGEST_BID + 100_000


@blueprint.route("", methods=["GET", "POST"])
@access(BIDDING)
@takes_files(LARGEST_REQUEST)
def same_file() -> Response:
    """Ask a bidder for the very file that it sent, and take it."""
    here, who, form, refused = installation(), visitor(), SameFileForm(), None
    found = own_unread(here.store, who.procurement_id, who.bidder_id)
    if found is None and "sent" in request.args:
        return page("returning/same_file.html", visit=who, own=None, form=form, errors=())
    if found is None:
        raise NotFound
    file = sent(form) if form.is_submitted() else None
    if file is not None:
        outcome = return_file(
            here.store, vault(), file, bidder_id=who.bidder_id, by=None, now=here.now
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".same_file", sent="yes"))
        refused = outcome
    errors = (*refusal_errors(refused), *errors_of(form))
    return page(
        "returning/same_file.html",
        status=status_of(refused, errors),
        visit=who,
        own=found,
        form=form,
        errors=errors,
    )
