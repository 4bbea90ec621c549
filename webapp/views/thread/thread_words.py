"""What the pages of the thread say: how far it reaches now, and the same as JSON."""

from typing import Final

from flask import url_for

from evaluation.panel.phases import Phase
from evaluation.thread import Kind, Line, Node
from webapp.roles import READERS
from webapp.services.thread.reading import Threaded
from webapp.views.access import person

FORMAT: Final = "podium/thread/1"


def step_words(found: Threaded) -> str:
    """Return how far the thread reaches now, and why not further for whoever asks."""
    phase, kinds = found.access.phase, {node.kind for node in found.thread.nodes}
    if not found.thread.nodes:
        return (
            "Nothing is on the thread yet. It begins with the proposal, the clauses and the "
            "criteria, and grows as the tender goes on."
        )
    if not phase.is_at_least(Phase.SCORING):
        return "It reaches to the criteria. Promises and scores come when bids are opened."
    if Kind.RESULT in kinds:
        return "It reaches from the policy to the result of each bid."
    refused = found.access.refused
    if refused is not None:
        return f"It reaches to the criteria for you. {refused.problem}. {refused.remedy}."
    return "It reaches as far as you may see now: scores and results follow when they are agreed."


def place_of(found: Threaded, node: Node) -> str:
    """Return the address of the page where something is worked on, empty where there is none."""
    reads = person().roles_in(found.organisation_id, found.id) & READERS
    match node.kind:
        case Kind.MEASURE if reads:
            return url_for("proposal.proposal", procurement_id=found.id)
        case Kind.CLAUSE if reads:
            return url_for("clauses.clauses", procurement_id=found.id)
        case Kind.CRITERION if reads:
            return url_for("criteria.criteria", procurement_id=found.id)
        case _:
            return ""


def line_json(found: Threaded, shown: Line) -> dict[str, object]:
    """Return a line as `podium/thread/1`, for a machine."""
    return {
        "format": FORMAT,
        "reference": found.reference,
        "of": [node.key for node in shown.of],
        "line": [
            {
                "key": one.node.key,
                "kind": one.node.kind.value,
                "id": one.node.id,
                "title": one.node.title,
                "words": list(one.node.words),
                "where": one.where.value,
                "leads_to": list(one.leads_to),
            }
            for one in shown.placed
        ],
    }
