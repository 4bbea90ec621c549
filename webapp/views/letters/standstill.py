"""The standstill: the day of the notice, how it is counted, what stops it, and the contract."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from evaluation.panel.phases import Phase
from forms.letters import contract_form, notice_form, resume_form, stop_form
from webapp.installation import installation
from webapp.services.accounts import Person
from webapp.services.letters.contracting import (
    enter_contract,
    resume_award,
    stop_award,
)
from webapp.services.letters.noticing import NoticeEntry, enter_notice
from webapp.services.letters.standstill import StandstillPage, standstill_page_of
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.store import Store
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.tendering.refused import refused_page


class Step(Protocol):
    """A step of the award that has a day and a reason."""

    def __call__(
        self,
        store: Store,
        person: Person,
        *,
        procurement_id: UUID,
        on: date,
        because: str,
        now: datetime,
    ) -> Done | Refused:
        """Put the step on record, or say why it can't be taken."""


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
        is_mailed=installation().settings.sends_mail,
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
        read=read_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _form_page("standstill/notice.html", procurement_id, found, form, refusal=outcome)
    return _back(procurement_id)


@blueprint.route("/stop", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def stop(procurement_id: UUID) -> Response:
    """Ask what stops the award, and since when."""
    return _act("standstill/stop.html", procurement_id, stop_form, stop_award)


@blueprint.route("/resume", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def resume(procurement_id: UUID) -> Response:
    """Ask what lifts the stop, and from when on."""
    return _act("standstill/resume.html", procurement_id, resume_form, resume_award)


@blueprint.route("/contract", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def contract(procurement_id: UUID) -> Response:
    """Ask on which day the contract was entered into."""
    return _act("standstill/contract.html", procurement_id, contract_form, enter_contract)


def _act(
    template: str,
    procurement_id: UUID,
    form_of: Callable[[date], type[FlaskForm]],
    act: Step,
) -> Response:
    """Show a form that asks for a day and a reason, and do the act with them."""
    here, found = installation(), _found(procurement_id)
    if isinstance(found, Refused):
        return refused_page(procurement_id, found, status=200)
    form = form_of(found.today)()
    if not form.validate_on_submit():
        return _form_page(template, procurement_id, found, form)
    outcome = act(
        here.store,
        person(),
        procurement_id=procurement_id,
        on=form["on"].data,
        because=form["because"].data or "",
        now=here.now,
    )
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
