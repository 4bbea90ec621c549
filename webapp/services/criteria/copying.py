"""The criteria of earlier procurements, to be copied."""

from dataclasses import dataclass
from uuid import UUID

from evaluation.outline.criteria import Criteria
from webapp.services.parts import read_part
from webapp.services.parts.kinds import CRITERIA
from webapp.store import Store
from webapp.store import procurements as procurement_rows
from webapp.store import stress_runs as rows

OFFERED = 50
"""How many earlier procurements are offered, those that were changed last."""


@dataclass(frozen=True, slots=True)
class SourceOfCriteria:
    """A procurement that has criteria."""

    procurement_id: UUID
    reference: str
    title: str


def sources(store: Store, procurement_id: UUID) -> tuple[SourceOfCriteria, ...]:
    """Return the other procurements of the same organisation whose criteria can be copied."""
    with store.reading() as session:
        organisation_id = procurement_rows.organisation_of(session, procurement_id)
        if organisation_id is None:
            return ()
        found = rows.procurements_with_part(
            session, organisation_id, CRITERIA.name, limit=OFFERED + 1
        )
    others = [SourceOfCriteria(*row) for row in found if row[0] != procurement_id]
    return tuple(others[:OFFERED])


def criteria_to_copy(store: Store, source_id: UUID) -> Criteria | None:
    """Return the criteria of a procurement that was offered, None where they are gone."""
    with store.reading() as session:
        held = read_part(session, source_id, CRITERIA)
    return held.value if held else None
