"""Rows that the audit log pins by a digest, compared with what stands in the tables now.

The chain of the log shows that no act was changed. This shows that what acts tell of was not: a
score, a receipt, an evaluation, a letter that somebody changed, took away or put in by hand.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from evaluation.quotations import read_quotations
from rules.canonical import sha256_of
from webapp.services.bids.pinning import digest_of as digest_of_opened
from webapp.services.moderating.noting import digest_of as digest_of_step
from webapp.services.scoring.pinning import digest_of_mark
from webapp.store import Session, Store
from webapp.store import pinned as rows
from webapp.store.models import AuditEntry

Key = tuple[str, ...]
Digest = tuple[str, ...]
_Detail = Mapping[str, Any]
_Numbers = Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that is not what the log says: `what` it is, and `act`, which pins it, if one does."""

    what: str
    problem: str
    act: int | None = None

    def __str__(self) -> str:
        """Return it in one line."""
        by = f" Act {self.act:,} has its digest." if self.act is not None else ""
        return f"{self.what}: {self.problem}.{by}"


@dataclass(frozen=True, slots=True)
class Compared:
    """How many rows are as the log pins them, and those that are not."""

    fit: int
    unfit: tuple[Unfit, ...]


def compared(store: Store) -> Compared:
    """Return how the rows that the log pins compare with it."""
    with store.reading() as session:
        pinned = _pinned(session)
        held = dict(_held(session))
    found = tuple(_judged(pinned, held))
    return Compared(len(held) - sum(key in held for key, _ in found), tuple(o for _, o in found))


def _judged(
    pinned: Mapping[Key, tuple[Digest, int]], held: Mapping[Key, Digest]
) -> Iterator[tuple[Key, Unfit]]:
    for key, (digest, act) in pinned.items():
        if key not in held:
            yield key, Unfit(", ".join(key), "it is gone", act)
        elif held[key] != digest:
            yield key, Unfit(", ".join(key), "it was changed", act)
    for key in held.keys() - pinned.keys():
        yield key, Unfit(", ".join(key), "it was put in, and no act tells of it")


def _pinned(session: Session) -> dict[Key, tuple[Digest, int]]:
    found: dict[Key, tuple[Digest, int]] = {}
    for entry in rows.acts(session, _ACTS.keys()):
        procurement = entry.subject
        for key, digest in _ACTS[entry.act](entry, json.loads(entry.detail)):
            found[(procurement, *key)] = digest, entry.number
    return found


def _published(_: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    digests = detail["model_sha256"], detail["terms_sha256"], _moment(detail["deadline"])
    yield ("the publication", f"number {detail['number']}"), digests


def _received(entry: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    key = "the receipt", f"bidder {detail['bidder']}", f"number {detail['number']}"
    yield key, (detail["sha256"], str(detail["is_late"]), _moment(entry.at))


def _read(_: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    for receipt, digest in zip(detail["bids"], detail.get("sha256", ()), strict=False):
        yield ("the bid as it was read", f"receipt {receipt}"), (digest,)


def _handed_in(entry: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    yield ("the score", f"evaluator {entry.actor_id}", *_cell(detail)), (detail["sha256"],)


def _agreed(_: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    yield ("the agreed score", *_cell(detail)), (detail["sha256"],)


def _evaluated(_: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    digests = detail["tender_sha256"], detail["result_sha256"]
    yield ("the evaluation", f"number {detail['number']}"), digests


def _sent(_: AuditEntry, detail: _Detail) -> Iterator[tuple[Key, Digest]]:
    for letter in detail["letters"]:
        yield ("the letter", f"bidder {letter['bidder']}", letter["sha256"]), (letter["kind"],)


_ACTS: Mapping[str, Callable[[AuditEntry, _Detail], Iterator[tuple[Key, Digest]]]] = {
    "publish-tender": _published,
    "change-tender": _published,
    "receive-bid": _received,
    "read-bids": _read,
    "hand-in-score": _handed_in,
    "agree-score": _agreed,
    "evaluate-bids": _evaluated,
    "send-award-letters": _sent,
}


def _held(session: Session) -> Iterator[tuple[Key, Digest]]:
    """Yield what stands in the tables, under the keys and with the digests that acts have."""
    numbers = {one.id: one.number for one in rows.bidders(session)}
    yield from chain(
        _tenders(session),
        _bids(session, numbers),
        _scores(session, numbers),
        _letters(session, numbers),
    )


def _tenders(session: Session) -> Iterator[tuple[Key, Digest]]:
    for one in rows.publications(session):
        key = _of(one.procurement_id), "the publication", f"number {one.number}"
        yield key, (sha256_of(one.model), sha256_of(one.terms), _moment(one.deadline_at))
    for run in rows.runs(session):
        key = _of(run.procurement_id), "the evaluation", f"number {run.number}"
        yield key, (sha256_of(run.tender), sha256_of(run.result))


def _bids(session: Session, numbers: _Numbers) -> Iterator[tuple[Key, Digest]]:
    for one in rows.receipts(session):
        place = f"bidder {numbers[one.bidder_id]}", f"number {one.number}"
        digests = one.file_sha256, str(one.is_late), _moment(one.received_at)
        yield (_of(one.procurement_id), "the receipt", *place), digests
    for bid in rows.opened(session):
        key = _of(bid.procurement_id), "the bid as it was read", f"receipt {bid.bid_receipt_id}"
        yield key, (digest_of_opened(bid),)


def _scores(session: Session, numbers: _Numbers) -> Iterator[tuple[Key, Digest]]:
    for mark in rows.marks(session):
        place = _place(mark.criterion, numbers[mark.bidder_id], mark.number)
        key = _of(mark.procurement_id), "the score", f"evaluator {mark.user_id}", *place
        yield key, (digest_of_mark(mark, read_quotations(mark.quotations)),)
    for step in rows.agreed(session):
        place = _place(step.criterion, numbers[step.bidder_id], step.number)
        yield (_of(step.procurement_id), "the agreed score", *place), (digest_of_step(step),)


def _letters(session: Session, numbers: _Numbers) -> Iterator[tuple[Key, Digest]]:
    for one in rows.letters(session):
        place = f"bidder {numbers[one.bidder_id]}", sha256_of(one.html)
        yield (_of(one.procurement_id), "the letter", *place), (one.kind,)


def _of(procurement_id: UUID) -> str:
    return f"procurement/{procurement_id}"


def _cell(detail: _Detail) -> Key:
    return _place(detail["criterion"], detail["bidder"], detail["row"])


def _place(criterion: str, bidder: int, number: int) -> Key:
    return criterion, f"bidder {bidder}", f"row {number}"


def _moment(at: datetime | str) -> str:
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(UTC).isoformat()
