"""The evaluations on record, read back, and whether what they rest on is still as it was."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluation.tender import Tender
from forms.tender import read_tender
from webapp.documents.content import Document
from webapp.documents.reading import document_of
from webapp.services.kept import Kept
from webapp.services.result.building import Built, built
from webapp.services.result.records import packs_json
from webapp.store import Session
from webapp.store import results as rows
from webapp.store.results import RunRow

_MOST = 20
_TENDERS: Kept[Tender] = Kept(_MOST)
_REPORTS: Kept[Document] = Kept(_MOST)


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation on record: `tender_json` and `result_json` are canonical JSON.

    `packs` names those that it was made under, as JSON; `why` says why it was evaluated again.
    """

    id: UUID
    number: int
    tender_json: str
    tender_sha256: str
    result_json: str
    result_sha256: str
    packs: str
    report_json: str
    report_sha256: str
    why: str
    by_id: UUID
    by: str
    at: datetime

    @property
    def tender(self) -> Tender:
        """What was evaluated."""
        return _TENDERS.of(
            self.tender_sha256,
            lambda: read_tender(self.tender_json.encode(), name="the evaluated tender"),
        )

    @property
    def evaluation(self) -> dict[str, Any]:
        """What came of it, as `podium/evaluation/1`."""
        found: dict[str, Any] = json.loads(self.result_json)
        return found

    @property
    def report(self) -> Document:
        """The award report, as it was made then."""
        return _REPORTS.of(self.report_sha256, lambda: document_of(json.loads(self.report_json)))


def last_run(session: Session, procurement_id: UUID) -> Run | None:
    """Return the last evaluation of a procurement, None before there is one."""
    return _run(rows.last_run(session, procurement_id))


def run_numbered(session: Session, procurement_id: UUID, number: int) -> Run | None:
    """Return an evaluation of a procurement by its number, None if there is none such."""
    return _run(rows.run_numbered(session, procurement_id, number))


def is_current(session: Session, procurement_id: UUID, run: Run) -> bool:
    """Return whether a tender would be evaluated now as it was in an evaluation on record.

    Raises:
        NotPublished: the procurement has no tender.
    """
    return is_of(run, built(session, procurement_id))


def is_of(run: Run, made: Built) -> bool:
    """Return whether an evaluation is one of this tender under these packs."""
    return (run.tender_sha256, run.packs) == (made.sha256, packs_json(made.packs))


def _run(row: RunRow | None) -> Run | None:
    if row is None:
        return None
    run = row.run
    return Run(
        id=run.id,
        number=run.number,
        tender_json=run.tender,
        tender_sha256=run.tender_sha256,
        result_json=run.result,
        result_sha256=run.result_sha256,
        packs=run.packs,
        report_json=run.report,
        report_sha256=run.report_sha256,
        why=run.why,
        by_id=run.made_by,
        by=row.by,
        at=run.made_at,
    )
