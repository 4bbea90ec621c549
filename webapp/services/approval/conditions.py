"""Meeting the conditions of an approval: reported with evidence, and confirmed by the panel."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.addresses import condition_page
from webapp.roles import PANEL, Role
from webapp.services.accounts import Person
from webapp.services.approval.records import version_in, versions_in
from webapp.services.approval.sealing import seal_if_ready
from webapp.services.approval.states import IN_PROGRESS, ConditionState
from webapp.services.approval.stepping import Done, note, tell_of, waits
from webapp.services.approval.versions import Obligation, Version
from webapp.services.approval.voting import OWN_OUTLINE
from webapp.services.refusals import Refused
from webapp.services.standing import Turn
from webapp.store import Session, Store
from webapp.store import outlines as outline_rows
from webapp.store import panels as rows
from webapp.store.panel_tables import ConditionStep

NO_CONDITION = Refused("There is no such condition", "Go back to the outline")
CLOSED = Refused(
    "The outline that the condition belongs to is not being decided on any more",
    "Read how it stands now",
)
NO_EVIDENCE = Refused(
    "A condition is reported as met with what shows it",
    "Say what was done and where it can be seen",
)
REPORTED_ALREADY = Refused(
    "The condition was reported as met already, and waits for whoever decides on the outline",
    "Wait until it is confirmed or refused",
)
CONFIRMED_ALREADY = Refused("The condition is confirmed already", "Nothing is left to do here")
NOT_REPORTED = Refused(
    "The condition was not reported as met, or somebody has judged it since",
    "Read how it stands now",
)
NOT_YOURS = Refused(
    "Whoever decides on the outline confirms its conditions, and you hold no such role",
    "Ask one of those who do",
)
NO_REASON = Refused(
    "A report is refused with the reason", "Say what is missing, so that it can be done"
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A condition that is not met, with the version that it belongs to."""

    version: Version
    condition: Obligation


def report(
    store: Store, person: Person, *, condition_id: UUID, evidence: str, now: datetime
) -> Done | Refused:
    """Report a condition as met, with its evidence, so that the panel can confirm it."""
    with store.writing() as session:
        found = condition_in(session, condition_id)
        if isinstance(found, Refused):
            return found
        version, condition = found.version, found.condition
        if not version.is_in_progress:
            return CLOSED
        if not evidence:
            return NO_EVIDENCE
        if condition.state is ConditionState.REPORTED:
            last = condition.steps[-1]
            is_same = (last.by_id, last.why) == (person.id, evidence)
            return Done() if is_same else REPORTED_ALREADY
        if condition.is_met:
            return CONFIRMED_ALREADY
        _add(session, found, ConditionState.REPORTED, person, why=evidence, now=now)
        waits(session, version, _judging(condition, version), now=now)
        tell_of(
            session,
            version,
            _judges(session, version, condition.body) - version.authors - {person.id},
            kind="condition-reported",
            title="A condition is reported as met",
            text=f"{condition.text} What shows it: {evidence} Confirm it, or refuse it.",
            now=now,
            address=condition_page(condition.id),
        )
        return Done()


def judge(
    store: Store,
    person: Person,
    *,
    condition_id: UUID,
    is_met: bool,
    why: str,
    now: datetime,
) -> Done | Refused:
    """Confirm that a condition is met, or refuse the report with the reason.

    Whoever judges could decide on the outline, is none of its authors, and did not report it.
    When the last condition is confirmed, the version is sealed.
    """
    with store.writing() as session:
        found = condition_in(session, condition_id)
        if isinstance(found, Refused):
            return found
        state = ConditionState.CONFIRMED if is_met else ConditionState.REFUSED
        last = found.condition.steps[-1] if found.condition.steps else None
        if last is not None and (last.state, last.by_id, last.why) == (state, person.id, why):
            return Done()
        refusal = why_not_judge(session, found, person)
        if refusal is not None:
            return refusal
        if not is_met and not why:
            return NO_REASON
        _add(session, found, state, person, why=why, now=now)
        if not (is_met and seal_if_ready(session, found.version.id, person, now=now)):
            _hand_back(session, found, is_met=is_met, why=why, now=now)
        return Done()


def _hand_back(session: Session, owed: Owed, *, is_met: bool, why: str, now: datetime) -> None:
    """Give the turn back to the buyer, who is told what became of the report."""
    waits(session, owed.version, Turn.BUYER, now=now)
    tell_of(
        session,
        owed.version,
        owed.version.authors,
        kind="condition-judged",
        title="A condition is met" if is_met else "A condition is not met yet",
        text=f"{owed.condition.text} {why}".strip(),
        now=now,
        address=condition_page(owed.condition.id),
    )


def owed_of(store: Store, person: Person, condition_id: UUID) -> tuple[Owed, Refused | None] | None:
    """Return a condition with why a person can't judge it, None if there is no such condition."""
    with store.reading() as session:
        owed = condition_in(session, condition_id)
        return None if isinstance(owed, Refused) else (owed, why_not_judge(session, owed, person))


def condition_in(session: Session, condition_id: UUID) -> Owed | Refused:
    """Return a condition with its version, or that there is none such."""
    version_id = rows.version_of_condition(session, condition_id)
    version = version_in(session, version_id) if version_id else None
    if version is None:
        return NO_CONDITION
    return Owed(version, next(one for one in version.conditions if one.id == condition_id))


def why_not_judge(session: Session, owed: Owed, person: Person) -> Refused | None:
    """Return what keeps a person from judging whether a condition is met, None if nothing does."""
    if not owed.version.is_in_progress:
        return CLOSED
    if owed.condition.state is not ConditionState.REPORTED:
        return NOT_REPORTED
    if person.id not in _judges(session, owed.version, owed.condition.body):
        return NOT_YOURS
    reporter = owed.condition.steps[-1].by_id
    return OWN_OUTLINE if person.id in {*owed.version.authors, reporter} else None


def owed_in(session: Session, organisation_ids: Collection[UUID]) -> tuple[Owed, ...]:
    """Return the conditions of organisations that are not met, those that fall due first first."""
    states = {state.value for state in IN_PROGRESS}
    found = versions_in(session, outline_rows.in_states(session, organisation_ids, states))
    owed = [Owed(version, one) for version in found for one in version.open_conditions]
    return tuple(
        sorted(owed, key=lambda one: (one.condition.due_on is None, str(one.condition.due_on)))
    )


def _judging(condition: Obligation, version: Version) -> Turn:
    is_delegated = any(one.is_delegated for one in version.routes if one.body == condition.body)
    return Turn.OFFICER if is_delegated else Turn.PANEL


def _judges(session: Session, version: Version, body: str) -> frozenset[UUID]:
    """Return who could decide on a version in a body, and so confirms its conditions."""
    is_delegated = any(route.is_delegated for route in version.routes if route.body == body)
    roles = {Role.PROCUREMENT_OFFICER} if is_delegated else PANEL
    holders = rows.holders(
        session, version.organisation_id, roles, procurement_id=version.procurement_id
    )
    return frozenset(user_id for user_id, _, _ in holders)


_ACTS = {
    ConditionState.REPORTED: "report-condition",
    ConditionState.CONFIRMED: "confirm-condition",
    ConditionState.REFUSED: "refuse-condition",
}


def _add(
    session: Session, owed: Owed, state: ConditionState, person: Person, *, why: str, now: datetime
) -> None:
    condition = owed.condition
    session.add(
        ConditionStep(
            panel_condition_id=condition.id,
            number=len(condition.steps) + 1,
            state=state.value,
            why=why,
            made_by=person.id,
            made_at=now,
        )
    )
    detail = {
        "body": owed.version.title_of(condition.body),
        "condition": condition.text,
        "number": condition.number,
        "why": why,
    }
    note(session, owed.version, _ACTS[state], person, now=now, detail=detail)
