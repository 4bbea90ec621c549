"""The ways of an outline: through two bodies in order, or to one officer who decides alone."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from rules.money import Money, Pence, VatBasis
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, cast, seated, submitted, version_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.deciding import NO_REASONS, decide
from webapp.services.approval.declaring import NOT_A_MEMBER, declare
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.states import Choice, Handling, Outcome, State
from webapp.services.approval.stepping import Done
from webapp.services.approval.voting import IS_DELEGATED, OWN_OUTLINE, vote
from webapp.services.refusals import Refused

BOARD = "procurement-board"
LARGE = Money(Pence(6_000_000_00), VatBasis.INCLUDED)
SMALL = Money(Pence(100_000_00), VatBasis.INCLUDED)
APPROVE = Verdict(Outcome.APPROVE, "")


@pytest.fixture
def five(store: WatchedStore, bench: Bench) -> tuple[Person, ...]:
    others = (seated(store, "Dele Okafor", NOW), seated(store, "Ruth Levy", NOW))
    return (bench.chair, bench.first, bench.second, *others)


@pytest.fixture
def large(store: WatchedStore, buyer: Person, five: tuple[Person, ...]) -> UUID:
    """A version that the panel has first, then the board, each with a quorum of five."""
    del five
    return submitted(store, buyer, NOW, estimated_value=LARGE)


@pytest.fixture
def delegated(store: WatchedStore, buyer: Person) -> UUID:
    """A version that an officer decides on alone."""
    return submitted(store, buyer, NOW, estimated_value=SMALL, procurement_risk="low_risk")


def approve(
    store: WatchedStore, people: tuple[Person, ...], version_id: UUID, body: str, *asked: Asked
) -> None:
    outcome = Outcome.APPROVE_WITH_CONDITIONS if asked else Outcome.APPROVE
    for person in people:
        cast(store, person, version_id, Choice(outcome.value), NOW, body=body)
    verdict = Verdict(outcome, "", asked)
    recorded = decide(store, people[0], version_id=version_id, body=body, verdict=verdict, now=NOW)
    assert recorded == Done(), recorded


def test_two_bodies_decide_in_order_and_the_last_approval_seals(
    store: WatchedStore, large: UUID, five: tuple[Person, ...]
) -> None:
    version = version_of(store, large)
    assert [(route.body, route.quorum) for route in version.routes] == [
        (PANEL_BODY, 5),
        (BOARD, 5),
    ]

    approve(store, five, large, PANEL_BODY)
    between = version_of(store, large)
    assert between.state is State.APPROVED
    assert between.pending is not None
    assert between.pending.body == BOARD

    approve(store, five, large, BOARD)
    assert version_of(store, large).state is State.SEALED


def test_the_panels_votes_and_decision_are_none_of_the_boards(
    store: WatchedStore, large: UUID, five: tuple[Person, ...]
) -> None:
    approve(store, five, large, PANEL_BODY)

    voted = vote(
        store,
        five[1],
        version_id=large,
        body=PANEL_BODY,
        choice=Choice.REJECT,
        reason="No",
        now=NOW,
    )
    other = Verdict(Outcome.APPROVE, "Again")
    decided = decide(store, five[0], version_id=large, body=PANEL_BODY, verdict=other, now=NOW)

    for outcome in (voted, decided):
        assert isinstance(outcome, Refused)
        assert "Procurement Board has the outline now" in outcome.problem
    quorum = decide(store, five[0], version_id=large, body=BOARD, verdict=APPROVE, now=NOW)
    assert isinstance(quorum, Refused)
    assert quorum.problem == "The quorum is 5 members, and 0 who may vote have voted"


def test_conditions_of_the_first_body_stay_open_when_the_second_approves(
    store: WatchedStore, large: UUID, five: tuple[Person, ...]
) -> None:
    asked = Asked("Tell the market", "Parks", (NOW + timedelta(days=9)).date())
    approve(store, five, large, PANEL_BODY, asked)

    approve(store, five, large, BOARD)

    version = version_of(store, large)
    assert version.state is State.APPROVED_WITH_CONDITIONS
    assert (version.pending, len(version.open_conditions)) == (None, 1)


def test_an_officer_decides_alone_with_reasons_after_declaring(
    store: WatchedStore, delegated: UUID, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    [route] = version_of(store, delegated).routes
    assert (route.is_delegated, route.quorum) == (True, 1)
    declare(store, officer, version_id=delegated, handling=Handling.NONE, detail="", now=NOW)

    def decided(verdict: Verdict) -> Done | Refused:
        return decide(
            store, officer, version_id=delegated, body=route.body, verdict=verdict, now=NOW
        )

    assert decided(APPROVE) == NO_REASONS
    assert decided(Verdict(Outcome.APPROVE, "In line with the policy")) == Done()
    assert version_of(store, delegated).state is State.SEALED


def test_an_officer_who_had_a_hand_in_it_does_not_decide(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    own = submitted(store, officer, NOW, estimated_value=SMALL, procurement_risk="low_risk")
    declare(store, officer, version_id=own, handling=Handling.NONE, detail="", now=NOW)

    verdict = Verdict(Outcome.APPROVE, "It is fine")
    outcome = decide(store, officer, version_id=own, body="delegated", verdict=verdict, now=NOW)

    assert outcome == OWN_OUTLINE


def test_nobody_votes_on_a_delegated_outline_and_the_panel_has_no_part_in_it(
    store: WatchedStore, delegated: UUID, bench: Bench, person_of: Callable[..., Person]
) -> None:
    def voted(person: Person) -> Done | Refused:
        return vote(
            store,
            person,
            version_id=delegated,
            body="delegated",
            choice=Choice.APPROVE,
            reason="",
            now=NOW,
        )

    assert voted(person_of(Role.PROCUREMENT_OFFICER)) == IS_DELEGATED
    assert voted(bench.chair) == NOT_A_MEMBER
