"""The result of a tender: what came out and how sure it is, its files, and evaluating the bids."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.results import EvaluatingAgainForm, EvaluatingForm
from webapp.documents import Document, render_html, render_pdf
from webapp.documents.content import Section, Table
from webapp.documents.html import render_sections
from webapp.installation import installation
from webapp.roles import OPENERS
from webapp.services.kept import Kept
from webapp.services.refusals import Refused
from webapp.services.result.files import data_of
from webapp.services.result.pages import ResultPage, result_page_of, run_of
from webapp.services.result.reading import Run
from webapp.services.result.running import evaluate_now
from webapp.views.access import access, person
from webapp.views.fields import errors_of, refusal_words
from webapp.views.files import HTML, PDF, sent
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import JUDGING, RESULT
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.result.result_words import next_step

blueprint = Blueprint("result", __name__, url_prefix="/procurements/<uuid:procurement_id>/result")

JSON = "application/json"
_MOST_KEPT = 10
_RENDERED: Kept[tuple[tuple[Section, Markup], ...]] = Kept(_MOST_KEPT)
UNFOLDED = frozenset({"ranking"})
"""The sections of the report that are unfolded when the page opens, by their anchors."""
MOST_MISSING = 20
"""So many missing scores are named on the page; of more, how many."""


@blueprint.get("")
@access(RESULT)
def result(procurement_id: UUID) -> Response:
    """Show what came out, what is still to settle, and how sure it is."""
    found, procurement = _found(procurement_id), preparation_of(procurement_id)
    step = next_step(found)
    roles = person().roles_in(procurement.organisation_id, procurement_id)
    return page(
        "result/result.html",
        procurement=procurement,
        found=found,
        sections=_sections(found),
        step=step,
        may_step=bool(step and roles & step.roles),
        may_open=bool(roles & OPENERS),
        unfolded=UNFOLDED,
        most=MOST_MISSING,
    )


@blueprint.route("/evaluate", methods=["GET", "POST"])
@access(JUDGING)
def evaluate(procurement_id: UUID) -> Response:
    """Ask whether the bids are to be evaluated, and why if they were before."""
    found = _found(procurement_id)
    form = EvaluatingAgainForm() if found.needs_reason else EvaluatingForm()
    if not form.validate_on_submit():
        return _asking(procurement_id, found, form)
    here = installation()
    why = form["why"].data if "why" in form else ""
    outcome = evaluate_now(here.store, person(), procurement_id, why=why or "", now=here.now)
    if isinstance(outcome, Refused):
        return _asking(procurement_id, _found(procurement_id), form, outcome)
    flash(
        f"The bids are evaluated: this is evaluation {outcome.number}."
        if outcome.is_new
        else f"Nothing has changed since evaluation {outcome.number}, which stands."
    )
    return redirect(url_for(".result", procurement_id=procurement_id))


@blueprint.get("/<int:number>/award-report.html")
@access(RESULT)
def report_html(procurement_id: UUID, number: int) -> Response:
    """Send the award report of an evaluation as a page."""
    run = _run(procurement_id, number)
    if isinstance(run, Response):
        return run
    return sent(render_html(run.report).encode(), HTML, _name(run, "award-report", "html"))


@blueprint.get("/<int:number>/award-report.pdf")
@access(RESULT)
def report_pdf(procurement_id: UUID, number: int) -> Response:
    """Send the award report of an evaluation as a PDF."""
    run = _run(procurement_id, number)
    if isinstance(run, Response):
        return run
    return sent(render_pdf(run.report), PDF, _name(run, "award-report", "pdf"))


@blueprint.get("/<int:number>/evaluation.json")
@access(RESULT)
def evaluation_json(procurement_id: UUID, number: int) -> Response:
    """Send what came of an evaluation, as `podium/evaluation/1`."""
    run = _run(procurement_id, number, data_of)
    if isinstance(run, Response):
        return run
    return sent(run.result_json.encode(), JSON, _name(run, "evaluation", "json"))


@blueprint.get("/<int:number>/tender.json")
@access(RESULT)
def tender_json(procurement_id: UUID, number: int) -> Response:
    """Send what was evaluated, as `podium/tender/1`: evaluated again, it comes to the same."""
    run = _run(procurement_id, number, data_of)
    if isinstance(run, Response):
        return run
    return sent(run.tender_json.encode(), JSON, _name(run, "tender", "json"))


def _sections(found: ResultPage) -> tuple[tuple[Section, Markup], ...]:
    """Return the sections of the report that are shown, rendered once for all who see the same."""
    if found.run is None or found.report is None:
        return ()
    report = in_parts(found.report)
    key = (found.run.report_sha256, found.is_whole, *(one.anchor for one in report.sections))
    return _RENDERED.of(key, lambda: render_sections(report))


def in_parts(report: Document) -> Document:
    """Return the report as the page shows it: who is first stands apart from the rest in brief.

    The ranking of the summary is left out, because the ranking in full follows on the page.
    """
    summary, *others = report.sections
    lead = replace(summary, blocks=summary.blocks[:1])
    brief = tuple(block for block in summary.blocks[1:] if not isinstance(block, Table))
    told = Section("in-brief", "", "In brief", brief)
    return replace(report, sections=(lead, told, *others))


def _found(procurement_id: UUID) -> ResultPage:
    here = installation()
    found = result_page_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        abort(redirect(url_for("tendering.tender", procurement_id=procurement_id)))
    return found


def _run(
    procurement_id: UUID, number: int, find: Callable[..., Run | Refused | None] = run_of
) -> Run | Response:
    """Return an evaluation on record, or lead to the page that says why it is not shown."""
    here = installation()
    run = find(here.store, person(), procurement_id, number, now=here.now)
    if run is None:
        raise NotFound
    if isinstance(run, Refused):
        flash(refusal_words(run), "refused")
        return redirect(url_for(".result", procurement_id=procurement_id))
    return run


def _name(run: Run, what: str, ending: str) -> str:
    return f"{what}-{run.report.reference}-{run.number}.{ending}"


def _asking(
    procurement_id: UUID, found: ResultPage, form: EvaluatingForm, refused: Refused | None = None
) -> Response:
    errors = (*refusal_errors(refused), *errors_of(form))
    return page(
        "result/evaluate.html",
        status=status_of(refused, errors),
        procurement=preparation_of(procurement_id),
        found=found,
        form=form,
        errors=errors,
    )
