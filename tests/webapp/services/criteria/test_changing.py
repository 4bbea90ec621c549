"""Changing the criteria: one revision after another, and none lost to another's."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from evaluation.outline.criteria import Criteria, Difference
from evaluation.outline.criteria.editing import GONE, removed, with_weights
from tests.evaluation.outline.criteria.trees import TREE
from tests.webapp.conftest import Clock
from tests.webapp.criteria import opened, with_criteria
from tests.webapp.proposals import proposing
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.criteria import StaleCriteria, change_criteria
from webapp.services.criteria.changing import NEVER_READ, Change
from webapp.services.parts import PartSaved
from webapp.store import Store


@pytest.fixture
def procurement_id(store: Store, buyer: Person, clock: Clock) -> UUID:
    return proposing(store, buyer, clock.now)


@pytest.fixture
def change(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID
) -> Callable[..., object]:
    """Change the criteria as the buyer, or somebody else."""

    def make(change: Change, revision: int, *, by: Person | None = None) -> object:
        return change_criteria(
            store,
            by or buyer,
            procurement_id=procurement_id,
            revision=revision,
            change=change,
            now=clock.now,
        )

    return make


def weights(**given: str) -> Change:
    """Return a change of weights."""
    return partial(with_weights, weights=given)


def test_the_first_criteria_are_the_first_revision(
    store: Store, procurement_id: UUID, change: Callable[..., object]
) -> None:
    assert change(lambda _: TREE, 0) == PartSaved(1)

    found = opened(store, procurement_id)
    assert (found.criteria, found.revision) == (TREE, 1)


def test_a_change_is_made_to_what_was_read(
    store: Store, procurement_id: UUID, change: Callable[..., object]
) -> None:
    change(lambda _: TREE, 0)

    assert change(weights(price="30", quality="70"), 1) == PartSaved(2)
    assert [one.weight for one in opened(store, procurement_id).criteria.criteria] == [
        "30",
        "70",
        "60",
        "40",
    ]


def test_sending_the_same_twice_saves_it_once(change: Callable[..., object]) -> None:
    change(lambda _: TREE, 0)

    assert change(weights(price="30"), 1) == PartSaved(2)
    assert change(weights(price="30"), 1) == PartSaved(2)


def test_what_somebody_else_saved_is_shown_beside_it_and_not_overwritten(
    store: Store,
    procurement_id: UUID,
    change: Callable[..., object],
    person_of: Callable[..., Person],
) -> None:
    change(lambda _: TREE, 0)
    change(weights(price="45"), 1, by=person_of(Role.PROCUREMENT_OFFICER))

    outcome = change(weights(price="30"), 1)

    assert isinstance(outcome, StaleCriteria)
    assert outcome.other.revision == 2
    assert outcome.other.made_by == "Procurement officer of Coventry City Council"
    assert outcome.differences == (Difference("price", "Price", "Weight", "30", "45"),)
    assert opened(store, procurement_id).criteria.criteria[0].weight == "45"


def test_a_stale_change_sent_again_is_made_to_what_stands_now(
    store: Store, procurement_id: UUID, change: Callable[..., object]
) -> None:
    change(lambda _: TREE, 0)
    change(lambda tree: removed(tree, "people"), 1)
    stale = change(weights(price="30"), 1)
    assert isinstance(stale, StaleCriteria)

    assert change(weights(price="30"), stale.other.revision) == PartSaved(3)

    found = opened(store, procurement_id).criteria.criteria
    assert [(one.id, one.weight) for one in found] == [
        ("price", "30"),
        ("quality", "60"),
        ("method", "60"),
    ]


def test_what_both_changed_alike_is_saved_already(change: Callable[..., object]) -> None:
    change(lambda _: TREE, 0)
    change(weights(price="30", quality="70"), 1)

    assert change(weights(price="30"), 1) == PartSaved(2)


def test_what_can_not_be_changed_is_told(change: Callable[..., object]) -> None:
    change(lambda _: TREE, 0)

    assert change(lambda tree: removed(tree, "gone"), 1) == GONE


def test_a_form_that_was_never_read_changes_nothing(change: Callable[..., object]) -> None:
    assert change(lambda _: TREE, 7) == NEVER_READ


def test_a_change_to_nothing_is_stale_once_there_are_criteria(
    store: Store, buyer: Person, clock: Clock, procurement_id: UUID, change: Callable[..., object]
) -> None:
    with_criteria(store, buyer, procurement_id, clock.now)

    assert isinstance(change(lambda _: Criteria(), 0), StaleCriteria)
