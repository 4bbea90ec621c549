"""Tenders written as `podium/tender/1`: the inverse of reading them, for tests of both."""

from fractions import Fraction
from typing import Any, assert_never

from evaluation.model import (
    AbnormallyLow,
    CommitmentsCriterion,
    Criterion,
    FullMarks,
    GateCriterion,
    GroupCriterion,
    Measure,
    Minimum,
    Model,
    PriceCriterion,
    RejectBid,
    ReplacedBy,
    Scale,
    ScoredCriterion,
    ZeroPrice,
)
from evaluation.numbers import plain
from evaluation.tender import WHOLE, Bid, Commitment, Score, Scored, Tender

Written = dict[str, Any]


def written_tender(tender: Tender) -> Written:
    """Return a tender without procurement and policy as JSON holds it."""
    return {
        "format": "podium/tender/1",
        "reference": tender.reference,
        "model": written_model(tender.model),
        "bids": [_bid(bid) for bid in tender.bids],
    }


def written_model(model: Model) -> Written:
    """Return a model as JSON holds it, with what may be absent only where it says something."""
    found: Written = {
        "method": model.method.value,
        "weights": model.weights.value,
        "places": model.places,
        "criteria": [_criterion(item) for item in model.criteria],
    }
    if model.agreed_by_mean:
        found["agreed_by"] = "mean"
    if model.credit_per_point is not None:
        found["credit_per_point"] = plain(model.credit_per_point)
    if model.tie_break:
        found["tie_break"] = list(model.tie_break)
    if model.abnormally_low is not None:
        found["abnormally_low"] = _abnormally_low(model.abnormally_low)
    return found


def _abnormally_low(screen: AbnormallyLow) -> Written:
    shares = {
        "below_mean_percent": screen.below_mean_percent,
        "below_next_percent": screen.below_next_percent,
    }
    return {name: plain(share) for name, share in shares.items() if share is not None}


def _criterion(item: Criterion) -> Written:
    found: Written = {"id": item.id, "title": item.title, **_kind(item)}
    if item.weight is not None:
        found["weight"] = plain(item.weight)
    if item.outcome:
        found["outcome"] = item.outcome
    if item.minimum is not None:
        found["minimum"] = _minimum(item.minimum)
    if item.descriptors:
        found["descriptors"] = dict(item.descriptors)
    return found


def _kind(item: Criterion) -> Written:
    match item:
        case GroupCriterion(criteria=criteria):
            return {"kind": "group", "criteria": [_criterion(child) for child in criteria]}
        case PriceCriterion():
            return _price(item)
        case ScoredCriterion(scale=scale):
            return {"kind": "scored", "scale": _scale(scale)}
        case CommitmentsCriterion(formula=formula, measures=measures):
            found = {"kind": "commitments", "formula": formula.value}
            target = {} if item.target is None else {"target": plain(item.target)}
            return {**found, **target, "measures": [_measure(measure) for measure in measures]}
        case GateCriterion():
            return {"kind": "gate"}
        case _ as never:
            assert_never(never)


def _price(item: PriceCriterion) -> Written:
    found: Written = {"kind": "price"}
    if item.formula is not None:
        found["formula"] = item.formula.value
    numbers = {"floor": item.floor, "ceiling": item.ceiling, "factor": item.factor}
    found |= {name: plain(value) for name, value in numbers.items() if value is not None}
    if item.zero_price is not None:
        found["zero_price"] = _zero_price(item.zero_price)
    return found


def _zero_price(rule: ZeroPrice) -> str | Written:
    match rule:
        case RejectBid():
            return "reject_bid"
        case FullMarks():
            return "full_marks"
        case ReplacedBy(amount=amount):
            return {"as": plain(amount)}
        case _ as never:
            assert_never(never)


def _scale(scale: Scale) -> str | Written:
    ends = (scale.minimum, scale.maximum)
    if scale.step == 1 and all(end.denominator == 1 for end in ends):
        return f"{scale.minimum}-{scale.maximum}"
    return {
        "minimum": plain(scale.minimum),
        "maximum": plain(scale.maximum),
        "step": plain(scale.step),
    }


def _measure(measure: Measure) -> Written:
    found: Written = {
        "id": measure.id,
        "title": measure.title,
        "unit": measure.unit,
        "value": plain(measure.value),
    }
    if measure.cap is not None:
        found["cap"] = plain(measure.cap)
    if measure.outcome:
        found["outcome"] = measure.outcome
    return found


def _minimum(minimum: Minimum) -> Written:
    found: Written = {}
    if minimum.score is not None:
        found["score"] = plain(minimum.score)
    if minimum.percent is not None:
        found["percent"] = plain(minimum.percent)
    if minimum.disqualifies is not None:
        found["disqualifies"] = minimum.disqualifies
    return found


def _bid(bid: Bid) -> Written:
    found: Written = {
        "id": bid.id,
        "bidder": bid.bidder,
        "scores": {id_: _score(score) for id_, score in bid.scores.items()},
    }
    if bid.price is not None:
        found["price"] = plain(bid.price)
    texts = {"address": bid.address, "email": bid.email, "identifier": bid.identifier}
    found |= {name: text for name, text in texts.items() if text}
    if bid.exclusions:
        found["exclusions"] = [
            {"ground": each.ground, "because": each.because} for each in bid.exclusions
        ]
    if bid.commitments:
        found["commitments"] = {id_: _commitment(each) for id_, each in bid.commitments.items()}
    return found


def _score(score: Score) -> str | Written:
    texts = {
        "rationale": score.rationale,
        "quotation": score.quotation,
        "dissent": score.dissent,
    }
    found: Written = {name: text for name, text in texts.items() if text}
    if score.agreed is not None and not score.individual and not found:
        return _scored(score.agreed)
    if score.agreed is not None:
        found["agreed"] = _scored(score.agreed)
    if score.individual:
        found["individual"] = {
            each.evaluator: {
                "score": _scored(each.score),
                "rationale": each.rationale,
                "quotation": each.quotation,
            }
            if each.rationale or each.quotation
            else _scored(each.score)
            for each in score.individual
        }
    return found


def _scored(scored: Scored) -> str:
    return plain(scored) if isinstance(scored, Fraction) else scored.value


def _commitment(commitment: Commitment) -> Written:
    found: Written = {"quantity": plain(commitment.quantity)}
    if commitment.attribution != WHOLE:
        found["attribution"] = plain(commitment.attribution)
    if commitment.answers:
        found["answers"] = dict(commitment.answers)
    if commitment.settled is not None:
        found["settled"] = {
            "verdict": commitment.settled.verdict.value,
            "because": commitment.settled.because,
            "by_role": commitment.settled.by_role,
        }
    return found
