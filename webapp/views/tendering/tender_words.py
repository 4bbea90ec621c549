"""What is next in a tender, who does it, and why, for its page."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from evaluation.panel.phases import Phase
from rules.wording import counted, moment_in_words
from webapp.roles import (
    EVALUATION_CHAIRS,
    EVALUATORS,
    OPENERS,
    TENDER_KEEPERS,
    TENDER_READERS,
    Role,
)
from webapp.services.tendering.overview import TenderOverview


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next: its title, why, and the page where those of `roles` do it, if there is one."""

    title: str
    why: str
    address: str = ""
    roles: frozenset[Role] = TENDER_READERS


def next_step(found: TenderOverview) -> NextStep:
    """Return what is next in a tender."""
    standing, id_ = found.standing, found.standing.procurement_id
    match standing.phase:
        case Phase.PREPARING:
            return _preparing(found)
        case Phase.OUT:
            return _out(found)
        case Phase.SEALED:
            why = (
                "Two people, each with another role, open the bids: a buyer, a procurement officer "
                "or the chair of the evaluation."
            )
            return NextStep("Open the bids", why, _at("bids.opening", id_), OPENERS)
        case Phase.SCORING:
            why = "Each evaluator scores the questions assigned to them, and sees nobody else’s."
            return NextStep("Score the bids", why, _at("scoring.scoring", id_), EVALUATORS)
        case Phase.MODERATING:
            why = "The panel agrees a score for each answer, with its reasons."
            return NextStep("Agree the scores", why, _at("panel.panel", id_), EVALUATION_CHAIRS)
        case _:
            return NextStep(standing.phase.words, "The panel has agreed every score.")


def _preparing(found: TenderOverview) -> NextStep:
    refused = found.standing.refused
    if refused is not None:
        return NextStep("Have the outline approved", f"{refused.problem}. {refused.remedy}.")
    why = "The outline is approved and sealed. Say until when and how bids are taken."
    address = _at("publishing.publish", found.standing.procurement_id)
    return NextStep("Publish the tender", why, address, TENDER_KEEPERS)


def _out(found: TenderOverview) -> NextStep:
    standing, id_ = found.standing, found.standing.procurement_id
    if not standing.bidders:
        why = "The tender is published, and nobody is invited yet."
        return NextStep("Invite bidders", why, _at("inviting.invite", id_), TENDER_KEEPERS)
    if found.questions_open:
        waiting = counted(found.questions_open, "question waits", "questions wait")
        why = f"{waiting} for an answer, which goes to every bidder."
        address = _at("clarifying.clarifications", id_)
        return NextStep("Answer the bidders", why, address, TENDER_KEEPERS)
    until = moment_in_words(standing.deadline_at) if standing.deadline_at else ""
    why = f"Bids stay sealed until {until}: nobody can read one, whatever their role."
    return NextStep("Wait for the deadline", why)


def _at(endpoint: str, procurement_id: UUID) -> str:
    return url_for(endpoint, procurement_id=procurement_id)
