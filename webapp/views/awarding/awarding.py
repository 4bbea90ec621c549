"""The award of a tender: recommended by an officer, and approved by others."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from forms.awarding import RecommendForm, ReverseForm, WithdrawForm, decision_form, reversal_form
from rules.wording import listed
from webapp.installation import installation
from webapp.services.awarding.approving import Approval, decide_award
from webapp.services.awarding.pages import AwardPage, award_page_of
from webapp.services.awarding.recommending import recommend as recommend_award
from webapp.services.awarding.recommending import withdraw_recommendation
from webapp.services.awarding.reversing import (
    Reversal,
    ReversalDecision,
    Reversed,
    ask_reversal,
)
from webapp.services.awarding.reversing import decide_reversal as decide_asked_reversal
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.awarding import awarding_words as words
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent, whole_number
from webapp.views.pages import page
from webapp.views.reaches import AWARD_APPROVING, RESULT, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.tendering.bidder_links import bidder_links
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint("awarding", __name__, url_prefix="/procurements/<uuid:procurement_id>/award")


@blueprint.get("")
@access(RESULT)
def award(procurement_id: UUID) -> Response:
    """Show the recommendation and its approval, and what is next."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return page("awarding/award.html", shown=shown, words=words)


@blueprint.route("/recommendation", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def recommend(procurement_id: UUID) -> Response:
    """Ask for the recommendation."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    form, outcome = RecommendForm(), None
    if form.validate_on_submit():
        here = installation()
        outcome = recommend_award(
            here.store,
            person(),
            procurement_id=procurement_id,
            because=form.because.data or "",
            run=whole_number(request.form.get("run", "")),
            read=read_sent(),
            now=here.now,
        )
    return _answered("awarding/recommend.html", shown, form, outcome, "The award is recommended.")


@blueprint.route("/withdrawal", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def withdraw(procurement_id: UUID) -> Response:
    """Ask why the recommendation is taken back."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    form, outcome = WithdrawForm(), None
    if form.validate_on_submit():
        here = installation()
        outcome = withdraw_recommendation(
            here.store,
            person(),
            procurement_id=procurement_id,
            because=form.because.data or "",
            read=read_sent(),
            now=here.now,
        )
    return _answered(
        "awarding/withdraw.html", shown, form, outcome, "The recommendation is taken back."
    )


@blueprint.route("/decision", methods=["GET", "POST"])
@access(AWARD_APPROVING)
def decide(procurement_id: UUID) -> Response:
    """Ask whether the recommended award is approved."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    form, outcome = decision_form(listed(shown.route.bodies))(), None
    if form.validate_on_submit():
        here = installation()
        outcome = decide_award(
            here.store,
            person(),
            procurement_id=procurement_id,
            approval=Approval(form["decision"].data),
            because=form["because"].data or "",
            minute=form["minute"].data if "minute" in form else "",
            read=read_sent(),
            now=here.now,
        )
    return _answered("awarding/decide.html", shown, form, outcome, "The decision is on record.")


@blueprint.route("/reversal", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def reverse(procurement_id: UUID) -> Response:
    """Ask why an award of which bidders are told is taken back."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    form, outcome = ReverseForm(), None
    if form.validate_on_submit():
        here = installation()
        outcome = ask_reversal(
            here.store,
            person(),
            procurement_id=procurement_id,
            because=form.because.data or "",
            read=read_sent(),
            links=bidder_links(),
            now=here.now,
        )
    return _reversed("awarding/reverse.html", shown, form, outcome)


@blueprint.route("/reversal/decision", methods=["GET", "POST"])
@access(AWARD_APPROVING)
def decide_reversal(procurement_id: UUID) -> Response:
    """Ask whether the award is taken back, as somebody asks."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    form, outcome = reversal_form(listed(shown.route.bodies))(), None
    if form.validate_on_submit():
        here = installation()
        outcome = decide_asked_reversal(
            here.store,
            person(),
            ReversalDecision(
                Reversal(form["decision"].data),
                form["because"].data or "",
                form["minute"].data or "",
            ),
            procurement_id=procurement_id,
            read=read_sent(),
            links=bidder_links(),
            now=here.now,
        )
    return _reversed("awarding/decide_reversal.html", shown, form, outcome)


def _reversed(
    name: str, shown: AwardPage, form: FlaskForm, outcome: Done | Reversed | Refused | None
) -> Response:
    """Go on once an award is taken back: with the links to pass on, where no e-mail is sent."""
    if not isinstance(outcome, Reversed):
        return _answered(name, shown, form, outcome, "It is on record.")
    flash("The award is taken back, and every bidder is told.")
    if outcome.links and not outcome.is_mailed:
        return page("awarding/links.html", shown=shown, links=outcome.links)
    return redirect(url_for("awarding.award", procurement_id=shown.procurement_id))


def _shown(procurement_id: UUID) -> AwardPage | Refused:
    here = installation()
    return award_page_of(here.store, person(), procurement_id, now=here.now)


def _answered(
    name: str, shown: AwardPage, form: FlaskForm, outcome: Done | Refused | None, told: str
) -> Response:
    """Go back to the award if a step of it was taken, or show the form with what was wrong."""
    if isinstance(outcome, Done):
        flash(told)
        return redirect(url_for("awarding.award", procurement_id=shown.procurement_id))
    errors = (*refusal_errors(outcome), *errors_of(form))
    return page(
        name, status=status_of(outcome, errors), shown=shown, form=form, words=words, errors=errors
    )
