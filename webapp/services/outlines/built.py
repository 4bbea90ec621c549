"""What a buyer has built of an outline, read from the store for the document."""

from typing import TypeVar
from uuid import UUID

from evaluation.faults import Severity
from evaluation.outline.criteria import model_of
from rules.uk_time import day_of
from rules.wording import counted
from webapp.documents.outline.built import Attached, Built, StressVerdict
from webapp.services.criteria.standing import Run, read_run
from webapp.services.parts import Held, Kind, every_part
from webapp.services.parts.kinds import CASE, CHECKLIST, CLAUSES, CRITERIA, LOTS, PROPOSAL
from webapp.store import Session
from webapp.store import attachments as attachment_rows

T = TypeVar("T")


def built_in(session: Session, procurement_id: UUID) -> Built:
    """Return the parts of a procurement's outline as they stand."""
    parts = every_part(session, procurement_id)

    def value_of(kind: Kind[T]) -> T | None:
        held: Held[object] | None = parts.get(kind.name)
        return held.value if held is not None and isinstance(held.value, kind.value) else None

    criteria = value_of(CRITERIA)
    run = read_run(session, procurement_id) if criteria else None
    is_of_these = run and criteria and run.model_sha256 == model_of(criteria).sha256
    return Built(
        checklist=value_of(CHECKLIST),
        story=value_of(CASE),
        lots=value_of(LOTS),
        proposal=value_of(PROPOSAL),
        clauses=value_of(CLAUSES),
        criteria=criteria,
        stress=_verdict(run) if run and is_of_these else None,
        attached=attached_in(session, procurement_id),
    )


def attached_in(session: Session, procurement_id: UUID) -> tuple[Attached, ...]:
    """Return the files that go with a procurement, without those that were taken off."""
    rows = attachment_rows.of_procurement(session, procurement_id)
    return tuple(
        Attached(one.name, one.description, one.size, one.sha256)
        for one in (row.attachment for row in rows if row.removed is None)
    )


def _verdict(run: Run) -> StressVerdict:
    findings = run.test.findings
    errors = sum(one.severity is Severity.ERROR for one in findings)
    warnings = len(findings) - errors
    if errors:
        sentence = f"{counted(errors, 'finding')} must be mended before the model is published."
    elif warnings:
        sentence = f"Nothing must be mended; {counted(warnings, 'warning')} to know of."
    else:
        sentence = "Nothing was found."
    told = tuple(f"{one.severity.words}: {one.message}" for one in findings)
    return StressVerdict(sentence, told, day_of(run.run_at))
