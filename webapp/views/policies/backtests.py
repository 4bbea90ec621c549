"""Back-tests: a policy, or two, over a file of published notices."""

from uuid import UUID

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.utils import send_file
from werkzeug.wrappers import Response

from forms.backtests import BacktestForm
from forms.errors import InvalidInput
from forms.notices import LARGEST_NOTICES
from rules.errors import PodiumError
from webapp.documents.backtest import tiers_chart
from webapp.documents.html import drawn
from webapp.installation import installation
from webapp.roles import POLICY_MAKERS, POLICY_READERS
from webapp.services.backtesting import words
from webapp.services.backtests import (
    backtest_job,
    backtests_of,
    choices,
    is_of_draft,
    rows_file,
    stacks_of,
    start_backtest,
)
from webapp.services.jobs import Job, JobState
from webapp.views.access import access, membership_shown, person, takes_files
from webapp.views.fields import refusal_words
from webapp.views.pages import page
from webapp.views.policies.backtest_tables import tables
from webapp.views.reaches import DRAFT_READING, DRAFTING

blueprint = Blueprint("backtests", __name__, url_prefix="/back-tests")

LARGEST_UPLOAD = LARGEST_NOTICES + 100_000
_TYPES = {"csv": "text/csv", "json": "application/json"}


@blueprint.get("")
@access(DRAFT_READING)
def back_tests() -> Response:
    """List the back-tests of the person's organisations."""
    here = installation()
    jobs = [
        job
        for membership in person().with_any(POLICY_READERS)
        for job in backtests_of(here.store, membership.organisation_id, now=here.now)
    ]
    return page(
        "backtests/back_tests.html", jobs=jobs, may_start=bool(person().with_any(POLICY_MAKERS))
    )


@blueprint.route("/start", methods=["GET", "POST"])
@access(DRAFTING)
@takes_files(LARGEST_UPLOAD)
def start() -> Response:
    """Ask for a file of notices and the policies, and start."""
    here, form = installation(), BacktestForm()
    organisation_id = membership_shown(POLICY_MAKERS).organisation_id
    form.offer((one.value, one.words) for one in choices(here.store, organisation_id))
    if request.method == "GET":
        form.policy.data = request.args.get("policy", form.policy.data)
        form.against.data = request.args.get("against", form.against.data)
    if not form.validate_on_submit():
        return _start_page(form, 400 if form.errors else 200)
    upload = form.notices.data
    try:
        job_id = start_backtest(
            here.store,
            here.settings.instance_folder,
            upload.read(),
            file_name=upload.filename,
            organisation_id=organisation_id,
            policy=form.policy.data or "",
            against=form.other,
            on=form.on.data,
            made_by=person().id,
            now=here.now,
        )
    except InvalidInput as refused:
        form.notices.errors = tuple(str(problem) for problem in refused.errors[:3])
        return _start_page(form, 400)
    except PodiumError as refused:
        form.policy.errors = (f"It can't be started. {refusal_words(refused)}",)
        return _start_page(form, 409)
    return redirect(url_for(".back_test", job_id=job_id))


@blueprint.get("/<uuid:job_id>")
@access(DRAFT_READING)
def back_test(job_id: UUID) -> Response:
    """Show how far a back-test is, or what it came to."""
    job = _job(job_id)
    if job.state is not JobState.DONE or job.result is None:
        return page("backtests/running.html", job=job)
    head = job.result
    chart = tiers_chart(head)
    return page(
        "backtests/back_test.html",
        job=job,
        head=head,
        headline=words.headline(head),
        told=(*words.beginnings(head), words.again_words(head)),
        is_of_draft=is_of_draft(job),
        tables=tables(head, stacks_of(installation().store, job)),
        chart=chart,
        drawn=drawn(chart) if chart else "",
    )


@blueprint.get("/<uuid:job_id>.<any(csv, json):kind>")
@access(DRAFT_READING)
def rows(job_id: UUID, kind: str) -> Response:
    """Send the rows of a back-test as a file."""
    path = rows_file(_job(job_id), kind)
    if path is None:
        abort(404)
    return send_file(
        path,
        request.environ,
        mimetype=_TYPES[kind],
        as_attachment=True,
        download_name=f"back-test.{kind}",
    )


def _start_page(form: BacktestForm, status: int) -> Response:
    return page("backtests/start.html", status=status, form=form)


def _job(job_id: UUID) -> Job:
    """Return a back-test of an organisation for which the person may see it."""
    here = installation()
    job = backtest_job(here.store, job_id, now=here.now)
    if job is None or not person().roles_in(job.organisation_id) & POLICY_READERS:
        abort(404)
    return job
