"""What the award of lots comes to: who gets each, and for each bidder why, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from evaluation.lot_terms import Rule


class LotOutcome(StrEnum):
    """What came of a lot."""

    AWARDED = "awarded"
    TIED = "tied"
    NOT_AWARDED = "not_awarded"


class ClaimVerdict(StrEnum):
    """What came of a bid for a lot.

    `passed_over` bids are ranked above one that has the lot; `outranked` ones are not.
    """

    AWARDED = "awarded"
    TIED = "tied"
    PASSED_OVER = "passed_over"
    OUTRANKED = "outranked"
    DISQUALIFIED = "disqualified"


@dataclass(frozen=True, slots=True)
class LotResult:
    """Who gets a lot: one bid if it is awarded, several if they tie, none otherwise."""

    lot: str
    outcome: LotOutcome
    bids: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What came of one bid for a lot, and why; `rank` is that in the lot's own evaluation.

    `because` is for a panel: sums of combinations tell of other bidders' figures. `told` is the
    reason as the bidder itself may read it, empty unless its bid is passed over.
    """

    lot: str
    bid: str
    verdict: ClaimVerdict
    rank: int | None
    because: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class BidderResult:
    """What a bidder wins for certain, and what came of each of its bids in the lots' order."""

    bidder: str
    won: tuple[str, ...]
    claims: tuple[ClaimResult, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """What a combination comes to; a sum is None where the lots have no such figure."""

    awarded: int
    total: Fraction | None
    price: Fraction | None


@dataclass(frozen=True, slots=True)
class LotsResult:
    """The award of all lots.

    `combinations` are those that the rule leaves: one if it decides, and each of them, lot by lot,
    with the bids that have the lot, several where they share it. `is_complete` says whether all
    are there. `sums` belong to the one combination, None where there are several.
    """

    reference: str
    rule: Rule
    is_provisional: bool
    lots: tuple[LotResult, ...]
    bidders: tuple[BidderResult, ...]
    combinations: tuple[Mapping[str, tuple[str, ...]], ...]
    is_complete: bool
    sums: Sums | None
    notes: tuple[str, ...]

    @property
    def is_decided(self) -> bool:
        """Whether the rule says of every lot who gets it, or that nobody does."""
        return all(one.outcome is not LotOutcome.TIED for one in self.lots)
