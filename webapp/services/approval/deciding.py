"""Recording what a body decided: by its chair, as its votes carry it, or by an officer alone."""

from datetime import datetime
from typing import Final
from uuid import UUID

from forms.agenda_words import on_its_agenda
from rules.wording import moment_in_words
from webapp.services.accounts import Person
from webapp.services.approval.declaring import seat_of
from webapp.services.approval.panel import Member, Panel
from webapp.services.approval.recording import Verdict, record
from webapp.services.approval.records import version_in
from webapp.services.approval.sitting import meeting_to_come
from webapp.services.approval.states import APPROVALS, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.approval.versions import Route
from webapp.services.approval.voting import another_body, refusal_of
from webapp.services.refusals import Refused
from webapp.store import Session, Store

NOT_THE_CHAIR = Refused(
    "The chair records what the panel decides", "Vote, and leave the record to the chair"
)
NO_REASONS = Refused(
    "An outline is returned or rejected with reasons, and an officer who decides alone gives them",
    "Say what has to change, or why it is decided so",
)
NO_CONDITIONS = Refused(
    "An approval with conditions names at least one",
    "Say what has to be done, who does it and by when",
)
TOO_MANY = Refused(
    "Conditions were given, and only an approval with conditions has any",
    "Take them out, or have the panel vote for an approval with conditions",
)
OUTCOME_WORDS: Final = {
    Outcome.APPROVE: "approve it",
    Outcome.APPROVE_WITH_CONDITIONS: "approve it with conditions",
    Outcome.RETURN: "return it",
    Outcome.REJECT: "reject it",
}


def decide(
    store: Store,
    person: Person,
    *,
    version_id: UUID,
    body: str,
    verdict: Verdict,
    now: datetime,
    is_outside_meeting: bool = False,
) -> Done | Refused:
    """Record the decision of the body that has a version now; the next body has it then.

    A panel's is recorded by a chair who is no author, has declared and is not recused, once the
    quorum has voted, and only as the votes carry it. Where the outline is delegated, an officer
    who is no author decides alone. After the last approval the version is sealed, if no
    condition is open. Sending the same decision twice records it once.

    What stands on the agenda of a meeting that was not opened yet is decided before it only if
    it is said that this `is_outside_meeting`.
    """
    with store.writing() as session:
        if _is_recorded(session, person, version_id, body, verdict):
            return Done()
        seat = seat_of(session, person, version_id)
        if isinstance(seat, Refused):
            return seat
        version, panel, member = seat
        if panel.route.body != body:
            return another_body(version.title_of(body), panel.route.title)
        refusal = _refusal(panel, member, verdict) or _incomplete(panel.route, verdict)
        if refusal is not None:
            return refusal
        coming = None if is_outside_meeting else meeting_to_come(session, version_id, body)
        if coming is not None:
            return before_its_meeting(moment_in_words(coming.starts_at))
        record(session, version, panel, person, verdict, now=now)
        return Done()


def before_its_meeting(called_for: str) -> Refused:
    """Return why an outline on an agenda is not decided before the meeting is opened."""
    return Refused(
        on_its_agenda(called_for),
        "Open the meeting first, or tick that it is decided outside it",
    )


def why_not_yet(panel: Panel, member: Member) -> Refused | None:
    """Return why a member can't record the body's decision now, None if they can."""
    if not panel.route.is_delegated and not member.is_chair:
        return NOT_THE_CHAIR
    refusal = refusal_of(member)
    if refusal is not None or panel.route.is_delegated:
        return refusal
    counted = panel.counted(member.id)
    if counted.outcome is None:
        return Refused(counted.why_not, "Wait for the votes that are missing, or vote yourself")
    return None


def _refusal(panel: Panel, member: Member, verdict: Verdict) -> Refused | None:
    refusal = why_not_yet(panel, member)
    if refusal is not None or panel.route.is_delegated:
        return refusal
    carried = panel.counted(member.id).outcome
    if carried is not verdict.outcome:
        words = OUTCOME_WORDS[carried] if carried else "nothing yet"
        return Refused(f"The votes carry this: {words}", "Record that, or wait for other votes")
    return None


def _incomplete(route: Route, verdict: Verdict) -> Refused | None:
    if (verdict.outcome not in APPROVALS or route.is_delegated) and not verdict.reasons:
        return NO_REASONS
    is_conditional = verdict.outcome is Outcome.APPROVE_WITH_CONDITIONS
    if is_conditional and not verdict.conditions:
        return NO_CONDITIONS
    return TOO_MANY if verdict.conditions and not is_conditional else None


def _is_recorded(
    session: Session, person: Person, version_id: UUID, body: str, verdict: Verdict
) -> bool:
    """Return whether just this decision of just this person is on record."""
    version = version_in(session, version_id)
    wanted = (body, verdict.outcome, verdict.reasons, person.id)
    return version is not None and any(
        (one.body, one.outcome, one.reasons, one.by_id) == wanted for one in version.decisions
    )
