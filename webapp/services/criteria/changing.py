"""Changing the criteria: one change to the tree as the form was read, kept unless it is stale."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.criteria import Criteria, Difference, NotChanged, differences
from webapp.services.accounts import Person
from webapp.services.parts import Held, PartSaved, PartStale, part_at, save_part
from webapp.services.parts.kinds import CRITERIA
from webapp.services.refusals import Refused
from webapp.store import Store

Change = Callable[[Criteria], Criteria | NotChanged]

NEVER_READ = Refused(
    "The form does not say which version of the criteria it is about",
    "Open the criteria again, and make the change there",
)


@dataclass(frozen=True, slots=True)
class StaleCriteria:
    """Somebody saved the criteria meanwhile: what stands now, and what the change would do to it.

    Sending the same form at the revision of `other` makes the change.
    """

    other: Held[Criteria]
    differences: tuple[Difference, ...]


def change_criteria(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    revision: int,
    change: Change,
    why: str = "",
    now: datetime,
) -> PartSaved | StaleCriteria | NotChanged | Refused:
    """Make a change to the criteria as they were when the form was read, and save them.

    Args:
        store: The store.
        person: Who changes them; the caller has seen to it that they may.
        procurement_id: The procurement.
        revision: The revision that the form was read at, 0 before the first.
        change: What is changed; it is given the criteria of that revision.
        why: What was done, in words that stay on record.
        now: The moment.
    """
    with store.reading() as session:
        read = part_at(session, procurement_id, CRITERIA, revision=revision) if revision else None
    if revision and read is None:
        return NEVER_READ
    changed = change(read.value if read else Criteria())
    if isinstance(changed, NotChanged):
        return changed
    outcome = save_part(
        store,
        person,
        procurement_id=procurement_id,
        kind=CRITERIA,
        value=changed,
        revision=revision,
        why=why,
        now=now,
    )
    return _stale(outcome.other, changed, change) if isinstance(outcome, PartStale) else outcome


def _stale(other: Held[Criteria], changed: Criteria, change: Change) -> PartSaved | StaleCriteria:
    """Return what the change would do to what stands now; nothing, if that has it already."""
    again = change(other.value)
    found = differences(changed if isinstance(again, NotChanged) else again, other.value)
    return StaleCriteria(other, found) if found else PartSaved(other.revision)
