"""Where the work on a proposal leads: to what still waits in it, or to the next task."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from evaluation.outline.departures import departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Standing
from evaluation.outline.proposal_problems import ANSWERS, DEPARTURE, MEASURE, problems
from evaluation.outline.sheet import rows_of
from webapp.services.proposals import OpenProposal
from webapp.views.preparing.going_on import to_next_task
from webapp.views.proposal.proposal_words import address_of


def asked_way(then: str, procurement_id: UUID) -> str | None:
    """Return the page that the button of a sheet asks for, None for what is next."""
    kind, _, what = then.partition(":")
    if kind == "measure" and what:
        return url_for("measure_choices.measure", procurement_id=procurement_id, measure_id=what)
    endpoint = _PAGES.get(kind)
    return None if endpoint is None else url_for(endpoint, procurement_id=procurement_id)


_PAGES = {
    "add": "own_measures.add",
    "catalogue": "own_measures.catalogue",
    "later": "procurements.procurement",
}


def next_step(found: OpenProposal, *, but: str = "") -> Response:
    """Lead to what still waits in a proposal, or to the next task once it is complete.

    Whoever works on a measure is not led to the same again: `but` is its id. What waits for
    somebody else's answer is not waited for.
    """
    id_ = found.preparation.id
    places = _places(found)
    if not places:
        saved = "The social value proposal is saved."
        return to_next_task(id_, after="proposal.proposal", saved=saved)
    here = url_for("proposal.proposal", procurement_id=id_)
    ground = found.ground
    rows = () if ground is None else rows_of(found.proposal, ground)
    ticked = {f"{MEASURE}{row.measure}" for row in rows if row.can_be_ticked}
    place = next((one for one in places if one != f"{MEASURE}{but}"), "")
    if place in ticked:
        return redirect(f"{here}#row-{place.removeprefix(MEASURE)}")
    if place.startswith(MEASURE):
        flash("What you filled in is kept. This measure is for you to judge, check by check.")
    return redirect(address_of(place, id_) if place else here)


def _places(found: OpenProposal) -> list[str]:
    """Return where something is to be done, questions of the procurement last."""
    preparation, ground = found.preparation, found.ground
    missing = problems(found.proposal, preparation.decision, preparation.stack)
    waits = set() if ground is None else _waiting(found, ground)
    places = [one.place for one in missing if one.place not in waits]
    return sorted(places, key=lambda one: one == ANSWERS)


def _waiting(found: OpenProposal, ground: Ground) -> set[str]:
    """Return the places of departures that wait for somebody's answer."""
    return {
        f"{DEPARTURE}{one.key}"
        for one in departures(found.proposal, ground)
        if one.allowing is not None and one.allowing.standing is Standing.ASKED
    }
