"""Whether the criteria, just as they stand, were put through a stress test, and what it found."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from evaluation.faults import Severity
from evaluation.outline.criteria import Basis, Criteria, model_of
from evaluation.stress.expected import expected_prices
from evaluation.stress.result import StressFinding, StressTest
from rules.canonical import canonical_text, sha256_of
from rules.decision import Decision
from webapp.services.criteria.stored_tests import stress_test_of
from webapp.services.preparing.answers import stored
from webapp.store import Session
from webapp.store import stress_runs as rows

TESTED_UNDER = "tested_under"
"""The key under which a stored test keeps the digest of what it was told of the procurement."""

_READ = ("social_value_minimum", "social_value_maximum", "measures_maximum", "outcomes")
_OF_THE_RANGE = frozenset({"social-value-below-minimum", "social-value-above-maximum"})


class StressStanding(StrEnum):
    """Whether the criteria as they stand were tested, and whether they may be published."""

    NEVER = "never"
    STALE = "stale"
    ERRORS = "errors"
    CLEAN = "clean"


@dataclass(frozen=True, slots=True)
class Run:
    """A stress test as it was stored: of which model, told what, by whom and when."""

    test: StressTest
    model_sha256: str
    tested_under: str
    run_by: str
    run_at: datetime


def standing_of(
    criteria: Criteria, basis: Basis, decision: Decision | None, run: Run | None
) -> StressStanding:
    """Return how criteria stand to their last stress test.

    `NEVER` where there was none, or there are no criteria; `STALE` where the criteria, or what
    the test reads of the decision, have changed since; `ERRORS` where it found what the criteria
    must not be published with; `CLEAN` otherwise.
    """
    if run is None or not criteria.criteria:
        return StressStanding.NEVER
    is_of_these = run.model_sha256 == model_of(criteria).sha256
    if not is_of_these or run.tested_under != told_of(criteria, decision):
        return StressStanding.STALE
    return StressStanding.ERRORS if errors_in(run.test, basis) else StressStanding.CLEAN


def errors_in(test: StressTest, basis: Basis) -> tuple[StressFinding, ...]:
    """Return the errors of a test, without a weight outside the range that was allowed."""
    return tuple(
        finding
        for finding in test.findings
        if finding.severity is Severity.ERROR
        and not (finding.id in _OF_THE_RANGE and basis.is_allowed)
    )


def told_of(criteria: Criteria, decision: Decision | None) -> str:
    """Return the digest of all that a stress test reads of a procurement."""
    expected = expected_prices(model_of(criteria), decision)
    told: dict[str, object] = {"prices": [str(expected.lowest), str(expected.highest)]}
    if decision is not None:
        told["policy"] = [decision.policy, decision.policy_in_force]
        told["conclusions"] = {
            name: [finding.status.value, stored(finding.value), sorted(finding.ids())]
            for name, finding in ((name, decision.findings[name]) for name in _READ)
        }
    return sha256_of(canonical_text(told))


def read_run(session: Session, procurement_id: UUID) -> Run | None:
    """Return the last stress test of a procurement."""
    found = rows.latest(session, procurement_id)
    if found is None:
        return None
    row, name = found
    content = json.loads(row.content)
    return Run(
        test=stress_test_of(content),
        model_sha256=row.model_sha256,
        tested_under=str(content[TESTED_UNDER]),
        run_by=name,
        run_at=row.run_at,
    )
