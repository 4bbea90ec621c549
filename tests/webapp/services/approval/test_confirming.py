"""Confirming that a conflict can be managed: by a chair or an officer, never by whoever has it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, cast, declaration_of, panel_of, seated
from webapp.roles import CONFLICT_JUDGES, Role
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import grant
from webapp.services.approval.confirming import (
    AUTHOR_OF_IT,
    NO_DECLARATION,
    NO_REASON,
    NOT_A_JUDGE,
    NOT_STANDING,
    OWN_CONFLICT,
    STEPPED_ASIDE,
    UNDECLARED,
    confirm,
)
from webapp.services.approval.declaring import declare
from webapp.services.approval.panel import NOT_ACCEPTED, UNCONFIRMED
from webapp.services.approval.papers import seating_of
from webapp.services.approval.states import Choice, Handling
from webapp.services.approval.stepping import Done
from webapp.services.approval.voting import ARE_KEPT_OUT, vote
from webapp.services.refusals import Refused
from webapp.services.submission.taking_back import withdraw
from webapp.store.notification_tables import Notification
from webapp.store.outline_tables import ConflictConfirmation


def declared(
    store: WatchedStore, person: Person, version_id: UUID, handling: Handling = Handling.MANAGED
) -> UUID:
    declare(
        store,
        person,
        version_id=version_id,
        handling=handling,
        detail="A cousin works for a bidder",
        now=NOW,
    )
    return declaration_of(store, person, version_id)


def judged(
    store: WatchedStore,
    person: Person,
    declaration_id: UUID,
    *,
    is_accepted: bool = True,
    why: str = "",
) -> Done | Refused:
    return confirm(
        store, person, declaration_id=declaration_id, is_accepted=is_accepted, why=why, now=NOW
    )


def told(store: WatchedStore, kind: str) -> set[UUID]:
    with store.reading() as session:
        return {one.user_id for one in session.query(Notification).filter_by(kind=kind)}


def test_chairs_and_officers_are_told_and_a_vote_waits_for_them(
    store: WatchedStore, version_id: UUID, bench: Bench, person_of: Callable[..., Person]
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)

    declaration_id = declared(store, bench.first, version_id)

    officer = person_of(Role.PROCUREMENT_OFFICER)
    assert told(store, "conflict-to-confirm") == {bench.chair.id, officer.id}
    panel = panel_of(store, version_id)
    [waiting] = panel.to_confirm
    assert (waiting.name, waiting.kept_out) == (bench.first.name, UNCONFIRMED)
    assert panel.counted().voters == 0
    assert waiting in panel.eligible
    assert judged(store, officer, declaration_id) == Done()
    assert panel_of(store, version_id).counted().voters == 1
    assert told(store, "conflict-judged") == {bench.first.id}


def test_what_is_not_accepted_keeps_from_voting_and_says_why(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declaration_id = declared(store, bench.first, version_id)

    declared(store, bench.chair, version_id, Handling.NONE)

    assert judged(store, bench.chair, declaration_id, is_accepted=False) == NO_REASON
    refused = judged(store, bench.chair, declaration_id, is_accepted=False, why="Too close")

    assert refused == Done()
    panel = panel_of(store, version_id)
    member = panel.member(bench.first.id)
    assert member is not None
    assert (member.kept_out, member in panel.eligible) == (NOT_ACCEPTED, False)
    outcome = vote(
        store,
        bench.first,
        version_id=version_id,
        body=PANEL_BODY,
        choice=Choice.APPROVE,
        reason="",
        now=NOW,
    )
    assert outcome == ARE_KEPT_OUT


def test_the_last_word_stands_and_each_stays_on_record_once(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declaration_id = declared(store, bench.first, version_id)
    declared(store, bench.chair, version_id, Handling.NONE)

    for is_accepted in (True, True, False):
        judged(store, bench.chair, declaration_id, is_accepted=is_accepted, why="So it is")

    with store.reading() as session:
        rows = session.query(ConflictConfirmation).order_by(ConflictConfirmation.number)
        assert [(row.number, row.is_accepted) for row in rows] == [(1, True), (2, False)]


def test_nobody_confirms_their_own(store: WatchedStore, version_id: UUID, bench: Bench) -> None:
    declaration_id = declared(store, bench.chair, version_id)

    assert judged(store, bench.chair, declaration_id) == OWN_CONFLICT


@pytest.mark.parametrize("role", [one for one in Role if one not in CONFLICT_JUDGES])
def test_only_a_chair_or_an_officer_confirms(
    role: Role,
    store: WatchedStore,
    version_id: UUID,
    bench: Bench,
    person_of: Callable[..., Person],
) -> None:
    declaration_id = declared(store, bench.first, version_id)

    assert judged(store, person_of(role), declaration_id) == NOT_A_JUDGE


def test_a_chair_of_another_organisation_confirms_nothing(
    store: WatchedStore, version_id: UUID, bench: Bench, person_of: Callable[..., Person]
) -> None:
    declaration_id = declared(store, bench.first, version_id)

    assert judged(store, person_of(Role.PANEL_CHAIR, "elsewhere"), declaration_id) == NOT_A_JUDGE


def test_neither_an_author_confirms_nor_a_chair_who_takes_no_part(
    store: WatchedStore, version_id: UUID, bench: Bench, buyer: Person
) -> None:
    organisation_id = buyer.memberships[0].organisation_id
    with store.writing() as session:
        grant(session, buyer.id, organisation_id, role=Role.PROCUREMENT_OFFICER, now=NOW)
    other = seated(store, "Ravi Patel", NOW, role=Role.PANEL_CHAIR)
    declared(store, other, version_id, Handling.RECUSED)
    declaration_id = declared(store, bench.first, version_id)

    assert judged(store, buyer, declaration_id) == AUTHOR_OF_IT
    assert judged(store, other, declaration_id) == STEPPED_ASIDE


def test_a_chair_who_has_not_declared_judges_nobody_elses_conflict(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declaration_id = declared(store, bench.first, version_id)

    assert judged(store, bench.chair, declaration_id) == UNDECLARED
    seen = seating_of(store, bench.chair, version_id)
    assert seen is not None
    assert seen[1] is not None
    assert seen[1].to_confirm == ()
    assert told(store, "conflict-judged") == set()

    declared(store, bench.chair, version_id, Handling.NONE)

    assert judged(store, bench.chair, declaration_id) == Done()


def test_what_was_declared_anew_or_withdrawn_is_not_confirmed(
    store: WatchedStore, version_id: UUID, bench: Bench, buyer: Person
) -> None:
    first = declared(store, bench.first, version_id)
    declared(store, bench.first, version_id, Handling.NONE)
    second = declared(store, bench.second, version_id)

    assert judged(store, bench.chair, first) == NOT_STANDING
    assert judged(store, bench.chair, uuid4()) == NO_DECLARATION
    withdraw(store, buyer, version_id=version_id, why="A mistake", now=NOW)
    assert judged(store, bench.chair, second) == NOT_STANDING


def test_a_paper_names_what_its_reader_may_confirm(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declared(store, bench.first, version_id)
    declared(store, bench.chair, version_id, Handling.NONE)

    found = {}
    for person in (bench.chair, bench.first, bench.second):
        seen = seating_of(store, person, version_id)
        assert seen is not None
        assert seen[1] is not None
        found[person.name] = [one.name for one in seen[1].to_confirm]

    assert found == {bench.chair.name: [bench.first.name], bench.first.name: [], "Asha Rahman": []}
