"""A tender as it is evaluated: the published model, and what bidders sent: `podium/tender/1`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from evaluation.lot_terms import LotTerms
from evaluation.model import Model
from evaluation.numbers import Amount, Mark, Percentage
from rules.procurement import Procurement


class GateScore(StrEnum):
    """What a gate comes to."""

    PASSED = "passed"
    FAILED = "failed"


Scored: TypeAlias = Mark | GateScore
"""What stands for one question: a mark, or passed or failed at a gate."""


@dataclass(frozen=True, slots=True)
class IndividualScore:
    """What one evaluator gave, why, and the words of the tender that it rests on."""

    evaluator: str
    score: Scored
    rationale: str = ""
    quotation: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one bid for one criterion.

    `agreed` prevails; where it is None the model takes the mean of `individual`. `rationale`,
    `quotation` and `dissent` belong to the agreed score.
    """

    agreed: Scored | None
    individual: tuple[IndividualScore, ...] = ()
    rationale: str = ""
    quotation: str = ""
    dissent: str = ""


WHOLE = Percentage(Fraction(100))
"""All of an effect is this contract's."""


class CommitmentVerdict(StrEnum):
    """What a commitment comes to under the policy; only `counted` earns points."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    NEEDS_REVIEW = "needs_review"

    @property
    def words(self) -> str:
        """The verdict in words."""
        return _VERDICTS[self]


_VERDICTS = {
    CommitmentVerdict.COUNTED: "It counts",
    CommitmentVerdict.NOT_COUNTED: "It does not count",
    CommitmentVerdict.NEEDS_REVIEW: "It is not settled yet whether it counts",
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person with a role decided about a commitment that the packs left open."""

    verdict: CommitmentVerdict
    because: str
    by_role: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A quantity that a bid promises of a measure.

    `attribution` is the share of the effect that is this contract's. `answers` holds what is
    known of it by the facts' names: `in_area`, `counted_elsewhere`, `method_statement`,
    `beyond_requirement`; an absent one is unknown. `because` says what shows these answers, and
    `quotation` holds the words of the tender that they rest on.
    """

    quantity: Fraction
    attribution: Percentage = WHOLE
    answers: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    settled: Settled | None = None
    because: str = ""
    quotation: str = ""


class LowPriceVerdict(StrEnum):
    """What came of the question about a price; a tender that is disregarded has an exclusion.

    `not_disregarded` is a tender that the authority keeps although nothing was demonstrated: it
    may disregard such a tender, and need not (Procurement Act 2023 s.19(3)(c)).
    """

    DEMONSTRATED = "demonstrated"
    NOT_DISREGARDED = "not_disregarded"


@dataclass(frozen=True, slots=True)
class LowPriceAnswer:
    """What a person with a role decided when the supplier had answered about its price.

    A tender whose supplier demonstrates that it can perform the contract for the price may not be
    disregarded for it (Procurement Act 2023 s.19(5)).
    """

    verdict: LowPriceVerdict
    because: str
    by_role: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A ground on which the supplier is excluded, as a named person declared it."""

    ground: str
    because: str


@dataclass(frozen=True, slots=True)
class Bid:
    """One bidder's bid. `price` is None only where the model has no price.

    `address`, `email` and `identifier` are the supplier's particulars, which regulation
    31(2)(a) and (b) of the Procurement Regulations 2024 put into assessment summaries.
    `abnormally_low` settles the question that the model's screen asks about the price; it changes
    no figure.
    """

    id: str
    bidder: str
    price: Amount | None = None
    scores: Mapping[str, Score] = field(default_factory=lambda: MappingProxyType({}))
    commitments: Mapping[str, Commitment] = field(default_factory=lambda: MappingProxyType({}))
    exclusions: tuple[Exclusion, ...] = ()
    address: str = ""
    email: str = ""
    identifier: str = ""
    abnormally_low: LowPriceAnswer | None = None


@dataclass(frozen=True, slots=True)
class UnreadTender:
    """A tender that counts and can't be read, so that nothing of it is evaluated.

    `bid` is the id that it would have. `received_at` knows its offset, `sha256` is the digest on
    its receipt. `because` is what two people declared, and `declared_by` who they are.
    """

    bid: str
    bidder: str
    received_at: datetime
    sha256: str
    because: str
    declared_by: str = ""
    address: str = ""
    email: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A bid to which this contract is not awarded, whatever its place, and why not.

    The published rule of the lots gives it to another (Procurement Act 2023 s.23(4)). `because` is
    the reason as its bidder reads it, empty where nobody has given one yet: the letter then has a
    blank for it.
    """

    bid: str
    because: str


@dataclass(frozen=True)
class Tender:
    """A tender: `procurement` and `policy` are both there where the packs judge commitments.

    `contact` is whom a bidder asks, `documents_at` where the award criteria stand in full, and
    `commitment_rules_at` where the rules on promises were published; each may be empty, and the
    letters then have a blank for it. `unread` are tenders that counted and that nobody could read:
    they stand on record beside the bids, and change no figure. `passed_over` are bids that are
    evaluated and ranked like all others, and that the contract is not awarded to. `lots` are the
    published terms of a lot that is awarded together with others, None where there are none.
    """

    reference: str
    model: Model
    bids: tuple[Bid, ...]
    procurement: Procurement | None = None
    policy: str | None = None
    contact: str = ""
    documents_at: str = ""
    commitment_rules_at: str = ""
    unread: tuple[UnreadTender, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    lots: LotTerms | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Bid]:
        """Every bid by its id."""
        return MappingProxyType({bid.id: bid for bid in self.bids})

    @cached_property
    def _bids_of(self) -> Mapping[str, int]:
        return Counter(bid.bidder for bid in self.bids)

    def name_of(self, bid: str) -> str:
        """Return whose a bid is, with the bid's id where a bidder of that name has another."""
        bidder = self.by_id[bid].bidder
        return bidder if self._bids_of[bidder] == 1 else f"{bidder} (bid {bid})"
