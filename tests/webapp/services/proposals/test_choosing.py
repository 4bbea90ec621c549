"""Measures are chosen, added and removed; others may change other things of the part meanwhile."""

from uuid import UUID

import pytest

from evaluation.outline.proposal import Choice, Proposal, Use
from tests.evaluation.outline.samples import TREES, WAGE, WEEKS, screened
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.proposals import opened, proposing
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, PartStale, history_of_part
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.proposals import (
    MOST_MEASURES,
    add_own,
    choose,
    own_id,
    remove_own,
)
from webapp.services.refusals import Refused


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return proposing(store, buyer, NOW)


def chosen(
    store: WatchedStore, person: Person, procurement_id: UUID, choice: Choice, revision: int
) -> object:
    return choose(
        store, person, procurement_id=procurement_id, choice=choice, revision=revision, now=NOW
    )


def test_two_buyers_change_two_measures_without_losing_either(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    chosen(store, buyer, procurement_id, Choice(WEEKS, Use.AWARD), 0)
    chosen(store, buyer, procurement_id, Choice(WAGE, Use.PERFORMANCE), 1)

    one = chosen(store, buyer, procurement_id, screened(WEEKS, Use.AWARD), 2)
    other = chosen(store, buyer, procurement_id, screened(WAGE, Use.PERFORMANCE), 2)

    held = opened(store, procurement_id).proposal
    assert (one, other) == (PartSaved(3), PartSaved(4))
    assert held.choice(WEEKS) == screened(WEEKS, Use.AWARD)
    assert held.choice(WAGE) == screened(WAGE, Use.PERFORMANCE)


def test_a_stale_choice_of_the_same_measure_is_refused_with_the_other(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    chosen(store, buyer, procurement_id, Choice(WEEKS, Use.AWARD), 0)
    chosen(store, buyer, procurement_id, screened(WEEKS, Use.AWARD), 1)

    outcome = chosen(store, buyer, procurement_id, Choice(WEEKS, Use.LEFT_OUT, "No"), 1)

    assert isinstance(outcome, PartStale)
    assert outcome.other.revision == 2
    assert opened(store, procurement_id).proposal.choice(WEEKS) == screened(WEEKS, Use.AWARD)


def test_the_same_choice_sent_twice_is_saved_once(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    outcomes = [
        chosen(store, buyer, procurement_id, screened(WEEKS, Use.AWARD), 0) for _ in range(2)
    ]

    with store.reading() as session:
        history = history_of_part(session, procurement_id, PROPOSAL)
    assert outcomes == [PartSaved(1), PartSaved(1)]
    assert len(history) == 1


def test_a_measure_of_ones_own_is_added_once_and_taken_out_again(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    choice = screened(own_id(TREES.title), Use.AWARD, own=TREES, because="More shade")

    def add() -> object:
        held = opened(store, procurement_id).proposal
        return add_own(
            store, buyer, procurement_id=procurement_id, choice=choice, held=held, revision=0,
            now=NOW,
        )  # fmt: skip

    outcomes = [add(), add()]
    assert opened(store, procurement_id).proposal.choices == (choice,)
    removed = remove_own(
        store, buyer, procurement_id=procurement_id, measure=choice.measure, revision=1, now=NOW
    )

    assert isinstance(outcomes[0], PartSaved)
    assert isinstance(outcomes[1], PartSaved)
    assert removed == PartSaved(2)
    assert opened(store, procurement_id).proposal.choices == ()


def test_another_measure_of_the_same_name_is_refused(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    held = Proposal((screened(own_id(TREES.title), Use.AWARD, own=TREES),))
    other = Choice(own_id("TREES planted – and kept!"), Use.AWARD, "x")

    outcome = add_own(
        store, buyer, procurement_id=procurement_id, choice=other, held=held, revision=0, now=NOW
    )

    assert isinstance(outcome, Refused)
    assert "another measure of that name" in outcome.problem


def test_a_hundred_measures_are_enough(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    held = Proposal(tuple(Choice(f"own-{n}", Use.AWARD) for n in range(MOST_MEASURES)))

    outcome = add_own(
        store, buyer, procurement_id=procurement_id, choice=Choice("own-x", Use.AWARD), held=held,
        revision=0, now=NOW,
    )  # fmt: skip

    assert isinstance(outcome, Refused)
    assert "takes no more" in outcome.problem


@pytest.mark.parametrize("title", ["😀", "---", "مرحبا", ""])
def test_any_title_makes_an_id(title: str) -> None:
    assert own_id(title) == "own-measure"
