"""Reading versions from the store: any many of them in the same number of queries."""

import json
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from evaluation.outline.conflicts import Assessment
from webapp.services.approval.states import (
    IN_PROGRESS,
    Choice,
    ConditionState,
    Handling,
    Outcome,
    State,
)
from webapp.services.approval.versions import (
    Brief,
    Decided,
    Obligation,
    Route,
    Step,
    Told,
    Version,
    Voted,
)
from webapp.store import Session
from webapp.store import outlines as rows
from webapp.store import panels as panel_rows
from webapp.store import settings as people_rows
from webapp.store.outline_tables import OutlineRoute, OutlineStep
from webapp.store.panel_tables import Condition, ConditionStep, PanelDecision

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


def version_in(session: Session, version_id: UUID) -> Version | None:
    """Return a version as a session sees it, None if there is none such."""
    found = versions_in(session, [version_id])
    return found[0] if found else None


def versions_of(session: Session, procurement_id: UUID) -> tuple[Version, ...]:
    """Return the versions of a procurement's outline, the first first."""
    return versions_in(session, rows.version_ids(session, procurement_id))


def versions_in(session: Session, ids: Collection[UUID]) -> tuple[Version, ...]:
    """Return versions, by procurement and number, in the same number of queries for any many."""
    if not ids:
        return ()
    found = rows.versions(session, ids)
    authors = rows.authors(session, {row.procurement_id for row, _, _ in found})
    steps = grouped(
        (row.outline_version_id, _step(row, name)) for row, name in rows.steps(session, ids)
    )
    routes = grouped((row.outline_version_id, _route(row)) for row in rows.routes(session, ids))
    decisions = _decisions(session, ids)
    conditions = _conditions(session, ids)
    return tuple(
        Version(
            id=row.id,
            procurement_id=row.procurement_id,
            organisation_id=record.organisation_id,
            reference=record.reference,
            title=record.title,
            number=row.number,
            sha256=row.content_sha256,
            brief=brief_of(row.summary),
            assessment=Assessment(
                row.conflicts_asked, row.conflicts_found, row.has_conflicts_assessment
            ),
            why=row.why,
            submitted_by=name,
            submitted_at=row.submitted_at,
            steps=tuple(steps[row.id]),
            routes=tuple(routes[row.id]),
            decisions=tuple(decisions[row.id]),
            conditions=tuple(conditions[row.id]),
            authors=authors[row.procurement_id],
        )
        for row, record, name in found
    )


def waiting_in(session: Session, organisation_id: UUID) -> tuple[Version, ...]:
    """Return the versions of an organisation that a body has before it, the oldest first."""
    states = {state.value for state in IN_PROGRESS}
    found = versions_in(session, rows.in_states(session, [organisation_id], states))
    waiting = [one for one in found if one.pending is not None]
    return tuple(sorted(waiting, key=lambda one: (one.submitted_at, one.id)))


def brief_of(summary: str) -> Brief:
    """Return what a list shows of a version from the JSON that it is kept as."""
    kept = json.loads(summary)
    return Brief(kept["ask"], kept["value"], kept["tier"], tuple(kept["risks"]))


def grouped(pairs: Iterable[tuple[Key, Item]]) -> Mapping[Key, list[Item]]:
    """Return items by their keys; a key without any has an empty list."""
    found: defaultdict[Key, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found


def _step(row: OutlineStep, name: str) -> Step:
    return Step(State(row.state), row.body, row.why, row.made_by, name, row.made_at)


def _route(row: OutlineRoute) -> Route:
    return Route(row.body, row.title, row.quorum, row.is_delegated, row.because)


def _decisions(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[Decided]]:
    found = panel_rows.decisions(session, ids)
    voters = {UUID(one["user"]) for row, _ in found for one in json.loads(row.voters)}
    names = people_rows.names(session, voters)
    return grouped((row.outline_version_id, _decided(row, name, names)) for row, name in found)


def _decided(row: PanelDecision, name: str, names: Mapping[UUID, str]) -> Decided:
    return Decided(
        id=row.id,
        body=row.body,
        meeting_id=row.meeting_id,
        outcome=Outcome(row.outcome),
        reasons=row.reasons,
        quorum=row.quorum,
        voters=tuple(
            Voted(
                names[UUID(one["user"])],
                Choice(one["choice"]),
                one["reason"],
                Handling(one["handling"]) if one["handling"] else None,
                one["because"],
            )
            for one in json.loads(row.voters)
        ),
        by_id=row.decided_by,
        by=name,
        at=row.decided_at,
    )


def _conditions(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[Obligation]]:
    steps = grouped(
        (row.panel_condition_id, _told(row, name))
        for row, name in panel_rows.condition_steps(session, ids)
    )
    return grouped(
        (version_id, _obligation(row, body, steps[row.id]))
        for row, version_id, body in panel_rows.conditions(session, ids)
    )


def _told(row: ConditionStep, name: str) -> Told:
    return Told(ConditionState(row.state), row.why, row.made_by, name, row.made_at)


def _obligation(row: Condition, body: str, steps: list[Told]) -> Obligation:
    return Obligation(row.id, body, row.number, row.text, row.owner, row.due_on, tuple(steps))
