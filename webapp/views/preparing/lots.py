"""Lots: whether there are any and why, and each one by itself."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.lots import CITES, CITES_LIMIT, MOST_LOTS, Division, Lots
from forms.lots import DivisionForm, LotForm
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import LOTS
from webapp.services.parts.merging import Change
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview, lot_problems
from webapp.services.tasks.ways import into_lots
from webapp.views.access import access
from webapp.views.fields import PageError, errors_of
from webapp.views.pages import page
from webapp.views.preparing.going_on import to_next_task
from webapp.views.preparing.lot_words import (
    LotLine,
    division_compared,
    division_data,
    lot_compared,
    lot_value,
)
from webapp.views.preparing.part_pages import (
    is_asked_in_vain,
    may_change,
    overview_of,
    revision_at,
    saved,
    sources_cited,
)
from webapp.views.preparing.progress import so_far
from webapp.views.reaches import READING, WRITING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.revisions import OtherVersion, other_version

blueprint = Blueprint("lots", __name__, url_prefix="/procurements/<uuid:procurement_id>/lots")

Outcome = PartSaved | PartStale[Lots] | Refused
TOO_MANY = Refused(f"There can be at most {MOST_LOTS} lots", "Take one out, or put two together")
OTHER_LOTS = Refused(
    "Somebody else changed this lot since you opened the page, and nothing of yours was saved",
    "Look at the lots as they stand, and remove it then if that is still wanted",
)


@blueprint.get("")
@access(READING)
def lots(procurement_id: UUID) -> Response:
    """Show what was decided about lots, and what has to be mended."""
    return _lots_page(overview_of(procurement_id))


@blueprint.route("/division", methods=["GET", "POST"])
@access(WRITING)
def division(procurement_id: UUID) -> Response:
    """Ask whether there are lots, why, and whether bidders are limited."""
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for(".lots", procurement_id=procurement_id))
    standing = _standing(overview)
    form = DivisionForm(data=division_data(standing))
    if not form.validate_on_submit():
        return _division_page(overview, form, status=400 if form.errors else 200)
    outcome = _save(procurement_id, make=form.applied_to, aspect=division_data)
    match outcome:
        case PartSaved():
            return _go_on(procurement_id)
        case PartStale(other):
            lines = division_compared(other.value, form.applied_to(other.value))
            version = other_version(other.made_by, other.made_at, lines)
            return _division_page(
                overview, form, status=CONFLICT, revision=other.revision, other=version
            )
        case Refused():
            return _division_page(overview, form, status=CONFLICT, refused=outcome)


@blueprint.route("/add", methods=["GET", "POST"])
@access(WRITING)
def add_lot(procurement_id: UUID) -> Response:
    """Ask for another lot, and add it."""
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for(".lots", procurement_id=procurement_id))
    form = LotForm()
    if not form.validate_on_submit():
        return _lot_page(overview, form, status=400 if form.errors else 200)
    if len(_standing(overview).lots) >= MOST_LOTS:
        return _lot_page(overview, form, status=CONFLICT, refused=TOO_MANY)
    outcome = _save(
        procurement_id,
        make=lambda standing: standing.with_new(form.lot(standing.next_number)),
        aspect=lambda _: None,
    )
    return _after_lot(overview, form, outcome)


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@access(WRITING)
def lot(procurement_id: UUID, number: int) -> Response:
    """Ask for a lot again, and save it."""
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for(".lots", procurement_id=procurement_id))
    standing = _standing(overview).lot(number)
    if standing is None:
        raise NotFound
    form = LotForm(
        data={
            "title": standing.title,
            "description": standing.description,
            "value": standing.value,
        }
    )
    if not form.validate_on_submit():
        return _lot_page(overview, form, status=400 if form.errors else 200, number=number)
    outcome = _save(
        procurement_id,
        make=lambda lots: lots.with_lot(form.lot(number)),
        aspect=lambda lots: lots.lot(number),
    )
    return _after_lot(overview, form, outcome, number=number)


@blueprint.post("/<int:number>/remove")
@access(WRITING)
def remove_lot(procurement_id: UUID, number: int) -> Response:
    """Take a lot out; it stays in the revisions before."""
    outcome = _save(
        procurement_id,
        make=lambda lots: lots.without(number),
        aspect=lambda lots: lots.lot(number),
    )
    match outcome:
        case PartSaved():
            return redirect(url_for(".lots", procurement_id=procurement_id))
        case PartStale():
            return _lots_page(overview_of(procurement_id), refused=OTHER_LOTS)
        case Refused():
            return _lots_page(overview_of(procurement_id), refused=outcome)


def _save(
    procurement_id: UUID, *, make: Callable[[Lots], Lots], aspect: Callable[[Lots], object]
) -> Outcome:
    change = Change(LOTS, Lots(), make=make, aspect=aspect)
    return saved(procurement_id, change)


def _after_lot(
    overview: Overview, form: LotForm, outcome: Outcome, *, number: int | None = None
) -> Response:
    match outcome:
        case PartSaved():
            return _go_on(overview.preparation.id, adds="another" in request.form)
        case PartStale(other):
            theirs = other.value.lot(number or 0)
            lines = lot_compared(overview.preparation, theirs, form.lot(number or 0))
            return _lot_page(
                overview,
                form,
                status=CONFLICT,
                number=number,
                revision=other.revision,
                other=other_version(other.made_by, other.made_at, lines),
            )
        case Refused():
            return _lot_page(overview, form, status=CONFLICT, number=number, refused=outcome)


def _go_on(procurement_id: UUID, *, adds: bool = False) -> Response:
    """Lead to what the lots still lack, or to the next task once nothing is to be mended."""
    overview = overview_of(procurement_id)
    standing = _standing(overview)
    way = into_lots(standing)
    if adds or way is not None:
        endpoint = "lots.add_lot" if adds or way is None else way.endpoint
        return redirect(url_for(endpoint, procurement_id=procurement_id))
    if lot_problems(overview, standing):
        return redirect(url_for(".lots", procurement_id=procurement_id))
    said = standing.division.words.lower()
    return to_next_task(procurement_id, after="lots.lots", saved=f"Lots are saved: {said}.")


def _standing(overview: Overview) -> Lots:
    held = overview.held(LOTS)
    return held.value if held else Lots()


def _lots_page(overview: Overview, *, refused: Refused | None = None) -> Response:
    standing, held = _standing(overview), overview.held(LOTS)
    return page(
        "lots/lots.html",
        status=CONFLICT if refused else 200,
        preparation=overview.preparation,
        held=held,
        lots=standing,
        is_divided=standing.division is Division.DIVIDED,
        is_said=standing.division is not Division.NOT_CONSIDERED,
        words=standing.division.words,
        lines=[LotLine(lot, lot_value(overview.preparation, lot.value)) for lot in standing.lots],
        total=lot_value(overview.preparation, standing.total),
        problems=[PageError(text, "#lots") for text in lot_problems(overview, standing)]
        if held
        else [],
        errors=refusal_errors(refused),
        cited=sources_cited(CITES, overview.preparation.stack),
        may_add=len(standing.lots) < MOST_LOTS,
        may_change=may_change(overview),
        so_far=so_far(overview.preparation),
    )


def _division_page(
    overview: Overview,
    form: DivisionForm,
    *,
    status: int,
    revision: int | None = None,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    return page(
        "lots/division.html",
        status=status,
        preparation=overview.preparation,
        form=form,
        errors=(*errors_of(form), *refusal_errors(refused)),
        cited=sources_cited(CITES, overview.preparation.stack),
        limit_cited=sources_cited(CITES_LIMIT, overview.preparation.stack),
        revision=revision_at(overview, LOTS) if revision is None else revision,
        other=other,
        so_far=so_far(overview.preparation),
    )


def _lot_page(
    overview: Overview,
    form: LotForm,
    *,
    status: int,
    number: int | None = None,
    revision: int | None = None,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    return page(
        "lots/lot.html",
        status=status,
        preparation=overview.preparation,
        form=form,
        number=number,
        errors=(*errors_of(form), *refusal_errors(refused)),
        revision=revision_at(overview, LOTS) if revision is None else revision,
        other=other,
        so_far=so_far(overview.preparation),
    )
