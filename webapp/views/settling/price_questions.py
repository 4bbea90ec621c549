"""A price that seems abnormally low: the question to its bidder, its answer, and the decision."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.settling import EnteredAnswerForm, price_form, question_form
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.settling.asking import PriceAsked, Question, ask_about_price
from webapp.services.settling.pages import SettlingPage
from webapp.services.settling.price_cases import PriceCase
from webapp.services.settling.prices import Verdict, decide_price, earliest_day, enter_answer
from webapp.views.access import access, person
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.reaches import TENDER_KEEPING
from webapp.views.settling.settling import (
    form_page,
    settled,
    settling_shown,
)
from webapp.views.tendering.bidder_links import bidder_links, link_address
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "price_questions",
    __name__,
    url_prefix="/procurements/<uuid:procurement_id>/settling/prices/<int:bidder>",
)


@blueprint.route("/question", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def question(procurement_id: UUID, bidder: int) -> Response:
    """Ask why a price is considered abnormally low, and send the notice to its bidder."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    case, here = _case(shown, bidder), installation()
    form, refused = question_form(earliest_day(here.now))(), shown.not_now
    if refused is None and form.validate_on_submit():
        outcome = ask_about_price(
            here.store,
            person(),
            Question(form["reasons"].data, form["answer_by"].data),
            procurement_id=procurement_id,
            bidder=bidder,
            links=bidder_links(),
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return _sent(procurement_id, outcome)
        refused = outcome
    return _page("price_questions/question.html", shown, form, refused, case)


@blueprint.route("/answer", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def answer(procurement_id: UUID, bidder: int) -> Response:
    """Take what a bidder answered otherwise than on its own page."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    case, form, refused = _case(shown, bidder), EnteredAnswerForm(), shown.not_now
    if refused is None and form.validate_on_submit():
        here = installation()
        outcome = enter_answer(
            here.store,
            person(),
            procurement_id=procurement_id,
            bidder=bidder,
            answer=form.answer.data or "",
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return settled(procurement_id, f"The answer of {case.called} is on record.")
        refused = outcome
    return _page("price_questions/answer.html", shown, form, refused, case)


@blueprint.route("/decision", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def decision(procurement_id: UUID, bidder: int) -> Response:
    """Ask whether a bidder demonstrated its price, and why."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    case = _case(shown, bidder)
    form, refused = price_form(case.verdicts)(), shown.not_now
    if refused is None and form.validate_on_submit():
        here = installation()
        outcome = decide_price(
            here.store,
            person(),
            procurement_id=procurement_id,
            bidder=bidder,
            verdict=Verdict(form["verdict"].data),
            because=form["because"].data,
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return settled(procurement_id, f"The price of {case.called} is decided on.")
        refused = outcome
    return _page("price_questions/decision.html", shown, form, refused, case)


def _case(shown: SettlingPage, bidder: int) -> PriceCase:
    found = shown.price(bidder)
    if found is None:
        raise NotFound
    return found


def _page(
    name: str, shown: SettlingPage, form: FlaskForm, refused: Refused | None, case: PriceCase
) -> Response:
    return form_page(name, shown, form, refused, case=case)


def _sent(procurement_id: UUID, outcome: PriceAsked) -> Response:
    """Say that the question is on its way; where no e-mail is sent, show the link this once."""
    here = installation()
    if here.settings.sends_mail or outcome.link is None:
        flash(f"The question is on its way to {outcome.bidder}, {outcome.email}.")
        return redirect(url_for("settling.settling", procurement_id=procurement_id))
    return page(
        "price_questions/link.html",
        procurement_id=procurement_id,
        asked=outcome,
        address=link_address(outcome.link.token),
    )
