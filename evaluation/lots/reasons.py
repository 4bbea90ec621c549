"""Why a lot goes to whom, and why a bid did or did not get it, in sentences for a panel."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evaluation.lots.choosing import Choice
from evaluation.lots.claims import NOBODY, Claim, figure_of
from evaluation.lots.result import ClaimVerdict
from evaluation.lots.tender import Lot, LotsTender, Rule
from evaluation.numbers import rounded
from evaluation.result import BidResult, Evaluation
from evaluation.wording import exactly, grouped, listed, ordinal, pounds
from rules.wording import counted

MOST_ABOVE = 5
"""How many bids above the one that is awarded are named."""


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
        said = [f"{self._name(lot, claim.bid)} is {self._place(lot, claim.bid)}."]
        above = [
            bid
            for place in evaluation.ranking
            for bid in place
            if bid != claim.bid and (evaluation.by_id[bid].rank or 0) <= claim.rank
        ]
        for bid in above[:MOST_ABOVE]:
            head = f"{self._name(lot, bid)} is {self._place(lot, bid)}"
            said.append(f"{head}{self._kept_from(lot, bid)}")
        more = len(above) - MOST_ABOVE
        if more > 0:
            said.append(f"{counted(more, 'bid')} more stand above it.")
        return " ".join(said)

    def of_no_award(self, lot: Lot) -> str:
        """Return why nobody gets a lot."""
        standing = [bid for place in self._evaluations[lot.id].ranking for bid in place]
        if not standing:
            return "No bid for it stands."
        limits = [
            f"{self._name(lot, bid)} is {self._place(lot, bid)}{self._kept_from(lot, bid)}"
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
        place = f"It is {self._place(lot, bid.id)}."
        if verdict is ClaimVerdict.TIED:
            return f"{place} The published rule does not decide whether it gets the lot."
        if bid.rank == 1:
            return place
        return f"{place} Lot {lot.id} says what keeps the bids above it from the lot."

    def of_missing(self, lot: Lot, bid: BidResult, verdict: ClaimVerdict) -> str:
        """Return why a bid that stands does not get a lot."""
        if verdict is ClaimVerdict.PASSED_OVER:
            would = "It would have come" if bid.rank == 1 else "It is"
            place = f"{would} {self._place(lot, bid.id)} in lot {lot.id}"
            return f"{place}{self._kept_from(lot, bid.id)}"
        holders = self._choice.possible[lot.id]
        names = listed(tuple(self._name(lot, claim.bid) for claim in holders))
        ahead = "is" if len(holders) == 1 else "are"
        said = f"It is {self._place(lot, bid.id)} in lot {lot.id}; {names} {ahead} ahead of it."
        return f"{said} {self._dearer(lot, bid.id)}".strip()

    def _kept_from(self, lot: Lot, bid: str) -> str:
        """Return what keeps a bid from a lot though it ranks above who has it, to be put after."""
        limit = self._limit(bid)
        said = f"; {limit}" if limit else "."
        return f"{said} {self._dearer(lot, bid)}".strip()

    def _limit(self, bid: str) -> str:
        """Return by which lots a bidder is at its limit, nothing where it is not."""
        bidder = self._lots.bidder_of[bid]
        limit = self._lots.limit_of(bidder.id)
        if limit is None:
            return ""
        held = [
            tuple(lot for lot, claims in each.items() if any(x.bidder == bidder.id for x in claims))
            for each in self._choice.combinations
        ]
        if not all(len(lots) >= limit for lots in held):
            return ""
        if len(set(held)) > 1 or not self._choice.is_complete:
            return f"it is at the limit of {counted(limit, 'lot')} in each equal combination."
        many = "lot" if len(held[0]) == 1 else "lots"
        why = {
            Rule.BIDDER_PREFERENCE: ", which it prefers",
            Rule.IN_ORDER: f", which {'comes' if len(held[0]) == 1 else 'come'} before",
        }.get(self._lots.rule, "")
        return f"it is at the limit of {limit} by {many} {listed(held[0])}{why}."

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
        evaluation = self._evaluations[lot.id]
        rank = evaluation.by_id[bid].rank or 0
        shares = any(bid in place and len(place) > 1 for place in evaluation.ranking)
        return f"{ordinal(rank)}{', a place that it shares' if shares else ''}"
