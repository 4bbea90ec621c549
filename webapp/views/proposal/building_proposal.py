"""Building the social value proposal: what the rules propose, and what the buyer makes of it."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.departures import departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from evaluation.outline.proposal_problems import problems
from evaluation.outline.sheet import Sheet, offered, rows_of
from forms.measure_sheet import WEIGHT, WEIGHT_BECAUSE, SheetTyped, read_sheet, uses_sent
from rules.money import Percent, percent_text
from webapp.documents.outline.summary import LAW_ALONE, no_social_value
from webapp.installation import installation
from webapp.services.proposals import (
    OpenProposal,
    SheetStale,
    open_proposal,
    proposal_at,
    save_sheet,
)
from webapp.services.refusals import Refused
from webapp.views.access import access, may_write, person
from webapp.views.fields import PageError, refusal_words
from webapp.views.pages import page
from webapp.views.preparing.conclusions import Reading
from webapp.views.proposal.proposal_pillars import pillars_shown
from webapp.views.proposal.proposal_rows import Typed, sheet_errors, sheets_compared
from webapp.views.proposal.proposal_ways import asked_way, next_step
from webapp.views.proposal.proposal_words import (
    burden_shown,
    departure_lines,
    extent_words,
    problem_lines,
    proposes_nothing,
    weight_proposed,
    weight_words,
)
from webapp.views.reaches import READING, WRITING
from webapp.views.revisions import OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "proposal", __name__, url_prefix="/procurements/<uuid:procurement_id>/proposal"
)


@blueprint.get("")
@access(READING)
def proposal(procurement_id: UUID) -> Response:
    """Show the proposal, and what is to be done next."""
    return proposal_page(opened(procurement_id))


@blueprint.post("")
@access(WRITING)
def save(procurement_id: UUID) -> Response:
    """Save all measures and the weight, and lead on: to what was asked for, or what is next."""
    found, ground = grounded(procurement_id)
    then = request.form.get("then", "")
    here, revision = installation(), revision_sent()
    before = proposal_at(here.store, procurement_id, revision)
    rows = rows_of(before, ground, uses_sent(request.form))
    typed = read_sheet(
        request.form,
        rows,
        recommended=ground.figure("social_value_recommended"),
        is_final=not then,
    )
    if typed.errors:
        return proposal_page(found, typed=Typed(typed), errors=sheet_errors(typed))
    outcome = save_sheet(
        here.store,
        person(),
        procurement_id=procurement_id,
        ground=ground,
        sheet=_lasting(typed.sheet, before, ground) if then else typed.sheet,
        before=before,
        revision=revision,
        now=here.now,
    )
    if isinstance(outcome, SheetStale):
        return _stale_page(found, ground, typed, outcome)
    if isinstance(outcome, Refused):
        return proposal_page(found, typed=Typed(typed), refusal=outcome)
    asked = asked_way(then, procurement_id)
    return redirect(asked) if asked else next_step(opened(procurement_id))


def _lasting(sheet: Sheet, before: Proposal, ground: Ground) -> Sheet:
    """Return a sheet without the weight of nothing, where a measure may be about to be added."""
    given = (sheet.weight, sheet.weight_because)
    if sheet.weight or before.weight is not None or given != weight_proposed(before, ground):
        return sheet
    return replace(sheet, weight=None, weight_because="")


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


def proposal_page(
    found: OpenProposal,
    *,
    typed: Typed | None = None,
    errors: tuple[PageError, ...] = (),
    refusal: Refused | None = None,
    other: OtherVersion | None = None,
) -> Response:
    """Show a proposal, with what was typed and why it was not saved, if it was not."""
    preparation, ground = found.preparation, found.ground
    if ground is None or not ground.has_proposal:
        why = "" if ground is None else _why_none(found)
        return page("proposal/nothing_proposed.html", preparation=preparation, why=why)
    given = found.proposal
    missing = problems(given, preparation.decision, preparation.stack)
    uses = uses_sent(typed.sheet.sent) if typed else {}
    rows = rows_of(given, ground, uses)
    here = [row.measure for row in rows if row.can_be_ticked]
    return page(
        "proposal/proposal.html",
        status=409 if refusal or other else 400 if errors else 200,
        preparation=preparation,
        found=found,
        errors=(*refused_errors(refusal, "#measures"), *errors),
        wrong=typed.sheet.errors if typed else {},
        other=other,
        may_change=may_write(preparation.organisation_id, preparation.id)
        and (found.closed is None or typed is not None),
        burden=burden_shown(offered(given, ground, uses), ground),
        is_begun=bool(given.choices),
        has_rows=bool(rows),
        proposes_nothing=proposes_nothing(given, ground),
        extent=extent_words(offered(given, ground, uses), ground),
        weight=_weight_shown(given, ground, typed),
        pillars=pillars_shown(given, ground, rows, typed),
        departures=departure_lines(departures(given, ground), preparation.id),
        problems=problem_lines(missing, preparation.id, here),
        tier=str(ground.decision.value("social_value_tier")),
        because=ground.because(ground.finding("social_value_tier").rules),
    )


@dataclass(frozen=True, slots=True)
class WeightShown:
    """The weight: as it is held, its range, what its field shows, and its reason."""

    held: str
    range: str
    typed: str
    because: str
    why_is_open: bool


def _weight_shown(given: Proposal, ground: Ground, typed: Typed | None) -> WeightShown:
    """Return the weight as its field shows it: as typed, as held, or as it is proposed."""
    weight, because = given.weight, given.weight_because
    if weight is None:
        weight, because = weight_proposed(given, ground)
    shown = "" if weight is None else percent_text(Percent(weight))
    if typed is not None and (typed.mine is None or typed.mine.weight is not None):
        sent = typed.sheet.sent
        shown, because = sent.get(WEIGHT, ""), sent.get(WEIGHT_BECAUSE, "")
    is_wrong = typed is not None and WEIGHT_BECAUSE in typed.sheet.errors
    return WeightShown(
        _percent(given.weight), weight_words(ground), shown, because, bool(because) or is_wrong
    )


def _stale_page(
    found: OpenProposal, ground: Ground, typed: SheetTyped, stale: SheetStale
) -> Response:
    """Show both versions of the rows that somebody else was faster with; the others as they are."""
    theirs = stale.other.value
    rows = {row.measure: row for row in rows_of(theirs, ground)}
    mine = stale.changed
    lines = sheets_compared(
        rows,
        (_percent(theirs.weight), theirs.weight_because),
        mine,
        (_percent(mine.weight), mine.weight_because),
    )
    other = other_version(stale.other.made_by, stale.other.made_at, lines)
    standing = replace(found, held=stale.other)
    return proposal_page(standing, typed=Typed(typed, mine), other=other)


def refused_errors(refusal: Refused | None, href: str) -> tuple[PageError, ...]:
    """Return why an act was refused as an error that leads to a part of the page."""
    return () if refusal is None else (PageError(refusal_words(refusal), href),)


def _why_none(found: OpenProposal) -> str:
    """Return why the rules propose no social value."""
    procurement, decision = found.preparation.journey.procurement, found.preparation.decision
    if procurement is None or decision is None or decision.policy is None:
        return LAW_ALONE
    if decision.value("social_value_tier") == "none":
        rules = decision.findings["social_value_tier"].rules
        because = Ground(decision, found.preparation.stack).because(rules)
        return f"The policy seeks no social value of bidders here. {because}"
    return no_social_value(Reading(procurement, decision, found.preparation.stack).case)


def _percent(weight: int | None) -> str:
    return "" if weight is None else f"{percent_text(Percent(weight))}%"
