"""A bidder's own page of the question about its price: the notice, and its answer."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.settling import OwnAnswerForm
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.settling.answering import answer_price, own_question
from webapp.views.access import access, visitor
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import BIDDING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("answering", __name__, url_prefix="/bid/price-question")


@blueprint.route("", methods=["GET", "POST"])
@access(BIDDING)
def price() -> Response:
    """Show the notice about the bidder's price, and take its answer."""
    here, who, form, refused = installation(), visitor(), OwnAnswerForm(), None
    found = own_question(here.store, who.procurement_id, who.bidder_id, now=here.now)
    if found is None:
        raise NotFound
    if form.validate_on_submit():
        outcome = answer_price(
            here.store, bidder_id=who.bidder_id, answer=form.answer.data or "", now=here.now
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".price", answered="yes"))
        refused = outcome
    errors = (*refusal_errors(refused), *errors_of(form))
    return page(
        "answering/price.html",
        status=status_of(refused, errors),
        visit=who,
        own=found,
        is_answered="answered" in request.args,
        form=form,
        errors=errors,
    )
