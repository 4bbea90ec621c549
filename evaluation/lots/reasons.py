"""Why a lot goes to whom, and why a bid did or did not get it, in sentences for a panel."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from evaluation.lot_terms import Rule, order_words
from evaluation.lots.choosing import Choice, Way
from evaluation.lots.claims import NOBODY, Claim, figure_of
from evaluation.lots.limits import all_come_before, at_limit, shares_with_holder
from evaluation.lots.result import ClaimVerdict
from evaluation.lots.tender import Lot, LotsTender
from evaluation.numbers import rounded
from evaluation.passed_over import place_words
from evaluation.result import BidResult, Evaluation
from evaluation.wording import exactly, grouped, listed, pounds
from rules.wording import counted

MOST_ABOVE = 5
"""How many bids above the one that is awarded are named."""

OF_FIRST = (
    "No bidder would win more lots than the limit, so each lot goes to its most advantageous "
    "tender (Procurement Act 2023 ss.19(1) and 23(4))."
)
OF_SHARED = (
    "Each lot can go to a tender in its first place without anybody having more lots than the "
    "limit, so the rule for the limit does not apply (Procurement Act 2023 ss.19(1) and 23(4))."
)
OF_FIRST_WITHOUT_LIMIT = (
    "No limit of lots is set, so each lot goes to its most advantageous tender (Procurement Act "
    "2023 s.19(1))."
)


class Reasons:
    """The reasons for what a rule leaves of all combinations."""

    def __init__(
        self, lots: LotsTender, evaluations: Mapping[str, Evaluation], choice: Choice
    ) -> None:
        """Take the lots, their evaluations, and what the rule leaves."""
        self._lots = lots
        self._evaluations = evaluations
        self._choice = choice

    def of_award(self, lot: Lot, claim: Claim) -> str:
        """Return why a lot goes to a bid: where it ranks, and what became of those above it."""
        evaluation = self._evaluations[lot.id]
        said = [f"{self._name(lot, claim.bid)} {self._place(lot, claim.bid)}."]
        above = [
            bid
            for place in evaluation.ranking
            for bid in place
            if bid != claim.bid and (evaluation.by_id[bid].rank or 0) <= claim.rank
        ]
        for bid in above[:MOST_ABOVE]:
            head = f"{self._name(lot, bid)} {self._place(lot, bid)}"
            said.append(f"{head}{self._kept_from(lot, bid)}")
        more = len(above) - MOST_ABOVE
        if more > 0:
            said.append(f"{counted(more, 'bid')} more stand above it.")
        said.extend(self._of_first())
        return " ".join(said)

    def _of_first(self) -> Iterator[str]:
        match self._choice.way:
            case Way.OF_FIRST:
                yield OF_FIRST if self._lots.has_limit else OF_FIRST_WITHOUT_LIMIT
            case Way.OF_SHARED:
                yield OF_SHARED
            case Way.BY_RULE:
                pass
            case _:
                assert_never(self._choice.way)

    def of_no_award(self, lot: Lot) -> str:
        """Return why nobody gets a lot."""
        standing = [bid for place in self._evaluations[lot.id].ranking for bid in place]
        if not standing:
            return "No bid for it stands."
        limits = [
            f"{self._name(lot, bid)} {self._place(lot, bid)}{self._kept_from(lot, bid)}"
            for bid in standing[:MOST_ABOVE]
        ]
        return f"No bidder whose bid stands may win it. {' '.join(limits)}"

    def of_tie(self, lot: Lot) -> str:
        """Return that the rule does not decide, and between whom."""
        possible = self._choice.possible[lot.id]
        names = tuple(self._name(lot, claim.bid) for claim in possible if claim.bidder != NOBODY)
        nobody = "" if len(names) == len(possible) else ", or nobody"
        return (
            f"The published rule leaves it open between {listed(names)}{nobody}, and no published "
            "order of ties sets them apart. Nobody may choose by anything that was not published."
        )

    def of_holder(self, lot: Lot, bid: BidResult, verdict: ClaimVerdict) -> str:
        """Return why a bid has a lot, or may have it."""
        place = f"It {self._place(lot, bid.id)}."
        if verdict is ClaimVerdict.TIED:
            return f"{place} The published rule does not decide whether it gets the lot."
        if bid.rank == 1:
            return place
        return f"{place} What keeps each bid above it from the lot is said of that bid."

    def of_missing(self, lot: Lot, bid: BidResult, verdict: ClaimVerdict) -> str:
        """Return why a bid that stands does not get a lot."""
        if verdict is ClaimVerdict.PASSED_OVER:
            return f"It {self._place(lot, bid.id)} in lot {lot.id}{self._kept_from(lot, bid.id)}"
        holders = self._choice.possible[lot.id]
        names = listed(tuple(self._name(lot, claim.bid) for claim in holders))
        ahead = "is" if len(holders) == 1 else "are"
        said = f"It {self._place(lot, bid.id)} in lot {lot.id}; {names} {ahead} ahead of it."
        return f"{said} {self._dearer(lot, bid.id)}".strip()

    def _kept_from(self, lot: Lot, bid: str) -> str:
        """Return what keeps a bid from a lot though it ranks above who has it, to be put after."""
        limit = self._limit(lot, bid)
        dearer = self._dearer(lot, bid)
        is_parted = self._lots.tie_break and not dearer and self._shares(lot, bid)
        if (lot.id, bid) in self._choice.never and not self._choice.is_by_rule:
            dearer = "No award of each lot to a tender in its first place gives it this lot."
        elif is_parted and (not limit or not self._choice.is_by_rule):
            order = order_words(self._lots.tie_break)
            dearer = f"For equal awards the published order goes by {order}, and it comes after."
        said = f"; {limit}" if limit else "."
        return f"{said} {dearer}".strip()

    def _shares(self, lot: Lot, bid: str) -> bool:
        rank = self._evaluations[lot.id].by_id[bid].rank
        return shares_with_holder(self._choice, lot.id, rank)

    def _limit(self, lot: Lot, bid: str) -> str:
        """Return by which lots a bidder is at its limit, nothing where it is not."""
        bidder = self._lots.bidder_of[bid]
        found = at_limit(self._lots, self._choice, bidder)
        if found is None:
            return ""
        limit = f"the limit of {counted(found.limit, 'lot')}"
        if not found.is_certain:
            return f"it is at {limit} in every combination that is listed."
        if not found.lots:
            return f"it is at {limit}, however equal awards of other lots are settled."
        many = "lot" if len(found.lots) == 1 else "lots"
        held = f"{many} {listed(found.lots)}"
        if lot.id in found.lots:
            return f"it has {held}, this one by another bid, so it is at {limit}."
        if self._lots.rule.compares_sums or not self._choice.is_by_rule:
            return f"it has {held}, so it is at {limit}."
        if not all_come_before(self._lots, bidder, found.lots, lot.id):
            if self._shares(lot, bid):
                return f"the published order for equal awards gives it {held} instead."
            return f"it has {held}, so it is at {limit}."
        why = {
            Rule.BIDDER_PREFERENCE: "which it prefers",
            Rule.IN_ORDER: f"which {'comes' if len(found.lots) == 1 else 'come'} before",
        }[self._lots.rule]
        return f"it has {held}, {why}, so it is at {limit}."

    def _dearer(self, lot: Lot, bid: str) -> str:
        """Return what the best combination that gives a bid the lot comes to."""
        figures = self._choice.dearer.get((lot.id, bid))
        if figures is None:
            return ""
        unawarded, *compared = figures[:-1]
        if unawarded:
            more = counted(int(unawarded), "lot more", "lots more")
            return f"To give it this lot would leave {more} without an award."
        for rule, difference in zip(self._lots.compared, compared, strict=True):
            if difference:
                return self._sum_with(rule, difference)
        return "It stands behind in the lot’s own published order of ties."

    def _sum_with(self, rule: Rule, difference: Fraction) -> str:
        best = self._best_sum(rule)
        start = "The best combination that gives it this lot comes to"
        if rule is Rule.BEST_TOTAL:
            left, fewer = self._points(best - difference), self._points(difference)
            return f"{start} {left} points, {fewer} fewer."
        return f"{start} {pounds(best + difference)}, {pounds(difference)} more."

    def _best_sum(self, rule: Rule) -> Fraction:
        held: Sequence[Claim] = [
            claim for claims in self._choice.combinations[0].values() for claim in claims
        ]
        return sum(
            (
                figure_of(self._lots.by_id[one.lot], self._evaluations[one.lot], one.bid, rule)
                for one in held
            ),
            Fraction(0),
        )

    def _points(self, value: Fraction) -> str:
        places = max(each.places for each in self._evaluations.values())
        text = rounded(value, places)
        return exactly(value) if value and not text.strip("-0.") else grouped(text)

    def _name(self, lot: Lot, bid: str) -> str:
        return f"{lot.tender.by_id[bid].bidder} ({bid})" if bid else "nobody"

    def _place(self, lot: Lot, bid: str) -> str:
        """Return how a bid stands in its lot: ‘is second’, or ‘shares second place’."""
        return place_words(self._evaluations[lot.id], bid)
