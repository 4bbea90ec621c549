"""A buyer's work on the clauses: taken, edited, filled in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from evaluation.outline.clauses import (
    ClauseChoice,
    Clauses,
    Filled,
    with_clauses,
    with_shared,
)
from webapp.services.accounts import Person
from webapp.services.clauses.opening import OpenClauses, standing_of
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


def fill_in(
    store: Store,
    person: Person,
    found: OpenClauses,
    *,
    given: Mapping[str, Mapping[str, str]],
    revision: int,
    now: datetime,
) -> Outcome:
    """Fill the gaps of all clauses at once, and keep the library's where nothing was settled yet.

    Args:
        store: Where they are kept.
        person: Who fills them.
        found: The clauses as they were opened.
        given: What was typed for each variable that was asked for, empty where nothing was; by
            measure, and under an empty name what all clauses share.
        revision: The one that the form was read at.
        now: The moment.
    """
    standing = {one.measure: standing_of(found, one) for one in found.included}

    def filled(value: Clauses) -> Clauses:
        shared = _with_values(value.shared, given.get("", {}))
        choices = [
            replace(begun, filled=_with_values(begun.filled, given.get(one.measure, {})))
            for one in found.included
            if (begun := value.choice(one.measure) or standing[one.measure])
        ]
        return with_shared(with_clauses(value, choices), shared)

    return _change(
        store,
        person,
        procurement_id=found.preparation.id,
        revision=revision,
        make=filled,
        aspect=lambda value: values_asked(value, given),
        now=now,
    )


def values_asked(
    clauses: Clauses, asked: Mapping[str, Iterable[str]]
) -> dict[tuple[str, str], str]:
    """Return what fills some variables now, by measure and name, empty where nothing does."""
    held = {one.measure: one.values for one in clauses.choices} | {"": clauses.values}
    return {
        (measure, name): held.get(measure, {}).get(name, "")
        for measure, names in asked.items()
        for name in names
    }


def _with_values(filled: tuple[Filled, ...], given: Mapping[str, str]) -> tuple[Filled, ...]:
    """Return values with those in place of earlier ones that were given, an empty one taken out."""
    values = {one.name: one.value for one in filled} | dict(given)
    return tuple(Filled(name, value) for name, value in values.items() if value)


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
    wanted = Change(CLAUSES, Clauses(), make=make, aspect=aspect)
    return change_part(
        store, person, wanted, procurement_id=procurement_id, revision=revision, now=now
    )
