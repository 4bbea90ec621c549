"""What is in the way of submitting: each with its cure, and nothing else."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.drafts import approved
from tests.webapp.outlines import ready, unseat
from tests.webapp.samples import answered, decided, started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.preparing.answering import answer_page
from webapp.services.preparing.procurements import opened
from webapp.services.submission.problems import Problem
from webapp.services.submission.readiness import (
    ANSWERS_MISSING,
    NOT_DECIDED,
    RULES_CHANGED,
    blocking,
)


def problems_of(store: WatchedStore, procurement_id: UUID) -> tuple[Problem, ...]:
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        assert preparation is not None
        return blocking(session, preparation)


def test_each_topic_says_what_is_in_the_way_and_where_it_is_mended(
    store: WatchedStore, buyer: Person
) -> None:
    found = {one.endpoint for one in problems_of(store, decided(store, buyer, NOW))}

    assert {"checklist.checklist", "case.case", "lots.lots", "criteria.criteria"} <= found
    assert "decision.decision" not in found


def test_the_decision_has_to_be_on_record_and_on_the_present_answers(
    store: WatchedStore, buyer: Person
) -> None:
    begun = started(store, buyer, NOW, reference="begun")
    undecided = answered(store, buyer, NOW, reference="undecided")
    changed = decided(store, buyer, NOW)
    answer_page(
        store,
        buyer,
        procurement_id=changed,
        answers={"extension_months": 12},
        version=2,
        now=NOW,
    )

    assert ANSWERS_MISSING in problems_of(store, begun)
    assert NOT_DECIDED in problems_of(store, undecided)
    assert NOT_DECIDED in problems_of(store, changed)


@pytest.mark.slow
def test_a_policy_that_changed_after_the_decision_asks_for_another_decision(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    assert RULES_CHANGED not in problems_of(store, procurement_id)

    approved(store, person_of(Role.POLICY_OWNER), person_of(Role.ADMINISTRATOR), NOW)

    assert RULES_CHANGED in problems_of(store, procurement_id)


def test_somebody_has_to_hold_a_role_with_which_to_decide(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR):
        unseat(store, person_of(role), NOW)

    texts = [one.text for one in problems_of(store, procurement_id)]

    assert "Nobody holds a role of the panel, so nobody could decide on it" in texts


def test_nothing_is_in_the_way_when_everything_is_there(store: WatchedStore, buyer: Person) -> None:
    assert problems_of(store, ready(store, buyer, NOW)) == ()
