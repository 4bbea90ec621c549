"""What an evaluation comes to: verdicts, exact figures with their derivation, and the order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from evaluation.derivation import Figure
from evaluation.model import Method
from evaluation.tender import CommitmentVerdict


class BidVerdict(StrEnum):
    """Whether a bid stands."""

    RANKED = "ranked"
    DISQUALIFIED = "disqualified"


class ReasonRule(StrEnum):
    """The published rule under which a bid failed something."""

    EXCLUSION = "exclusion"
    GATE = "gate"
    MINIMUM = "minimum"
    ZERO_PRICE = "zero_price"
    NO_QUALITY_POINTS = "no_quality_points"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a bid failed: `criterion` is empty for an exclusion."""

    criterion: str
    rule: ReasonRule
    disqualifies: bool
    because: str


@dataclass(frozen=True, slots=True)
class CommitmentFinding:
    """What the packs, or a person after them, say of one commitment.

    `rule` is the id of the deciding rule, empty where no pack was asked or a person settled
    it. `hangs_on` names the answers that are missing, where it needs review. `cites` are full
    citations as letters print them; `unverified` names what it rests on that was not seen.
    """

    verdict: CommitmentVerdict
    because: str
    cites: tuple[str, ...] = ()
    rule: str = ""
    hangs_on: tuple[str, ...] = ()
    settled_by: str = ""
    unverified: tuple[str, ...] = ()


CommitmentFindings = Mapping[tuple[str, str], CommitmentFinding]
"""What was found of each commitment, by bid and measure."""


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """The percentage of a criterion that a bid reached, and its points."""

    percent: Figure
    points: Figure


@dataclass(frozen=True, slots=True)
class BidResult:
    """What one bid comes to.

    `criteria` holds a result for each criterion that has one, in the order of the tree: for a
    disqualified bid only those that need no other bid. `measured` is what the bid is ranked
    by: the total under `weighted_sum`, the measure under other methods; None without a rank.
    """

    id: str
    bidder: str
    verdict: BidVerdict
    rank: int | None
    measured: Figure | None
    reasons: tuple[Reason, ...]
    criteria: Mapping[str, CriterionResult]
    commitments: Mapping[str, CommitmentFinding]


@dataclass(frozen=True, slots=True)
class AbnormallyLowPrice:
    """A price that the model's screen asks about; it never changes a rank (s.19(4) and (5))."""

    bid: str
    because: str


@dataclass(frozen=True, slots=True)
class TieBroken:
    """Bids with equal figures that a criterion of the published order set apart."""

    bids: tuple[str, ...]
    criterion: str
    order: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of a tender; `bids` in the order given, `ranking` best first.

    `notes` are sentences about what the result does not hold, such as that no policy judged
    the commitments. `passed_over` says of bids why the contract is not awarded to them whatever
    their place, which changes no figure, rank or place.
    """

    reference: str
    model_sha256: str
    method: Method
    places: int
    provisional: bool
    bids: tuple[BidResult, ...]
    ranking: tuple[tuple[str, ...], ...]
    abnormally_low: tuple[AbnormallyLowPrice, ...]
    ties_broken: tuple[TieBroken, ...]
    notes: tuple[str, ...]
    passed_over: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def by_id(self) -> Mapping[str, BidResult]:
        """Every bid's result by its id."""
        return MappingProxyType({bid.id: bid for bid in self.bids})

    @cached_property
    def in_order(self) -> tuple[BidResult, ...]:
        """Every bid's result: the best first, the disqualified last and in the order given."""
        ranked = (self.by_id[bid] for place in self.ranking for bid in place)
        return (*ranked, *(bid for bid in self.bids if bid.rank is None))

    @property
    def first(self) -> str | None:
        """The bid that alone is first; None where the first place is shared or empty."""
        return _alone(self.ranking)

    @cached_property
    def awardable(self) -> tuple[tuple[str, ...], ...]:
        """The ranking without the bids that are passed over, best first; no place is empty."""
        places = (
            tuple(bid for bid in place if bid not in self.passed_over) for place in self.ranking
        )
        return tuple(place for place in places if place)

    @cached_property
    def passed_above(self) -> tuple[str, ...]:
        """The bids passed over that no bid outranks which the contract may be awarded to.

        Best first: those above the best of the others, and those that share its place.
        """
        found: list[str] = []
        for place in self.ranking:
            found += (bid for bid in place if bid in self.passed_over)
            if any(bid not in self.passed_over for bid in place):
                break
        return tuple(found)

    @property
    def winner(self) -> str | None:
        """The bid that the contract is to be awarded to: alone first of those not passed over.

        None where that place is shared, or nobody is left.
        """
        return _alone(self.awardable)

    def measured(self, bid: str) -> Fraction:
        """Return the exact figure that a ranked bid is ranked by.

        Raises:
            KeyError: the bid is not ranked.
        """
        figure = self.by_id[bid].measured
        if figure is None:
            raise KeyError(bid)
        return figure.value


def _alone(places: tuple[tuple[str, ...], ...]) -> str | None:
    return places[0][0] if places and len(places[0]) == 1 else None
