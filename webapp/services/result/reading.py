"""The evaluations on record, read back."""

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
from webapp.store import Session
from webapp.store import results as rows
from webapp.store.award_tables import EvaluationRun
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
        return _tender(self.tender_sha256, self.tender_json)

    @property
    def evaluation(self) -> dict[str, Any]:
        """What came of it, as `podium/evaluation/1`."""
        found: dict[str, Any] = json.loads(self.result_json)
        return found

    @property
    def report(self) -> Document:
        """The award report, as it was made then."""
        return _REPORTS.of(self.report_sha256, lambda: document_of(json.loads(self.report_json)))


def evaluated_tender(run: EvaluationRun) -> Tender:
    """Return what was evaluated, read once for its digest."""
    return _tender(run.tender_sha256, run.tender)


def _tender(sha256: str, canonical: str) -> Tender:
    return _TENDERS.of(sha256, lambda: read_tender(canonical.encode(), name="the evaluated tender"))


def last_run(session: Session, procurement_id: UUID) -> Run | None:
    """Return the last evaluation of a procurement, None before there is one."""
    return _run(rows.last_run(session, procurement_id))


def run_numbered(session: Session, procurement_id: UUID, number: int) -> Run | None:
    """Return an evaluation of a procurement by its number, None if there is none such."""
    return _run(rows.run_numbered(session, procurement_id, number))


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
