"""Criteria that the tests save for a procurement."""

from datetime import datetime
from uuid import UUID

from evaluation.outline.criteria import Criteria
from evaluation.outline.criteria.templates import TEMPLATES, built_from
from webapp.services.accounts import Person
from webapp.services.criteria import Opened, change_criteria, open_criteria
from webapp.services.parts import PartSaved
from webapp.store import Store


def opened(store: Store, procurement_id: UUID) -> Opened:
    """Return the criteria of a procurement."""
    found = open_criteria(store, procurement_id)
    assert found is not None
    return found


def with_criteria(
    store: Store,
    person: Person,
    procurement_id: UUID,
    now: datetime,
    criteria: Criteria | None = None,
) -> Criteria:
    """Save criteria, those of the first template unless others are given."""
    found = opened(store, procurement_id)
    built = criteria or built_from(TEMPLATES[0], found.basis, counts_promises=False)
    outcome = change_criteria(
        store,
        person,
        procurement_id=procurement_id,
        revision=found.revision,
        change=lambda _: built,
        now=now,
    )
    assert isinstance(outcome, PartSaved)
    return built
