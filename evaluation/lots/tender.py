"""Several lots as they are awarded together: their tenders, the limit, and the published rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from evaluation.lot_terms import Rule
from evaluation.tender import Tender


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot, with the tender that holds its model and its bids."""

    id: str
    title: str
    tender: Tender


@dataclass(frozen=True, slots=True)
class LotBidder:
    """Who counts as one bidder in all lots.

    `bids` are the ids of its bids: usually one, the same in each lot; more where it sent variants,
    or where companies of one group count together. `limit` is how many lots it may win, None for
    any number; `preference` its own order of lots, the dearest first, empty where it gave none.
    """

    id: str
    name: str
    bids: tuple[str, ...]
    limit: int | None = None
    preference: tuple[str, ...] = ()


@dataclass(frozen=True)
class LotsTender:
    """Lots in their published order, and all that decides who wins which.

    `tie_break` names the sums that are compared where the rule leaves several combinations equal,
    `rule_at` where the limit and the rule were published, empty where that is not said.
    """

    reference: str
    rule: Rule
    lots: tuple[Lot, ...]
    bidders: tuple[LotBidder, ...]
    limit: int | None = None
    title: str = ""
    tie_break: tuple[Rule, ...] = ()
    rule_at: str = ""

    @cached_property
    def by_id(self) -> Mapping[str, Lot]:
        """Every lot by its id."""
        return MappingProxyType({lot.id: lot for lot in self.lots})

    @cached_property
    def bidder_of(self) -> Mapping[str, LotBidder]:
        """The bidder by the id of any of its bids."""
        return MappingProxyType({bid: one for one in self.bidders for bid in one.bids})

    @cached_property
    def compared(self) -> tuple[Rule, ...]:
        """The sums that combinations are compared by, in turn."""
        return (*((self.rule,) if self.rule.compares_sums else ()), *self.tie_break)

    def limit_of(self, bidder: str) -> int | None:
        """Return how many lots a bidder may win: its own limit, or that for all; None for any.

        Raises:
            KeyError: there is no such bidder.
        """
        own = self._limits[bidder]
        return self.limit if own is None else own

    @cached_property
    def limits(self) -> Mapping[str, int | None]:
        """How many lots each bidder may win."""
        return MappingProxyType({one.id: self.limit_of(one.id) for one in self.bidders})

    @cached_property
    def _limits(self) -> Mapping[str, int | None]:
        return {one.id: one.limit for one in self.bidders}

    @property
    def has_limit(self) -> bool:
        """Whether any bidder may win no more than a number of lots."""
        return any(limit is not None for limit in self.limits.values())
