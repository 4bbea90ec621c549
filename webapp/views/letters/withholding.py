"""What is withheld from letters to bidders, and the forms that decide it and take it back."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.letters.withholding import Ground
from forms.withholding import GROUNDS, EndForm, withholding_form
from webapp.installation import installation
from webapp.services.letters.withheld import EVERY, WithheldPage, withheld_page_of
from webapp.services.letters.withholding import Withholding, end_withholding, withhold
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.reaches import RESULT, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "withholding", __name__, url_prefix="/procurements/<uuid:procurement_id>/letters/withheld"
)
_GROUNDS = {one: label for one, label, _ in GROUNDS}


@blueprint.get("")
@access(RESULT)
def withheld(procurement_id: UUID) -> Response:
    """Show what is withheld from letters, and what could be."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200)
    return page(
        "letters/withheld.html", shown=shown, procurement_id=procurement_id, grounds=_GROUNDS
    )


@blueprint.route("/explanations/<criterion>", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def explanation(procurement_id: UUID, criterion: str) -> Response:
    """Ask what of an explanation is withheld, from whom, on which ground, and why."""
    here, shown = installation(), _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200)
    found = shown.explanation(criterion)
    if found is None and shown.not_now is None:
        raise NotFound
    form, refused = withholding_form(shown.readers, every=EVERY)(), shown.not_now
    if refused is None and form.validate_on_submit():
        wanted = Withholding(
            criterion,
            Ground(form.ground.data),
            form.because.data or "",
            int(form.reader.data),
            form.passage.data or "",
        )
        outcome = withhold(
            here.store,
            person(),
            wanted,
            procurement_id=procurement_id,
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return _decided(procurement_id, "It is withheld. Read the letters before they go out.")
        refused = outcome
    return _form_page("letters/withhold.html", shown, form, refused, found=found)


@blueprint.route("/<int:number>/take-back", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def take_back(procurement_id: UUID, number: int) -> Response:
    """Ask why something is not withheld any more."""
    here, shown = installation(), _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown, status=200)
    found = shown.decision(number)
    if found is None:
        raise NotFound
    form = EndForm()
    refused = shown.not_now if shown.is_told else None
    if refused is None and form.validate_on_submit():
        outcome = end_withholding(
            here.store,
            person(),
            procurement_id=procurement_id,
            number=number,
            because=form.because.data or "",
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return _decided(procurement_id, "It is not withheld any more.")
        refused = outcome
    return _form_page("letters/tell_again.html", shown, form, refused, found=found)


def _shown(procurement_id: UUID) -> WithheldPage | Refused:
    here = installation()
    return withheld_page_of(here.store, person(), procurement_id, now=here.now)


def _decided(procurement_id: UUID, told: str) -> Response:
    flash(told)
    return redirect(url_for(".withheld", procurement_id=procurement_id))


def _form_page(
    name: str, shown: WithheldPage, form: FlaskForm, refused: Refused | None, **values: object
) -> Response:
    sent = request.method == "POST"
    errors = (*refusal_errors(refused if sent else None), *errors_of(form))
    return page(
        name,
        status=status_of(refused if sent else None, errors),
        shown=shown,
        procurement_id=shown.procurement_id,
        form=form,
        refused=refused,
        grounds=_GROUNDS,
        errors=errors,
        **values,
    )
