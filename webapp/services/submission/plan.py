"""Where an outline would go if it were submitted now: who would see it, and when they next meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.pack import Citation
from webapp.roles import PANEL, Role
from webapp.services.approval.routing import Routing, routing_of
from webapp.services.approval.sitting import next_meetings
from webapp.services.preparing.procurements import Preparation
from webapp.store import Session
from webapp.store import outlines as rows
from webapp.store import panels as panel_rows


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who would decide; an author is shown, and could not."""

    name: str
    is_chair: bool
    is_author: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A body that an outline would go to; `meets_at` is None where no meeting is called."""

    title: str
    because: str
    cites: tuple[Citation, ...]
    quorum: int
    readers: tuple[Reader, ...]
    meets_at: datetime | None
    meets_where: str

    @property
    def has_enough(self) -> bool:
        """Whether as many could decide as the quorum asks."""
        return sum(not one.is_author for one in self.readers) >= self.quorum


@dataclass(frozen=True, slots=True)
class Plan:
    """The way of an outline, and whether a rule or Podium's default leads there."""

    stations: tuple[Station, ...]
    is_delegated: bool
    because: str
    is_by_rule: bool


def plan_of(session: Session, preparation: Preparation, *, now: datetime) -> Plan | None:
    """Return where an outline would go, None while no decision is on record."""
    if preparation.decision is None or not preparation.is_recorded:
        return None
    routing = routing_of(preparation.decision, preparation.stack)
    members = holders_of(session, preparation, routing)
    authors = rows.authors(session, [preparation.id])[preparation.id]
    readers = tuple(
        Reader(name, is_chair, user_id in authors) for user_id, name, is_chair in members
    )
    if routing.is_delegated:
        title = station_title(routing)
        stations: tuple[Station, ...] = (
            Station(title, routing.because, routing.cites, 1, readers, None, ""),
        )
    else:
        meetings = next_meetings(session, preparation.organisation_id, now=now)
        stations = tuple(
            Station(
                body.title,
                body.because,
                body.cites,
                body.members_needed(len(members)),
                readers,
                meetings[body.id].starts_at if body.id in meetings else None,
                meetings[body.id].place if body.id in meetings else "",
            )
            for body in routing.bodies
        )
    return Plan(stations, routing.is_delegated, routing.because, routing.is_by_rule)


def station_title(routing: Routing) -> str:
    """Return what the one is called to whom an outline is delegated."""
    role = routing.delegate_role or Role.PROCUREMENT_OFFICER
    return role.words


def holders_of(
    session: Session, preparation: Preparation, routing: Routing
) -> Sequence[tuple[UUID, str, bool]]:
    """Return who could decide by their role: the id, the name, and whether they chair."""
    roles = {routing.delegate_role or Role.PROCUREMENT_OFFICER} if routing.is_delegated else PANEL
    chairs: dict[tuple[UUID, str], bool] = {}
    for user_id, name, role in panel_rows.holders(
        session, preparation.organisation_id, roles, procurement_id=preparation.id
    ):
        is_chair = role == Role.PANEL_CHAIR
        chairs[user_id, name] = chairs.get((user_id, name), False) or is_chair
    return [(user_id, name, is_chair) for (user_id, name), is_chair in chairs.items()]
