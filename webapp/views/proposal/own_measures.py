"""Measures that the policy does not list: the buyer's own, or one of a catalogue."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, OwnMeasure, Use
from forms.characters import cleaned
from forms.own_measures import OwnForm
from rules.catalogue import UnknownMeasure, shipped_catalogue
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.services.measures import OwnMeasure as ImportedMeasure
from webapp.services.measures import measures_in_force
from webapp.services.parts import PartStale
from webapp.services.proposals import OpenProposal, Outcome, add_own, choose, own_id, remove_own
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.proposal.building_proposal import grounded, proposal_page, refused_errors
from webapp.views.reaches import WRITING
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "own_measures", __name__, url_prefix="/procurements/<uuid:procurement_id>/proposal"
)

_LONGEST_SEARCH = 100
_MOST_OFFERED = 60
_CATALOGUE, _IMPORT = "catalogue:", "import:"


@dataclass(frozen=True, slots=True)
class Offered:
    """A measure of a catalogue that can be added: its source, and what it is."""

    source: str
    title: str
    unit: str
    definition: str


@blueprint.get("/add/from")
@access(WRITING)
def catalogue(procurement_id: UUID) -> Response:
    """Offer the measures of Podium's catalogue, and those of the authority's own sets."""
    found, _ = grounded(procurement_id)
    sought = cleaned(request.args.get("q", ""))[:_LONGEST_SEARCH]
    words = sought.casefold().split()
    matching = [
        one
        for one in _offered(found)
        if all(word in f"{one.title} {one.definition}".casefold() for word in words)
    ]
    return page(
        "own_measures/catalogue.html",
        preparation=found.preparation,
        offered=matching[:_MOST_OFFERED],
        total=len(matching),
        sought=sought,
        longest=_LONGEST_SEARCH,
    )


@blueprint.route("/add", methods=["GET", "POST"])
@access(WRITING)
def add(procurement_id: UUID) -> Response:
    """Ask for a measure of the buyer's own, begun from one of a catalogue if one is named."""
    found, ground = grounded(procurement_id)
    source = request.args.get("source", "")
    given = _measure_of(found, source)
    outcome_id = request.args.get("outcome", "")
    form = _form(ground, given or OwnMeasure("", "", "", outcome_id, "", source=""))
    if not form.validate_on_submit():
        return _own_page(found, form, status=400 if form.errors else 200)
    own, here = form.own(), installation()
    choice = Choice(own_id(own.title), Use(form.use.data), str(form.because.data), own=own)
    outcome = add_own(
        here.store,
        person(),
        procurement_id=procurement_id,
        choice=choice,
        held=found.proposal,
        ground=ground,
        revision=revision_sent(),
        now=here.now,
    )
    return _saved(found, form, choice, outcome)


@blueprint.route("/measures/<string:measure_id>/words", methods=["GET", "POST"])
@access(WRITING)
def change(procurement_id: UUID, measure_id: str) -> Response:
    """Change what a measure of the buyer's own is; its screens are then answered anew."""
    found, ground = grounded(procurement_id)
    held = found.proposal.choice(measure_id)
    if held is None or held.own is None:
        raise NotFound
    form = _form(ground, held.own, held)
    if not form.validate_on_submit():
        return _own_page(found, form, status=400 if form.errors else 200, measure=held)
    own, here = form.own(), installation()
    screens = held.screens if own == held.own else ()
    choice = replace(
        held, own=own, use=Use(form.use.data), because=str(form.because.data), screens=screens
    )
    outcome = choose(
        here.store,
        person(),
        procurement_id=procurement_id,
        choice=choice,
        ground=ground,
        revision=revision_sent(),
        now=here.now,
    )
    return _saved(found, form, choice, outcome, measure=held)


@blueprint.post("/measures/<string:measure_id>/remove")
@access(WRITING)
def remove(procurement_id: UUID, measure_id: str) -> Response:
    """Take a measure of the buyer's own out of the proposal; what was saved stays on record."""
    found, ground = grounded(procurement_id)
    held = found.proposal.choice(measure_id)
    if held is not None and held.own is None and measure_id in ground.stack.indicators:
        raise NotFound
    here = installation()
    outcome = remove_own(
        here.store,
        person(),
        procurement_id=procurement_id,
        measure=measure_id,
        ground=ground,
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return proposal_page(found, refusal=outcome)
    if isinstance(outcome, PartStale):
        return proposal_page(found, refusal=_CHANGED)
    return redirect(url_for("proposal.proposal", procurement_id=procurement_id))


_CHANGED = Refused(
    "Somebody changed that measure after you opened this page, so it was not removed",
    "Look at it as it stands now, and remove it then if you still mean it",
)


def _form(ground: Ground, own: OwnMeasure, held: Choice | None = None) -> OwnForm:
    """Offer the outcomes that apply; where none does, all: whoever adds a measure says why."""
    relevant = set(ground.ids("outcomes")) or set(ground.stack.outcomes)
    outcomes = [
        (one.id, f"{ground.stack.title_of(one.theme)}: {one.title}")
        for one in ground.stack.outcomes.values()
        if one.id in relevant or one.id == own.outcome
    ]
    data = {
        "title": own.title,
        "definition": own.definition,
        "unit": own.unit,
        "outcome": own.outcome,
        "evidence": own.evidence,
        "use": held.use.value if held else None,
        "because": held.because if held else "",
    }
    units = [own.unit] if own.unit else []
    return OwnForm(outcomes=outcomes, units=units, source=own.source, data=data)


def _offered(found: OpenProposal) -> list[Offered]:
    own = [
        Offered(f"{_IMPORT}{one.made_by.id}/{one.row}", one.title, one.unit, one.notes)
        for one in _imported(found)
    ]
    shipped = [
        Offered(f"{_CATALOGUE}{one.id}", one.title, one.unit.words, one.definition)
        for one in shipped_catalogue().measures
    ]
    return [*own, *shipped]


def _imported(found: OpenProposal) -> tuple[ImportedMeasure, ...]:
    here = installation()
    organisation = found.preparation.organisation_id
    return measures_in_force(here.store, [organisation], day_of(here.now))


def _measure_of(found: OpenProposal, source: str) -> OwnMeasure | None:
    """Return a measure of a catalogue as the beginning of one's own, None where none is named."""
    if source.startswith(_CATALOGUE):
        try:
            one = shipped_catalogue().measure(source.removeprefix(_CATALOGUE))
        except UnknownMeasure as error:
            raise NotFound from error
        definition = " ".join((one.definition, *(rule.rule for rule in one.counting)))
        evidence = ". ".join(one.evidence)
        return OwnMeasure(one.title, definition, one.unit.value, "", evidence, source)
    if source.startswith(_IMPORT):
        for held in _imported(found):
            if source == f"{_IMPORT}{held.made_by.id}/{held.row}":
                kept = f"{_IMPORT}{held.made_by.collection}/{held.id}"
                return OwnMeasure(held.title, held.notes, held.unit, "", "", kept)
        raise NotFound
    return None


def _saved(
    found: OpenProposal,
    form: OwnForm,
    choice: Choice,
    outcome: Outcome,
    *,
    measure: Choice | None = None,
) -> Response:
    """Lead on to the screens of a measure that was saved, or show the form with what is wrong."""
    if isinstance(outcome, PartStale):
        theirs = outcome.other.value.choice(choice.measure)
        lines = _compared(theirs, choice)
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        revision = outcome.other.revision
        return _own_page(found, form, status=409, measure=measure, other=other, revision=revision)
    if isinstance(outcome, Refused):
        return _own_page(found, form, status=409, measure=measure, refusal=outcome)
    return redirect(
        url_for(
            "measure_choices.measure",
            procurement_id=found.preparation.id,
            measure_id=choice.measure,
        )
    )


def _compared(theirs: Choice | None, yours: Choice) -> list[Compared]:
    def told(choice: Choice | None) -> tuple[str, ...]:
        own = choice.own if choice else None
        if choice is None or own is None:
            return ("",) * len(_TITLES)
        return (
            own.title,
            own.definition,
            own.unit,
            own.outcome,
            own.evidence,
            choice.use.words,
            choice.because,
        )

    return [Compared(*line) for line in zip(_TITLES, told(theirs), told(yours), strict=True)]


_TITLES = ("Name", "What counts", "Unit", "Outcome", "Evidence", "Used as", "Why")


def _own_page(
    found: OpenProposal,
    form: OwnForm,
    *,
    status: int,
    measure: Choice | None = None,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    return page(
        "own_measures/measure.html",
        status=status,
        preparation=found.preparation,
        form=form,
        fields=[field for field in form if field.type != "CSRFTokenField"],
        measure=measure,
        errors=(*refused_errors(refusal, "#title"), *errors_of(form)),
        closed=found.closed,
        other=other,
        revision=found.revision if revision is None else revision,
    )
