"""Submitting an outline: its content is kept as it is now, and goes the way the rules route it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from evaluation.outline.conflicts import Assessment, is_assessment_due
from rules.canonical import canonical_text, sha256_of
from webapp.services.accounts import Person
from webapp.services.approval.agenda import take_over
from webapp.services.approval.recording import tell_next
from webapp.services.approval.records import version_in, versions_of
from webapp.services.approval.routing import Routing, routing_of
from webapp.services.approval.states import State
from webapp.services.approval.stepping import add_step, waits
from webapp.services.approval.versions import Version
from webapp.services.outlines.built import attached_in
from webapp.services.outlines.outlines import brief_in, outline_in
from webapp.services.parts import every_part
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.standing import Turn
from webapp.services.submission.plan import holders_of, station_title
from webapp.services.submission.problems import Check
from webapp.services.submission.readiness import CHECKS, blocking
from webapp.store import Session, Store, audit
from webapp.store import procurements as procurement_rows
from webapp.store.outline_tables import OutlineRoute, OutlineVersion

DELEGATED: Final = "delegated"
"""The id of the body that is one officer who decides alone."""

NOT_READY = Refused(
    "The outline can't be submitted yet", "Mend what stands at the top of this page"
)
CHANGED = Refused(
    "The outline has changed since you opened this page, so what you read is not what would be "
    "submitted",
    "Read it as it stands now, and submit it then",
)
NO_REASON = Refused(
    "A panel that sees an outline again wants to know what has changed",
    "Say it, in a sentence or two",
)
NO_ASSESSMENT = Refused(
    "The law asks for a conflicts assessment for this contract, and not all is said of it",
    "Say who was asked, what was found and what is done about it, and that it is prepared",
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """The version is before whoever decides on it."""

    version_id: UUID
    number: int


def submit(
    store: Store, person: Person, *, procurement_id: UUID, read: str, why: str,
    assessment: Assessment, now: datetime, checks: Sequence[Check] = CHECKS,
) -> Submitted | Refused:  # fmt: skip
    """Submit the outline as it stands, if it is what was read and nothing is in the way.

    Args:
        store: The store.
        person: Who submits it.
        procurement_id: The procurement.
        read: The fingerprint of what was read, as `fingerprint` gives it.
        why: What changed since the version before, or what the panel should know.
        assessment: What is said of the conflicts assessment; it may have to be whole.
        now: The moment.
        checks: What has to hold.

    Returns:
        The version; or why there is none. Sending the same twice submits it once.
    """
    with store.writing() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return NO_PROCUREMENT
        earlier = versions_of(session, procurement_id)
        if earlier and preparation.closed is not None:
            told = _told_already(
                session, preparation, earlier[-1], person, read=read, why=why, assessed=assessment
            )
            return told or preparation.closed
        if blocking(session, preparation, checks=checks):
            return NOT_READY
        if fingerprint(session, preparation, after=len(earlier)) != read:
            return CHANGED
        return _unsaid(preparation, earlier, why, assessment) or _submit(
            session, person, preparation, earlier=earlier, why=why, assessment=assessment, now=now
        )


def _unsaid(
    preparation: Preparation, earlier: Sequence[Version], why: str, assessment: Assessment
) -> Refused | None:
    """Return what has to be said beside the outline and was not, None if nothing is missing."""
    if earlier and not why:
        return NO_REASON
    is_due = is_assessment_due(preparation.decision)
    return NO_ASSESSMENT if is_due and not assessment.is_whole else None


def _told_already(
    session: Session,
    preparation: Preparation,
    last: Version,
    person: Person,
    *,
    read: str,
    why: str,
    assessed: Assessment,
) -> Submitted | None:
    """Return the version that just this form has made already, None if it has made none."""
    sent = fingerprint(session, preparation, after=last.number - 1)
    is_as_said = (last.steps[-1].by_id, last.why, last.assessment) == (person.id, why, assessed)
    is_same = last.state is State.SUBMITTED and is_as_said
    return Submitted(last.id, last.number) if sent == read and is_same else None


def fingerprint(session: Session, preparation: Preparation, *, after: int) -> str:
    """Return what stands for everything that an outline is made of, after so many versions."""
    recorded = preparation.recorded
    made_of = {
        "after": after,
        "answers": preparation.version,
        "decision": recorded.content_sha256 if recorded else None,
        "parts": _revisions(session, preparation),
        "attached": [file.sha256 for file in attached_in(session, preparation.id)],
    }
    return sha256_of(canonical_text(made_of))


def _revisions(session: Session, preparation: Preparation) -> dict[str, int]:
    """Return the revision of each part."""
    return {name: held.revision for name, held in every_part(session, preparation.id).items()}


def _submit(
    session: Session,
    person: Person,
    preparation: Preparation,
    *,
    earlier: Sequence[Version],
    why: str,
    assessment: Assessment,
    now: datetime,
) -> Submitted:
    decision, number = preparation.decision, len(earlier) + 1
    latest = procurement_rows.latest_decision(session, preparation.id)
    document = outline_in(
        session, preparation, day=now, prepared_by=person.name, audit_head=audit.head(session),
        assessed=assessment,
    )  # fmt: skip
    if decision is None or latest is None or document is None:
        message = "a procurement whose decision is not on record was found ready"
        raise AssertionError(message)
    row = OutlineVersion(
        procurement_id=preparation.id,
        number=number,
        answers_version=preparation.version,
        decision_id=latest[0].id,
        parts=canonical_text(_revisions(session, preparation)),
        content=document.canonical(),
        content_sha256=document.sha256(),
        summary=canonical_text(brief_in(session, preparation)),
        conflicts_asked=assessment.asked,
        conflicts_found=assessment.found,
        has_conflicts_assessment=assessment.is_prepared,
        why=why,
        submitted_by=person.id,
        submitted_at=now,
    )
    session.add(row)
    session.flush()
    _add_routes(session, preparation, row.id, routing_of(decision, preparation.stack))
    _begin(session, person, row.id, earlier[-1] if earlier else None, why=why, now=now)
    return Submitted(row.id, number)


def _add_routes(
    session: Session, preparation: Preparation, version_id: UUID, routing: Routing
) -> None:
    members = holders_of(session, preparation, routing)
    if routing.is_delegated:
        routes = [(DELEGATED, station_title(routing), 1, routing.because)]
    else:
        routes = [
            (body.id, body.title, body.members_needed(len(members)), body.because)
            for body in routing.bodies
        ]
    for position, (body, title, quorum, because) in enumerate(routes, start=1):
        session.add(
            OutlineRoute(
                outline_version_id=version_id,
                body=body,
                position=position,
                title=title,
                quorum=quorum,
                is_delegated=routing.is_delegated,
                because=because,
            )
        )
    session.flush()


def _begin(
    session: Session,
    person: Person,
    version_id: UUID,
    earlier: Version | None,
    *,
    why: str,
    now: datetime,
) -> None:
    """Take the first step of a version, and tell those who decide on it.

    On agendas that are not over it takes the place of the one before it.
    """
    version = version_in(session, version_id)
    route = version.routes[0] if version else None
    if version is None or route is None:
        message = "a version without a route was submitted"
        raise AssertionError(message)
    detail = {
        "to": [one.title for one in version.routes],
        "conflicts_asked": version.assessment.asked,
        "conflicts_found": version.assessment.found,
        "has_conflicts_assessment": version.assessment.is_prepared,
    }
    add_step(session, version, State.SUBMITTED, person, why=why, now=now, detail=detail)
    waits(session, version, Turn.OFFICER if route.is_delegated else Turn.PANEL, now=now)
    if earlier is not None:
        take_over(session, version_id, earlier, person, now=now)
    tell_next(session, version, route, now=now)
