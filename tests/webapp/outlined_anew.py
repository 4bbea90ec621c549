"""An outline whose lots were changed and approved anew, as the record has it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from evaluation.outline.lots import Lots
from rules.canonical import canonical_text, sha256_of
from tests.webapp.clients import WatchedStore
from webapp.services.accounts import Person
from webapp.services.parts.codec import json_of
from webapp.store.models import DecisionRecord
from webapp.store.outline_tables import OutlineStep, OutlineVersion
from webapp.store.part_tables import PartRevision

_SUMMARY = '{"ask": "Approve it", "value": "£360,000", "tier": "", "risks": []}'


def outlined_anew(
    store: WatchedStore,
    buyer: Person,
    procurement_id: UUID,
    lots: Lots,
    number: int,
    now: datetime,
) -> None:
    """Put the next version of an outline on record, with these lots, approved instead of the last.

    `number` is its own.
    """
    content = canonical_text(json_of(lots))
    with store.by_hand() as session:
        session.add(
            PartRevision(
                procurement_id=procurement_id,
                part="lots",
                revision=number,
                content=content,
                content_sha256=sha256_of(content),
                why="",
                made_by=buyer.id,
                made_at=now,
            )
        )
        of = OutlineVersion.procurement_id == procurement_id
        last_id = session.scalars(
            select(OutlineVersion.id).where(of, OutlineVersion.number == number - 1)
        ).one()
        decision_id = session.scalars(
            select(DecisionRecord.id).where(DecisionRecord.procurement_id == procurement_id)
        ).one()
        version = OutlineVersion(
            procurement_id=procurement_id,
            number=number,
            answers_version=1,
            decision_id=decision_id,
            parts=f'{{"lots": {number}}}',
            content="{}",
            content_sha256="0" * 64,
            summary=_SUMMARY,
            conflicts_asked="",
            conflicts_found="",
            has_conflicts_assessment=True,
            why="",
            submitted_by=buyer.id,
            submitted_at=now,
        )
        session.add(version)
        session.flush()
        steps = (last_id, 2, "superseded"), (version.id, 1, "sealed")
        session.add_all(
            OutlineStep(
                outline_version_id=version_id,
                number=step,
                state=state,
                body=None,
                why="",
                made_by=buyer.id,
                made_at=now,
            )
            for version_id, step, state in steps
        )
