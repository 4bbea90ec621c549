"""A bidder's questions: what was answered to all, and asking another."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from forms.bidding import QuestionForm
from webapp.installation import installation
from webapp.services.bids.receipts import own_bids
from webapp.services.refusals import Refused
from webapp.services.tendering.clarifying import ask, bidders_questions
from webapp.views.access import access, visitor
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import BIDDING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("asking", __name__, url_prefix="/bid/questions")


@blueprint.route("", methods=["GET", "POST"])
@access(BIDDING)
def questions() -> Response:
    """Show what was answered to every bidder, and take a question."""
    here, who, form, refused = installation(), visitor(), QuestionForm(), None
    if form.validate_on_submit():
        outcome = ask(
            here.store, bidder_id=who.bidder_id, question=form.question.data or "", now=here.now
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".questions", asked=outcome.number))
        refused = outcome
    errors = (*errors_of(form), *refusal_errors(refused))
    terms = own_bids(here.store, who.procurement_id, who.bidder_id, now=here.now).terms
    return page(
        "asking/questions.html",
        status=status_of(refused, errors),
        visit=who,
        found=bidders_questions(here.store, who.procurement_id, who.number),
        is_asked="asked" in request.args,
        is_mailed=here.settings.sends_mail,
        terms=terms,
        is_over=terms is not None and here.now > terms.questions_until,
        form=form,
        errors=errors,
    )
