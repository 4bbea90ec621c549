"""What people decided in a tender: the acts that pin it by a digest, and the rows as they stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Final
from uuid import UUID

from webapp.services.pinning import DIGEST, digest_of_row
from webapp.services.record import pinned_keys as keys
from webapp.services.record.pinned_keys import Detail, Digest, Key, Numbers
from webapp.store import Session
from webapp.store.award_tables import (
    AwardStep,
    BidExclusion,
    CommitmentSettlement,
    PriceAnswer,
    PriceDecision,
    PriceQuestion,
)
from webapp.store.bid_tables import BidReceipt, LateDecision, UnreadBidStep
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import AuditEntry, Base
from webapp.store.pinned import each_with, every
from webapp.store.scoring_tables import EvaluationDeclaration
from webapp.store.withholding_tables import LetterWithholding, WithholdingEnd

PROMISE: Final = "the decision on a promise"
GROUND: Final = "the ground against a tender"
QUESTION: Final = "the question about a price"
ANSWER: Final = "the answer about a price"
PRICE: Final = "the decision on a price"
STEP: Final = "the step of the award"
WITHHELD: Final = "the decision to withhold"
WITHHELD_END: Final = "the end of a withholding"
INTERESTS: Final = "the declaration of interests"
LATE: Final = "the decision on a late bid"
UNREAD: Final = "the step on an unread bid"
ENDING: Final = "the ending without award"


def pinned_by(entry: AuditEntry, detail: Detail) -> Iterator[tuple[Key, Digest]]:
    """Yield the key and the digest of the row that an act of `DECIDED` pins."""
    if DIGEST in detail:
        kind, place = DECIDED[entry.act]
        yield (kind, *place(entry, detail)), (detail[DIGEST], keys.moment(entry.at))


def told_before(entry: AuditEntry, detail: Detail) -> Iterator[str]:
    """Yield what the row is of which an act of `DECIDED` tells without a digest of it."""
    if DIGEST not in detail:
        yield DECIDED[entry.act][0]


def _promise(_: AuditEntry, detail: Detail) -> Key:
    return keys.bidder(detail["bidder"]), detail["measure_id"], keys.row(detail["number"])


def _ground(_: AuditEntry, detail: Detail) -> Key:
    return keys.bidder(detail["bidder"]), keys.row(detail["number"])


def _question(_: AuditEntry, detail: Detail) -> Key:
    return keys.bidder(detail["bidder"]), keys.numbered(detail["number"])


def _price(_: AuditEntry, detail: Detail) -> Key:
    return keys.question(detail["bidder"], detail["question"], detail["number"])


def _numbered(_: AuditEntry, detail: Detail) -> Key:
    return (keys.numbered(detail["number"]),)


def _interests(entry: AuditEntry, detail: Detail) -> Key:
    return f"person {detail.get('user', entry.actor_id)}", keys.row(detail["number"])


def _receipt(_: AuditEntry, detail: Detail) -> Key:
    return keys.receipt(detail["bidder"], detail["number"], detail["row"])


def _only(_: AuditEntry, detail: Detail) -> Key:
    del detail
    return ()


DECIDED: Mapping[str, tuple[str, Callable[[AuditEntry, Detail], Key]]] = {
    "settle-promise": (PROMISE, _promise),
    "disregard-tender": (GROUND, _ground),
    "lift-disregard": (GROUND, _ground),
    "ask-about-price": (QUESTION, _question),
    "enter-price-answer": (ANSWER, _price),
    "answer-price-question": (ANSWER, _price),
    "decide-on-price": (PRICE, _price),
    "recommend-award": (STEP, _numbered),
    "withdraw-recommendation": (STEP, _numbered),
    "approve-award": (STEP, _numbered),
    "refuse-award": (STEP, _numbered),
    "ask-to-reverse-award": (STEP, _numbered),
    "reverse-award": (STEP, _numbered),
    "uphold-award": (STEP, _numbered),
    "stop-award": (STEP, _numbered),
    "resume-award": (STEP, _numbered),
    "enter-contract": (STEP, _numbered),
    "withhold-from-letters": (WITHHELD, _numbered),
    "end-withholding": (WITHHELD_END, _numbered),
    "declare-interests": (INTERESTS, _interests),
    "decide-on-conflict": (INTERESTS, _interests),
    "decide-late-bid": (LATE, _receipt),
    "ask-for-file": (UNREAD, _receipt),
    "return-file": (UNREAD, _receipt),
    "declare-bid-lost": (UNREAD, _receipt),
    "end-procurement": (ENDING, _only),
}
"""By the act that tells of a decision, what it is, and where it stands."""


def held(session: Session, numbers: Numbers) -> Iterator[tuple[Key, Digest]]:
    """Yield what was decided as it stands in the tables; `numbers` are those of the bidders."""
    found = chain(
        _settled(session, numbers),
        _prices(session, numbers),
        _awarded(session),
        _of_receipts(session, numbers),
    )
    for procurement_id, key, row in found:
        digests = digest_of_row(row), keys.moment(_made_at(row))
        yield (keys.subject(procurement_id), *key), digests


def _made_at(row: Base) -> datetime:
    at: datetime = getattr(row, "decided_at" if isinstance(row, LateDecision) else "made_at")
    return at


_Found = Iterable[tuple[UUID, Key, Base]]


def _settled(session: Session, numbers: Numbers) -> _Found:
    for one in every(session, CommitmentSettlement):
        place = keys.bidder(numbers[one.bidder_id]), one.measure, keys.row(one.number)
        yield one.procurement_id, (PROMISE, *place), one
    for ground in every(session, BidExclusion):
        where = keys.bidder(numbers[ground.bidder_id]), keys.row(ground.number)
        yield ground.procurement_id, (GROUND, *where), ground


def _prices(session: Session, numbers: Numbers) -> _Found:
    for one in every(session, PriceQuestion):
        place = keys.bidder(numbers[one.bidder_id]), keys.numbered(one.number)
        yield one.procurement_id, (QUESTION, *place), one
    for answer, asked in each_with(session, PriceAnswer, PriceQuestion):
        where = keys.question(numbers[asked.bidder_id], asked.number, answer.number)
        yield asked.procurement_id, (ANSWER, *where), answer
    for decision, asked in each_with(session, PriceDecision, PriceQuestion):
        where = keys.question(numbers[asked.bidder_id], asked.number, decision.number)
        yield asked.procurement_id, (PRICE, *where), decision


def _awarded(session: Session) -> _Found:
    for step in every(session, AwardStep):
        yield step.procurement_id, (STEP, keys.numbered(step.number)), step
    for one in every(session, LetterWithholding):
        yield one.procurement_id, (WITHHELD, keys.numbered(one.number)), one
    for end, ended in each_with(session, WithholdingEnd, LetterWithholding):
        yield ended.procurement_id, (WITHHELD_END, keys.numbered(ended.number)), end
    for declared in every(session, EvaluationDeclaration):
        place = f"person {declared.user_id}", keys.row(declared.number)
        yield declared.procurement_id, (INTERESTS, *place), declared
    for ending in every(session, ProcurementEnding):
        yield ending.procurement_id, (ENDING,), ending


def _of_receipts(session: Session, numbers: Numbers) -> _Found:
    def place(receipt: BidReceipt, number: int) -> Key:
        return keys.receipt(numbers[receipt.bidder_id], receipt.number, number)

    for one, receipt in each_with(session, LateDecision, BidReceipt):
        yield receipt.procurement_id, (LATE, *place(receipt, one.number)), one
    for step, receipt in each_with(session, UnreadBidStep, BidReceipt):
        yield receipt.procurement_id, (UNREAD, *place(receipt, step.number)), step
