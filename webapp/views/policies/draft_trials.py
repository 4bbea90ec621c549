"""Trying a draft on a procurement or on a typed-in example: today's decision beside its own."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from forms.questions import QuestionForm
from forms.settings import example_form
from rules.errors import PodiumError
from rules.money import STANDARD_RATE
from rules.procurement import Procurement
from webapp.installation import installation
from webapp.roles import READERS
from webapp.services.settings import Draft
from webapp.services.settings.trying import (
    Trial,
    example,
    procurement_named,
    references,
    suggested,
    try_on,
)
from webapp.views.access import access, person
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.policies.comparison import ComparedLine, compared, decided_column
from webapp.views.policies.drafts import draft_of
from webapp.views.reaches import DRAFT_READING

blueprint = Blueprint("draft_trials", __name__, url_prefix="/settings/drafts/<uuid:draft_id>")

REFERENCE = "reference"
"""The parameter of an address that names a procurement; without it an example is described."""
_LONGEST_REFERENCE = 100


@blueprint.get("/try")
@access(DRAFT_READING)
def try_draft(draft_id: UUID) -> Response:
    """Decide a case under today's settings and under the draft's; nothing is stored."""
    found = draft_of(draft_id)
    if found.is_closed:
        return redirect(url_for("drafts.draft", draft_id=draft_id))
    sent = request.args
    form = _example_form(found)
    procurement, errors = _case(found, form)
    trial = None
    if procurement is not None:
        try:
            trial = try_on(installation().store, found, procurement)
        except PodiumError as refused:
            href = f"#{REFERENCE if REFERENCE in sent else form['commenced_on'].error_id}"
            errors = (PageError(refusal_words(refused), href),)
    lines = _lines(trial) if trial else ()
    reads = bool(person().roles_in(found.organisation_id) & READERS)
    return page(
        "draft_trials/try_draft.html",
        status=400 if errors else 200,
        draft=found,
        form=form,
        errors=errors,
        reads_procurements_here=reads,
        references=references(installation().store, found.organisation_id) if reads else (),
        reference=sent.get(REFERENCE, ""),
        reference_error=" ".join(one.text for one in errors) if REFERENCE in sent else "",
        trial=trial,
        changed=[line for line in lines if line.is_changed],
        same=[line for line in lines if not line.is_changed],
        changes=sum(line.is_changed for line in lines),
    )


def _example_form(found: Draft) -> QuestionForm:
    """Return the form as it was sent, or filled with what is usual for the organisation."""
    if _is_example():
        return example_form()(formdata=MultiDict(request.args), meta={"csrf": False})
    usual = suggested(installation().store, found.organisation_id)
    form = example_form()(answers=usual, formdata=None, meta={"csrf": False})
    form["estimated_value_vat_rate"].data = STANDARD_RATE
    return form


def _is_example() -> bool:
    return "category" in request.args or "example" in request.args


def _case(found: Draft, form: QuestionForm) -> tuple[Procurement | None, tuple[PageError, ...]]:
    """Return the case that was asked for, or what is wrong with how it was."""
    reference = request.args.get(REFERENCE, "").strip()[:_LONGEST_REFERENCE]
    if REFERENCE in request.args:
        return _named(found, reference)
    if not _is_example():
        return None, ()
    if not form.validate():
        return None, errors_of(form)
    return example(found, form.answered()), ()


def _named(found: Draft, reference: str) -> tuple[Procurement | None, tuple[PageError, ...]]:
    reads = person().roles_in(found.organisation_id) & READERS
    procurement = procurement_named(installation().store, found, reference) if reads else None
    if procurement is None:
        message = (
            "There is no procurement of that reference with enough answers to be decided. "
            "Enter another, or describe an example below"
        )
        return None, (PageError(message, "#reference"),)
    return procurement, ()


def _lines(trial: Trial) -> tuple[ComparedLine, ...]:
    return compared(
        decided_column(trial.today, trial.stack_today),
        decided_column(trial.drafted, trial.stack_drafted),
    )
