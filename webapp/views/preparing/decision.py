"""The decision: what applies, what does not and how far off, and what is still needed."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from rules.summary import decision_sentence
from webapp.installation import installation
from webapp.services.decisions.deciding import (
    DecideRefused,
    DecisionRecorded,
    decide_procurement,
    rules_have_changed,
)
from webapp.views.access import access, may_write, person
from webapp.views.pages import page
from webapp.views.preparing.conclusions import Reading
from webapp.views.preparing.procurements import preparation_of
from webapp.views.preparing.remainders import near_misses, other_rules, questions_left
from webapp.views.preparing.what_if import what_if_shown
from webapp.views.proposal.proposal import proposal_of
from webapp.views.reaches import READING, WRITING

blueprint = Blueprint("decision", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.get("/decision")
@access(READING)
def decision(procurement_id: UUID) -> Response:
    """Show the decision on the present answers."""
    preparation = preparation_of(procurement_id)
    decision, procurement = preparation.decision, preparation.journey.procurement
    if decision is None or procurement is None:
        return redirect(url_for("questions.check_answers", procurement_id=procurement_id))
    reading = Reading(procurement, decision, preparation.stack)
    tried = what_if_shown(preparation, procurement, decision, request.args)
    return page(
        "decision/decision.html",
        status=400 if tried.errors else 200,
        preparation=preparation,
        decision=decision,
        sentence=decision_sentence(decision),
        law=reading.law(),
        is_outside=reading.case.is_outside,
        proposal=proposal_of(reading),
        duties=reading.duties(),
        approvals=reading.approvals(),
        no_approval=reading.no_approval(),
        routing=reading.routing(),
        unsure=reading.unsure(),
        packs=reading.packs(),
        near=near_misses(reading),
        others=other_rules(reading),
        left=questions_left(preparation),
        rules_changed=rules_have_changed(preparation),
        may_write=may_write(preparation.organisation_id, procurement_id),
        tried=tried,
    )


@blueprint.post("/decide")
@access(WRITING)
def decide(procurement_id: UUID) -> Response:
    """Record the decision on the answers that were shown."""
    sent = request.form.get("version", "")
    version = (
        int(sent) if sent.isascii() and sent.isdigit() and len(sent) < len("9999999999") else 0
    )
    here = installation()
    outcome = decide_procurement(
        here.store, person(), procurement_id=procurement_id, version=version, now=here.now
    )
    match outcome:
        case DecisionRecorded():
            return redirect(url_for(".decision", procurement_id=procurement_id))
        case DecideRefused.NO_SUCH_PROCUREMENT:
            raise NotFound
        case DecideRefused.CLOSED:
            return redirect(url_for("submission.submit", procurement_id=procurement_id))
        case DecideRefused.STALE | DecideRefused.ANSWERS_MISSING:
            since = version or None
            return redirect(
                url_for("questions.check_answers", procurement_id=procurement_id, since=since)
            )
