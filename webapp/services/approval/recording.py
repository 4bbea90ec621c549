"""Keeping a decision: its votes and conditions, the step that it makes, and who hears of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from rules.canonical import canonical_text
from rules.wording import date_in_words
from webapp.addresses import paper_page
from webapp.roles import PANEL, Role
from webapp.services.accounts import Person
from webapp.services.approval.panel import Panel
from webapp.services.approval.sealing import seal_if_ready
from webapp.services.approval.sitting import meeting_that_sits, meeting_to_come
from webapp.services.approval.states import APPROVALS, Outcome, State
from webapp.services.approval.stepping import add_step, tell_of, waits
from webapp.services.approval.versions import Route, Version
from webapp.services.standing import Turn
from webapp.store import Session
from webapp.store import panels as panel_rows
from webapp.store.panel_tables import Condition, Meeting, PanelDecision

STATES: Final = {
    Outcome.APPROVE: State.APPROVED,
    Outcome.APPROVE_WITH_CONDITIONS: State.APPROVED_WITH_CONDITIONS,
    Outcome.RETURN: State.RETURNED,
    Outcome.REJECT: State.REJECTED,
}
_TITLES: Final = {
    Outcome.APPROVE: "Outline approved",
    Outcome.APPROVE_WITH_CONDITIONS: "Outline approved with conditions",
    Outcome.RETURN: "Outline returned",
    Outcome.REJECT: "Outline rejected",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition as it is imposed: what has to be done, who does it and by when."""

    text: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a body decides: the outcome, its reasons, and the conditions of an approval."""

    outcome: Outcome
    reasons: str
    conditions: tuple[Asked, ...] = ()


def record(
    session: Session,
    version: Version,
    panel: Panel,
    person: Person,
    verdict: Verdict,
    *,
    now: datetime,
) -> None:
    """Keep what a body decided of a version, and hand the version on."""
    body = panel.route.body
    coming = meeting_to_come(session, version.id, body)
    decision = PanelDecision(
        outline_version_id=version.id,
        body=body,
        meeting_id=meeting_that_sits(session, version.id, body),
        outcome=verdict.outcome.value,
        reasons=verdict.reasons,
        quorum=panel.route.quorum,
        voters=_voters(panel),
        decided_by=person.id,
        decided_at=now,
    )
    session.add(decision)
    session.flush()
    for number, one in enumerate(verdict.conditions, start=1):
        session.add(
            Condition(
                panel_decision_id=decision.id,
                number=number,
                text=one.text,
                owner=one.owner,
                due_on=one.due_on,
            )
        )
    _step(session, version, panel, person, verdict, coming, now=now)
    _hand_on(session, version, panel.route, person, verdict, now=now)


def _step(
    session: Session,
    version: Version,
    panel: Panel,
    person: Person,
    verdict: Verdict,
    coming: Meeting | None,
    *,
    now: datetime,
) -> None:
    """Take the step to the state that the version has now: with conditions while any is open."""
    state = STATES[verdict.outcome]
    if state is State.APPROVED and version.open_conditions:
        state = State.APPROVED_WITH_CONDITIONS
    add_step(
        session,
        version,
        state,
        person,
        why=verdict.reasons,
        now=now,
        body=panel.route.body,
        detail={
            "title": panel.route.title,
            "outcome": verdict.outcome.value,
            "conditions": [condition_words(one) for one in verdict.conditions],
            "votes": {
                choice.value: many for choice, many in panel.counted().counts.items() if many
            },
            "uncounted": {
                str(one.id): one.kept_out for one in panel.members if one.vote and one.kept_out
            },
            **({"outside_meeting_called_for": coming.starts_at.isoformat()} if coming else {}),
        },
    )


def condition_words(condition: Asked) -> str:
    """Return a condition in one line."""
    text = condition.text.rstrip(".")
    return f"{text} ({condition.owner}, by {date_in_words(condition.due_on)})"


def _voters(panel: Panel) -> str:
    """Return how everybody had voted who did, and why a vote did not count, as it is kept."""
    return canonical_text(
        [
            {
                "user": str(one.id),
                "choice": one.vote.choice.value,
                "reason": one.vote.reason,
                "handling": one.declaration.handling.value if one.declaration else None,
                "because": one.kept_out,
            }
            for one in panel.members
            if one.vote
        ]
    )


def _hand_on(
    session: Session,
    version: Version,
    route: Route,
    person: Person,
    verdict: Verdict,
    *,
    now: datetime,
) -> None:
    """Give a version to the next body, to the record, or back to the buyer; and tell them."""
    done = {one.body for one in version.decisions} | {route.body}
    following = next((one for one in version.routes if one.body not in done), None)
    is_approved = verdict.outcome in APPROVALS
    if is_approved and following is not None:
        turn = Turn.OFFICER if following.is_delegated else Turn.PANEL
        waits(session, version, turn, now=now)
        tell_next(session, version, following, now=now)
    elif is_approved and seal_if_ready(session, version.id, person, now=now):
        return
    else:
        turn = Turn.NOBODY if verdict.outcome is Outcome.REJECT else Turn.BUYER
        waits(session, version, turn, now=now)
    tell_of(
        session,
        version,
        version.authors,
        kind="outline-decided",
        title=_TITLES[verdict.outcome],
        text=_told(version, route, verdict, following),
        now=now,
    )


def tell_next(session: Session, version: Version, route: Route, *, now: datetime) -> None:
    """Tell those who decide in a body that it has an outline before it."""
    roles = {Role.PROCUREMENT_OFFICER} if route.is_delegated else PANEL
    holders = panel_rows.holders(
        session, version.organisation_id, roles, procurement_id=version.procurement_id
    )
    act = "decide" if route.is_delegated else "vote"
    tell_of(
        session,
        version,
        {user_id for user_id, _, _ in holders} - version.authors,
        kind="outline-to-decide",
        title="An outline to decide on",
        text=(
            f"{route.title}: version {version.number} of the outline, submitted by "
            f"{version.submitted_by}. {version.brief.ask} Declare whether you have a conflict of "
            f"interest, read it, and {act}."
        ),
        now=now,
        address=paper_page(version.id),
    )


def _told(version: Version, route: Route, verdict: Verdict, following: Route | None) -> str:
    parts = [f"{route.title} decided on version {version.number} of the outline."]
    if verdict.reasons:
        parts.append(f"Reasons: {verdict.reasons}")
    if verdict.conditions:
        listed = "; ".join(condition_words(one) for one in verdict.conditions)
        parts.append(f"Conditions, to be met before anything is published: {listed}.")
    if following is not None and verdict.outcome in APPROVALS:
        parts.append(f"{following.title} has it now.")
    return " ".join(parts)
