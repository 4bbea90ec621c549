"""An evaluation as it is put on record: what was evaluated and what came of it, with digests."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rules.canonical import canonical_text, sha256_of
from rules.stack import Stack
from webapp.services.awards.evaluating import Evaluated, evaluate_tender, evaluated_json
from webapp.services.awards.reporting import report_award
from webapp.services.result.building import Built
from webapp.services.result.canonical import canonical_json_of


@dataclass(frozen=True, slots=True)
class Recorded:
    """What stands of an evaluation: canonical JSON, and digests of it.

    `packs` names those under which it was evaluated; `report` is the content of the award
    report, whose digest is the one that is printed on it.
    """

    tender: str
    tender_sha256: str
    result: str
    result_sha256: str
    packs: str
    report: str
    report_sha256: str


class Pinned(Protocol):
    """What tells one evaluation on record from another: what was evaluated, and by which packs."""

    @property
    def tender_sha256(self) -> str:
        """The digest of the canonical tender."""

    @property
    def packs(self) -> str:
        """The packs, as `packs_json` has them."""


def is_of(run: Pinned, made: Built) -> bool:
    """Return whether an evaluation on record is one of this tender under these packs."""
    return (run.tender_sha256, run.packs) == (made.sha256, packs_json(made.packs))


def record_of(made: Built, *, issued_on: date, audit_head: str = "") -> Recorded:
    """Evaluate a tender, and return what stands of it.

    Args:
        made: The tender, and the packs that judge what its bids promise.
        issued_on: The day that the award report bears.
        audit_head: The head of the audit log that the report bears, empty for none.

    Raises:
        ModelIsFaulty: the model is ambiguous, with every fault of it.
        PodiumError: the packs do not know the day, or a person settled a commitment against them.
    """
    evaluated = evaluate_tender(made.tender, made.packs_of)
    report = replace(report_award(evaluated, issued_on=issued_on).report, audit_head=audit_head)
    result = canonical_result(evaluated)
    return Recorded(
        tender=made.canonical,
        tender_sha256=made.sha256,
        result=result,
        result_sha256=sha256_of(result),
        packs=packs_json(made.packs),
        report=report.canonical(),
        report_sha256=report.sha256(),
    )


def canonical_result(evaluated: Evaluated) -> str:
    """Return an evaluation as canonical `podium/evaluation/1`."""
    return canonical_json_of(evaluated_json(evaluated))


def packs_json(packs: Stack) -> str:
    """Return which packs judge what bids promise, as canonical JSON."""
    return canonical_text(
        [{"id": pack.id, "version": pack.version, "sha256": pack.sha256} for pack in packs.packs]
    )
