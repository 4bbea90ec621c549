"""Outlines that stand in a state, as rows: for tests that ask only what the state forbids."""

from uuid import UUID

from tests.webapp.conftest import NOW
from webapp.services.accounts import Person
from webapp.store import Store
from webapp.store.models import DecisionRecord
from webapp.store.outline_tables import OutlineStep, OutlineVersion


def outline_stands(
    store: Store, person: Person, procurement_id: UUID, state: str = "submitted", why: str = ""
) -> None:
    """Write the rows of an outline whose last step led to a state."""
    with store.writing() as session:
        decision = DecisionRecord(
            procurement_id=procurement_id,
            version=1,
            input_sha256="0" * 64,
            content="{}",
            content_sha256="0" * 64,
            packs="[]",
            decided_at=NOW,
            decided_by=person.id,
        )
        session.add(decision)
        session.flush()
        version = OutlineVersion(
            procurement_id=procurement_id,
            number=1,
            answers_version=1,
            decision_id=decision.id,
            parts="{}",
            content="{}",
            content_sha256="0" * 64,
            summary='{"ask":"","value":"","tier":"","risks":[]}',
            conflicts_asked="",
            conflicts_found="",
            has_conflicts_assessment=False,
            why="",
            submitted_by=person.id,
            submitted_at=NOW,
        )
        session.add(version)
        session.flush()
        session.add(
            OutlineStep(
                outline_version_id=version.id,
                number=1,
                state=state,
                why=why,
                made_by=person.id,
                made_at=NOW,
            )
        )
