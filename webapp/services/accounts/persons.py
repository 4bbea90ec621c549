"""Who asks: a person with the roles held for organisations and for single procurements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from webapp.roles import Role
from webapp.services.accounts.secrets import sha256
from webapp.store import Session, Store, audit, people
from webapp.store.models import User

NONE: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Membership:
    """An organisation that a person works for, and the roles held there.

    `roles` are held for the whole organisation, those of `single` for one procurement each.
    """

    organisation_id: UUID
    organisation: str
    policy: str | None
    roles: frozenset[Role]
    single: Mapping[UUID, frozenset[Role]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in; `memberships` stand in the order of the names.

    `unread` is how many notifications waited when they were looked up, a hundred standing for more.
    """

    id: UUID
    name: str
    email: str
    memberships: tuple[Membership, ...]
    unread: int = field(default=0, compare=False)

    def roles_in(
        self, organisation_id: UUID, procurement_id: UUID | None = None
    ) -> frozenset[Role]:
        """Return the roles held for an organisation, with those for one procurement of it."""
        for membership in self.memberships:
            if membership.organisation_id == organisation_id:
                single = membership.single.get(procurement_id, NONE) if procurement_id else NONE
                return membership.roles | single
        return NONE

    def with_any(self, roles: frozenset[Role]) -> tuple[Membership, ...]:
        """Return the memberships with at least one of these roles for the whole organisation."""
        return tuple(item for item in self.memberships if item.roles & roles)

    def with_any_single(self, roles: frozenset[Role]) -> frozenset[UUID]:
        """Return the single procurements for which at least one of these roles is held."""
        return frozenset(
            procurement_id
            for membership in self.memberships
            for procurement_id, held in membership.single.items()
            if held & roles
        )


def who_is(store: Store, token: str, *, now: datetime) -> Person | None:
    """Return the person whom a token stands for, None if it is unknown or has ended."""
    with store.reading() as session:
        found = people.signed_in(session, sha256(token), now=now)
    if found is None:
        return None
    return _person(found.user_id, found.name, found.email, found.held, unread=found.unread)


def person_in(session: Session, user: User) -> Person:
    """Return a person with the roles that are held now."""
    held = [
        people.HeldRow(role.role, role.procurement_id, one.id, one.name, one.policy)
        for role, one in people.roles_of(session, user.id)
    ]
    return _person(user.id, user.name, user.email, held)


def _person(
    id_: UUID, name: str, email: str, held: Iterable[people.HeldRow], *, unread: int = 0
) -> Person:
    named: dict[UUID, tuple[str, str | None]] = {}
    roles: dict[UUID, set[Role]] = {}
    single: dict[UUID, dict[UUID, set[Role]]] = {}
    for role, procurement_id, organisation_id, organisation, policy in held:
        named[organisation_id] = organisation, policy
        of_one = single.setdefault(organisation_id, {})
        of_all = roles.setdefault(organisation_id, set())
        wanted = of_one.setdefault(procurement_id, set()) if procurement_id else of_all
        wanted.add(Role(role))
    return Person(
        id_,
        name,
        email,
        tuple(
            Membership(
                one,
                *of_one,
                frozenset(roles[one]),
                MappingProxyType({key: frozenset(held) for key, held in single[one].items()}),
            )
            for one, of_one in named.items()
        ),
        unread,
    )


def note_own_act(session: Session, act: str, user_id: UUID, *, now: datetime) -> None:
    """Put into the log what somebody did with an account of their own."""
    audit.append(session, act, at=now, actor_id=user_id, subject=f"user_account/{user_id}")
