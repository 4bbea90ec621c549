"""Departures are asked for, and answered by the role that may allow them: never by an author."""

from collections.abc import Callable
from uuid import UUID

import pytest

from evaluation.outline.departures import departures
from evaluation.outline.proposal import Standing
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.proposals import asked, opened, proposing, weigh
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, PartStale, read_part
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.proposals import answer, departure_of, roles_allowing
from webapp.services.proposals.allowing import AUTHOR, NO_DEPARTURE, NOT_ASKED, NOT_THE_ROLE
from webapp.services.telling.notifying import told_to

KEY = "social_value_minimum"


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    made = proposing(store, buyer, NOW)
    weigh(store, buyer, procurement_id=made, weight=400, because="Small", revision=0, now=NOW)
    return made


def answered(
    store: WatchedStore,
    person: Person,
    procurement_id: UUID,
    standing: Standing = Standing.ALLOWED,
    revision: int | None = None,
) -> object:
    found = opened(store, procurement_id)
    return answer(
        store,
        person,
        found,
        key=KEY,
        standing=standing,
        because="Agreed",
        revision=found.revision if revision is None else revision,
        now=NOW,
    )


def test_the_chair_allows_what_the_policy_lets_the_chair_allow(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    asked(store, buyer, procurement_id, NOW)

    outcome = answered(store, chair, procurement_id)

    found = opened(store, procurement_id)
    assert found.ground is not None
    (departure,) = departures(found.proposal, found.ground)
    assert outcome == PartSaved(3)
    assert departure.is_allowed
    assert departure.allowing is not None
    assert departure.allowing.answered_name == chair.name
    assert departure.allowing.answered_as == "Panel chair"
    assert str(chair.id) not in found.proposal.authors


def test_the_answer_is_a_revision_by_who_answers_with_the_reason(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    asked(store, buyer, procurement_id, NOW)
    answered(store, chair, procurement_id)

    with store.reading() as session:
        held = read_part(session, procurement_id, PROPOSAL)

    assert held is not None
    assert (held.made_by, held.why) == (chair.name, "Agreed")


@pytest.mark.parametrize("role", [Role.BUYER, Role.PROCUREMENT_OFFICER, Role.POLICY_OWNER])
def test_another_role_than_the_one_named_may_not_answer(
    store: WatchedStore,
    buyer: Person,
    person_of: Callable[..., Person],
    procurement_id: UUID,
    role: Role,
) -> None:
    asked(store, buyer, procurement_id, NOW)

    assert answered(store, person_of(role), procurement_id) == NOT_THE_ROLE


def test_a_chair_who_had_a_hand_in_the_proposal_may_not_answer(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    weigh(store, chair, procurement_id=procurement_id, weight=300, because="", revision=1, now=NOW)
    weigh(store, buyer, procurement_id=procurement_id, weight=400, because="", revision=2, now=NOW)
    asked(store, buyer, procurement_id, NOW)

    assert answered(store, chair, procurement_id) == AUTHOR


def test_nobody_answers_what_nobody_asked(
    store: WatchedStore, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    assert answered(store, person_of(Role.PANEL_CHAIR), procurement_id) == NOT_ASKED


def test_what_does_not_depart_any_more_is_not_answered(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    asked(store, buyer, procurement_id, NOW)
    weigh(store, buyer, procurement_id=procurement_id, weight=500, because="", revision=2, now=NOW)

    assert answered(store, person_of(Role.PANEL_CHAIR), procurement_id) == NO_DEPARTURE


def test_an_answer_to_what_was_changed_meanwhile_is_stale(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    asked(store, buyer, procurement_id, NOW)
    weigh(store, buyer, procurement_id=procurement_id, weight=300, because="", revision=2, now=NOW)
    asked(store, buyer, procurement_id, NOW)

    outcome = answered(store, person_of(Role.PANEL_CHAIR), procurement_id, revision=2)

    assert isinstance(outcome, PartStale)


def test_the_same_answer_twice_is_one_and_another_person_finds_it_answered(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    asked(store, buyer, procurement_id, NOW)

    outcomes = [answered(store, chair, procurement_id, Standing.REFUSED) for _ in range(2)]

    assert outcomes == [PartSaved(3), PartSaved(3)]
    assert answered(store, chair, procurement_id, Standing.ALLOWED) == NOT_ASKED


def test_whoever_may_allow_is_told_and_so_is_the_asker_of_the_answer(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair, officer = person_of(Role.PANEL_CHAIR), person_of(Role.PROCUREMENT_OFFICER)
    asked(store, buyer, procurement_id, NOW)
    waiting = told_to(store, chair, page=1).told

    answered(store, chair, procurement_id, Standing.REFUSED)
    (back,) = told_to(store, buyer, page=1).told

    (one,) = waiting
    page = f"/procurements/{procurement_id}/proposal/departures/{KEY}"
    assert (one.kind, one.address) == ("departure-asked", page)
    assert one.text == (
        f"{buyer.name} asks for a departure from the rules to be allowed (Weight: 4% of the total "
        "score, where at least 5%). Few firms offer it"
    )
    assert (back.kind, back.address) == ("departure-answered", page)
    assert back.title.startswith("Departure refused")
    assert told_to(store, officer, page=1).told == ()


def test_an_author_is_not_told_to_allow_their_own_departure(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    chair = person_of(Role.PANEL_CHAIR)
    weigh(store, chair, procurement_id=procurement_id, weight=300, because="", revision=1, now=NOW)

    asked(store, buyer, procurement_id, NOW)

    assert told_to(store, chair, page=1).told == ()


def test_what_is_given_up_is_not_asked_any_more_and_answers_stay(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person], procurement_id: UUID
) -> None:
    asked(store, buyer, procurement_id, NOW)
    weigh(store, buyer, procurement_id=procurement_id, weight=500, because="", revision=2, now=NOW)
    given_up = opened(store, procurement_id).proposal.allowings
    weigh(store, buyer, procurement_id=procurement_id, weight=400, because="", revision=3, now=NOW)
    asked(store, buyer, procurement_id, NOW)
    answered(store, person_of(Role.PANEL_CHAIR), procurement_id)
    weigh(store, buyer, procurement_id=procurement_id, weight=500, because="", revision=6, now=NOW)

    (kept,) = opened(store, procurement_id).proposal.allowings

    assert given_up == ()
    assert kept.standing is Standing.ALLOWED


def test_an_office_without_a_role_is_recorded_by_an_officer_or_the_policy_owner(
    store: WatchedStore, procurement_id: UUID
) -> None:
    found = opened(store, procurement_id)
    assert found.ground is not None
    departure = departure_of(found.proposal, found.ground, KEY)
    assert departure is not None

    both = {Role.PROCUREMENT_OFFICER, Role.POLICY_OWNER}
    assert roles_allowing(departure.waivable_by) == {Role.PANEL_CHAIR}
    assert roles_allowing("Head of Procurement") == roles_allowing("") == both
