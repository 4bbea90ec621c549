"""A tender as `podium/tender/1`: what `forms.tender` reads, written again."""

import json
from collections.abc import Mapping

from evaluation.numbers import plain
from evaluation.tender import (
    Bid,
    Commitment,
    GateScore,
    IndividualScore,
    LowPriceAnswer,
    Score,
    Scored,
    Settled,
    Tender,
    UnreadTender,
)
from forms.procurement_json import Plain, procurement_json
from forms.tender.lot_terms import lot_terms_json
from forms.tender.reading import FORMAT, SAID_IN_LETTERS


def tender_json(tender: Tender) -> Plain:
    """Return a tender as an object of `podium/tender/1`; what is empty or absent is left out.

    Reading it again gives an equal tender, if the evaluators of each score stand in the order of
    their ids, as reading finds them where keys are sorted.
    """
    written: Plain = {
        "format": FORMAT,
        "reference": tender.reference,
        "model": json.loads(tender.model.canonical),
        "bids": [_bid(bid) for bid in tender.bids],
    }
    if tender.procurement is not None:
        written["procurement"] = procurement_json(tender.procurement)
    if tender.policy is not None:
        written["policy"] = tender.policy
    if tender.unread:
        written["unread"] = [_unread(one) for one in tender.unread]
    if tender.passed_over:
        written["passed_over"] = [
            {"bid": one.bid, "because": one.because} for one in tender.passed_over
        ]
    if tender.lots is not None:
        written["lots"] = lot_terms_json(tender.lots)
    return written | _told({name: getattr(tender, name) for name in SAID_IN_LETTERS})


def _bid(bid: Bid) -> Plain:
    written: Plain = {
        "id": bid.id,
        "bidder": bid.bidder,
        "scores": {name: _score(score) for name, score in bid.scores.items()},
    }
    if bid.price is not None:
        written["price"] = plain(bid.price)
    if bid.commitments:
        written["commitments"] = {
            name: _commitment(commitment) for name, commitment in bid.commitments.items()
        }
    if bid.exclusions:
        written["exclusions"] = [
            {"ground": each.ground, "because": each.because} for each in bid.exclusions
        ]
    if bid.abnormally_low is not None:
        written["abnormally_low"] = _verdict(bid.abnormally_low)
    said = {"address": bid.address, "email": bid.email, "identifier": bid.identifier}
    return written | _told(said)


def _unread(one: UnreadTender) -> Plain:
    said = {"declared_by": one.declared_by, "address": one.address, "email": one.email}
    return {
        "bid": one.bid,
        "bidder": one.bidder,
        "received_at": one.received_at.isoformat(),
        "sha256": one.sha256,
        "because": one.because,
    } | _told({**said, "identifier": one.identifier})


def _score(score: Score) -> Plain:
    written: Plain = {} if score.agreed is None else {"agreed": _mark(score.agreed)}
    if score.individual:
        written["individual"] = {each.evaluator: _of_one(each) for each in score.individual}
    said = {
        "rationale": score.rationale,
        "quotation": score.quotation,
        "dissent": score.dissent,
    }
    return written | _told(said)


def _of_one(each: IndividualScore) -> Plain:
    said = {"rationale": each.rationale, "quotation": each.quotation}
    return {"score": _mark(each.score)} | _told(said)


def _mark(mark: Scored) -> str:
    return mark.value if isinstance(mark, GateScore) else plain(mark)


def _commitment(commitment: Commitment) -> Plain:
    written: Plain = {
        "quantity": plain(commitment.quantity),
        "attribution": plain(commitment.attribution),
    }
    if commitment.answers:
        written["answers"] = dict(commitment.answers)
    if commitment.settled is not None:
        written["settled"] = _verdict(commitment.settled)
    return written | _told({"because": commitment.because, "quotation": commitment.quotation})


def _verdict(decided: Settled | LowPriceAnswer) -> Plain:
    return {
        "verdict": decided.verdict.value,
        "because": decided.because,
        "by_role": decided.by_role,
    }


def _told(texts: Mapping[str, str]) -> Plain:
    """Return the texts that say something."""
    return {name: text for name, text in texts.items() if text}
