"""What somebody changed by hand is noticed, though every guard of the tables was lifted for it."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import evaluated_tender
from webapp.services.accounts import Person
from webapp.services.demonstration.notice import demonstrate
from webapp.services.demonstration.people import add_people
from webapp.services.demonstration.tenders import SINCE, put_tenders_on_record
from webapp.services.record import verified
from webapp.services.record.pinned import compared
from webapp.services.record.pinned_decisions import (
    ANSWER,
    INTERESTS,
    PRICE,
    PROMISE,
    QUESTION,
    STEP,
)
from webapp.store import Store, upgrade

NAME = "podium.sqlite3"
CHANGED, GONE, PUT_IN = "it was changed", "it is gone", "it was put in, and no act tells of it"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which whole tenders stand, every row put there by the services."""
    folder = tmp_path_factory.mktemp("told")
    upgrade(f"sqlite:///{folder / NAME}")
    with closing(Store(f"sqlite:///{folder / NAME}")) as store:
        add_people(store, folder, now=NOW - SINCE)
        put_tenders_on_record(
            store,
            demonstrate(),
            folder=folder,
            secret="k" * 32,
            address="http://127.0.0.1:1",
            now=NOW,
        )
    return folder


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it, to be tampered with."""
    for source in told.glob(f"{NAME}*"):
        shutil.copy(source, tmp_path)
    with closing(Store(f"sqlite:///{tmp_path / NAME}")) as store:
        yield store


@dataclass(frozen=True, slots=True)
class Tampering:
    """What is done to the first row of a table, and how that is told.

    `change` is what an UPDATE sets; empty, the row is deleted.
    """

    table: str
    change: str
    what: str
    problem: str = CHANGED
    where: str = "TRUE"


def by_hand(store: Store, statement: str) -> None:
    """Change the database as whoever holds its file can."""
    with sqlite3.connect(store.url.removeprefix("sqlite:///")) as connection:
        guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (guard,) in guards.fetchall():
            connection.execute(f"DROP TRIGGER {guard}")
        assert connection.execute(statement).rowcount == 1, statement


def tamper(store: Store, one: Tampering) -> None:
    """Change one row, or take it away."""
    act = f"DELETE FROM {one.table}"  # noqa: S608 - this test's words
    if one.change:
        act = f"UPDATE {one.table} SET {one.change}"  # noqa: S608 - this test's words
    row = f"SELECT min(rowid) FROM {one.table} WHERE {one.where}"  # noqa: S608 - this test's words
    by_hand(store, f"{act} WHERE rowid = ({row})")


_IN, _AGREED = "is_in", "state = 'agreed'"
_EARLIER = "received_at = datetime(received_at, '-1 second')"
_LATER = "deadline_at = datetime(deadline_at, '+1 hour')"
_WON = "result = replace(result, 'ranked', 'winner')"
_TOLD = "award_telling_id IS NOT NULL"
_OTHERWISE = "because = 'x'"
_APPROVER = "made_by = (SELECT min(id) FROM user_account WHERE id <> made_by)"
_RECUSED = "handling = 'recused'"
SCORE, AGREED, RECEIPT, PUBLISHED = (
    "the score",
    "the agreed score",
    "the receipt",
    "the publication",
)
TAMPERED = {
    "a score": Tampering("evaluator_mark", "score = '1'", SCORE, where=_IN),
    "the reasons of a score": Tampering("evaluator_mark", "rationale = 'x'", SCORE, where=_IN),
    "a score that is gone": Tampering("evaluator_mark", "", SCORE, GONE, where=_IN),
    "an agreed score": Tampering("moderation_step", "score = '1'", AGREED, where=_AGREED),
    "who was present": Tampering("moderation_step", "present = '[]'", AGREED, where=_AGREED),
    "the digest of a receipt": Tampering("bid_receipt", "file_sha256 = 'abc'", RECEIPT),
    "when a bid came in": Tampering("bid_receipt", _EARLIER, RECEIPT),
    "that a bid was late": Tampering("bid_receipt", "is_late = NOT is_late", RECEIPT),
    "a price as it was read": Tampering("opened_bid", "price = '1'", "the bid as it was read"),
    "what came of an evaluation": Tampering("evaluation_run", _WON, "the evaluation"),
    "a letter that is gone": Tampering("letter_sent", "", "the letter", GONE, where=_TOLD),
    "a letter": Tampering("letter_sent", "html = html || ' '", "the letter", GONE, where=_TOLD),
    "a deadline": Tampering("publication", _LATER, PUBLISHED),
    "a model": Tampering("publication", "model = model || ' '", PUBLISHED),
    "terms": Tampering("publication", "terms = terms || ' '", PUBLISHED),
    "why a promise counts": Tampering("commitment_settlement", _OTHERWISE, PROMISE),
    "an answer about a price": Tampering("price_answer", "answer = 'x'", ANSWER),
    "a decision on a price": Tampering("price_decision", _OTHERWISE, PRICE),
    "a question about a price": Tampering("price_question", "question = 'x'", QUESTION),
    "why an award was recommended": Tampering("award_step", _OTHERWISE, STEP),
    "who approved an award": Tampering("award_step", _APPROVER, STEP, where="state = 'approved'"),
    "a conflict of interest": Tampering("evaluation_declaration", _RECUSED, INTERESTS),
    "interests that are gone": Tampering("evaluation_declaration", "", INTERESTS, GONE),
}


@pytest.mark.slow
@pytest.mark.usefixtures("quick_hashes")
def test_whole_tenders_stand_as_their_acts_put_them_on_record(copied: Store) -> None:
    found = compared(copied)

    assert [str(one) for one in found.unfit] == []
    assert found.fit > 50


@pytest.mark.slow
@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize("case", TAMPERED)
def test_a_row_that_was_tampered_with_is_named_though_the_chain_fits_together(
    case: str, copied: Store
) -> None:
    done = TAMPERED[case]

    tamper(copied, done)

    found = compared(copied)
    chain, _ = verified(copied)
    assert chain.broken_at is None
    assert done.problem in {one.problem for one in found.unfit}
    assert all(done.what in one.what.split(", ") for one in found.unfit)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_hashes")
def test_an_agreed_score_that_was_put_in_is_named(copied: Store) -> None:
    by_hand(
        copied,
        "INSERT INTO moderation_step (id, procurement_id, bidder_id, criterion, number, state, "
        "score, rationale, quotations, present, dissent, dissenting, made_by, made_at) SELECT "
        "lower(hex(randomblob(16))), procurement_id, bidder_id, criterion, number + 10, state, "
        "'5', rationale, quotations, present, dissent, dissenting, made_by, made_at "
        "FROM moderation_step WHERE state = 'agreed' LIMIT 1",
    )

    [found] = compared(copied).unfit

    assert (AGREED in found.what, found.problem, found.act) == (True, PUT_IN, None)


@pytest.mark.slow
@pytest.mark.usefixtures("quick_hashes")
@pytest.mark.parametrize(
    ("act", "what", "digest"),
    [
        ("settle-promise", PROMISE, "row_sha256"),
        ("approve-award", STEP, "row_sha256"),
        ("read-bids", "the bid as it was read", "sha256"),
    ],
)
def test_rows_from_before_the_log_held_their_digests_are_counted_and_those_beyond_named(
    act: str, what: str, digest: str, copied: Store
) -> None:
    fit = compared(copied).fit
    bare = Tampering("audit_entry", f"detail = json_remove(detail, '$.{digest}')", "")
    tamper(copied, replace(bare, where=f"act = '{act}'"))

    earlier = compared(copied)
    by_hand(
        copied,
        "UPDATE audit_entry SET at = datetime(at, '-1 second') WHERE rowid = (SELECT min(rowid) "  # noqa: S608 - this test's words
        f"FROM audit_entry WHERE act = '{act}')",
    )
    beyond = compared(copied)

    assert earlier.unfit == ()
    assert earlier.before > 0
    assert earlier.fit + earlier.before == fit
    assert beyond.before == 0
    assert {one.problem for one in beyond.unfit} == {PUT_IN}
    assert all(what in one.what.split(", ") for one in beyond.unfit)
    assert len(beyond.unfit) == earlier.before


@pytest.mark.slow
@pytest.mark.usefixtures("quick_hashes")
def test_whoever_changes_the_act_as_well_breaks_the_chain(copied: Store) -> None:
    tamper(copied, TAMPERED["an agreed score"])
    words = "detail = replace(detail, 'row', 'wor')"
    tamper(copied, Tampering("audit_entry", words, "", where="act = 'agree-score'"))

    chain, _ = verified(copied)

    assert chain.broken_at is not None


def test_rows_that_no_act_tells_of_are_named_one_by_one(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    evaluated_tender(store, person_of, NOW)

    found = compared(store)

    assert found.fit == 0
    assert {one.problem for one in found.unfit} == {PUT_IN}
    kinds = {one.what.split(", ")[1] for one in found.unfit}
    assert kinds == {
        "the publication",
        "the receipt",
        "the bid as it was read",
        "the score",
        "the agreed score",
        "the evaluation",
        "the declaration of interests",
    }
