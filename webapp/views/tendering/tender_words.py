"""What is next in a tender, who does it, and why, for its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from flask import url_for

from evaluation.panel.phases import Phase
from rules.wording import counted, moment_in_words
from webapp.roles import (
    AWARD_APPROVERS,
    EVALUATION_CHAIRS,
    EVALUATORS,
    OPENERS,
    RESULT_READERS,
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


_STEPS: Final[Mapping[Phase, tuple[str, str, str, frozenset[Role]]]] = MappingProxyType(
    {
        Phase.SEALED: (
            "Open the bids",
            (
                "Two people, each with another role, open the bids: a buyer, a procurement officer "
                "or the chair of the evaluation."
            ),
            "bids.opening",
            OPENERS,
        ),
        Phase.SCORING: (
            "Score the bids",
            "Each evaluator scores the questions assigned to them, and sees nobody else’s.",
            "scoring.scoring",
            EVALUATORS,
        ),
        Phase.MODERATING: (
            "Agree the scores",
            "The panel agrees a score for each answer, with its reasons.",
            "moderating.moderation",
            EVALUATION_CHAIRS,
        ),
        Phase.MODERATED: (
            "Evaluate the bids",
            "The panel has agreed every score; the model now says what they come to.",
            "result.result",
            TENDER_KEEPERS | EVALUATION_CHAIRS,
        ),
        Phase.EVALUATED: (
            "Recommend the award",
            "An officer recommends the award, once nothing is open that hangs on it.",
            "awarding.award",
            TENDER_KEEPERS,
        ),
        Phase.RECOMMENDED: (
            "Approve the award",
            "Somebody approves it who neither evaluated the bids nor recommended it.",
            "awarding.award",
            AWARD_APPROVERS,
        ),
        Phase.APPROVED: (
            "Tell the bidders",
            "Every bidder is told at the same time, before the award notice is published.",
            "letters.letters",
            RESULT_READERS,
        ),
        Phase.TOLD: (
            "Wait for the standstill",
            "The award notice starts the standstill; the contract comes after it.",
            "standstill.standstill",
            RESULT_READERS,
        ),
        Phase.AWARDED: (
            "Publish the details",
            "The contract is entered into. Publish the contract details notice.",
            "notices.notices",
            RESULT_READERS,
        ),
    }
)
"""By phase from the deadline on: what is next, why, on which page, and who does it."""


def next_step(found: TenderOverview) -> NextStep:
    """Return what is next in a tender."""
    standing = found.standing
    match standing.phase:
        case Phase.PREPARING:
            return _preparing(found)
        case Phase.OUT:
            return _out(found)
        case later:
            title, why, endpoint, roles = _STEPS[later]
            return NextStep(title, why, _at(endpoint, standing.procurement_id), roles)


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
