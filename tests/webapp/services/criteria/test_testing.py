"""Running the stress test, and how criteria stand to it afterwards."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from evaluation.outline.criteria import Criteria, model_of
from evaluation.outline.criteria.editing import with_weights
from evaluation.stress import stress_test
from evaluation.stress.serialisation import stress_json
from evaluation.tender import Tender
from rules.money import Money, Pence, VatBasis
from tests.evaluation.outline.criteria.trees import TREE, price, promises, question
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.proposals import proposing
from webapp.services.accounts import Person
from webapp.services.criteria import (
    StressStanding,
    StressTested,
    change_criteria,
    run_stress_test,
)
from webapp.services.criteria.standing import read_run
from webapp.services.criteria.stored_tests import content_of, stress_test_of
from webapp.services.criteria.testing import CHANGED_MEANWHILE, made_test
from webapp.services.preparing.answering import answer_page
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Store
from webapp.store.models import AuditEntry
from webapp.store.part_tables import StressRun

Run = Callable[..., StressTested | Refused]


@pytest.fixture
def procurement_id(store: Store, buyer: Person, clock: Clock) -> UUID:
    return proposing(store, buyer, clock.now)


@pytest.fixture
def run(store: Store, buyer: Person, clock: Clock, procurement_id: UUID) -> Run:
    """Run the stress test on the criteria as they stand, or at a revision."""

    def make(revision: int | None = None) -> StressTested | Refused:
        clock.move(timedelta(minutes=1))
        at = opened(store, procurement_id).revision if revision is None else revision
        return run_stress_test(
            store, buyer, procurement_id=procurement_id, revision=at, now=clock.now
        )

    return make


def standing(store: Store, procurement_id: UUID) -> StressStanding:
    """Return how the criteria stand to their stress test."""
    return opened(store, procurement_id).standing


def test_criteria_of_a_template_come_out_clean(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    criteria = with_criteria(store, buyer, procurement_id, clock.now)
    before = standing(store, procurement_id)

    outcome = run()

    assert before is StressStanding.NEVER
    assert outcome == StressTested(model_of(criteria).sha256, has_errors=False)
    assert standing(store, procurement_id) is StressStanding.CLEAN


def test_criteria_with_an_error_do_not(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now, TREE)

    outcome = run()

    assert isinstance(outcome, StressTested)
    assert outcome.has_errors
    assert standing(store, procurement_id) is StressStanding.ERRORS


def test_changed_criteria_make_the_test_stale(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)
    run()

    change_criteria(
        store,
        buyer,
        procurement_id=procurement_id,
        revision=1,
        change=partial(with_weights, weights={"price": "39"}),
        now=clock.now,
    )

    assert standing(store, procurement_id) is StressStanding.STALE


def test_another_estimated_value_makes_the_test_stale(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)
    run()

    answer_page(
        store,
        buyer,
        procurement_id=procurement_id,
        answers={"estimated_value": Money(Pence(420_000_00), VatBasis.INCLUDED)},
        version=opened(store, procurement_id).preparation.version,
        now=clock.now,
    )

    assert standing(store, procurement_id) is StressStanding.STALE


def test_running_it_twice_keeps_one_result(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)

    assert run() == run()

    with store.reading() as session:
        kept = session.scalar(select(func.count()).select_from(StressRun))
        told = session.scalars(select(AuditEntry).where(AuditEntry.act == "stress-test")).all()
    assert kept == 1
    assert len(told) == 1


def test_the_last_test_is_the_one_that_counts(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now, TREE)
    run()
    with_criteria(store, buyer, procurement_id, clock.now)
    clock.move(timedelta(hours=-1))

    run()

    assert standing(store, procurement_id) is StressStanding.CLEAN


def test_what_is_stored_is_read_again_as_it_was_told(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)
    found = opened(store, procurement_id)
    test = made_test(found.preparation, found.criteria)

    run()

    with store.reading() as session:
        read = read_run(session, procurement_id)
    assert read is not None
    assert stress_json(read.test) == stress_json(test)
    assert list(read.test.effective_weights) == list(test.effective_weights)
    assert dict(read.test.titles) == dict(test.titles)
    assert read.run_by == buyer.name


def test_a_test_without_price_promises_or_example_is_read_again_too() -> None:
    found = made_of(Criteria((question("q"),)))

    assert stress_json(stress_test_of(found)) == {
        key: value for key, value in found.items() if key not in {"places", "titles", "order"}
    }


def made_of(criteria: Criteria) -> dict[str, object]:
    """Return the stored form of the stress test of criteria without a procurement."""
    return content_of(stress_test(Tender("X", model_of(criteria), ()), None, runs=50))


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria((price("40"), promises("", formula=""), question("q", "60"))),
        Criteria((price("40", formula=""), question("q", "60"))),
        Criteria(),
    ],
)
def test_what_is_not_whole_is_not_tested(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run, criteria: Criteria
) -> None:
    if criteria.criteria:
        with_criteria(store, buyer, procurement_id, clock.now, criteria)

    assert isinstance(run(), Refused)
    assert standing(store, procurement_id) is StressStanding.NEVER


def test_weights_that_do_not_total_are_tested_and_are_an_error(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    built = with_criteria(store, buyer, procurement_id, clock.now)
    with_criteria(store, buyer, procurement_id, clock.now, with_weights(built, {"price": "35"}))

    assert isinstance(run(), StressTested)
    assert standing(store, procurement_id) is StressStanding.ERRORS


def test_a_page_that_is_older_than_the_criteria_tests_nothing(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)

    assert run(0) == CHANGED_MEANWHILE


def test_nothing_is_tested_of_a_procurement_that_is_none(
    store: Store, buyer: Person, clock: Clock
) -> None:
    unknown = uuid4()

    assert (
        run_stress_test(store, buyer, procurement_id=unknown, revision=0, now=clock.now)
        == NO_PROCUREMENT
    )


def test_the_largest_tree_is_tested_too(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, run: Run
) -> None:
    many = Criteria((price("40"), *(question(f"q{at}", "0.5") for at in range(119))))
    with_criteria(store, buyer, procurement_id, clock.now, many)

    outcome = run()

    assert isinstance(outcome, StressTested)
    assert outcome.has_errors
