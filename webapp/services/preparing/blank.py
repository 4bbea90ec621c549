"""A procurement before anything is known of it, however it is begun."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.standing import Stage, Turn
from webapp.store.models import ProcurementRecord


def new_record(
    organisation_id: UUID, person: Person, *, reference: str, title: str, now: datetime
) -> ProcurementRecord:
    """Return a procurement of which nothing is answered yet; nothing is stored."""
    return ProcurementRecord(
        organisation_id=organisation_id,
        reference=reference,
        title=title,
        version=1,
        created_by=person.id,
        created_at=now,
        changed_at=now,
        stage=Stage.QUESTIONS.value,
        questions_open=0,
        dates="[]",
        waits_for=Turn.BUYER.value,
        waits_since=now,
    )
