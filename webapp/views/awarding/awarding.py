"""The award of a tender: recommended by an officer, and approved by others."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from forms.awarding import RecommendForm, WithdrawForm, decision_form
from rules.wording import listed
from webapp.installation import installation
from webapp.services.awarding.approving import Approval, decide_award
from webapp.services.awarding.pages import AwardPage, award_page_of
from webapp.services.awarding.recommending import recommend as recommend_award
from webapp.services.awarding.recommending import withdraw_recommendation
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.awarding import awarding_words as words
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.preparing.part_pages import refusal_errors, status_of
from webapp.views.reaches import AWARD_APPROVING, RESULT, TENDER_KEEPING
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
            read=_read(),
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
            read=_read(),
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
            read=_read(),
            now=here.now,
        )
    return _answered("awarding/decide.html", shown, form, outcome, "The decision is on record.")


def _shown(procurement_id: UUID) -> AwardPage | Refused:
    here = installation()
    return award_page_of(here.store, person(), procurement_id, now=here.now)


def _read() -> int:
    return whole_number(request.form.get("read", ""))


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
