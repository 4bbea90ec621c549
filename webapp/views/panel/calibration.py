"""Calibration: trying one's judgement on an invented answer, and comparing what others gave."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.evaluation_panel import ClosingForm, sample_form, trial_form
from webapp.installation import installation
from webapp.services.panel.calibrating import close, set_sample, try_sample
from webapp.services.panel.calibration_pages import CalibrationPage, calibration_page_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import CHAIRING, DECLARING, JUDGING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint(
    "calibration", __name__, url_prefix="/procurements/<uuid:procurement_id>/panel/calibration"
)


@blueprint.get("")
@access(DECLARING)
def calibration(procurement_id: UUID) -> Response:
    """Show the sample answers, and which wait for whoever asks."""
    return page(
        "calibration/calibration.html",
        shown=_shown(procurement_id),
        procurement_id=procurement_id,
    )


@blueprint.route("/add", methods=["GET", "POST"])
@access(JUDGING)
def add(procurement_id: UUID) -> Response:
    """Ask for an invented answer to a question."""
    shown = _shown(procurement_id)
    form = sample_form([(one.id, one.title) for one in shown.questions])()
    if not form.validate_on_submit():
        return _page("calibration/add.html", shown, form)
    here = installation()
    outcome = set_sample(
        here.store,
        person(),
        procurement_id=procurement_id,
        criterion=form["question"].data,
        text=form["text"].data,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page("calibration/add.html", shown, form, refusal=outcome)
    return _to_list(procurement_id)


@blueprint.route("/<uuid:sample_id>", methods=["GET", "POST"])
@access(DECLARING)
def sample(procurement_id: UUID, sample_id: UUID) -> Response:
    """Show a sample answer, and ask what the evaluator would give it; then what others would."""
    shown = _shown(procurement_id)
    found = shown.one(sample_id)
    if found is None:
        return _to_list(procurement_id)
    form = trial_form(found.levels)()
    if not form.validate_on_submit():
        return _page("calibration/sample.html", shown, form, sample=found)
    here = installation()
    outcome = try_sample(
        here.store,
        person(),
        procurement_id=procurement_id,
        sample_id=sample_id,
        score=form["score"].data,
        rationale=form["rationale"].data,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        again = _shown(procurement_id)
        found = again.one(sample_id) or found
        return _page("calibration/sample.html", again, form, refusal=outcome, sample=found)
    return _to_sample(procurement_id, sample_id)


@blueprint.route("/<uuid:sample_id>/close", methods=["GET", "POST"])
@access(CHAIRING)
def close_calibration(procurement_id: UUID, sample_id: UUID) -> Response:
    """Ask the chair why a calibration is closed before everybody has taken part."""
    shown = _shown(procurement_id)
    found = shown.one(sample_id)
    if found is None:
        return _to_list(procurement_id)
    form = ClosingForm()
    if not form.validate_on_submit():
        return _page("calibration/close.html", shown, form, sample=found)
    here = installation()
    outcome = close(
        here.store,
        person(),
        procurement_id=procurement_id,
        sample_id=sample_id,
        why=form.why.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page("calibration/close.html", shown, form, refusal=outcome, sample=found)
    return _to_sample(procurement_id, sample_id)


def _shown(procurement_id: UUID) -> CalibrationPage:
    here = installation()
    found = calibration_page_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        raise NotFound
    return found


def _to_list(procurement_id: UUID) -> Response:
    return redirect(url_for("calibration.calibration", procurement_id=procurement_id))


def _to_sample(procurement_id: UUID, sample_id: UUID) -> Response:
    return redirect(
        url_for("calibration.sample", procurement_id=procurement_id, sample_id=sample_id)
    )


def _page(
    name: str,
    shown: CalibrationPage,
    form: FlaskForm,
    *,
    refusal: Refused | None = None,
    **values: object,
) -> Response:
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        name,
        status=status_of(refusal, errors),
        shown=shown,
        procurement_id=shown.access.standing.procurement_id,
        form=form,
        errors=errors,
        **values,
    )
