"""The award of several lots at once: `podium/lots/1`, by the rule that was published.

A contracting authority may limit the number of lots that one supplier wins, and then says in the
tender notice or the tender documents by which objective mechanism it is chosen who wins which
(Procurement Act 2023 ss.20(7) and 23(4)); whether to use lots at all is s.18.
"""

from evaluation.lot_terms import Rule
from evaluation.lots.award import award_lots
from evaluation.lots.justified import TooManyCases
from evaluation.lots.offers import TiesTooMany
from evaluation.lots.passing import passed_over_in, terms_in
from evaluation.lots.result import (
    BidderResult,
    ClaimResult,
    ClaimVerdict,
    LotOutcome,
    LotResult,
    LotsResult,
    Sums,
)
from evaluation.lots.tender import Lot, LotBidder, LotsTender

__all__ = [
    "BidderResult",
    "ClaimResult",
    "ClaimVerdict",
    "Lot",
    "LotBidder",
    "LotOutcome",
    "LotResult",
    "LotsResult",
    "LotsTender",
    "Rule",
    "Sums",
    "TiesTooMany",
    "TooManyCases",
    "award_lots",
    "passed_over_in",
    "terms_in",
]
