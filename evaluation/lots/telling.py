"""Why a bid is passed over, in words that its bidder may read: no figure of any other is told.

What a combination comes to would let a bidder work out what others asked or earned. That others
share its place it is told only of whoever has the lot.
"""

from collections.abc import Mapping
from fractions import Fraction

from evaluation.lot_terms import (
    JUSTIFIED,
    OF_THE_JUSTIFIED,
    SUM_WORDS,
    Rule,
    lot_called,
    order_words,
)
from evaluation.lots.choosing import Choice
from evaluation.lots.limits import AtLimit, all_come_before, at_limit, shares_with_holder
from evaluation.lots.tender import Lot, LotsTender
from evaluation.result import BidResult, Evaluation
from evaluation.wording import listed, ordinal
from rules.wording import counted, upper_first

_EACH_OF_THESE = f"{upper_first(OF_THE_JUSTIFIED)} each that gives you this lot"
_NONE_OF_THESE = f"{upper_first(OF_THE_JUSTIFIED)} none that gives you this lot"
_MADE = "the one that is made"


class Telling:
    """The reasons for what a rule leaves of all combinations, as bidders may read them."""

    def __init__(
        self, lots: LotsTender, evaluations: Mapping[str, Evaluation], choice: Choice
    ) -> None:
        """Take the lots, their evaluations, and what the rule leaves."""
        self._lots = lots
        self._evaluations = evaluations
        self._choice = choice

    def told(self, lot: Lot, bid: BidResult) -> str:
        """Return why a bid is passed over in a lot; empty where no reason can be worked out.

        There is one only where its bidder is at its limit in every combination, or where it shares
        the place of whoever has the lot.
        """
        found = at_limit(self._lots, self._choice, self._lots.bidder_of[bid.id])
        if found is not None:
            return self._of_limit(lot, bid, found) if found.is_certain else ""
        if not shares_with_holder(self._choice, lot.id, bid.rank):
            return ""
        by_sums = self._by_sums(lot, bid)
        if by_sums:
            return f"{_shares(bid)}. {by_sums}"
        return f"{_shares(bid)}. {self._by_ties(lot, bid)}" if self._lots.tie_break else ""

    def _of_limit(self, lot: Lot, bid: BidResult, found: AtLimit) -> str:
        """Return why somebody at its limit has other lots and not this one; empty if unknown."""
        limit = self._limit(lot, bid, found)
        bidder = self._lots.bidder_of[bid.id]
        by_sums = self._by_sums(lot, bid)
        if by_sums:
            return f"{limit} {by_sums}"
        if (lot.id, bid.id) in self._choice.never:
            return f"{limit} {self._never(lot, bid)}"
        if not self._choice.is_by_rule:
            return f"{limit} {self._by_ties_at_limit(lot, bid)}".strip()
        if self._lots.rule.compares_sums:
            return f"{limit} {_NONE_OF_THESE} has {_better((self._lots.rule,))} than {_MADE}."
        if not found.lots:
            return limit
        if all_come_before(self._lots, bidder, found.lots, lot.id):
            return f"{limit} {self._by_order(found.lots)}"
        ties = self._by_ties_at_limit(lot, bid)
        return f"{limit} {ties}" if ties else ""

    def _never(self, lot: Lot, bid: BidResult) -> str:
        """Return why no combination that counts gives a bid the lot."""
        if not self._choice.is_by_rule:
            return (
                "Each lot can go to a tender in its first place within the limit, so only such "
                "awards are compared, and none of them gives you this lot."
            )
        if self._stands_behind_its_own(lot, bid):
            return (
                "A supplier has a lot by the best ranked of its tenders for it, and that is "
                "another tender of yours."
            )
        return f"No combination of awards {JUSTIFIED} gives you this lot."

    def _stands_behind_its_own(self, lot: Lot, bid: BidResult) -> bool:
        own = self._lots.bidder_of[bid.id].bids
        ranks = (one.rank for one in self._evaluations[lot.id].in_order if one.id in own)
        return any(rank is not None and rank < (bid.rank or 0) for rank in ranks)

    def _limit(self, lot: Lot, bid: BidResult, found: AtLimit) -> str:
        own_limit = self._lots.bidder_of[bid.id].limit
        whose = "your own limit" if own_limit not in {None, self._lots.limit} else "the limit"
        limit = f"{whose} of {counted(found.limit, 'lot')}"
        if not found.lots:
            return f"However equal awards of other lots are settled, you are at {limit}."
        own = ", this one by another tender of yours," if lot.id in found.lots else ","
        held = self._words(found.lots)
        return f"You are to be awarded {held} of {self._lots.reference}{own} so you are at {limit}."

    def _by_order(self, held: tuple[str, ...]) -> str:
        words = self._words(held)
        if self._lots.rule is Rule.BIDDER_PREFERENCE:
            return f"Your own order of the lots puts {words} before this one."
        come = "comes" if len(held) == 1 else "come"
        return f"{upper_first(words)} {come} before this one in the published order."

    def _by_sums(self, lot: Lot, bid: BidResult) -> str:
        """Return how the awards that give a bid the lot compare; empty where they equal the best.

        It is empty too where no award gives it the lot.
        """
        figures = self._choice.dearer.get((lot.id, bid.id))
        if figures is None:
            return ""
        unawarded, *compared, behind = figures
        rules = self._lots.compared
        at = next((number for number, more in enumerate(compared) if more), None)
        if unawarded:
            return "The published rule first awards as many lots as can be awarded."
        if at == 0:
            return f"{_EACH_OF_THESE} has {_worse(rules[0])} than {_MADE}."
        none_better = f"{_NONE_OF_THESE} has {_better(rules[:at])} than {_MADE}"
        if at is not None:
            return f"{none_better}, and each that equals it has {_worse(rules[at])}."
        if behind:
            return (
                f"{none_better}, and each that equals it stands behind by the lots’ own orders for "
                "equal figures."
            )
        return ""

    def _by_ties_at_limit(self, lot: Lot, bid: BidResult) -> str:
        """Return that the published order gives a bidder other lots than one of a shared place.

        It is empty where the place is not shared, or no order was published.
        """
        shares = shares_with_holder(self._choice, lot.id, bid.rank)
        if not shares or not self._lots.tie_break:
            return ""
        order = order_words(self._lots.tie_break)
        return (
            f"{_shares(bid)}. For equal awards the published order goes by {order}, and by that "
            f"each award that gives you this lot comes after {_MADE}."
        )

    def _by_ties(self, lot: Lot, bid: BidResult) -> str:
        """Return by what the published order sets an award to a bid behind, the others the same."""
        rules = self._lots.tie_break
        start = "For equal awards the published order goes by"
        worse = [
            own > best
            for own, best in zip(self._own(lot, bid), self._of_holder(lot, bid), strict=True)
        ]
        at = next((number for number, is_worse in enumerate(worse) if is_worse), None)
        if at is None or not self._is_level(lot, bid, at):
            return (
                f"{start} {order_words(rules)}, and by that each award that gives you this lot "
                f"comes after {_MADE}."
            )
        decides, worse_one = order_words(rules[at : at + 1]), SUM_WORDS[rules[at]].worse
        if at == 0:
            return f"{start} {decides}, and the award to your tender has the {worse_one}."
        return (
            f"{start} {order_words(rules[:at])}, in which the award to your tender is equal, then "
            f"by {decides}, and there it has the {worse_one}."
        )

    def _is_level(self, lot: Lot, bid: BidResult, before: int) -> bool:
        """Return whether a bid equals whoever has its lot in what is compared before."""
        return self._own(lot, bid)[:before] == self._of_holder(lot, bid)[:before]

    def _own(self, lot: Lot, bid: BidResult) -> tuple[Fraction, ...]:
        """Return what a bid adds to the sums of the order for equal awards, the less the better."""
        price, total = lot.tender.by_id[bid.id].price, bid.measured
        figures = {
            Rule.BEST_TOTAL: -total.value if total else Fraction(0),
            Rule.LOWEST_COST: price or Fraction(0),
        }
        return tuple(figures[one] for one in self._lots.tie_break)

    def _of_holder(self, lot: Lot, bid: BidResult) -> tuple[Fraction, ...]:
        claims = self._choice.possible[lot.id]
        holder = next(one for one in claims if one.bid and one.rank == bid.rank)
        return holder.figures[-len(self._lots.tie_break) :]

    def _words(self, lots: tuple[str, ...]) -> str:
        return listed(tuple(lot_words(self._lots.by_id[one]) for one in lots))


def _worse(rule: Rule) -> str:
    return f"a {SUM_WORDS[rule].worse} {SUM_WORDS[rule].sum}"


def _better(rules: tuple[Rule, ...]) -> str:
    return " or ".join(f"a {SUM_WORDS[one].better} {SUM_WORDS[one].sum}" for one in rules)


def _shares(bid: BidResult) -> str:
    return f"Your tender shares {ordinal(bid.rank or 0)} place in this lot"


def lot_words(lot: Lot) -> str:
    """Return a lot with its title, where it has one: ‘lot 2 (Parks, south)’."""
    return f"lot {lot_called(lot.id, lot.title)}"
