"""The thread read from the record: what is on it, and for whom how far it reaches."""

from collections.abc import Callable
from uuid import UUID

import pytest

from evaluation.thread import Kind, line_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.disclosures import told_tender
from tests.webapp.outlines import ready
from tests.webapp.results import evaluated_tender, moderated_tender
from tests.webapp.scoring import opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.refusals import NO_PROCUREMENT
from webapp.services.thread.reading import Threaded, thread_for

PeopleOf = Callable[..., Person]


def read(store: WatchedStore, person: Person, procurement_id: UUID) -> Threaded:
    found = thread_for(store, person, procurement_id, now=NOW)
    assert isinstance(found, Threaded), found
    return found


def kinds(found: Threaded) -> set[Kind]:
    return {node.kind for node in found.thread.nodes}


def test_before_there_is_a_tender_it_goes_from_rule_to_criterion(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = ready(store, buyer, NOW)

    found = read(store, buyer, procurement_id)

    assert kinds(found) >= {Kind.RULE, Kind.OUTCOME, Kind.MEASURE, Kind.CLAUSE, Kind.CRITERION}
    assert not kinds(found) & {Kind.COMMITMENT, Kind.SCORE, Kind.RESULT}
    clause = next(node for node in found.thread.nodes if node.kind is Kind.CLAUSE)
    line = line_of(found.thread, clause.key)
    assert line is not None
    assert {Kind.OUTCOME, Kind.MEASURE} <= {one.node.kind for one in line.placed}


def test_whoever_only_scores_sees_nothing_before_it_is_published(
    store: WatchedStore, buyer: Person, person_of: PeopleOf
) -> None:
    procurement_id = ready(store, buyer, NOW)

    assert read(store, person_of(Role.EVALUATOR), procurement_id).thread.nodes == ()


def test_once_bidders_are_told_it_reaches_the_result(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    scene = told_tender(store, person_of, NOW)

    found = read(store, person_of(Role.AUDITOR), scene.procurement_id)

    assert kinds(found) >= {Kind.CRITERION, Kind.COMMITMENT, Kind.SCORE, Kind.RESULT}
    result = found.thread.by_key["result:A"]
    assert result.title == "Alpha Ltd"
    assert result.words[0].startswith("First, with ")
    score = found.thread.by_key["score:A.staff"]
    assert score.words[0].startswith("Agreed: ")
    line = line_of(found.thread, "score:A.staff")
    assert line is not None
    assert [one.node.key for one in line.placed] == [
        *("criterion:quality", "criterion:staff", "score:A.staff", "result:A")
    ]


def test_scores_stand_bid_by_bid_in_the_order_of_the_model(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    scene = told_tender(store, person_of, NOW)

    found = read(store, person_of(Role.AUDITOR), scene.procurement_id)

    scores = [node.key for node in found.thread.nodes if node.kind is Kind.SCORE]
    assert scores == [
        f"score:{bid}.{question}" for bid in "ABC" for question in ("staff", "care", "licence")
    ]


@pytest.mark.parametrize(
    ("role", "scene", "shown"),
    [
        (Role.PROCUREMENT_OFFICER, opened_tender, set()),
        (Role.PROCUREMENT_OFFICER, moderated_tender, {Kind.SCORE, Kind.COMMITMENT}),
        (Role.BUYER, opened_tender, set()),
        (Role.PANEL_MEMBER, evaluated_tender, set()),
        (Role.CONTRACT_MANAGER, evaluated_tender, set()),
        (Role.BUYER, evaluated_tender, {Kind.SCORE, Kind.COMMITMENT, Kind.RESULT}),
    ],
)
def test_nobody_sees_more_of_the_bids_than_their_seat_lets_them(
    store: WatchedStore, person_of: PeopleOf, role: Role, scene: object, shown: set[Kind]
) -> None:
    if scene is opened_tender:
        people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
        made = opened_tender(store, people, NOW)
    else:
        made = scene(store, person_of, NOW)  # type: ignore[operator] # one of the two

    found = read(store, person_of(role), made.procurement_id)

    assert kinds(found) & {Kind.SCORE, Kind.COMMITMENT, Kind.RESULT} == shown


def test_names_that_are_masked_are_masked_here(store: WatchedStore, person_of: PeopleOf) -> None:
    scene = moderated_tender(store, person_of, NOW)

    found = read(store, person_of(Role.EVALUATOR), scene.procurement_id)

    told = " ".join(f"{node.title} {' '.join(node.words)}" for node in found.thread.nodes)
    assert "Bidder A: Staff" in told
    titles = " ".join(node.title for node in found.thread.nodes)
    assert "Alpha" not in titles


def test_whoever_has_not_declared_sees_nothing_of_the_bids(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(store, people, NOW)
    marker = person_of(Role.EVALUATOR)
    seat(store, scene, marker, NOW, handling="")

    found = read(store, marker, scene.procurement_id)

    assert kinds(found) == {Kind.CRITERION}


def test_a_procurement_that_is_not_there_is_said_to_be_none(
    store: WatchedStore, buyer: Person
) -> None:
    assert thread_for(store, buyer, UUID(int=1), now=NOW) is NO_PROCUREMENT


def test_the_steps_of_the_award_are_for_those_who_may_see_the_result(
    store: WatchedStore, person_of: PeopleOf
) -> None:
    told = told_tender(store, person_of, NOW)
    seen = read(store, person_of(Role.AUDITOR), told.procurement_id)
    moderated = moderated_tender(store, person_of, NOW, reference="COV-2026-015")
    not_yet = read(store, person_of(Role.AUDITOR), moderated.procurement_id)

    assert [(one.state, one.run) for one in seen.award] == [("recommended", 1), ("approved", 1)]
    assert not_yet.award == ()
