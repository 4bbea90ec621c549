"""The risks of a case: each one is added, changed and taken out by itself."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.case import MOST_RISKS, Case, Risk
from forms.cases import RiskForm
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import CASE
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview
from webapp.views.access import access
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.case import (
    Outcome,
    case_page,
    go_on,
    save_case,
    standing_case,
)
from webapp.views.preparing.part_pages import is_asked_in_vain, overview_of, revision_at
from webapp.views.preparing.progress import so_far
from webapp.views.reaches import WRITING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.revisions import Compared, OtherVersion, other_version

blueprint = Blueprint(
    "risks", __name__, url_prefix="/procurements/<uuid:procurement_id>/case/risks"
)

TOO_MANY_RISKS = Refused(
    f"A case names at most {MOST_RISKS} risks, which is more than a panel reads",
    "Take one out, or put two together",
)
OTHER_RISKS = Refused(
    "Somebody else changed the risks since you opened this page, and nothing of yours was saved",
    "Look at the risks as they stand, and send yours again if it is still wanted",
)


@blueprint.route("/add", methods=["GET", "POST"])
@access(WRITING)
def add_risk(procurement_id: UUID) -> Response:
    """Ask for another risk, and add it."""
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for("case.case", procurement_id=procurement_id))
    form = RiskForm()
    if not form.validate_on_submit():
        return _risk_page(overview, form, status=400 if form.errors else 200)
    risk = form.risk()
    if len(standing_case(overview).risks) >= MOST_RISKS:
        return _risk_page(overview, form, status=CONFLICT, refused=TOO_MANY_RISKS)
    outcome = save_case(
        procurement_id,
        make=lambda standing: replace(
            standing, risks=tuple(dict.fromkeys((*standing.risks, risk)))
        ),
        aspect=lambda _: None,
    )
    return _after_risk(overview, form, outcome)


@blueprint.route("/<int:place>", methods=["GET", "POST"])
@access(WRITING)
def risk(procurement_id: UUID, place: int) -> Response:
    """Ask for a risk again, and save it in its place."""
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for("case.case", procurement_id=procurement_id))
    risks = standing_case(overview).risks
    if not 0 < place <= len(risks):
        raise NotFound
    form = RiskForm(data=_data_of(risks[place - 1]))
    if not form.validate_on_submit():
        return _risk_page(overview, form, status=400 if form.errors else 200, place=place)
    told = form.risk()
    outcome = save_case(
        procurement_id,
        make=lambda standing: _with_risk(standing, place, told),
        aspect=lambda standing: standing.risks,
    )
    return _after_risk(overview, form, outcome, place=place)


@blueprint.post("/<int:place>/remove")
@access(WRITING)
def remove_risk(procurement_id: UUID, place: int) -> Response:
    """Take a risk out; it stays in the revisions before."""
    outcome = save_case(
        procurement_id,
        make=lambda standing: _with_risk(standing, place, None),
        aspect=lambda standing: standing.risks,
    )
    match outcome:
        case PartSaved():
            return redirect(url_for("case.case", procurement_id=procurement_id, _anchor="risks"))
        case PartStale():
            return case_page(overview_of(procurement_id), refused=OTHER_RISKS)
        case Refused():
            return case_page(overview_of(procurement_id), refused=outcome)


def _after_risk(
    overview: Overview, form: RiskForm, outcome: Outcome, *, place: int | None = None
) -> Response:
    match outcome:
        case PartSaved():
            if "another" in request.form:
                address = url_for(".add_risk", procurement_id=overview.preparation.id)
                flash("The risk is saved.")
                return redirect(address)
            if place is not None:
                address = url_for("case.case", procurement_id=overview.preparation.id)
                return redirect(f"{address}#risks")
            standing = standing_case(overview)
            risks = (*standing.risks, form.risk())
            return go_on(overview, replace(standing, risks=risks))
        case PartStale(other):
            theirs = other.value.risks
            there = theirs[place - 1] if place and place <= len(theirs) else None
            version = other_version(other.made_by, other.made_at, _compared(there, form.risk()))
            return _risk_page(
                overview,
                form,
                status=CONFLICT,
                place=place,
                revision=other.revision,
                other=version,
            )
        case Refused():
            return _risk_page(overview, form, status=CONFLICT, place=place, refused=outcome)


def _with_risk(standing: Case, place: int, risk: Risk | None) -> Case:
    risks = [*standing.risks]
    if 0 < place <= len(risks):
        risks[place - 1 : place] = [] if risk is None else [risk]
    return replace(standing, risks=tuple(risks))


def _data_of(risk: Risk) -> dict[str, str]:
    return {
        "what": risk.what,
        "likelihood": risk.likelihood.value,
        "gravity": risk.gravity.value,
        "response": risk.response,
        "owner": risk.owner,
    }


def _compared(theirs: Risk | None, mine: Risk) -> tuple[Compared, ...]:
    def line(title: str, attribute: Callable[[Risk], str]) -> Compared:
        return Compared(title, attribute(theirs) if theirs else "", attribute(mine))

    return (
        line("What could go wrong", lambda risk: risk.what),
        line("How likely and serious", lambda risk: risk.words),
        line("What is done about it", lambda risk: risk.response),
        line("Who sees to it", lambda risk: risk.owner),
    )


def _risk_page(
    overview: Overview,
    form: RiskForm,
    *,
    status: int,
    place: int | None = None,
    revision: int | None = None,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    return page(
        "risks/risk.html",
        status=status,
        preparation=overview.preparation,
        form=form,
        place=place,
        errors=(*errors_of(form), *refusal_errors(refused)),
        revision=revision_at(overview, CASE) if revision is None else revision,
        other=other,
        so_far=so_far(overview.preparation),
    )
