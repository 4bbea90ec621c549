"""What is next in a tender, who does it, and why: for its page and for the front door."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from flask import url_for

from rules.wording import counted, moment_in_words
from webapp.roles import TENDER_KEEPERS, Role
from webapp.services.tendering.overview import TenderOverview
from webapp.services.tendering.steps import DOERS, OF_OFFICER_OR_CHAIR, Step


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next: its title, why, and the page where those of `roles` do it, if there is one."""

    title: str
    why: str
    address: str = ""
    roles: frozenset[Role] = frozenset()


_STEPS: Final[Mapping[Step, tuple[str, str, str]]] = MappingProxyType(
    {
        Step.APPROVE_OUTLINE: ("Have the outline approved", "", ""),
        Step.PUBLISH: (
            "Publish the tender",
            "The outline is approved and sealed. Say until when and how bids are taken.",
            "publishing.publish",
        ),
        Step.INVITE: (
            "Invite bidders",
            (
                "The tender is published, and nobody is invited yet. Where a tender notice is "
                "due, it is published on the central platform first: its data are made under "
                "Notices."
            ),
            "inviting.invite",
        ),
        Step.ANSWER: (
            "Answer the bidders",
            "Questions wait for an answer, which goes to every bidder.",
            "clarifying.clarifications",
        ),
        Step.PANEL: (
            "Make up the panel",
            (
                "Nobody is assigned to score the bids yet. Assign them while bids come in: they "
                "have to declare their interests in the bidders first."
            ),
            "panel.panel",
        ),
        Step.WAIT: ("Wait for the deadline", "", ""),
        Step.LATE: (
            "Decide on the late bid",
            (
                "The deadline has passed, and a bid came after it. Bids are opened once an officer "
                "has decided whether it is admitted."
            ),
            "bids.bids",
        ),
        Step.OPEN: (
            "Open the bids",
            (
                "The deadline has passed. Two people, each with another role, open the bids: a "
                "buyer, a procurement officer or the chair of the evaluation."
            ),
            "bids.opening",
        ),
        Step.SECOND_HAND: (
            "Open the bids as the second person",
            (
                "One person has opened the bids. They are read as soon as a second has, whose role "
                "is another: a buyer, a procurement officer or the chair of the evaluation."
            ),
            "bids.opening",
        ),
        Step.SCORE: (
            "Score the bids",
            "Each evaluator scores the questions assigned to them, and sees nobody else’s.",
            "scoring.scoring",
        ),
        Step.COMPARE: (
            "Open the scores to the panel",
            (
                "Every evaluator’s own score is in. The chair opens them to the panel, which "
                "agrees a score for each answer."
            ),
            "moderating.moderation",
        ),
        Step.AGREE: (
            "Agree the scores",
            "The panel agrees a score for each answer, with its reasons.",
            "moderating.moderation",
        ),
        Step.EVALUATE: (
            "Evaluate the bids",
            "The panel has agreed every score; the model now says what they come to.",
            "result.result",
        ),
        Step.EVALUATE_AGAIN: (
            "Evaluate the bids again",
            (
                "Something was settled of a bid since they were evaluated, or the award of the "
                "lots decided who may have this one, so that this can’t be recommended for award."
            ),
            "result.result",
        ),
        Step.SETTLE: (
            "Settle what is open",
            (
                "Before an award can be recommended, each promise that needs review is settled, "
                "and each price in question answered and decided on."
            ),
            "settling.settling",
        ),
        Step.LOTS: (
            "Have the lots awarded",
            (
                "This is the tender of a lot: its award waits until the published rule decides who "
                "has which lot, all together."
            ),
            "lot_awards.lots",
        ),
        Step.LOT_BY_LOT: (
            "Go on lot by lot",
            (
                "The lots are awarded together, each by a tender of its own, so that the contract "
                "is not awarded as a whole."
            ),
            "lot_awards.lots",
        ),
        Step.RECOMMEND: (
            "Recommend the award",
            "An officer recommends the award, once nothing is open that hangs on it.",
            "awarding.award",
        ),
        Step.APPROVE: (
            "Approve the award",
            "Somebody approves it who neither evaluated the bids nor recommended it.",
            "awarding.award",
        ),
        Step.TELL: (
            "Tell the bidders",
            "Every bidder is told at the same time, before the award notice is published.",
            "letters.letters",
        ),
        Step.STOPPED: (
            "Look at what stopped the award",
            "The award is stopped, and no contract is entered into until it is resumed.",
            "standstill.standstill",
        ),
        Step.REVERSAL: (
            "Decide whether the award is taken back",
            (
                "Somebody asks that the award be taken back of which bidders were told. Until that "
                "is decided on, no contract is entered into."
            ),
            "awarding.award",
        ),
        Step.NOTICE: (
            "Enter the day of the award notice",
            (
                "The letters are out. Publish the award notice, and enter its day: with it the "
                "standstill starts."
            ),
            "standstill.standstill",
        ),
        Step.STANDSTILL: (
            "Wait for the standstill",
            "The award notice is published; the contract comes after the standstill.",
            "standstill.standstill",
        ),
        Step.CONTRACT: (
            "Enter the contract",
            "The standstill is over. Enter the day on which the contract was entered into.",
            "standstill.standstill",
        ),
        Step.DETAILS: (
            "Publish the details",
            "The contract is entered into. Publish the contract details notice.",
            "notices.notices",
        ),
        Step.TERMINATION: (
            "Publish the termination notice",
            (
                "The procurement is ended without award. If a tender notice was published, publish "
                "a procurement termination notice as soon as reasonably practicable (Procurement "
                "Act 2023, section 55)."
            ),
            "notices.notices",
        ),
        Step.ENDED: (
            "Nothing",
            "The procurement is ended without award. All of it stays on record.",
            "",
        ),
        Step.NOTHING: (
            "Nothing",
            (
                "The contract is entered into, and its notice is made. The file of the procurement "
                "holds all of it."
            ),
            "",
        ),
    }
)
"""Of each step what it is called, why it is next, and the endpoint of its page."""


def title_of(step: Step) -> str:
    """Return what a step is called."""
    return _STEPS[step][0]


def place_of(step: Step) -> str:
    """Return the endpoint of the page on which a step is taken, the tender's where it has none."""
    return _STEPS[step][2] or "tendering.tender"


def next_step(found: TenderOverview) -> NextStep:
    """Return what is next in a tender."""
    title, why, endpoint = _STEPS[found.step]
    address = _at(endpoint, found.standing.procurement_id) if endpoint else ""
    return NextStep(title, _why(found) or why, address, DOERS[found.step])


def may_take(found: TenderOverview, step: NextStep, roles: Collection[Role]) -> bool:
    """Return whether somebody with these roles is led to the page of what is next."""
    if not step.address:
        return False
    if found.step is Step.SCORE:
        return found.may_score
    if found.step in {Step.COMPARE, Step.AGREE}:
        return found.is_chair
    if found.step in OF_OFFICER_OR_CHAIR:
        return found.is_chair or bool(TENDER_KEEPERS.intersection(roles))
    return bool(step.roles.intersection(roles))


def _why(found: TenderOverview) -> str:
    """Return why a step is next where that tells of this very tender, and else nothing."""
    standing = found.standing
    match found.step:
        case Step.APPROVE_OUTLINE if standing.refused:
            return f"{standing.refused.problem}. {standing.refused.remedy}."
        case Step.ANSWER:
            waiting = counted(found.questions_open, "question waits", "questions wait")
            return f"{waiting} for an answer, which goes to every bidder."
        case Step.WAIT:
            until = moment_in_words(standing.deadline_at) if standing.deadline_at else ""
            return f"Bids stay sealed until {until}: nobody can read one, whatever their role."
    return ""


def _at(endpoint: str, procurement_id: UUID) -> str:
    return url_for(endpoint, procurement_id=procurement_id)
