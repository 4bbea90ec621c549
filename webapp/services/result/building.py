"""A tender as it is evaluated, put together from what is on record, in a fixed number of queries.

What is not there yet is left out: `missing.missing_of` says what that is.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from evaluation.model import Model, Question
from evaluation.numbers import Amount, Percentage, exact
from evaluation.own_scores import scored
from evaluation.panel.naming import bid_id
from evaluation.quotations import read_quotations
from evaluation.tender import (
    Bid,
    Commitment,
    CommitmentVerdict,
    Exclusion,
    IndividualScore,
    LowPriceAnswer,
    LowPriceVerdict,
    Score,
    Settled,
    Tender,
    UnreadTender,
)
from rules.canonical import sha256_of
from rules.procurement import Procurement
from rules.stack import Stack
from webapp.services.bids.receipts import counting_in
from webapp.services.bids.unread import Unread, every_unread, left_out, words_of
from webapp.services.decisions.decisions import stack_of
from webapp.services.kept import Kept
from webapp.services.lot_awards.terms import from_lots
from webapp.services.preparing.procurements import answers_of, journey_of
from webapp.services.result.canonical import canonical_tender
from webapp.services.result.evaluators import evaluator_ids
from webapp.services.settings import stack_in, stack_of_digests
from webapp.services.tendering.published import Published, published_of
from webapp.store import Session, procurements, settlements
from webapp.store import results as rows
from webapp.store.award_tables import BidExclusion, CommitmentSettlement, PriceDecision
from webapp.store.models import DecisionRecord, Organisation, ProcurementRecord
from webapp.store.results import MarkRow, OpenedRow
from webapp.store.scoring_tables import ModerationStep

_MOST = 20


class NotPublished(Exception):
    """A tender was asked for of a procurement that has published none."""


@dataclass(frozen=True, eq=False)
class Built:
    """A tender with the packs that its procurement was decided by.

    `canonical` is its `podium/tender/1` and `sha256` the digest of that. `bidders` are the bidders
    of its bids, by the bid's id. The packs are today's where those of the decision are no longer
    at hand.
    """

    tender: Tender
    packs: Stack
    bidders: Mapping[str, UUID]

    @cached_property
    def canonical(self) -> str:
        """The tender as canonical `podium/tender/1`."""
        return canonical_tender(self.tender)

    @cached_property
    def sha256(self) -> str:
        """The digest of the canonical tender."""
        return sha256_of(self.canonical)

    def packs_of(self, _policy: str | None) -> Stack:
        """Return the packs, whatever a tender names: they are those of its procurement."""
        return self.packs


_BUILT: Kept[Built] = Kept(_MOST)


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """Everything on record of the bids that were opened, by bidder."""

    agreed: Mapping[tuple[UUID, str], ModerationStep]
    marks: Mapping[tuple[UUID, str], Sequence[MarkRow]]
    evaluators: Mapping[UUID, str]
    settled: Mapping[tuple[UUID, str], CommitmentSettlement]
    exclusions: Mapping[UUID, Sequence[BidExclusion]]
    prices: Mapping[UUID, PriceDecision]


def tender_of(session: Session, procurement_id: UUID) -> Tender:
    """Return the tender of a procurement as `podium/tender/1` has it.

    Raises:
        NotPublished: the procurement has no tender.
    """
    return built(session, procurement_id).tender


def built(session: Session, procurement_id: UUID) -> Built:
    """Return the tender of a procurement, and the packs that judge what its bids promise.

    The bids are those opened that count, with the terms of a lot and whom its award passes over.
    The procurement is that decided when the published outline was submitted. It is made once for
    each state.

    Raises:
        NotPublished: the procurement has no tender.
    """
    found = procurements.procurement(session, procurement_id)
    if found is None:
        raise NotPublished(str(procurement_id))
    record, organisation = found
    state = (
        rows.basis(session, procurement_id, organisation.id),
        (procurement_id, record.reference, record.title, organisation.name, organisation.policy),
        stack_of(organisation.policy).digests,
    )
    return _BUILT.of(state, lambda: _built(session, record, organisation))


def _built(session: Session, record: ProcurementRecord, organisation: Organisation) -> Built:
    procurement_id = record.id
    published = published_of(session, procurement_id)
    if published is None:
        raise NotPublished(str(procurement_id))
    procurement, packs = decided_on(session, record, organisation, published)
    counted = {row.receipt.id for row in counting_in(session, procurement_id).counted}
    opened = [
        row
        for row in rows.opened_bids(session, procurement_id)
        if row.bid.bid_receipt_id in counted
    ]
    model, on_record = published.model, _record(session, procurement_id)
    bare = Tender(
        reference=record.reference,
        model=model,
        bids=tuple(_bid(row, model, on_record) for row in opened),
        procurement=procurement,
        policy=organisation.policy,
        contact=published.terms.contact,
        documents_at=published.terms.documents_at,
        commitment_rules_at=published.terms.documents_at if model.measures else "",
        unread=tuple(map(_unread, left_out(every_unread(session, procurement_id)))),
    )
    bidders = MappingProxyType({bid_id(row.bidder.number): row.bidder.id for row in opened})
    return Built(from_lots(session, procurement_id).added_to(bare), packs, bidders)


def _unread(one: Unread) -> UnreadTender:
    bidder, receipt = one.row.bidder, one.row.receipt
    return UnreadTender(
        bid=bid_id(bidder.number),
        bidder=bidder.name,
        received_at=receipt.received_at,
        sha256=receipt.file_sha256,
        **words_of(one.losses),
        address=bidder.address,
        email=bidder.email,
        identifier=bidder.identifier,
    )


def decided_on(
    session: Session, record: ProcurementRecord, organisation: Organisation, published: Published
) -> tuple[Procurement | None, Stack]:
    """Return the procurement behind the published outline, and the packs it was decided by."""
    decision = rows.decision_of_version(session, published.outline_version_id)
    packs = decision and _packs(session, organisation, decision)
    stack = packs or stack_in(session, organisation)
    if decision is None:
        return None, stack
    answers = answers_of(session, record.id, version=decision.version)
    return journey_of(record, organisation, answers, stack).procurement, stack


def _packs(session: Session, organisation: Organisation, decision: DecisionRecord) -> Stack | None:
    digests = tuple(pack["sha256"] for pack in json.loads(decision.packs))
    return stack_of_digests(session, organisation, digests, at=decision.decided_at)


def _record(session: Session, procurement_id: UUID) -> _Record:
    marks = rows.marks_in(session, procurement_id)
    by_cell: dict[tuple[UUID, str], list[MarkRow]] = defaultdict(list)
    for row in marks:
        by_cell[row.mark.bidder_id, row.mark.criterion].append(row)
    excluded: dict[UUID, list[BidExclusion]] = defaultdict(list)
    for one in settlements.exclusions(session, procurement_id):
        excluded[one.bidder_id].append(one)
    return _Record(
        agreed={
            (step.bidder_id, step.criterion): step
            for step in rows.agreed_scores(session, procurement_id)
        },
        marks=by_cell,
        evaluators=evaluator_ids((row.mark.user_id, row.evaluator) for row in marks),
        settled={
            (one.bidder_id, one.measure): one
            for one in settlements.settlements(session, procurement_id)
        },
        exclusions=excluded,
        prices={
            one.bidder_id: one.decision
            for one in settlements.price_decisions(session, procurement_id)
        },
    )


def _bid(row: OpenedRow, model: Model, record: _Record) -> Bid:
    bid, bidder = row.bid, row.bidder
    scores = {
        question.id: score
        for question in model.questions
        if (score := _score(question, bidder.id, record)) is not None
    }
    return Bid(
        id=bid_id(bidder.number),
        bidder=bidder.name,
        price=None if bid.price is None or model.price is None else Amount(exact(bid.price)),
        scores=MappingProxyType(scores),
        commitments=_commitments(row, model, record),
        exclusions=tuple(
            Exclusion(one.ground, one.because) for one in record.exclusions.get(bidder.id, ())
        ),
        address=bidder.address,
        email=bidder.email,
        identifier=bidder.identifier,
        abnormally_low=_low_price(record.prices.get(bidder.id)),
    )


def _score(question: Question, bidder_id: UUID, record: _Record) -> Score | None:
    """Return what the panel agreed on an answer with what each gave, None until it is agreed."""
    step = record.agreed.get((bidder_id, question.id))
    if step is None:
        return None
    given = (
        _individual(question, row, record.evaluators[row.mark.user_id])
        for row in record.marks.get((bidder_id, question.id), ())
    )
    return Score(
        scored(question, step.score or ""),
        tuple(sorted((one for one in given if one), key=lambda one: one.evaluator)),
        rationale=step.rationale,
        quotation=_quoted(step.quotations),
        dissent=step.dissent,
    )


def _individual(question: Question, row: MarkRow, evaluator: str) -> IndividualScore | None:
    mark = scored(question, row.mark.score or "")
    if mark is None:
        return None
    return IndividualScore(evaluator, mark, row.mark.rationale, _quoted(row.mark.quotations))


def _quoted(quotations: str) -> str:
    """Return the words of every quotation as the one text that a score has, a line for each."""
    return "\n".join(one.words for one in read_quotations(quotations))


def _commitments(row: OpenedRow, model: Model, record: _Record) -> Mapping[str, Commitment]:
    promised = json.loads(row.bid.commitments)
    return MappingProxyType(
        {
            measure: Commitment(
                quantity=exact(said["quantity"]),
                attribution=Percentage(exact(said.get("attribution", "100"))),
                answers=MappingProxyType(dict(said.get("answers", {}))),
                settled=_settled(record.settled.get((row.bidder.id, measure))),
                because=said.get("because", ""),
            )
            for measure in model.measures
            if (said := promised.get(measure)) is not None
        }
    )


def _settled(one: CommitmentSettlement | None) -> Settled | None:
    if one is None:
        return None
    return Settled(CommitmentVerdict(one.verdict), one.because, one.role)


def _low_price(decision: PriceDecision | None) -> LowPriceAnswer | None:
    """Return what was decided of a price whose tender is kept; another's has an exclusion."""
    if decision is None or decision.verdict not in set(LowPriceVerdict):
        return None
    return LowPriceAnswer(LowPriceVerdict(decision.verdict), decision.because, decision.role)
