"""Submitting an outline, withdrawing it, and beginning a new version of a sealed one."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.conflicts import NOTHING_SAID, Assessment
from forms.submission import ReasonForm, SubmitForm, submit_form
from webapp.installation import installation
from webapp.services.approval.states import State
from webapp.services.approval.stepping import Done
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.services.submission import taking_back
from webapp.services.submission.overview import Submission, submission_of
from webapp.services.submission.submitting import submit as submit_outline
from webapp.views.access import access, person
from webapp.views.approval import approval_words
from webapp.views.approval.approval_words import problems_shown, state_shown
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import WRITING
from webapp.views.refusals import CONFLICT, refusal_errors

blueprint = Blueprint("submission", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.route("/outline/submit", methods=["GET", "POST"])
@access(WRITING)
def submit(procurement_id: UUID) -> Response:
    """Say who will see the outline and what is in the way, and submit it."""
    here = installation()
    found = submission(procurement_id)
    form = _form(found)
    is_shown = found.is_open and not found.problems
    if not form.validate_on_submit() and (is_shown or not form.is_submitted()):
        return _submit_page(found, form, status=400 if form.errors else 200)
    outcome = submit_outline(
        here.store,
        person(),
        procurement_id=procurement_id,
        read=form.read.data or "",
        why=form.why.data or "",
        assessment=Assessment(
            form.asked.data or "", form.found.data or "", is_prepared=bool(form.prepared.data)
        ),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _submit_page(submission(procurement_id), form, status=CONFLICT, refusal=outcome)
    flash("The outline is submitted. You are told when it is decided.")
    return redirect(
        url_for("versions.version", procurement_id=procurement_id, number=outcome.number)
    )


@blueprint.route("/versions/<int:number>/withdraw", methods=["GET", "POST"])
@access(WRITING)
def withdraw(procurement_id: UUID, number: int) -> Response:
    """Ask why the outline is withdrawn, and withdraw it."""
    return _take_back(
        procurement_id, number, taking_back.withdraw, State.WITHDRAWN, "submission/withdraw.html"
    )


@blueprint.route("/versions/<int:number>/new-version", methods=["GET", "POST"])
@access(WRITING)
def reopen(procurement_id: UUID, number: int) -> Response:
    """Ask why a new version of a sealed outline is begun, and begin it."""
    return _take_back(
        procurement_id, number, taking_back.reopen, State.REOPENED, "submission/reopen.html"
    )


def submission(procurement_id: UUID) -> Submission:
    """Return how the procurement stands that the guard has let through."""
    here = installation()
    found = submission_of(here.store, procurement_id, now=here.now)
    if found is None:
        raise NotFound
    return found


def _take_back(
    procurement_id: UUID,
    number: int,
    act: Callable[..., Done | Refused],
    state: State,
    template: str,
) -> Response:
    here = installation()
    version = _version(submission(procurement_id), number)
    form = ReasonForm()
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return _reason_page(template, version, state, form, status=status)
    outcome = act(
        here.store, person(), version_id=version.id, why=form.why.data or "", now=here.now
    )
    if isinstance(outcome, Refused):
        again = _version(submission(procurement_id), number)
        return _reason_page(template, again, state, form, status=CONFLICT, refusal=outcome)
    if state is State.REOPENED:
        return redirect(url_for("procurements.procurement", procurement_id=procurement_id))
    return redirect(url_for("versions.version", procurement_id=procurement_id, number=number))


def _version(found: Submission, number: int) -> Version:
    version = next((one for one in found.versions if one.number == number), None)
    if version is None:
        raise NotFound
    return version


def _form(found: Submission) -> SubmitForm:
    """Return the form with what was said of conflicts last; that it stands is said anew."""
    last = found.last.assessment if found.last else NOTHING_SAID
    form = submit_form(is_anew=found.last is not None, is_due=found.is_assessment_due)
    return form(data={"asked": last.asked, "found": last.found})


def _submit_page(
    found: Submission, form: SubmitForm, *, status: int, refusal: Refused | None = None
) -> Response:
    preparation = found.preparation
    return page(
        "submission/submit.html",
        status=status,
        found=found,
        preparation=preparation,
        problems=problems_shown(found.problems, preparation.id),
        state=state_shown(found.last) if found.last else None,
        words=approval_words,
        form=form,
        errors=(
            *refusal_errors(refusal),
            *(errors_of(form) if found.is_open and not found.problems else ()),
        ),
    )


def _reason_page(
    template: str,
    version: Version,
    state: State,
    form: ReasonForm,
    *,
    status: int,
    refusal: Refused | None = None,
) -> Response:
    is_possible = (
        version.is_in_progress if state is State.WITHDRAWN else version.state is State.SEALED
    )
    return page(
        template,
        status=status,
        version=version,
        state=state_shown(version),
        is_possible=is_possible,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )
