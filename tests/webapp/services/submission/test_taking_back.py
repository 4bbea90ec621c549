"""Withdrawing what is being decided on, and beginning anew from what is sealed."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, Bench, send, submitted, version_of
from webapp.services.accounts import Person
from webapp.services.approval.deciding import decide
from webapp.services.approval.recording import Verdict
from webapp.services.approval.records import versions_of
from webapp.services.approval.sealing import may_publish
from webapp.services.approval.states import Choice, Outcome, State
from webapp.services.approval.stepping import NO_VERSION, NOT_IN_PROGRESS, Done
from webapp.services.decisions.deciding import DecideRefused, decide_procurement
from webapp.services.parts.standing import may_change
from webapp.services.submission.taking_back import (
    NO_REASON,
    NOT_TO_REOPEN,
    NOT_TO_WITHDRAW,
    reopen,
    withdraw,
)
from webapp.store import outlines as rows
from webapp.store import procurements as procurement_rows


def test_a_withdrawn_outline_can_be_changed_again(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    del bench
    version_id = submitted(store, buyer, NOW)
    procurement_id = version_of(store, version_id).procurement_id
    with store.reading() as session:
        assert may_change(session, procurement_id) is not None

    assert withdraw(store, buyer, version_id=version_id, why="", now=NOW) == NO_REASON
    for _ in range(2):
        assert withdraw(store, buyer, version_id=version_id, why="Too soon", now=NOW) == Done()

    version = version_of(store, version_id)
    assert (version.state, len(version.steps)) == (State.WITHDRAWN, 2)
    with store.reading() as session:
        assert may_change(session, procurement_id) is None


def test_a_sealed_version_stands_until_the_new_one_is_sealed_in_its_place(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    first = submitted(store, buyer, NOW)
    bench.approve(store, first, NOW)
    procurement_id = version_of(store, first).procurement_id
    assert reopen(store, buyer, version_id=first, why="More sites", now=NOW) == Done()
    second = send(store, buyer, procurement_id, NOW, after=1)
    with store.reading() as session:
        assert may_publish(session, procurement_id) is None

    bench.approve(store, second, NOW)

    with store.reading() as session:
        states = [one.state for one in versions_of(session, procurement_id)]
    assert states == [State.SUPERSEDED, State.SEALED]


def test_the_content_of_a_sealed_version_never_changes(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    first = submitted(store, buyer, NOW)
    with store.reading() as session:
        before = rows.content(session, first)
    bench.approve(store, first, NOW)
    reopen(store, buyer, version_id=first, why="More sites", now=NOW)

    with store.reading() as session:
        assert rows.content(session, first) == before


def test_only_what_is_decided_on_is_withdrawn_and_only_what_is_sealed_reopened(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    version_id = submitted(store, buyer, NOW)
    assert reopen(store, buyer, version_id=version_id, why="So", now=NOW) == NOT_TO_REOPEN
    bench.approve(store, version_id, NOW)

    assert withdraw(store, buyer, version_id=version_id, why="So", now=NOW) == NOT_TO_WITHDRAW
    assert withdraw(store, buyer, version_id=uuid4(), why="So", now=NOW) == NO_VERSION


def test_withdrawn_or_decided_at_once_one_of_the_two_happens(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    version_id = submitted(store, buyer, NOW)
    bench.vote(store, version_id, NOW, *[Choice.APPROVE] * 3)
    verdict = Verdict(Outcome.APPROVE, "")

    with ThreadPoolExecutor(2) as pool:
        decided = pool.submit(
            decide,
            store,
            bench.chair,
            version_id=version_id,
            body=PANEL_BODY,
            verdict=verdict,
            now=NOW,
        )
        withdrawn = pool.submit(withdraw, store, buyer, version_id=version_id, why="Wait", now=NOW)

    outcomes = (decided.result(), withdrawn.result())
    assert outcomes in {(Done(), NOT_TO_WITHDRAW), (NOT_IN_PROGRESS, Done())}
    is_sealed = version_of(store, version_id).state is State.SEALED
    assert is_sealed is (outcomes[0] == Done())


def test_while_a_panel_has_it_nothing_is_decided_anew(store: WatchedStore, buyer: Person) -> None:
    version = version_of(store, submitted(store, buyer, NOW))
    with store.writing() as session:
        found = procurement_rows.procurement(session, version.procurement_id)
        assert found is not None
        found[1].policy = None

    outcome = decide_procurement(
        store, buyer, procurement_id=version.procurement_id, version=2, now=NOW
    )

    assert outcome is DecideRefused.CLOSED
