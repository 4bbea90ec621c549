"""The words and tags of what happens to an outline: states, votes, decisions, conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, url_for

from webapp.services.approval.meetings import MeetingState
from webapp.services.approval.panel import Declaration
from webapp.services.approval.states import Choice, ConditionState, Handling, Outcome, State
from webapp.services.approval.versions import Version
from webapp.services.submission.problems import Problem

STATES = {
    State.SUBMITTED: ("Submitted", "undecided"),
    State.RETURNED: ("Returned", "questions"),
    State.REJECTED: ("Rejected", "unsure"),
    State.APPROVED: ("Approved", "decided"),
    State.APPROVED_WITH_CONDITIONS: ("Approved with conditions", "questions"),
    State.WITHDRAWN: ("Withdrawn", "unsure"),
    State.SEALED: ("Sealed", "decided"),
    State.REOPENED: ("Sealed, new version begun", "decided"),
    State.SUPERSEDED: ("Superseded", "unsure"),
}
"""The word of each state, and the tag that it has."""

STEPS = {state: word for state, (word, _) in STATES.items()} | {
    State.REOPENED: "A new version begun"
}
"""The word of each step: that of the state it leads to, but for a new version begun."""

CHOICES = {
    Choice.APPROVE: "Approve",
    Choice.APPROVE_WITH_CONDITIONS: "Approve with conditions",
    Choice.RETURN: "Return",
    Choice.REJECT: "Reject",
    Choice.ABSTAIN: "Abstain",
}

OUTCOMES = {
    Outcome.APPROVE: ("Approved", "decided"),
    Outcome.APPROVE_WITH_CONDITIONS: ("Approved with conditions", "questions"),
    Outcome.RETURN: ("Returned", "questions"),
    Outcome.REJECT: ("Rejected", "unsure"),
}

HANDLINGS = {
    Handling.NONE: "No conflict",
    Handling.MANAGED: "A conflict, which is managed",
    Handling.RECUSED: "A conflict, and takes no part",
}

CONDITIONS = {
    ConditionState.OPEN: ("Open", "questions"),
    ConditionState.REPORTED: ("Reported as met", "undecided"),
    ConditionState.CONFIRMED: ("Met", "decided"),
    ConditionState.REFUSED: ("Not met yet", "unsure"),
}

CONDITION_STEPS = {
    ConditionState.OPEN: "Imposed",
    ConditionState.REPORTED: "Reported as met",
    ConditionState.CONFIRMED: "Confirmed",
    ConditionState.REFUSED: "Not accepted",
}

MEETINGS = {
    MeetingState.CALLED: ("Called", "undecided"),
    MeetingState.OPENED: ("Open now", "questions"),
    MeetingState.CLOSED: ("Closed", "decided"),
    MeetingState.CANCELLED: ("Cancelled", "unsure"),
}


@dataclass(frozen=True, slots=True)
class ProblemShown:
    """Something in the way, with the page on which it is mended; empty where there is none."""

    text: str
    remedy: str
    href: str


def state_shown(version: Version) -> tuple[str, str]:
    """Return the word and the tag of where a version is: with which body, while one has it."""
    if version.pending is not None:
        return (f"Before the {version.pending.title}", "undecided")
    return STATES[version.state]


def handling_shown(declared: Declaration) -> str:
    """Return how a conflict is handled: one that can be managed is, once it is confirmed."""
    confirmed = declared.confirmed
    if declared.handling is not Handling.MANAGED:
        return HANDLINGS[declared.handling]
    if confirmed is None:
        return "A conflict, not confirmed yet as managed"
    if confirmed.is_accepted:
        return f"A conflict, which is managed, as {confirmed.by} confirmed"
    return f"A conflict, not accepted as managed by {confirmed.by}"


def problems_shown(problems: Iterable[Problem], procurement_id: UUID) -> list[ProblemShown]:
    """Return what is in the way, each with a link to its cure."""
    return [ProblemShown(one.text, one.remedy, _address(one, procurement_id)) for one in problems]


def _address(problem: Problem, procurement_id: UUID) -> str:
    if problem.endpoint not in current_app.view_functions:
        return ""
    arguments: dict[str, Any] = {"procurement_id": procurement_id, **problem.arguments}
    return url_for(problem.endpoint, **arguments)
