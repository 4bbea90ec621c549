"""The clause library, and the clauses of a procurement: taken, edited, filled in."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.clause_problems import clause_problems, library_clause
from evaluation.outline.variables import SHARED, value_words
from forms.characters import cleaned
from forms.clauses import SharedForm, shared_data, shared_form
from webapp.documents.outline.words import lower_first
from webapp.installation import installation
from webapp.roles import READERS
from webapp.services.clauses import OpenClauses, open_clauses, share, take_library
from webapp.services.parts import PartStale
from webapp.services.refusals import Refused
from webapp.services.settings import stack_of_organisation
from webapp.views.access import READING, WRITING, access, may_write, membership_shown, person
from webapp.views.building_proposal import refused_errors
from webapp.views.clause_words import ClauseLine, clause_lines, clause_problem_lines, library_lines
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

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
    """Show the clauses of a procurement, and what is to be done next."""
    return _clauses_page(opened(procurement_id))


@blueprint.post(f"{_OF_PROCUREMENT}/take")
@access(WRITING)
def take(procurement_id: UUID) -> Response:
    """Take the library's clause for each measure whose clause is not settled yet."""
    found, here = opened(procurement_id), installation()
    outcome = take_library(here.store, person(), found, revision=revision_sent(), now=here.now)
    if isinstance(outcome, Refused):
        return _clauses_page(found, refusal=outcome)
    return redirect(url_for(".clauses", procurement_id=procurement_id))


@blueprint.route(f"{_OF_PROCUREMENT}/shared", methods=["GET", "POST"])
@access(WRITING)
def shared(procurement_id: UUID) -> Response:
    """Ask for what all clauses share: the day by which things are due, and the area."""
    found = opened(procurement_id)
    form = shared_form()(data=shared_data(found.clauses.values))
    if not form.validate_on_submit():
        return _shared_page(found, form, status=400 if form.errors else 200)
    here = installation()
    outcome = share(
        here.store,
        person(),
        procurement_id=procurement_id,
        shared=form.filled(),
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, PartStale):
        theirs = outcome.other.value.values
        yours = {one.name: one.value for one in form.filled()}
        lines = [
            Compared(one.title, theirs.get(one.name, ""), yours.get(one.name, "")) for one in SHARED
        ]
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        return _shared_page(found, form, status=409, other=other, revision=outcome.other.revision)
    if isinstance(outcome, Refused):
        return _shared_page(found, form, status=409, refusal=outcome)
    return redirect(url_for(".clauses", procurement_id=procurement_id))


def opened(procurement_id: UUID) -> OpenClauses:
    """Return the clauses that the guard has let through."""
    found = open_clauses(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def _clauses_page(found: OpenClauses, *, refusal: Refused | None = None) -> Response:
    preparation, ground = found.preparation, found.ground
    missing = clause_problems(
        found.clauses, found.proposal, preparation.decision, preparation.stack
    )
    unsettled = [
        one
        for one in found.included
        if found.clauses.choice(one.measure) is None
        and ground
        and library_clause(one.measure, ground)
    ]
    lines = clause_lines(found, ground) if ground else ()
    return page(
        "clauses/clauses.html",
        status=409 if refusal else 200,
        preparation=preparation,
        found=found,
        errors=refused_errors(refusal, "#clauses"),
        may_change=may_write(preparation.organisation_id, preparation.id) and found.closed is None,
        lines=lines,
        problems=clause_problem_lines(missing, found),
        unsettled=unsettled,
        shared=_shared_lines(found),
        shared_gap=_shared_gap(found, lines),
    )


def _shared_gap(found: OpenClauses, lines: Sequence[ClauseLine]) -> str:
    """Return what several clauses lack that is filled in once for all, empty if nothing is."""
    for title, words in _shared_lines(found):
        if not words and sum(lower_first(title) in line.gaps for line in lines) > 1:
            return title
    return ""


def _shared_lines(found: OpenClauses) -> list[tuple[str, str]]:
    """Return what all clauses share, in words; the area is the authority's unless it is said."""
    values = {one.name: value_words(one) for one in found.clauses.shared}
    return [(one.title, values.get(one.name) or found.known.get(one.name, "")) for one in SHARED]


def _shared_page(
    found: OpenClauses,
    form: SharedForm,
    *,
    status: int,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    return page(
        "clauses/shared.html",
        status=status,
        preparation=found.preparation,
        form=form,
        fields=[field for field in form if field.type != "CSRFTokenField"],
        area=found.known["area"],
        errors=(*refused_errors(refusal, "#shared"), *errors_of(form)),
        closed=found.closed,
        other=other,
        revision=found.revision if revision is None else revision,
    )
