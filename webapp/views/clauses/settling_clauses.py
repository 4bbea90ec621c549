"""The clause of one measure: what is taken of the library's, in which words, with which values."""

from collections.abc import Iterator
from uuid import UUID

from flask import Blueprint
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import ClauseChoice, Part, Texts, is_outdated, texts_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice
from evaluation.outline.variables import value_words, variable
from forms.clauses import ClauseForm, clause_form, field_of
from webapp.installation import installation
from webapp.services.clauses import OpenClauses, begun, settle
from webapp.services.parts import PartStale
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.clauses.clause_gaps import next_step, unit_of
from webapp.views.clauses.clause_words import library_changes, library_words, texts_shown, thread
from webapp.views.clauses.clauses import opened
from webapp.views.fields import control, errors_of
from webapp.views.pages import page
from webapp.views.proposal.building_proposal import refused_errors
from webapp.views.reaches import WRITING
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "settling_clauses",
    __name__,
    url_prefix="/procurements/<uuid:procurement_id>/clauses/<string:measure_id>",
)


@blueprint.route("", methods=["GET", "POST"])
@access(WRITING)
def clause(procurement_id: UUID, measure_id: str) -> Response:
    """Ask what is taken of a measure's clause, in which words, and what fills its gaps."""
    found = opened(procurement_id)
    ground, choice = _measure(found, measure_id)
    held = library_clause(measure_id, ground)
    texts = texts_of(held) if held else Texts()
    start = begun(choice, found.clauses.choice(measure_id))
    names = tuple(dict.fromkeys((*start.texts.placeholders, *texts.placeholders)))
    form = clause_form(names, unit_of(choice, ground))(
        begun=start, library=texts, shared=found.clauses.values
    )
    if not form.validate_on_submit():
        return _clause_page(found, ground, choice, form, status=400 if form.errors else 200)
    here = installation()
    settled = form.choice(clause=held.id if held else "", version=held.version if held else 0)
    outcome = settle(
        here.store,
        person(),
        procurement_id=procurement_id,
        choice=settled,
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, PartStale):
        lines = _compared(outcome.other.value.choice(measure_id), settled)
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        revision = outcome.other.revision
        return _clause_page(found, ground, choice, form, status=409, other=other, revision=revision)
    if isinstance(outcome, Refused):
        return _clause_page(found, ground, choice, form, status=409, refusal=outcome)
    return next_step(opened(procurement_id), after=measure_id)


def _measure(found: OpenClauses, measure_id: str) -> tuple[Ground, Choice]:
    """Return a measure that is included, with what the rules propose.

    Raises:
        NotFound: The proposal does not include it, or the rules can't be asked.
    """
    choice = next((one for one in found.included if one.measure == measure_id), None)
    if found.ground is None or choice is None:
        raise NotFound
    return found.ground, choice


def _clause_page(
    found: OpenClauses,
    ground: Ground,
    choice: Choice,
    form: ClauseForm,
    *,
    status: int,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    held = library_clause(choice.measure, ground)
    settled = found.clauses.choice(choice.measure)
    outdated = settled is not None and bool(settled.clause) and is_outdated(settled, held)
    library = texts_of(held) if held else Texts()
    texts = [form[f"text_{part.value}"] for part in Part]
    return page(
        "settling_clauses/clause.html",
        status=status,
        preparation=found.preparation,
        form=form,
        choice=choice,
        title=ground.title(choice),
        library=library_words(held),
        library_texts=_told(library, choice),
        library_changes=library_changes(settled, held) if outdated and settled else (),
        is_gone=outdated and held is None,
        settled=settled,
        shown=texts_shown(found, choice, settled) if settled else (),
        texts=[control(field) for field in texts],
        edits=form.take.data == "edited" or any(field.errors for field in texts),
        values=[
            control(form[field_of(name)], hint=_hint(name, choice, found)) for name in form.names
        ],
        thread=thread(found, ground, choice, settled),
        errors=(*refused_errors(refusal, "#take"), *errors_of(form)),
        closed=found.closed,
        other=other,
        revision=found.revision if revision is None else revision,
    )


def _told(library: Texts, choice: Choice) -> list[tuple[str, str]]:
    """Return the library's texts with their titles, a question that earns nothing named as one."""
    is_competed = choice.use.is_award
    return [(part.words_where(is_competed=is_competed), library.of(part)) for part in library.kept]


def _hint(name: str, choice: Choice, found: OpenClauses) -> str:
    """Return what stands in a variable's place while its field is empty."""
    shared = {one.name: value_words(one) for one in found.clauses.shared}
    if name in shared:
        return f"Leave it empty to use what all clauses share: {shared[name]}."
    if name in found.known:
        return f"Leave it empty to use: {found.known[name]}."
    if choice.use.is_award and variable(name).is_offered:
        return "Leave it empty: each bidder offers its own, and the winner’s offer is put in."
    return "Leave it empty while you do not know: it stays a gap until it is filled."


def _compared(theirs: ClauseChoice | None, yours: ClauseChoice) -> Iterator[Compared]:
    """Yield both versions of a clause, line by line."""
    yield Compared("What is taken", theirs.take.words if theirs else "", yours.take.words)
    yield Compared("Why", theirs.because if theirs else "", yours.because)
    for part in Part:
        yield Compared(part.words, theirs.texts.of(part) if theirs else "", yours.texts.of(part))
    for name in dict.fromkeys((*yours.values, *(theirs.values if theirs else ()))):
        before = theirs.values.get(name, "") if theirs else ""
        yield Compared(variable(name).title, before, yours.values.get(name, ""))
