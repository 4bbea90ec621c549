"""Who decides on a version: who holds a role now, who is kept from it and why, how they voted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.roles import PANEL, Role
from webapp.services.approval.states import Choice, Handling
from webapp.services.approval.tally import Tally, is_one_side, tally
from webapp.services.approval.versions import Route, Version
from webapp.store import Session
from webapp.store import outlines as rows
from webapp.store import panels as panel_rows

AUTHOR = "had a hand in the outline"
UNDECLARED = "has not declared whether there is a conflict of interest"
UNCONFIRMED = "has declared a conflict of interest that nobody has confirmed can be managed"
NOT_ACCEPTED = "has a conflict of interest that was not accepted as managed"
RECUSED = "is recused for a conflict of interest"
NO_ROLE = "no longer holds a role on the panel"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether a chair or an officer accepted that a conflict is managed, and why."""

    is_accepted: bool
    why: str
    by_id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Declaration:
    """What somebody declared of a conflict of interest in a version.

    `confirmed` is None until another has judged whether a conflict can be managed as declared.
    """

    id: UUID
    handling: Handling
    detail: str
    at: datetime
    confirmed: Confirmation | None = None

    @property
    def waits(self) -> bool:
        """Whether it has to be confirmed by another before whoever declared it takes part."""
        return self.handling is Handling.MANAGED and self.confirmed is None

    @property
    def kept_out(self) -> str:
        """Why whoever declared it can't decide, empty if they can."""
        if self.handling is Handling.RECUSED:
            return RECUSED
        if self.waits:
            return UNCONFIRMED
        return NOT_ACCEPTED if self.confirmed and not self.confirmed.is_accepted else ""


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote as it stands; `number` counts how often it was cast anew."""

    choice: Choice
    reason: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may decide on a version, or voted on it, and how far they have come.

    `holds` is false of whoever has lost the role since.
    """

    id: UUID
    name: str
    is_chair: bool
    is_author: bool
    holds: bool
    declaration: Declaration | None
    vote: Cast | None

    @property
    def kept_out(self) -> str:
        """Why they can't decide, so that a vote of theirs does not count; empty if they can."""
        if not self.holds:
            return NO_ROLE
        if self.is_author:
            return AUTHOR
        return UNDECLARED if self.declaration is None else self.declaration.kept_out

    @property
    def may_come(self) -> bool:
        """Whether they take part, or may still: they have yet to declare, or to be confirmed."""
        return self.kept_out in {"", UNDECLARED, UNCONFIRMED}

    @property
    def may_vote(self) -> bool:
        """Whether a vote of theirs counts."""
        return not self.kept_out


@dataclass(frozen=True, slots=True)
class Panel:
    """The people of a body that has a version before it."""

    route: Route
    members: tuple[Member, ...]

    @property
    def holders(self) -> tuple[Member, ...]:
        """Those who hold a role on it now."""
        return tuple(one for one in self.members if one.holds)

    @property
    def eligible(self) -> tuple[Member, ...]:
        """Those who could make the quorum: no authors, and nobody who is recused."""
        return tuple(one for one in self.holders if one.may_come)

    @property
    def declared(self) -> tuple[Member, ...]:
        """Those who hold a role on it now and declared whether they have a conflict."""
        return tuple(one for one in self.holders if one.declaration)

    @property
    def conflicted(self) -> tuple[Member, ...]:
        """Those who declared a conflict, whether it is managed or they are recused."""
        return tuple(
            one
            for one in self.members
            if one.declaration and one.declaration.handling is not Handling.NONE
        )

    @property
    def to_confirm(self) -> tuple[Member, ...]:
        """Those whose conflict is declared as managed, which nobody has confirmed yet."""
        return tuple(one for one in self.holders if one.kept_out == UNCONFIRMED)

    def member(self, user_id: UUID) -> Member | None:
        """Return somebody who holds a role on it now, None if they hold none."""
        return next((one for one in self.holders if one.id == user_id), None)

    def counted(self, chair_id: UUID | None = None) -> Tally:
        """Count the votes; a tie is decided by the vote of the chair who is named.

        It is not where another chair voted for the other side: then it would hang on which of
        them records first.
        """
        votes = {one.id: one.vote.choice for one in self.members if one.may_vote and one.vote}
        chairs = {votes[one.id] for one in self.members if one.is_chair and one.id in votes}
        own = votes.get(chair_id) if chair_id and is_one_side(chairs) else None
        return tally(votes.values(), quorum=self.route.quorum, chairs=own)


def panel_in(session: Session, version: Version, route: Route) -> Panel:
    """Return the people of a body as a session sees them, and how they voted on a version."""
    roles = {Role.PROCUREMENT_OFFICER} if route.is_delegated else PANEL
    held: dict[UUID, tuple[str, set[str]]] = {}
    for user_id, name, role in panel_rows.holders(
        session, version.organisation_id, roles, procurement_id=version.procurement_id
    ):
        held.setdefault(user_id, (name, set()))[1].add(role)
    declared = declarations_in(session, [version.id])[version.id]
    cast: dict[UUID, tuple[str, Cast]] = {
        row.user_id: (name, Cast(Choice(row.choice), row.reason, row.number, row.cast_at))
        for row, name in panel_rows.votes(session, [version.id])
        if row.body == route.body
    }
    lost = {user_id: (name, set[str]()) for user_id, (name, _) in cast.items()}
    members = (
        Member(
            id=user_id,
            name=name,
            is_chair=Role.PANEL_CHAIR in found,
            is_author=user_id in version.authors,
            holds=user_id in held,
            declaration=declared[user_id][1] if user_id in declared else None,
            vote=cast[user_id][1] if user_id in cast else None,
        )
        for user_id, (name, found) in {**lost, **held}.items()
    )
    return Panel(route, tuple(sorted(members, key=lambda one: (not one.is_chair, one.name))))


def declarations_in(
    session: Session, version_ids: Collection[UUID]
) -> Mapping[UUID, Mapping[UUID, tuple[str, Declaration]]]:
    """Return, by version and by who declared it, the name and the declaration that stands."""
    confirmed = {
        row.conflict_declaration_id: Confirmation(
            row.is_accepted, row.why, row.made_by, name, row.made_at
        )
        for row, name in rows.confirmations(session, version_ids)
    }
    found: dict[UUID, dict[UUID, tuple[str, Declaration]]] = {id_: {} for id_ in version_ids}
    for row, name in rows.declarations(session, version_ids):
        found[row.outline_version_id][row.user_id] = (
            name,
            Declaration(
                row.id, Handling(row.handling), row.detail, row.declared_at, confirmed.get(row.id)
            ),
        )
    return found
