"""What of the criteria is in the way of submitting an outline."""

from uuid import UUID

import pytest

from evaluation.outline.criteria import Criteria
from tests.evaluation.outline.criteria.trees import price, question
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.proposals import proposing
from webapp.services.accounts import Person
from webapp.services.criteria import run_stress_test
from webapp.services.criteria.readiness import NONE_YET, criteria_check
from webapp.services.parts import every_part
from webapp.services.submission.problems import Ground
from webapp.store import Store


@pytest.fixture
def procurement_id(store: Store, buyer: Person, clock: Clock) -> UUID:
    return proposing(store, buyer, clock.now)


def told(store: Store, procurement_id: UUID) -> list[tuple[str, str]]:
    """Return the problems, and the pages on which they are mended."""
    preparation = opened(store, procurement_id).preparation
    with store.reading() as session:
        ground = Ground(session, preparation, every_part(session, procurement_id))
        return [(one.text, one.endpoint) for one in criteria_check(ground)]


def test_without_criteria_that_is_all(store: Store, procurement_id: UUID) -> None:
    assert told(store, procurement_id) == [(NONE_YET.text, NONE_YET.endpoint)]


def test_criteria_need_their_stress_test(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)

    assert told(store, procurement_id) == [
        (
            "The award criteria have not been put through the stress test",
            "criteria.stress_test",
        )
    ]


def test_nothing_is_in_the_way_of_tested_criteria(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)
    run_stress_test(store, buyer, procurement_id=procurement_id, revision=1, now=clock.now)

    assert told(store, procurement_id) == []


def test_what_a_criterion_lacks_is_mended_on_its_page(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now, Criteria((price("100", formula=""),)))

    assert told(store, procurement_id)[0] == (
        "‘Price’ does not say how a price becomes points",
        "criteria.criterion",
    )


def test_of_many_problems_the_first_are_told(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID
) -> None:
    many = Criteria(tuple(question(f"q{at}", "") for at in range(8)))
    with_criteria(store, buyer, procurement_id, clock.now, many)

    texts = [text for text, _ in told(store, procurement_id)]

    assert texts[0] == "‘Q0’ has no weight"
    assert len(texts) == 7
    assert "more problems of the award criteria are listed with them" in texts[5]
