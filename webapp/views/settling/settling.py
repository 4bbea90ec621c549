"""What is to settle before an award, and the forms that settle promises and grounds."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.tender import CommitmentVerdict
from forms.settling import GroundForm, LiftForm, PromiseForm
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.settling.excluding import Declared, exclude, lift
from webapp.services.settling.pages import SettlingPage, settling_page_of
from webapp.services.settling.promises import Settling, settle_promise
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.reaches import JUDGING, RESULT, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.settling import settling_words as words
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "settling", __name__, url_prefix="/procurements/<uuid:procurement_id>/settling"
)


@blueprint.get("")
@access(RESULT)
def settling(procurement_id: UUID) -> Response:
    """Show what is to settle, what is open first."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return page("settling/settling.html", shown=shown, words=words)


@blueprint.route("/promises/<int:bidder>/<measure>", methods=["GET", "POST"])
@access(JUDGING)
def promise(procurement_id: UUID, bidder: int, measure: str) -> Response:
    """Ask whether a promise counts, and why."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    found = shown.promise(bidder, measure)
    if found is None:
        raise NotFound
    last = found.said[-1] if found.said else None
    form = PromiseForm(data={"verdict": last.verdict, "because": last.because} if last else None)
    refused = shown.not_now
    if refused is None and form.validate_on_submit():
        here = installation()
        outcome = settle_promise(
            here.store,
            person(),
            Settling(
                bidder,
                measure,
                CommitmentVerdict(form.verdict.data),
                form.because.data or "",
            ),
            procurement_id=procurement_id,
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return settled(procurement_id, f"The promise of {found.called} is settled.")
        refused = outcome
    return form_page("settling/promise.html", shown, form, refused, promise=found)


@blueprint.route("/bids/<int:bidder>/disregard", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def disregard(procurement_id: UUID, bidder: int) -> Response:
    """Ask on which ground a tender is disregarded, and why."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    bid = shown.bid(bidder)
    if bid is None:
        raise NotFound
    form, refused = GroundForm(), shown.not_excluding
    if refused is None and form.validate_on_submit():
        here = installation()
        outcome = exclude(
            here.store,
            person(),
            Declared(form.ground.data or "", form.because.data or "", form.heard.data or ""),
            procurement_id=procurement_id,
            bidder=bidder,
            read=read_sent(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return settled(procurement_id, f"The tender of {bid.called} is disregarded.")
        refused = outcome
    return form_page("settling/disregard.html", shown, form, refused, bid=bid)


@blueprint.route("/bids/<int:bidder>/grounds/<int:number>/lift", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def lift_ground(procurement_id: UUID, bidder: int, number: int) -> Response:
    """Ask why a tender is not disregarded on a ground any more."""
    shown = settling_shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    bid = shown.bid(bidder)
    ground = next((one for one in bid.declared if one.number == number), None) if bid else None
    if bid is None or ground is None:
        raise NotFound
    form, refused = LiftForm(), shown.not_excluding
    if refused is None and form.validate_on_submit():
        here = installation()
        outcome = lift(
            here.store,
            person(),
            procurement_id=procurement_id,
            bidder=bidder,
            number=number,
            because=form.because.data or "",
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return settled(procurement_id, f"The ground against {bid.called} is lifted.")
        refused = outcome
    return form_page("settling/lift_ground.html", shown, form, refused, bid=bid, ground=ground)


def settling_shown(procurement_id: UUID) -> SettlingPage | Refused:
    """Return what is to settle as whoever asks may see it, or why they see nothing of it."""
    here = installation()
    return settling_page_of(here.store, person(), procurement_id, now=here.now)


def settled(procurement_id: UUID, told: str) -> Response:
    """Go back to what is to settle, and say what was done."""
    flash(told)
    return redirect(url_for("settling.settling", procurement_id=procurement_id))


def form_page(
    name: str, shown: SettlingPage, form: FlaskForm, refused: Refused | None, **values: object
) -> Response:
    """Return the page of a form, with what was wrong in it or why it was refused."""
    sent = request.method == "POST"
    errors = (*refusal_errors(refused if sent else None), *errors_of(form))
    return page(
        name,
        status=status_of(refused if sent else None, errors),
        shown=shown,
        procurement_id=shown.procurement_id,
        form=form,
        refused=refused,
        words=words,
        errors=errors,
        **values,
    )
