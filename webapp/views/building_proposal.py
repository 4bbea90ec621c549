"""Building the social value proposal: what the rules propose, and what the buyer makes of it."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.departures import departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal_problems import DEPARTURE, MEASURE, WEIGHT, Problem, problems
from forms.proposals import WeightForm
from rules.money import percent_text
from webapp.documents.outline.summary import no_social_value
from webapp.installation import installation
from webapp.services.parts import PartStale
from webapp.services.proposals import OpenProposal, open_proposal, take_as_proposed, weigh
from webapp.services.refusals import Refused
from webapp.views.access import READING, WRITING, access, may_write, person
from webapp.views.conclusions import Reading
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.proposal_pillars import pillars_shown
from webapp.views.proposal_words import (
    burden_shown,
    departure_lines,
    problem_lines,
    weight_words,
)
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "proposal", __name__, url_prefix="/procurements/<uuid:procurement_id>/proposal"
)


@blueprint.get("")
@access(READING)
def proposal(procurement_id: UUID) -> Response:
    """Show the proposal, and what is to be done next."""
    return proposal_page(opened(procurement_id))


@blueprint.post("/take")
@access(WRITING)
def take(procurement_id: UUID) -> Response:
    """Include what the rules propose and nothing was decided on yet."""
    found, ground = grounded(procurement_id)
    here = installation()
    outcome = take_as_proposed(
        here.store,
        person(),
        procurement_id=procurement_id,
        ground=ground,
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return proposal_page(found, refusal=outcome)
    return redirect(url_for(".proposal", procurement_id=procurement_id))


@blueprint.route("/weight", methods=["GET", "POST"])
@access(WRITING)
def weight(procurement_id: UUID) -> Response:
    """Ask for the weight of social value within its range."""
    found, ground = grounded(procurement_id)
    recommended = ground.figure("social_value_recommended")
    given = found.proposal
    shown = given.weight if given.weight is not None else recommended
    form = WeightForm(
        recommended=recommended, data={"weight": shown, "because": given.weight_because}
    )
    if not form.validate_on_submit():
        return _weight_page(found, ground, form, status=400 if form.errors else 200)
    here = installation()
    outcome = weigh(
        here.store,
        person(),
        procurement_id=procurement_id,
        weight=form.weight.data,
        because=str(form.because.data),
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, PartStale):
        theirs = outcome.other.value
        lines = (
            Compared("Weight", _percent(theirs.weight), _percent(form.weight.data)),
            Compared("Why", theirs.weight_because, str(form.because.data)),
        )
        other = other_version(outcome.other.made_by, outcome.other.made_at, lines)
        revision = outcome.other.revision
        return _weight_page(found, ground, form, status=409, other=other, revision=revision)
    if isinstance(outcome, Refused):
        return _weight_page(found, ground, form, status=409, refusal=outcome)
    return redirect(url_for(".proposal", procurement_id=procurement_id))


def opened(procurement_id: UUID) -> OpenProposal:
    """Return the proposal that the guard has let through."""
    found = open_proposal(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def grounded(procurement_id: UUID) -> tuple[OpenProposal, Ground]:
    """Return a proposal that the rules have a say on.

    Raises:
        NotFound: The rules can't be asked yet, or ask for no social value.
    """
    found = opened(procurement_id)
    ground = found.ground
    if ground is None or not ground.has_proposal:
        raise NotFound
    return found, ground


def proposal_page(found: OpenProposal, *, refusal: Refused | None = None) -> Response:
    """Show a proposal, with why an act was refused if one was."""
    preparation, ground = found.preparation, found.ground
    if ground is None or not ground.has_proposal:
        why = "" if ground is None else _why_none(found)
        return page("proposal/nothing_proposed.html", preparation=preparation, why=why)
    given = found.proposal
    missing = problems(given, preparation.decision, preparation.stack)
    undecided = [one for one in ground.proposed if given.choice(one) is None]
    return page(
        "proposal/proposal.html",
        status=409 if refusal else 200,
        preparation=preparation,
        found=found,
        errors=(PageError(refusal_words(refusal), "#measures"),) if refusal else (),
        may_change=may_write(preparation.organisation_id, preparation.id) and found.closed is None,
        burden=burden_shown(given, ground),
        weight=_percent(given.weight),
        weight_because=given.weight_because,
        weight_range=weight_words(ground),
        pillars=pillars_shown(given, ground, preparation.id),
        departures=departure_lines(departures(given, ground), preparation.id),
        problems=problem_lines(missing, preparation.id),
        undecided=undecided,
        included=len(given.included),
        screened=sum(not one.unanswered for one in given.included),
        proposed=ground.proposed,
        tier=str(ground.decision.value("social_value_tier")),
        next_step=_next_step(missing),
    )


def refused_errors(refusal: Refused | None, href: str) -> tuple[PageError, ...]:
    """Return why an act was refused as an error that leads to a part of the page."""
    return () if refusal is None else (PageError(refusal_words(refusal), href),)


def _weight_page(
    found: OpenProposal,
    ground: Ground,
    form: WeightForm,
    *,
    status: int,
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
    revision: int | None = None,
) -> Response:
    return page(
        "proposal/weight.html",
        status=status,
        preparation=found.preparation,
        form=form,
        errors=(*refused_errors(refusal, "#weight"), *errors_of(form)),
        closed=found.closed,
        weight_range=weight_words(ground),
        because=ground.because(ground.finding("social_value_recommended").rules),
        other=other,
        revision=found.revision if revision is None else revision,
    )


def _next_step(missing: Sequence[Problem]) -> str:
    """Return in a few words what the first problem asks for."""
    if not missing:
        return ""
    place = missing[0].place
    if place.startswith(MEASURE):
        return "check the measures"
    if place.startswith(DEPARTURE):
        return "see to what departs from the rules"
    return "choose the weight" if place == WEIGHT else "answer the questions"


def _why_none(found: OpenProposal) -> str:
    """Return why the rules propose no social value."""
    procurement, decision = found.preparation.journey.procurement, found.preparation.decision
    if procurement is None or decision is None or decision.policy is None:
        return "The law alone decides here: no policy on social value was applied."
    if decision.value("social_value_tier") == "none":
        rules = decision.findings["social_value_tier"].rules
        because = Ground(decision, found.preparation.stack).because(rules)
        return f"The policy seeks no social value of bidders here. {because}"
    return no_social_value(Reading(procurement, decision, found.preparation.stack).case)


def _percent(weight: int | None) -> str:
    return "" if weight is None else f"{percent_text(weight)}%"
