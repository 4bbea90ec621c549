"""A bidder's questions: what was answered to all, and asking another."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from forms.bidding import QuestionForm
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.tendering.clarifying import ask, open_questions
from webapp.views.access import access, visitor
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.part_pages import CONFLICT, refusal_errors
from webapp.views.reaches import BIDDING

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
    every = open_questions(here.store, who.procurement_id)
    return page(
        "asking/questions.html",
        status=CONFLICT if refused else 400 if errors else 200,
        visit=who,
        answered=[one for one in every if one.last],
        waiting=[one for one in every if not one.last and one.bidder_number == who.number],
        is_asked="asked" in request.args,
        form=form,
        errors=errors,
    )
