"""The clauses of a procurement on one page, and the library that they are taken from."""

from uuid import UUID

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.characters import cleaned
from forms.clause_gaps import GapsForm, gaps_data, gaps_form
from webapp.installation import installation
from webapp.roles import READERS
from webapp.services.clauses import OpenClauses, fill_in, open_clauses, values_asked
from webapp.services.parts import PartStale
from webapp.services.refusals import Refused
from webapp.services.settings import stack_of_organisation
from webapp.views.access import access, may_write, membership_shown, person
from webapp.views.clauses.clause_gaps import (
    clause_cards,
    gaps_compared,
    gaps_of,
    next_step,
    shared_controls,
    shared_lines,
    still_to_do,
    titles_of,
    values_of,
)
from webapp.views.clauses.clause_words import clause_problem_lines, library_lines
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.proposal.building_proposal import refused_errors
from webapp.views.reaches import READING, WRITING
from webapp.views.revisions import OtherVersion, other_version, revision_sent

blueprint = Blueprint("clauses", __name__)

_OF_PROCUREMENT = "/procurements/<uuid:procurement_id>/clauses"
_LONGEST_SEARCH = 100


@blueprint.get("/clauses")
@access(READING)
def library() -> Response:
    """List the clauses of the policy's library, those in which every word sought occurs."""
    membership = membership_shown(READERS)
    sought = cleaned(request.args.get("q", ""))[:_LONGEST_SEARCH]
    stack = stack_of_organisation(installation().store, membership.organisation_id)
    lines = library_lines(stack, sought)
    return page(
        "clauses/library.html",
        lines=lines,
        total=len(stack.clauses),
        policy=stack.policy,
        sought=sought,
        longest=_LONGEST_SEARCH,
    )


@blueprint.get(_OF_PROCUREMENT)
@access(READING)
def clauses(procurement_id: UUID) -> Response:
    """Show the clauses of a procurement with their gaps, and what is to be done next."""
    found = opened(procurement_id)
    return _clauses_page(found, _form(found))


@blueprint.post(f"{_OF_PROCUREMENT}/fill")
@access(WRITING)
def fill(procurement_id: UUID) -> Response:
    """Fill the gaps of all clauses, and keep the library's where nothing was settled yet."""
    found, here = opened(procurement_id), installation()
    form = _form(found)
    if not form.validate_on_submit():
        return _clauses_page(found, form, status=400)
    outcome = fill_in(
        here.store, person(), found, given=form.given, revision=revision_sent(), now=here.now
    )
    if isinstance(outcome, PartStale):
        asked = {measure: tuple(names) for measure, names in form.given.items()}
        theirs = values_asked(outcome.other.value, asked)
        lines = gaps_compared(titles_of(found), theirs, form.given)
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        revision = outcome.other.revision
        return _clauses_page(found, form, status=409, other=other, revision=revision)
    if isinstance(outcome, Refused):
        return _clauses_page(found, form, status=409, refusal=outcome)
    return next_step(opened(procurement_id))


def opened(procurement_id: UUID) -> OpenClauses:
    """Return the clauses that the guard has let through."""
    found = open_clauses(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def _form(found: OpenClauses) -> GapsForm:
    gaps = gaps_of(found)
    return gaps_form(gaps)(data=gaps_data(values_of(found, gaps)))


def _clauses_page(
    found: OpenClauses,
    form: GapsForm,
    *,
    status: int = 200,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    preparation = found.preparation
    problems = still_to_do(found)
    cards = clause_cards(found, form)
    return page(
        "clauses/clauses.html",
        status=status,
        preparation=preparation,
        found=found,
        errors=(*refused_errors(refusal, "#clauses"), *errors_of(form)),
        may_change=may_write(preparation.organisation_id, preparation.id) and found.closed is None,
        cards=cards,
        asked=[one for one in cards if one.controls],
        kept=[one for one in cards if not one.controls],
        problems=clause_problem_lines(problems, found),
        shared=shared_lines(found),
        shared_controls=shared_controls(found, form),
        other=other,
        revision=found.revision if revision is None else revision,
        is_saved=request.args.get("saved") == "gaps",
    )
