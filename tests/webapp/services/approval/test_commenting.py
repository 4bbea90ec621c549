"""Comments on sections: begun, answered, settled, and never lost."""

import json
from uuid import UUID, uuid4

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench
from webapp.services.accounts import Person
from webapp.services.approval.commenting import (
    NO_MORE,
    NO_TEXT,
    NO_THREAD,
    Thread,
    comment,
    threads_in,
)
from webapp.services.approval.stepping import NO_VERSION, Done
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Notification


def said(
    store: WatchedStore,
    person: Person,
    version_id: UUID,
    text: str,
    *,
    section: str = "law",
    replies_to: UUID | None = None,
    settles: bool = False,
) -> Done | Refused:
    return comment(
        store,
        person,
        version_id=version_id,
        section=section,
        text=text,
        replies_to=replies_to,
        settles=settles,
        now=NOW,
    )


def threads_of(store: WatchedStore, version_id: UUID) -> tuple[Thread, ...]:
    with store.reading() as session:
        return threads_in(session, version_id)


def test_the_log_says_what_the_section_is_called(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    said(store, bench.first, version_id, "Which threshold?")

    with store.reading() as session:
        [row] = session.query(AuditEntry).filter_by(act="comment-outline")
        detail = json.loads(row.detail)
    assert (detail["section"], detail["title"]) == ("law", "The legal position")


def test_a_comment_is_answered_and_settled_in_its_thread(
    store: WatchedStore, version_id: UUID, bench: Bench, buyer: Person
) -> None:
    assert said(store, bench.first, version_id, "Which threshold?") == Done()
    [thread] = threads_of(store, version_id)
    said(store, buyer, version_id, "That for services.", replies_to=thread.id)
    assert not threads_of(store, version_id)[0].is_settled

    said(store, bench.first, version_id, "", replies_to=thread.id, settles=True)

    [thread] = threads_of(store, version_id)
    assert thread.is_settled
    assert [one.text for one in thread.remarks] == [
        "Which threshold?",
        "That for services.",
        "",
    ]


def test_a_word_after_the_settlement_opens_the_thread_again(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    said(store, bench.first, version_id, "Why?")
    [thread] = threads_of(store, version_id)
    said(store, bench.first, version_id, "", replies_to=thread.id, settles=True)

    said(store, bench.second, version_id, "One more thing", replies_to=thread.id)

    assert not threads_of(store, version_id)[0].is_settled


def test_the_same_words_twice_in_a_row_are_said_once(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    for _ in range(2):
        assert said(store, bench.first, version_id, "Why?") == Done()

    assert len(threads_of(store, version_id)) == 1


def test_an_answer_belongs_to_a_thread_of_its_section(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    said(store, bench.first, version_id, "Why?")
    [thread] = threads_of(store, version_id)

    other = said(store, bench.second, version_id, "So", section="duties", replies_to=thread.id)

    assert other == NO_THREAD
    assert said(store, bench.second, version_id, "So", replies_to=uuid4()) == NO_THREAD
    assert said(store, bench.second, version_id, "") == NO_TEXT
    assert said(store, bench.second, uuid4(), "So") == NO_VERSION


def test_a_sealed_outline_takes_no_more_comments(
    store: WatchedStore, version_id: UUID, bench: Bench
) -> None:
    bench.approve(store, version_id, NOW)

    assert said(store, bench.first, version_id, "Too late") == NO_MORE


def test_the_author_is_told_of_a_comment_and_the_commenter_of_an_answer(
    store: WatchedStore, version_id: UUID, bench: Bench, buyer: Person
) -> None:
    said(store, bench.first, version_id, "Why?")
    [thread] = threads_of(store, version_id)
    said(store, buyer, version_id, "Because.", replies_to=thread.id)

    with store.reading() as session:
        told = [
            (one.user_id, one.text)
            for one in session.query(Notification).filter_by(kind="outline-comment")
        ]
    assert set(told) == {
        (buyer.id, "Mary Ann Evans: Why?"),
        (bench.first.id, f"{buyer.name}: Because."),
    }
