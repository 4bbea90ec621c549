"""Running the stress test of a procurement's criteria, and keeping what it found."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from evaluation.outline.criteria import Criteria, keeping_from_testing, model_of
from evaluation.stress import stress_test
from evaluation.stress.result import StressTest
from evaluation.tender import Tender
from rules.canonical import canonical_text
from webapp.services.accounts import Person
from webapp.services.criteria.reading import Opened, open_criteria
from webapp.services.criteria.standing import TESTED_UNDER, told_of
from webapp.services.criteria.stored_tests import content_of
from webapp.services.preparing.procurements import Preparation
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Store, audit
from webapp.store import stress_runs as rows
from webapp.store.part_tables import StressRun

CHANGED_MEANWHILE = Refused(
    "Somebody changed the criteria since this page was opened, so nothing was tested",
    "Look at them as they stand, and run the stress test again",
)


@dataclass(frozen=True, slots=True)
class StressTested:
    """The criteria were tested, and the result is kept."""

    model_sha256: str
    has_errors: bool


def run_stress_test(
    store: Store, person: Person, *, procurement_id: UUID, revision: int, now: datetime
) -> StressTested | Refused:
    """Put the criteria through the stress test, and keep what it found.

    The test takes a fraction of a second, also of the largest tree, and is made before the
    transaction that keeps it. Running it twice on the same criteria keeps one result.

    Args:
        store: The store.
        person: Who runs it; the caller has seen to it that they may.
        procurement_id: The procurement.
        revision: The revision of the criteria that was on the page.
        now: The moment.
    """
    found = open_criteria(store, procurement_id)
    if found is None:
        return NO_PROCUREMENT
    if found.revision != revision:
        return CHANGED_MEANWHILE
    missing = keeping_from_testing(found.criteria)
    if missing:
        return Refused(missing[0].problem, missing[0].remedy)
    test = made_test(found.preparation, found.criteria)
    told = told_of(found.criteria, found.preparation.decision)
    content = canonical_text({**content_of(test), TESTED_UNDER: told})
    return _keep(store, person, found, test, content, now=now)


def made_test(preparation: Preparation, criteria: Criteria) -> StressTest:
    """Return the stress test of criteria, under the decision on the procurement."""
    tender = Tender(
        preparation.reference,
        model_of(criteria),
        (),
        preparation.journey.procurement,
        preparation.policy,
    )
    return stress_test(tender, preparation.decision, preparation.stack)


def _keep(
    store: Store, person: Person, found: Opened, test: StressTest, content: str, *, now: datetime
) -> StressTested:
    sha256 = model_of(found.criteria).sha256
    kept = StressTested(sha256, test.has_errors)
    with store.writing() as session:
        last = rows.latest(session, found.preparation.id)
        if last is not None and (last[0].model_sha256, last[0].content) == (sha256, content):
            return kept
        at = now if last is None else max(now, last[0].run_at + timedelta.resolution)
        session.add(
            StressRun(
                procurement_id=found.preparation.id,
                model_sha256=sha256,
                has_errors=test.has_errors,
                content=content,
                run_by=person.id,
                run_at=at,
            )
        )
        audit.append(
            session,
            "stress-test",
            at=now,
            actor_id=person.id,
            organisation_id=found.preparation.organisation_id,
            subject=f"procurement/{found.preparation.id}",
            detail={
                "revision": found.revision,
                "model_sha256": sha256,
                "has_errors": test.has_errors,
                "findings": len(test.findings),
            },
        )
    return kept
