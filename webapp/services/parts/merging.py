"""Changing one thing within a part, so that others may change other things of it meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.parts import Held, PartSaved, PartStale, part_at, read_part, save_part
from webapp.services.parts.kinds import Kind
from webapp.services.parts.looking import say_still_right
from webapp.services.refusals import Refused
from webapp.store import Session, Store

T = TypeVar("T")
_TRIES = 5

BUSY = Refused(
    "Others are changing the same part at this moment, and nothing of yours was saved",
    "Send the form again",
)


def _as_it_is(part: T) -> T:
    return part


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """A change of one aspect of a part.

    `empty` is what the part is before it is first saved; `make` makes the part that is wanted of
    the one that stands; `aspect` returns what of the part the change is about, since what others
    did elsewhere does not matter; `sign` puts into the part whose work it is, where it keeps that.
    `also` is what is done in the transaction that saves the part, with the part as it is saved.
    """

    kind: Kind[T]
    empty: T
    make: Callable[[T], T]
    aspect: Callable[[T], object]
    sign: Callable[[T], T] = _as_it_is
    also: Callable[[T, Session], None] | None = None


def change_part(
    store: Store,
    person: Person,
    change: Change[T],
    *,
    procurement_id: UUID,
    revision: int,
    why: str = "",
    now: datetime,
) -> PartSaved | PartStale[T] | Refused:
    """Change one aspect of a part, unless somebody else changed just that since it was read.

    `revision` is the one that the form was read at, 0 before the first. Returned is what was
    saved; what stands, where the aspect is another; or why the outline is closed.
    """
    for _ in range(_TRIES):
        standing, read = _revisions(store, procurement_id, change.kind, revision)
        present, number = (standing.value, standing.revision) if standing else (change.empty, 0)
        changed = change.make(present)
        if changed == present:  # sent twice, or looked at and left
            say_still_right(store, person, procurement_id, part=change.kind.name, now=now)
            return PartSaved(number)
        before = change.empty if read is None else read.value
        if standing and change.aspect(present) != change.aspect(before):
            return PartStale(standing)
        signed = change.sign(changed)
        outcome = save_part(
            store,
            person,
            procurement_id=procurement_id,
            kind=change.kind,
            value=signed,
            revision=number,
            why=why,
            now=now,
            also=partial(change.also, signed) if change.also else None,
        )
        if not isinstance(outcome, PartStale):
            return outcome
    return BUSY


def _revisions(
    store: Store, procurement_id: UUID, kind: Kind[T], revision: int
) -> tuple[Held[T] | None, Held[T] | None]:
    """Return a part as it stands, and as it was when the form was read."""
    with store.reading() as session:
        standing = read_part(session, procurement_id, kind)
        if standing is None or standing.revision == revision:
            return standing, standing
        return standing, part_at(session, procurement_id, kind, revision=revision)
