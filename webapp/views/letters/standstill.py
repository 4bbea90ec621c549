"""The standstill: the day of the notice, how it is counted, what stops it, and the contract."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from evaluation.panel.phases import Phase
from forms.letters import contract_form, notice_form, resume_form, stop_form
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.telling_bidders.contracting import (
    enter_contract,
    resume_award,
    stop_award,
)
from webapp.services.telling_bidders.noticing import NoticeEntry, enter_notice
from webapp.services.telling_bidders.standstill import StandstillPage, standstill_page_of
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.preparing.part_pages import refusal_errors, status_of
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "standstill", __name__, url_prefix="/procurements/<uuid:procurement_id>/standstill"
)


@blueprint.get("")
@access(RESULT)
def standstill(procurement_id: UUID) -> Response:
    """Show the standstill day by day, what stops it, and what is next."""
    found = _found(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    return page(
        "standstill/standstill.html",
        procurement=preparation_of(procurement_id),
        found=found,
    )


@blueprint.route("/notice", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def notice(procurement_id: UUID) -> Response:
    """Ask on which day the contract award notice was published."""
    here, found = installation(), _found(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    last = found.entries[-1] if found.entries else None
    made = notice_form(found.today, is_needed=found.required is None, is_change=last is not None)
    typed = {"published_on": last.published_on, "reference": last.reference} if last else {}
    form = made(data=typed)
    if not form.validate_on_submit():
        return _form_page("standstill/notice.html", procurement_id, found, form)
    outcome = enter_notice(
        here.store,
        person(),
        procurement_id=procurement_id,
        entry=NoticeEntry(
            form["published_on"].data,
            form["stated"].data,
            form["reference"].data or "",
            form["because"].data or "" if "because" in form else "",
        ),
        read=whole_number(request.form.get("read", "")),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _form_page("standstill/notice.html", procurement_id, found, form, refusal=outcome)
    return _back(procurement_id)


@blueprint.route("/stop", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def stop(procurement_id: UUID) -> Response:
    """Ask what stops the award, and since when."""

    def act(on: date, because: str) -> object:
        here = installation()
        return stop_award(
            here.store,
            person(),
            procurement_id=procurement_id,
            on=on,
            because=because,
            now=here.now,
        )

    return _act("standstill/stop.html", procurement_id, stop_form, act)


@blueprint.route("/resume", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def resume(procurement_id: UUID) -> Response:
    """Ask what lifts the stop, and from when on."""

    def act(on: date, because: str) -> object:
        here = installation()
        return resume_award(
            here.store,
            person(),
            procurement_id=procurement_id,
            on=on,
            because=because,
            now=here.now,
        )

    return _act("standstill/resume.html", procurement_id, resume_form, act)


@blueprint.route("/contract", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def contract(procurement_id: UUID) -> Response:
    """Ask on which day the contract was entered into."""

    def act(on: date, because: str) -> object:
        here = installation()
        return enter_contract(
            here.store,
            person(),
            procurement_id=procurement_id,
            on=on,
            because=because,
            now=here.now,
        )

    return _act("standstill/contract.html", procurement_id, contract_form, act)


def _act(
    template: str,
    procurement_id: UUID,
    form_of: Callable[[date], type[FlaskForm]],
    act: Callable[[date, str], object],
) -> Response:
    """Show a form that asks for a day and a reason, and do the act with them."""
    found = _found(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    form = form_of(found.today)()
    if not form.validate_on_submit():
        return _form_page(template, procurement_id, found, form)
    outcome = act(form["on"].data, form["because"].data or "")
    if isinstance(outcome, Refused):
        return _form_page(template, procurement_id, found, form, refusal=outcome)
    return _back(procurement_id)


def _found(procurement_id: UUID) -> StandstillPage | Refused:
    here = installation()
    return standstill_page_of(here.store, person(), procurement_id, now=here.now)


def _back(procurement_id: UUID) -> Response:
    return redirect(url_for("standstill.standstill", procurement_id=procurement_id))


def _form_page(
    template: str,
    procurement_id: UUID,
    found: StandstillPage,
    form: FlaskForm,
    *,
    refusal: Refused | None = None,
) -> Response:
    if request.method == "GET" and found.award.phase is not Phase.TOLD:
        return _back(procurement_id)
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        template,
        status=status_of(refusal, errors),
        procurement=preparation_of(procurement_id),
        found=found,
        form=form,
        errors=errors,
    )
