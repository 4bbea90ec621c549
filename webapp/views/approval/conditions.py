"""The conditions of an approval: reported as met with evidence, and judged by the panel."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.panels import JudgementForm, ReportForm
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.services.approval.conditions import Owed, owed_of
from webapp.services.approval.conditions import judge as judge_condition
from webapp.services.approval.conditions import report as report_condition
from webapp.services.refusals import Refused
from webapp.views.access import access, may_write, person
from webapp.views.approval import approval_words as words
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import APPROVING, READING, WRITING
from webapp.views.refusals import CONFLICT, refusal_errors

blueprint = Blueprint("conditions", __name__, url_prefix="/conditions/<uuid:condition_id>")


@blueprint.get("")
@access(READING)
def condition(condition_id: UUID) -> Response:
    """Show a condition, what was done about it, and who does what next."""
    return _page(condition_id)


@blueprint.post("/report")
@access(WRITING)
def report(condition_id: UUID) -> Response:
    """Report the condition as met."""
    here, form = installation(), ReportForm()
    if not form.validate_on_submit():
        return _page(condition_id, report_form=form, status=400)
    outcome = report_condition(
        here.store,
        person(),
        condition_id=condition_id,
        evidence=form.evidence.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page(condition_id, report_form=form, status=CONFLICT, refusal=outcome)
    return redirect(url_for(".condition", condition_id=condition_id))


@blueprint.post("/judge")
@access(APPROVING)
def judge(condition_id: UUID) -> Response:
    """Confirm that the condition is met, or say what is missing."""
    here, form = installation(), JudgementForm()
    if not form.validate_on_submit():
        return _page(condition_id, judgement=form, status=400)
    outcome = judge_condition(
        here.store,
        person(),
        condition_id=condition_id,
        is_met=form.verdict.data == "met",
        why=form.why.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page(condition_id, judgement=form, status=CONFLICT, refusal=outcome)
    return redirect(url_for(".condition", condition_id=condition_id))


def _page(
    condition_id: UUID,
    *,
    status: int = 200,
    report_form: ReportForm | None = None,
    judgement: JudgementForm | None = None,
    refusal: Refused | None = None,
) -> Response:
    here = installation()
    found = owed_of(here.store, person(), condition_id)
    if found is None:
        raise NotFound
    owed, not_judge = found
    report_form = report_form or ReportForm(formdata=None)
    judgement = judgement or JudgementForm(formdata=None)
    return page(
        "conditions/condition.html",
        status=status,
        version=owed.version,
        condition=owed.condition,
        words=words,
        day=day_of(here.now),
        may_report=_may_report(owed),
        may_judge=not_judge is None,
        not_judge=not_judge,
        report_form=report_form,
        judgement=judgement,
        errors=(*refusal_errors(refusal), *errors_of(report_form), *errors_of(judgement)),
    )


def _may_report(owed: Owed) -> bool:
    version = owed.version
    is_writer = may_write(version.organisation_id, version.procurement_id)
    return (
        is_writer and version.is_in_progress and owed.condition.state.value in {"open", "refused"}
    )
