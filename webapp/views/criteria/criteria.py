"""The criteria of a procurement: the table of weights, the pages that build them, their test."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    NotChanged,
    keeping_from_testing,
)
from evaluation.outline.criteria.editing import (
    added,
    moved,
    new_id,
    removed,
    replaced,
    with_weights,
)
from evaluation.outline.criteria.saying import undescribed
from evaluation.outline.criteria.templates import TEMPLATES, built_from, template_words
from evaluation.outline.criteria.tree import below, by_id
from evaluation.outline.criteria.words import KINDS
from forms.criteria import (
    AddForm,
    MoveForm,
    RemoveForm,
    StartForm,
    criterion_form,
    read_weights,
)
from forms.criteria.adding import PROMISES, place_of
from webapp.installation import installation
from webapp.services.criteria import (
    Opened,
    criteria_to_copy,
    run_stress_test,
    sources,
)
from webapp.services.parts import PartSaved
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.criteria.criteria_pages import (
    form_page,
    opened_of,
    saved,
    table_page,
    to_table,
)
from webapp.views.criteria.criteria_picture import budget_words
from webapp.views.criteria.criteria_table import groups_to_stand_in, places_to_stand
from webapp.views.criteria.stress_pages import stress_json_of, stress_page, stress_pdf
from webapp.views.reaches import READING, WRITING
from webapp.views.revisions import revision_sent

blueprint = Blueprint(
    "criteria", __name__, url_prefix="/procurements/<uuid:procurement_id>/criteria"
)


@blueprint.get("")
@access(READING)
def criteria(procurement_id: UUID) -> Response:
    """Show the criteria as a table of weights, what is missing, and what is next."""
    return table_page(opened_of(procurement_id))


@blueprint.post("/weights")
@access(WRITING)
def weights(procurement_id: UUID) -> Response:
    """Save all weights at once, also while they do not total 100, and test them if asked to."""
    found = opened_of(procurement_id)
    typed = read_weights(request.form, found.criteria)
    shown = with_weights(found.criteria, typed.weights)
    if typed.errors:
        return table_page(found, criteria=shown, typed=typed)
    outcome = saved(found, partial(with_weights, weights=typed.weights), "Weights changed")
    if isinstance(outcome, PartSaved):
        if request.form.get("then") == "test" and not keeping_from_testing(shown):
            return _tested(procurement_id, outcome.revision)
        return to_table(procurement_id, "weights")
    return table_page(opened_of(procurement_id), criteria=shown, typed=typed, outcome=outcome)


@blueprint.route("/start", methods=["GET", "POST"])
@access(WRITING)
def start(procurement_id: UUID) -> Response:
    """Ask what the criteria start from, and build them."""
    found, form = opened_of(procurement_id), StartForm()
    earlier = sources(installation().store, procurement_id)
    form.offer(
        [(one.id, template_words(one, found.basis), one.suits) for one in TEMPLATES],
        [(str(one.procurement_id), f"{one.reference}: {one.title}") for one in earlier],
    )
    if not form.validate_on_submit():
        return form_page("criteria/start.html", found, form)
    built = _start(found, form)
    if built is None:
        raise NotFound
    outcome = saved(found, lambda _: built, _origin(form))
    if isinstance(outcome, PartSaved):
        return to_table(procurement_id, "started")
    return form_page("criteria/start.html", found, form, outcome=outcome)


def _start(found: Opened, form: StartForm) -> Criteria | None:
    if form.is_copy:
        return criteria_to_copy(installation().store, UUID(form.source.data))
    template = next(one for one in TEMPLATES if one.id == form.template.data)
    return built_from(template, found.basis, counts_promises=form.asked.data == PROMISES)


def _origin(form: StartForm) -> str:
    """Return what the criteria were started from, in the words that were on the page."""
    field = form.source if form.is_copy else form.template
    words = next(words for value, words, *_ in field.iter_choices() if value == field.data)
    return f"Copied from {words}" if form.is_copy else f"Started from a template: {words}"


@blueprint.route("/add", methods=["GET", "POST"])
@access(WRITING)
def add(procurement_id: UUID) -> Response:
    """Ask for the kind, the title and the place of a further criterion, and add it."""
    found = opened_of(procurement_id)
    form = AddForm(within=request.args.get("within"))
    kinds = {item.kind for item in found.criteria.criteria}
    form.offer(groups_to_stand_in(found.criteria), has_price=CriterionKind.PRICE in kinds)
    if not form.validate_on_submit():
        return form_page("criteria/add.html", found, form)
    made: list[BuiltCriterion] = []

    def change(tree: Criteria) -> Criteria | NotChanged:
        made[:] = [form.criterion(new_id(str(form.title.data), by_id(tree)))]
        return added(tree, made[0])

    outcome = saved(found, change, f"Added ‘{form.title.data}’")
    if not isinstance(outcome, PartSaved):
        return form_page("criteria/add.html", found, form, outcome=outcome)
    if made[0].kind is CriterionKind.GROUP:
        return to_table(procurement_id, "criterion")
    return redirect(url_for(".criterion", procurement_id=procurement_id, criterion_id=made[0].id))


@blueprint.route("/of/<string:criterion_id>", methods=["GET", "POST"])
@access(WRITING)
def criterion(procurement_id: UUID, criterion_id: str) -> Response:
    """Ask for what a criterion of its kind says, and save it."""
    found = opened_of(procurement_id)
    standing = _criterion(found, criterion_id)
    form = criterion_form(standing, found.basis)
    values = {
        "standing": standing,
        "kind": KINDS[standing.kind],
        "budget": budget_words(found.preparation.decision),
    }
    if not form.validate_on_submit():
        return form_page("criteria/criterion.html", found, form, values=values)
    told = form.criterion()
    outcome = saved(found, lambda tree: replaced(tree, told), f"Changed ‘{told.title}’")
    if not isinstance(outcome, PartSaved):
        return form_page("criteria/criterion.html", found, form, outcome=outcome, values=values)
    if told.scale != standing.scale and undescribed(told):
        place = url_for(".criterion", procurement_id=procurement_id, criterion_id=criterion_id)
        return redirect(f"{place}#descriptors")
    return to_table(procurement_id, "criterion")


@blueprint.route("/of/<string:criterion_id>/move", methods=["GET", "POST"])
@access(WRITING)
def move(procurement_id: UUID, criterion_id: str) -> Response:
    """Ask where a criterion is to stand, and put it there."""
    found, form = opened_of(procurement_id), MoveForm()
    standing = _criterion(found, criterion_id)
    places = places_to_stand(found.criteria, criterion_id)
    form.offer((place_of(within, after), words) for within, after, words in places)
    if not form.validate_on_submit():
        return form_page("criteria/move.html", found, form, values={"standing": standing})
    within, after = form.chosen
    outcome = saved(
        found,
        partial(moved, id_=criterion_id, within=within, after=after),
        f"Moved ‘{standing.title}’",
    )
    if isinstance(outcome, PartSaved):
        return to_table(procurement_id, "moved")
    return form_page(
        "criteria/move.html", found, form, outcome=outcome, values={"standing": standing}
    )


@blueprint.route("/of/<string:criterion_id>/remove", methods=["GET", "POST"])
@access(WRITING)
def remove(procurement_id: UUID, criterion_id: str) -> Response:
    """Say what goes with a criterion, and remove it."""
    found, form = opened_of(procurement_id), RemoveForm()
    standing = by_id(found.criteria).get(criterion_id)
    if standing is None and request.method == "POST":
        return to_table(procurement_id, "removed")
    standing = _criterion(found, criterion_id)
    inside = below(found.criteria, criterion_id)
    values = {
        "standing": standing,
        "inside": [one for one in found.criteria.criteria if one.id in inside],
    }
    if not form.validate_on_submit():
        return form_page("criteria/remove.html", found, form, values=values)
    outcome = saved(found, partial(removed, id_=criterion_id), f"Removed ‘{standing.title}’")
    if isinstance(outcome, PartSaved):
        return to_table(procurement_id, "removed")
    return form_page("criteria/remove.html", found, form, outcome=outcome, values=values)


@blueprint.get("/tender.json")
@access(READING)
def tender_json(procurement_id: UUID) -> Response:
    """Send the criteria as a tender without bids, which the command line tests as well."""
    return stress_json_of(opened_of(procurement_id))


@blueprint.get("/stress-test")
@access(READING)
def stress_test(procurement_id: UUID) -> Response:
    """Show what the last stress test found, and whether it is of the criteria as they stand."""
    return stress_page(opened_of(procurement_id))


@blueprint.get("/stress-test.pdf")
@access(READING)
def stress_test_pdf(procurement_id: UUID) -> Response:
    """Send the stress test of the criteria as they stand as a document."""
    return stress_pdf(opened_of(procurement_id))


@blueprint.post("/stress-test/run")
@access(WRITING)
def run(procurement_id: UUID) -> Response:
    """Put the criteria through the stress test."""
    return _tested(procurement_id, revision_sent())


def _tested(procurement_id: UUID, revision: int) -> Response:
    """Test the criteria of a revision, and lead to what was found."""
    here = installation()
    outcome = run_stress_test(
        here.store, person(), procurement_id=procurement_id, revision=revision, now=here.now
    )
    if isinstance(outcome, Refused):
        return stress_page(opened_of(procurement_id), refusal=outcome)
    return redirect(url_for(".stress_test", procurement_id=procurement_id))


def _criterion(found: Opened, criterion_id: str) -> BuiltCriterion:
    standing = by_id(found.criteria).get(criterion_id)
    if standing is None:
        raise NotFound
    return standing
