"""Clauses are settled one by one: nothing of anybody's is lost, and nothing changes once closed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest

from evaluation.outline.clauses import ClauseChoice, Filled, Take, Texts
from evaluation.outline.proposal import Proposal, Use
from tests.evaluation.outline.samples import FOOTPRINT, WAGE, WEEKS, complete, screened
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import send
from tests.webapp.proposals import opened as proposal_in
from tests.webapp.proposals import proposing, settled
from webapp.services.accounts import Person
from webapp.services.clauses import OpenClauses, fill_in, open_clauses, settle, values_asked
from webapp.services.parts import PartSaved, PartStale, every_part, save_part
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.standing import BEFORE_A_PANEL
from webapp.services.preparing.procurements import opened
from webapp.services.proposals import choose
from webapp.services.proposals.readiness import check_clauses, check_proposal
from webapp.services.submission.problems import Ground

NONE = ClauseChoice(WEEKS, Take.NONE, "It stands in the specification")


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    made = proposing(store, buyer, NOW)
    settled(store, buyer, made, NOW)
    return made


def found_in(store: WatchedStore, procurement_id: UUID) -> OpenClauses:
    found = open_clauses(store, procurement_id)
    assert found is not None
    return found


def save(
    store: WatchedStore, person: Person, procurement_id: UUID, choice: ClauseChoice, revision: int
) -> object:
    return settle(
        store, person, procurement_id=procurement_id, choice=choice, revision=revision, now=NOW
    )


def propose(
    store: WatchedStore, person: Person, procurement_id: UUID, value: Proposal, revision: int
) -> None:
    saved = save_part(
        store, person, procurement_id=procurement_id, kind=PROPOSAL, value=value,
        revision=revision, why="", now=NOW,
    )  # fmt: skip
    assert isinstance(saved, PartSaved), saved


def in_the_way(store: WatchedStore, procurement_id: UUID) -> list[tuple[str, dict[str, str]]]:
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        assert preparation is not None
        ground = Ground(session, preparation, every_part(session, procurement_id))
        found = (*check_proposal(ground), *check_clauses(ground))
        return [(one.endpoint, dict(one.arguments)) for one in found]


def test_what_is_settled_and_filled_in_is_in_nobodys_way(
    store: WatchedStore, procurement_id: UUID
) -> None:
    assert in_the_way(store, procurement_id) == []


def test_what_is_missing_leads_to_the_page_on_which_it_is_mended(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    light = replace(proposal_in(store, procurement_id).proposal, weight=400, weight_because="")
    propose(store, buyer, procurement_id, light, 1)
    save(store, buyer, procurement_id, replace(NONE, because=""), 1)

    assert in_the_way(store, procurement_id) == [
        ("proposal.proposal", {"_anchor": "weight"}),
        ("departures.departure", {"key": "social_value_minimum"}),
        ("settling_clauses.clause", {"measure_id": WEEKS}),
    ]


def test_two_buyers_settle_two_clauses_without_losing_either(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    one = save(store, buyer, procurement_id, NONE, 1)
    other = save(store, buyer, procurement_id, replace(NONE, measure=WAGE), 1)
    stale = save(store, buyer, procurement_id, replace(NONE, because="Another"), 1)

    held = found_in(store, procurement_id).clauses
    assert (one, other) == (PartSaved(2), PartSaved(3))
    assert isinstance(stale, PartStale)
    assert (held.choice(WEEKS), held.choice(WAGE)) == (NONE, replace(NONE, measure=WAGE))


def test_at_the_same_moment_each_of_several_changes_is_kept(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    measures = [one.measure for one in found_in(store, procurement_id).included][:4]

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(
            pool.map(
                lambda one: save(store, buyer, procurement_id, replace(NONE, measure=one), 1),
                measures,
            )
        )

    held = found_in(store, procurement_id).clauses
    assert all(isinstance(one, PartSaved) for one in outcomes)
    assert [held.choice(one) for one in measures] == [
        replace(NONE, measure=one) for one in measures
    ]


def fill(
    store: WatchedStore,
    person: Person,
    procurement_id: UUID,
    given: dict[str, dict[str, str]],
    revision: int,
) -> object:
    found = found_in(store, procurement_id)
    return fill_in(store, person, found, given=given, revision=revision, now=NOW)


def test_filling_gaps_keeps_the_words_that_were_settled(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    own = ClauseChoice(WEEKS, Take.EDITED, "Ours", texts=Texts(obligation="Train {quantity}."))
    save(store, buyer, procurement_id, own, 1)

    outcome = fill(store, buyer, procurement_id, {WEEKS: {"quantity": "12"}}, 2)

    assert outcome == PartSaved(3)
    assert found_in(store, procurement_id).clauses.choice(WEEKS) == replace(
        own, filled=(Filled("quantity", "12"),)
    )


def test_filling_gaps_keeps_the_librarys_words_where_nothing_was_settled(
    store: WatchedStore, buyer: Person
) -> None:
    made = proposing(store, buyer, NOW, reference="COV-2026-015")
    ground = proposal_in(store, made).ground
    assert ground is not None
    propose(store, buyer, made, complete(ground), 0)

    fill(store, buyer, made, {"": {"due": "2028-03-31"}, FOOTPRINT: {"percent": "85"}}, 0)

    found = found_in(store, made)
    assert {one.take for one in found.clauses.choices} == {Take.AS_IS}
    assert len(found.clauses.choices) == len(found.included)
    assert found.clauses.values == {"due": "2028-03-31"}
    assert values_asked(found.clauses, {FOOTPRINT: ("percent",), WEEKS: ("quantity",)}) == {
        (FOOTPRINT, "percent"): "85",
        (WEEKS, "quantity"): "",
    }


def test_a_gap_that_is_emptied_is_a_gap_again(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    fill(store, buyer, procurement_id, {"": {"area": "the city"}}, 1)

    fill(store, buyer, procurement_id, {"": {"area": ""}}, 2)

    assert "area" not in found_in(store, procurement_id).clauses.values


def test_a_stale_gap_is_refused_and_others_are_not(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    first = fill(store, buyer, procurement_id, {"": {"area": "the city"}}, 1)
    stale = fill(store, buyer, procurement_id, {"": {"area": "the county"}}, 1)
    other = fill(store, buyer, procurement_id, {WEEKS: {"quantity": "9"}}, 1)

    assert (first, other) == (PartSaved(2), PartSaved(3))
    assert isinstance(stale, PartStale)


def test_nothing_changes_while_a_panel_has_the_outline(
    store: WatchedStore, buyer: Person, procurement_id: UUID
) -> None:
    send(store, buyer, procurement_id, NOW)

    clause = save(store, buyer, procurement_id, NONE, 1)
    choice = choose(
        store, buyer, procurement_id=procurement_id,
        choice=screened(WEEKS, Use.BOTH, because="More"), revision=1, now=NOW,
    )  # fmt: skip

    assert clause == BEFORE_A_PANEL
    assert choice == BEFORE_A_PANEL
    assert found_in(store, procurement_id).closed == BEFORE_A_PANEL
