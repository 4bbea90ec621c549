"""The award of lots as JSON: `podium/lots-result/1`."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from evaluation.lots.result import BidderResult, ClaimResult, LotResult, LotsResult
from evaluation.lots.tender import LotsTender
from evaluation.numbers import plain, rounded
from evaluation.result import Evaluation

FORMAT = "podium/lots-result/1"
CITES = ("pa-2023 s.18", "pa-2023 s.20(7)", "pa-2023 s.23(4)")
"""Whether to use lots; that a limit needs an objective mechanism; that the criteria say so."""


def lots_json(
    lots: LotsTender, result: LotsResult, evaluations: Mapping[str, Evaluation]
) -> dict[str, Any]:
    """Return the award of lots as JSON holds it, each figure rounded for once."""
    places = max(each.places for each in evaluations.values())
    return {
        "format": FORMAT,
        "reference": result.reference,
        "title": lots.title,
        "rule": result.rule.value,
        "rule_at": lots.rule_at,
        "tie_break": [one.value for one in lots.tie_break],
        "limit": lots.limit,
        "provisional": result.is_provisional,
        "decided": result.is_decided,
        "lots": [_lot(one, lots, evaluations) for one in result.lots],
        "bidders": [_bidder(one, lots, evaluations) for one in result.bidders],
        "sums": None
        if result.sums is None
        else {
            "awarded": result.sums.awarded,
            "total": _rounded(result.sums.total, places),
            "price": None if result.sums.price is None else plain(result.sums.price),
        },
        "combinations": [
            {lot: list(bids) for lot, bids in each.items()} for each in result.combinations
        ],
        "combinations_complete": result.is_complete,
        "notes": list(result.notes),
        "cites": list(CITES),
    }


def _rounded(value: Fraction | None, places: int) -> str | None:
    return None if value is None else rounded(value, places)


def _lot(one: LotResult, lots: LotsTender, evaluations: Mapping[str, Evaluation]) -> dict[str, Any]:
    lot, evaluation = lots.by_id[one.lot], evaluations[one.lot]
    return {
        "id": lot.id,
        "title": lot.title,
        "reference": lot.tender.reference,
        "model_sha256": evaluation.model_sha256,
        "outcome": one.outcome.value,
        "bids": list(one.bids),
        "because": one.because,
        "ranking": [list(place) for place in evaluation.ranking],
    }


def _bidder(
    one: BidderResult, lots: LotsTender, evaluations: Mapping[str, Evaluation]
) -> dict[str, Any]:
    bidder = lots.bidder_of[one.bidder]
    return {
        "id": bidder.id,
        "bidder": bidder.name,
        "bids": list(bidder.bids),
        "limit": lots.limit_of(bidder.id),
        "preference": list(bidder.preference),
        "won": list(one.won),
        "lots": [_claim(each, evaluations[each.lot]) for each in one.claims],
    }


def _claim(one: ClaimResult, evaluation: Evaluation) -> dict[str, Any]:
    measured = evaluation.by_id[one.bid].measured
    return {
        "lot": one.lot,
        "bid": one.bid,
        "verdict": one.verdict.value,
        "rank": one.rank,
        "figure": None if measured is None else rounded(measured.value, evaluation.places),
        "because": one.because,
    }
