"""Departures of a proposal from the rules: asked by the buyer, answered by who may allow them."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.departures import Departure
from evaluation.outline.proposal import Standing
from forms.proposals import AnswerForm, AskForm
from rules.wording import listed, lower_first
from webapp.installation import installation
from webapp.roles import Role
from webapp.services.parts import PartStale
from webapp.services.proposals import (
    OpenProposal,
    Outcome,
    departure_of,
    roles_allowing,
    why_not_allowed_by,
)
from webapp.services.proposals import answer as answer_departure
from webapp.services.proposals import ask as ask_for_departure
from webapp.services.refusals import Refused
from webapp.views.access import access, may_write, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.proposal.building_proposal import grounded, refused_errors
from webapp.views.proposal.proposal_words import state_of
from webapp.views.reaches import ALLOWING, READING, WRITING
from webapp.views.revisions import revision_sent

blueprint = Blueprint(
    "departures", __name__, url_prefix="/procurements/<uuid:procurement_id>/proposal/departures"
)

CHANGED = Refused(
    "Somebody changed the proposal after you opened this page, and nothing of yours was saved",
    "Read below how it stands now, and send it again if you still mean it",
)


@blueprint.get("/<string:key>")
@access(READING)
def departure(procurement_id: UUID, key: str) -> Response:
    """Show a departure: the rule, how far it goes, what was asked and answered."""
    found, one = _departure(procurement_id, key)
    return _page(found, one)


@blueprint.post("/<string:key>/ask")
@access(WRITING)
def ask(procurement_id: UUID, key: str) -> Response:
    """Ask for a departure to be allowed."""
    found, one = _departure(procurement_id, key)
    form = AskForm()
    if not form.validate_on_submit():
        return _page(found, one, asking=form)
    here = installation()
    outcome = ask_for_departure(
        here.store,
        person(),
        procurement_id=procurement_id,
        departure=one,
        because=str(form.because.data),
        revision=revision_sent(),
        now=here.now,
    )
    return _after(procurement_id, key, outcome, asking=form)


@blueprint.post("/<string:key>/answer")
@access(ALLOWING)
def answer(procurement_id: UUID, key: str) -> Response:
    """Allow a departure, or refuse it."""
    found, one = _departure(procurement_id, key)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(found, one, answering=form)
    here = installation()
    outcome = answer_departure(
        here.store,
        person(),
        found,
        key=key,
        standing=Standing(form.standing.data),
        because=str(form.because.data),
        revision=revision_sent(),
        now=here.now,
    )
    return _after(procurement_id, key, outcome, answering=form)


def _departure(procurement_id: UUID, key: str) -> tuple[OpenProposal, Departure]:
    found, ground = grounded(procurement_id)
    one = departure_of(found.proposal, ground, key)
    if one is None:
        raise NotFound
    return found, one


def _after(
    procurement_id: UUID,
    key: str,
    outcome: Outcome,
    *,
    asking: AskForm | None = None,
    answering: AnswerForm | None = None,
) -> Response:
    """Lead back to the departure after an act, or show it with why it was refused."""
    refusal = CHANGED if isinstance(outcome, PartStale) else outcome
    if isinstance(refusal, Refused):
        found, one = _departure(procurement_id, key)
        return _page(found, one, asking=asking, answering=answering, refusal=refusal)
    return redirect(url_for(".departure", procurement_id=procurement_id, key=key))


def _page(
    found: OpenProposal,
    one: Departure,
    *,
    asking: AskForm | None = None,
    answering: AnswerForm | None = None,
    refusal: Refused | None = None,
) -> Response:
    sent = asking or answering
    errors = (*refused_errors(refusal, "#answer"), *(errors_of(sent) if sent else ()))
    preparation = found.preparation
    why_not = found.closed or why_not_allowed_by(person(), one, found)
    may_ask = may_write(preparation.organisation_id, preparation.id) and found.closed is None
    is_open = one.allowing is None or one.allowing.standing is Standing.REFUSED
    return page(
        "departures/departure.html",
        status=409 if refusal else 400 if errors else 200,
        preparation=preparation,
        departure=one,
        state=state_of(one),
        allowers=listed((lower_first(role.words) for role in _ordered(one)), last="or"),
        why_not=why_not,
        is_asked=one.allowing is not None and one.allowing.standing is Standing.ASKED,
        may_ask=may_ask and is_open,
        asking=asking or AskForm(formdata=None),
        answering=answering or AnswerForm(formdata=None),
        errors=errors,
        revision=found.revision,
    )


def _ordered(one: Departure) -> list[Role]:
    return sorted(roles_allowing(one.waivable_by))
