"""The commissioning checklist: what counts as settled, and what a copy begins with."""

import pytest

from evaluation.outline.checklist import (
    GUIDES,
    Checklist,
    Item,
    State,
    Topic,
    begun_anew,
)


def test_every_stage_has_a_guide_in_the_order_of_the_cycle() -> None:
    assert [guide.topic for guide in GUIDES] == [*Topic]


def test_a_stage_that_was_not_spoken_of_has_not_started() -> None:
    assert Checklist().item(Topic.NEEDS) == Item(Topic.NEEDS, State.NOT_STARTED)
    assert Checklist().incomplete == tuple(Topic)


@pytest.mark.parametrize(
    ("state", "note", "is_settled"),
    [
        (State.NOT_STARTED, "", False),
        (State.UNDER_WAY, "Half of it", False),
        (State.DONE, "", True),
        (State.NOT_NEEDED, "", False),
        (State.NOT_NEEDED, "The service is new", True),
    ],
)
def test_a_stage_is_settled_when_done_or_left_out_for_a_reason(
    state: State, note: str, *, is_settled: bool
) -> None:
    assert Item(Topic.REVIEW, state, note).is_settled is is_settled


def test_a_stage_is_put_in_its_place_and_the_others_stay() -> None:
    first = Checklist((Item(Topic.MARKET, State.DONE, "Nine firms"),))

    changed = first.with_item(Item(Topic.REVIEW, State.UNDER_WAY))

    assert [item.topic for item in changed.items] == [*Topic]
    assert changed.item(Topic.MARKET) == Item(Topic.MARKET, State.DONE, "Nine firms")
    assert changed.item(Topic.REVIEW).state is State.UNDER_WAY


def test_begun_anew_keeps_the_notes_and_nothing_is_done() -> None:
    done = Checklist((Item(Topic.REVIEW, State.DONE, "Reviewed"), Item(Topic.NEEDS, State.DONE)))

    fresh = begun_anew(done)

    assert fresh.item(Topic.REVIEW) == Item(Topic.REVIEW, State.UNDER_WAY, "Reviewed")
    assert fresh.item(Topic.NEEDS) == Item(Topic.NEEDS, State.NOT_STARTED)
    assert fresh.incomplete == tuple(Topic)
