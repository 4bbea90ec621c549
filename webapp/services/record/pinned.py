"""Rows that the audit log pins by a digest, compared with what stands in the tables now.

The chain of the log shows that no act was changed. This shows that what acts tell of was not: a
score, a receipt, an evaluation, a decision, a letter that somebody changed, took away or put in by
hand.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from evaluation.quotations import read_quotations
from rules.canonical import sha256_of
from webapp.documents.summaries import LetterKind
from webapp.services.bids.pinning import digest_of as digest_of_opened
from webapp.services.lot_awards.terms import terms_sha256
from webapp.services.moderating.noting import digest_of as digest_of_step
from webapp.services.record import pinned_decisions as decisions
from webapp.services.record import pinned_keys as keys
from webapp.services.record.pinned_judging import Compared, Told, compared_with
from webapp.services.record.pinned_keys import Detail, Digest, Key, Numbers
from webapp.services.result.canonical import canonical_json_of
from webapp.services.scoring.pinning import digest_of_mark
from webapp.store import Session, Store
from webapp.store import pinned as rows
from webapp.store.award_tables import EvaluationRun, LetterSent
from webapp.store.bid_tables import BidReceipt, OpenedBid
from webapp.store.lot_tables import LotAward, LotTender
from webapp.store.models import AuditEntry
from webapp.store.tender_tables import Bidder, Publication

_READ = "the bid as it was read"


def compared(store: Store) -> Compared:
    """Return how the rows that the log pins compare with it."""
    with store.reading() as session:
        return compared_with(_told(session), dict(_held(session)))


def _told(session: Session) -> Told:
    pinned: dict[Key, tuple[Digest, int]] = {}
    before: Counter[Key] = Counter()
    for entry in rows.acts(session, _ACTS.keys()):
        procurement, detail = entry.subject, json.loads(entry.detail)
        for key, digest in _ACTS[entry.act](entry, detail):
            pinned[(procurement, *key)] = digest, entry.number
        without = _WITHOUT.get(entry.act)
        for kind in without(entry, detail) if without else ():
            before[procurement, kind, keys.moment(entry.at)] += 1
    return Told(pinned, before)


def _published(_: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    digests = detail["model_sha256"], detail["terms_sha256"], keys.moment(detail["deadline"])
    yield ("the publication", keys.numbered(detail["number"])), digests


def _received(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    key = "the receipt", keys.bidder(detail["bidder"]), keys.numbered(detail["number"])
    yield key, (detail["sha256"], str(detail["is_late"]), keys.moment(entry.at))


def _read(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    for receipt, digest in zip(detail["bids"], detail.get("sha256", ()), strict=False):
        yield (_READ, f"receipt {receipt}"), (digest, keys.moment(entry.at))


def _read_before(_: AuditEntry, detail: Detail) -> Iterator[str]:
    yield from [_READ] * (len(detail["bids"]) - len(detail.get("sha256", ())))


def _handed_in(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    yield ("the score", f"evaluator {entry.actor_id}", *_cell(detail)), (detail["sha256"],)


def _agreed(_: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    yield ("the agreed score", *_cell(detail)), (detail["sha256"],)


def _evaluated(_: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    digests = detail["tender_sha256"], detail["result_sha256"]
    yield ("the evaluation", keys.numbered(detail["number"])), digests


def _lot_said(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    tender = detail["procurement"] if entry.act == "join-lot" else ""
    is_left_out = entry.act == "leave-lot-out"
    place = keys.lot(detail["lot"]), tender, str(is_left_out), detail.get("sha256", "")
    yield ("the tender of a lot", keys.row(detail["number"])), (*place, *_by(entry))


def _lots_awarded(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    number = keys.numbered(detail["number"])
    made = detail["input_sha256"], detail["result_sha256"], detail["terms"]
    yield ("the award of lots", number), (*made, detail.get("sha256", ""), *_by(entry))
    for one in detail["lots"]:
        digests = one["tender"], one["run"], one["outcome"], one["over"]
        rests_on = canonical_json_of(one["rests_on"])
        known = *(str(each) for each in digests), rests_on, one["before"], one["after"]
        yield ("the award of lots", number, keys.lot(one["lot"])), known


def _sent(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    for letter in detail["letters"]:
        kind = letter.get("kind") or _LETTERS[entry.act].value
        yield ("the letter", keys.bidder(letter["bidder"]), letter["sha256"]), (kind,)


def _decided(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    yield from decisions.pinned_by(entry, detail)
    if entry.act in _LETTERS:
        yield from _sent(entry, {"letters": detail.get("letters", [detail])})


_LETTERS: Mapping[str, LetterKind] = {
    "ask-about-price": LetterKind.LOW_PRICE,
    "reverse-award": LetterKind.TAKEN_BACK,
    "end-procurement": LetterKind.ENDED,
}
"""By the act that sends it a letter that tells of no award."""

_ACTS: Mapping[str, Callable[[AuditEntry, Detail], Iterator[tuple[Key, Digest]]]] = {
    **dict.fromkeys(decisions.DECIDED, _decided),
    "publish-tender": _published,
    "change-tender": _published,
    "receive-bid": _received,
    "read-bids": _read,
    "hand-in-score": _handed_in,
    "agree-score": _agreed,
    "evaluate-bids": _evaluated,
    "send-award-letters": _sent,
    "join-lot": _lot_said,
    "leave-lot": _lot_said,
    "leave-lot-out": _lot_said,
    "award-lots": _lots_awarded,
}
"""By the act that pins rows, what these are and their digests."""

_WITHOUT: Mapping[str, Callable[[AuditEntry, Detail], Iterator[str]]] = {
    **dict.fromkeys(decisions.DECIDED, decisions.told_before),
    "read-bids": _read_before,
}
"""By the act of which there are some without digests, of which kinds the rows are, one by one."""


def _held(session: Session) -> Iterator[tuple[Key, Digest]]:
    """Yield what stands in the tables, under the keys and with the digests that acts have."""
    numbers = {one.id: one.number for one in rows.every(session, Bidder)}
    yield from chain(
        _tenders(session),
        _bids(session, numbers),
        _scores(session, numbers),
        _letters(session, numbers),
        decisions.held(session, numbers),
        _lots(session),
    )


def _tenders(session: Session) -> Iterator[tuple[Key, Digest]]:
    for one in rows.every(session, Publication):
        key = keys.subject(one.procurement_id), "the publication", keys.numbered(one.number)
        yield key, (sha256_of(one.model), sha256_of(one.terms), keys.moment(one.deadline_at))
    for run in rows.every(session, EvaluationRun):
        key = keys.subject(run.procurement_id), "the evaluation", keys.numbered(run.number)
        yield key, (sha256_of(run.tender), sha256_of(run.result))


def _bids(session: Session, numbers: Numbers) -> Iterator[tuple[Key, Digest]]:
    for one in rows.every(session, BidReceipt):
        place = keys.bidder(numbers[one.bidder_id]), keys.numbered(one.number)
        digests = one.file_sha256, str(one.is_late), keys.moment(one.received_at)
        yield (keys.subject(one.procurement_id), "the receipt", *place), digests
    for bid in rows.every(session, OpenedBid):
        key = keys.subject(bid.procurement_id), _READ, f"receipt {bid.bid_receipt_id}"
        yield key, (digest_of_opened(bid), keys.moment(bid.opened_at))


def _scores(session: Session, numbers: Numbers) -> Iterator[tuple[Key, Digest]]:
    for mark in rows.marks(session):
        place = keys.criterion(mark.criterion, numbers[mark.bidder_id], mark.number)
        key = keys.subject(mark.procurement_id), "the score", f"evaluator {mark.user_id}", *place
        yield key, (digest_of_mark(mark, read_quotations(mark.quotations)),)
    for step in rows.agreed(session):
        place = keys.criterion(step.criterion, numbers[step.bidder_id], step.number)
        yield (
            (keys.subject(step.procurement_id), "the agreed score", *place),
            (digest_of_step(step),),
        )


def _letters(session: Session, numbers: Numbers) -> Iterator[tuple[Key, Digest]]:
    for one in rows.every(session, LetterSent):
        place = keys.bidder(numbers[one.bidder_id]), sha256_of(one.html)
        yield (keys.subject(one.procurement_id), "the letter", *place), (one.kind,)


def _lots(session: Session) -> Iterator[tuple[Key, Digest]]:
    for said in rows.every(session, LotTender):
        tender = str(said.tender_id or "")
        because = sha256_of(said.because) if said.because else ""
        key = keys.subject(said.procurement_id), "the tender of a lot", keys.row(said.number)
        place = keys.lot(said.lot), tender, str(said.is_left_out), because
        yield key, (*place, *_made(said))
    for one in rows.every(session, LotAward):
        key = keys.subject(one.procurement_id), "the award of lots", keys.numbered(one.number)
        why = sha256_of(one.why) if one.why else ""
        known = sha256_of(one.input), sha256_of(one.result), terms_sha256(one), why
        yield key, (*known, *_made(one))
    for award, outcome, run in rows.lot_outcomes(session):
        key = keys.subject(award.procurement_id), "the award of lots", keys.numbered(award.number)
        over = sha256_of(outcome.passed_over)
        made = str(outcome.tender_id), str(run), outcome.outcome, over, outcome.rests_on
        digests = *made, outcome.sha256_before, outcome.sha256_after
        yield (*key, keys.lot(outcome.lot)), digests


def _cell(detail: Detail) -> Key:
    return keys.criterion(detail["criterion"], detail["bidder"], detail["row"])


def _by(entry: AuditEntry) -> Digest:
    """Return who acted, and when: an act and what it puts on record are of one moment."""
    return str(entry.actor_id), keys.moment(entry.at)


def _made(row: LotTender | LotAward) -> Digest:
    return str(row.made_by), keys.moment(row.made_at)
