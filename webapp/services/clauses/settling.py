"""A buyer's work on the clauses: taken, edited, filled in."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import (
    ClauseChoice,
    Clauses,
    Filled,
    as_it_is,
    with_clauses,
    with_shared,
)
from webapp.services.accounts import Person
from webapp.services.clauses.opening import OpenClauses
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import CLAUSES
from webapp.services.parts.merging import Change, change_part
from webapp.services.refusals import Refused
from webapp.store import Store

Outcome = PartSaved | PartStale[Clauses] | Refused


def settle(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    choice: ClauseChoice,
    revision: int,
    now: datetime,
) -> Outcome:
    """Record what was settled of the clause of a measure."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        make=lambda value: with_clauses(value, [choice]),
        aspect=lambda value: value.choice(choice.measure),
        now=now,
    )


def take_library(
    store: Store, person: Person, found: OpenClauses, *, revision: int, now: datetime
) -> Outcome:
    """Take the library's clause as it is for each measure whose clause is not settled yet."""
    ground = found.ground
    offered = [
        as_it_is(one.measure, clause)
        for one in found.included
        if ground and (clause := library_clause(one.measure, ground))
    ]

    def taken(value: Clauses) -> Clauses:
        return with_clauses(value, [one for one in offered if value.choice(one.measure) is None])

    return _change(
        store,
        person,
        procurement_id=found.preparation.id,
        revision=revision,
        make=taken,
        aspect=lambda _: None,
        now=now,
    )


def share(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    shared: tuple[Filled, ...],
    revision: int,
    now: datetime,
) -> Outcome:
    """Record the values that all clauses share."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        make=lambda value: with_shared(value, shared),
        aspect=lambda value: value.shared,
        now=now,
    )


def _change(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    revision: int,
    make: Callable[[Clauses], Clauses],
    aspect: Callable[[Clauses], object],
    now: datetime,
) -> Outcome:
    wanted = Change(CLAUSES, Clauses(), make=make, aspect=aspect, sign=lambda value: value)
    return change_part(
        store, person, wanted, procurement_id=procurement_id, revision=revision, now=now
    )
