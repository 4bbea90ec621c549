"""Declaring conflicts and voting: who may, when, and what stands."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, cast, managed, panel_of, unseat
from webapp.roles import PANEL, Role
from webapp.services.accounts import Person
from webapp.services.accounts.enrolling import grant
from webapp.services.approval.declaring import NO_DETAIL, NOT_A_MEMBER, declare
from webapp.services.approval.records import version_in
from webapp.services.approval.states import Choice, Handling
from webapp.services.approval.stepping import NO_VERSION, NOT_IN_PROGRESS, Done
from webapp.services.approval.voting import (
    ARE_RECUSED,
    DECLARE_FIRST,
    NO_REASON,
    NOT_CONFIRMED,
    OWN_OUTLINE,
    vote,
)
from webapp.services.refusals import Refused
from webapp.services.submission.taking_back import withdraw
from webapp.store import audit


def voted(
    store: WatchedStore, person: Person, version_id: UUID, choice: Choice, reason: str = ""
) -> Done | Refused:
    return vote(
        store,
        person,
        version_id=version_id,
        body=PANEL_BODY,
        choice=choice,
        reason=reason,
        now=NOW,
    )


def declared(
    store: WatchedStore, person: Person, version_id: UUID, handling: Handling, detail: str = ""
) -> Done | Refused:
    return declare(store, person, version_id=version_id, handling=handling, detail=detail, now=NOW)


def test_nobody_votes_before_declaring(store: WatchedStore, version_id: UUID, bench: Bench) -> None:
    assert voted(store, bench.first, version_id, Choice.APPROVE) == DECLARE_FIRST


def test_whoever_is_recused_does_not_vote(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declared(store, bench.first, version_id, Handling.RECUSED, "My sister bids")

    assert voted(store, bench.first, version_id, Choice.APPROVE) == ARE_RECUSED


def test_a_managed_conflict_is_declared_with_what_it_is_and_lets_vote_once_it_is_confirmed(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    assert declared(store, bench.first, version_id, Handling.MANAGED) == NO_DETAIL
    assert declared(store, bench.first, version_id, Handling.MANAGED, "A cousin") == Done()
    assert voted(store, bench.first, version_id, Choice.APPROVE) == NOT_CONFIRMED

    managed(store, bench.first, bench.chair, version_id, NOW)

    assert voted(store, bench.first, version_id, Choice.APPROVE) == Done()
    [(member, detail)] = [
        (one.name, one.declaration.detail)
        for one in panel_of(store, version_id).conflicted
        if one.declaration
    ]
    assert (member, detail) == ("Mary Ann Evans", "A cousin")


def test_the_chair_stands_first_and_the_members_by_name(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    for person in (bench.first, bench.second, bench.chair):
        cast(store, person, version_id, Choice.APPROVE, NOW)

    names = [one.name for one in panel_of(store, version_id).members]

    assert names[0] == bench.chair.name
    assert names[1:] == sorted(names[1:])


def test_being_recused_after_the_vote_takes_it_out_of_the_count(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.vote(store, version_id, NOW, Choice.APPROVE, Choice.APPROVE, Choice.APPROVE)
    assert panel_of(store, version_id).counted().voters == 3

    declared(store, bench.second, version_id, Handling.RECUSED, "I found out today")

    assert panel_of(store, version_id).counted().voters == 2


def test_an_author_never_votes_whatever_other_role_they_hold(
    store: WatchedStore, version_id: UUID, buyer: Person
) -> None:
    organisation_id = buyer.memberships[0].organisation_id
    with store.writing() as session:
        grant(session, buyer.id, organisation_id, role=Role.PANEL_CHAIR, now=NOW)

    declared(store, buyer, version_id, Handling.NONE)

    assert voted(store, buyer, version_id, Choice.APPROVE) == OWN_OUTLINE


@pytest.mark.parametrize("role", [one for one in Role if one not in PANEL])
def test_without_a_role_on_the_panel_nobody_declares_or_votes(
    role: Role, store: WatchedStore, version_id: UUID, person_of: Callable[..., Person]
) -> None:
    person = person_of(role)

    assert declared(store, person, version_id, Handling.NONE) == NOT_A_MEMBER
    assert voted(store, person, version_id, Choice.APPROVE) == NOT_A_MEMBER


def test_a_member_of_another_organisation_is_no_member(
    store: WatchedStore, version_id: UUID, person_of: Callable[..., Person]
) -> None:
    stranger = person_of(Role.PANEL_CHAIR, "elsewhere")

    assert voted(store, stranger, version_id, Choice.APPROVE) == NOT_A_MEMBER


def test_a_member_who_loses_the_role_votes_no_more_and_the_vote_does_not_count(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)

    unseat(store, bench.first, NOW)

    assert voted(store, bench.first, version_id, Choice.REJECT, "No") == NOT_A_MEMBER
    panel = panel_of(store, version_id)
    assert panel.counted().voters == 0
    [lost] = [one for one in panel.members if not one.holds]
    assert (lost.name, lost.kept_out) == (
        "Mary Ann Evans",
        "no longer holds a role on the panel",
    )


def test_a_member_for_this_one_procurement_counts_on_it(
    store: WatchedStore, version_id: UUID, person_of: Callable[..., Person]
) -> None:
    adviser = person_of(Role.CONTRACT_MANAGER)
    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    with store.writing() as session:
        grant(
            session,
            adviser.id,
            version.organisation_id,
            role=Role.PANEL_MEMBER,
            now=NOW,
            procurement_id=version.procurement_id,
        )

    cast(store, adviser, version_id, Choice.APPROVE, NOW)

    assert panel_of(store, version_id).counted().voters == 1


def test_every_vote_but_a_plain_approval_needs_a_reason(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    declared(store, bench.first, version_id, Handling.NONE)

    refused = {
        choice for choice in Choice if voted(store, bench.first, version_id, choice) == NO_REASON
    }

    assert refused == set(Choice) - {Choice.APPROVE}


def test_a_vote_can_be_changed_and_each_one_stays_on_record(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)
    assert voted(store, bench.first, version_id, Choice.RETURN, "On reflection") == Done()
    assert voted(store, bench.first, version_id, Choice.RETURN, "On reflection") == Done()

    member = panel_of(store, version_id).member(bench.first.id)
    assert member is not None
    assert member.vote is not None
    assert (member.vote.choice, member.vote.number) == (Choice.RETURN, 2)


def test_nothing_is_declared_or_voted_on_a_version_that_was_withdrawn(
    store: WatchedStore, version_id: UUID, bench: Bench, buyer: Person
) -> None:
    cast(store, bench.first, version_id, Choice.APPROVE, NOW)
    assert withdraw(store, buyer, version_id=version_id, why="A mistake", now=NOW) == Done()

    assert voted(store, bench.first, version_id, Choice.REJECT, "No") == NOT_IN_PROGRESS
    assert declared(store, bench.second, version_id, Handling.NONE) == NOT_IN_PROGRESS
    assert voted(store, bench.first, uuid4(), Choice.APPROVE) == NO_VERSION


def test_the_votes_and_declarations_are_in_the_audit_log(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    with store.reading() as session:
        before = audit.verify(session).entries

    cast(store, bench.first, version_id, Choice.RETURN, NOW)

    with store.reading() as session:
        chain = audit.verify(session)
    assert (chain.entries, chain.broken_at) == (before + 2, None)
