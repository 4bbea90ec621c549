"""The award of lots by the published rule, with the reasons for each bid."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from evaluation.lot_terms import Rule
from evaluation.lots.choosing import Choice, choice_of
from evaluation.lots.claims import NOBODY, Combination, claims_of, figure_of
from evaluation.lots.reasons import Reasons
from evaluation.lots.result import (
    BidderResult,
    ClaimResult,
    ClaimVerdict,
    LotOutcome,
    LotResult,
    LotsResult,
    Sums,
)
from evaluation.lots.telling import Telling
from evaluation.lots.tender import Lot, LotBidder, LotsTender
from evaluation.model import Method
from evaluation.result import BidResult, Evaluation
from evaluation.wording import listed


def award_lots(lots: LotsTender, evaluations: Mapping[str, Evaluation]) -> LotsResult:
    """Return who gets each lot, by the published rule; pure, and exact to the last fraction.

    `evaluations` hold each lot's own evaluation by the lot's id; none is made again without the
    bidders that are passed over. `best_total` and `lowest_cost` compare only combinations that
    award as many lots as can be awarded, and in which nobody is passed over but at its limit. What
    the rule and the published orders of ties leave equal stays equal.

    Raises:
        TiesTooMany: the rule goes by offers, and bids share places in too many ways.
        TooManyCases: the rule goes by sums, and the limits can be kept in too many ways.
        ValueError: a sum is compared that a lot has no figure for.
    """
    choice = choice_of(lots, claims_of(lots, evaluations))
    reasons = Reasons(lots, evaluations, choice)
    telling = Telling(lots, evaluations, choice)
    return LotsResult(
        reference=lots.reference,
        rule=lots.rule,
        is_provisional=any(each.provisional for each in evaluations.values()),
        lots=tuple(_of_lot(lot, choice, reasons) for lot in lots.lots),
        bidders=tuple(
            _of_bidder(one, lots, evaluations, choice, reasons, telling) for one in lots.bidders
        ),
        combinations=tuple(_bids(each) for each in choice.combinations),
        is_complete=choice.is_complete,
        sums=_sums(lots, evaluations, choice),
        notes=tuple(_notes(lots, evaluations, choice)),
    )


def _of_lot(lot: Lot, choice: Choice, reasons: Reasons) -> LotResult:
    possible = choice.possible[lot.id]
    bids = tuple(claim.bid for claim in possible if claim.bidder != NOBODY)
    if not bids:
        return LotResult(lot.id, LotOutcome.NOT_AWARDED, (), reasons.of_no_award(lot))
    if len(possible) == 1:
        return LotResult(lot.id, LotOutcome.AWARDED, bids, reasons.of_award(lot, possible[0]))
    return LotResult(lot.id, LotOutcome.TIED, bids, reasons.of_tie(lot))


def _of_bidder(
    bidder: LotBidder,
    lots: LotsTender,
    evaluations: Mapping[str, Evaluation],
    choice: Choice,
    reasons: Reasons,
    telling: Telling,
) -> BidderResult:
    claims = tuple(
        _of_bid(lot, evaluations[lot.id].by_id[bid.id], choice, reasons, telling)
        for lot in lots.lots
        for bid in lot.tender.bids
        if bid.id in bidder.bids
    )
    won = tuple(each.lot for each in claims if each.verdict is ClaimVerdict.AWARDED)
    return BidderResult(bidder.id, won, claims)


def _of_bid(
    lot: Lot, bid: BidResult, choice: Choice, reasons: Reasons, telling: Telling
) -> ClaimResult:
    possible, told = choice.possible[lot.id], ""
    if bid.rank is None:
        verdict = ClaimVerdict.DISQUALIFIED
        because = " ".join(reason.because for reason in bid.reasons if reason.disqualifies)
    elif any(claim.bid == bid.id for claim in possible):
        verdict = ClaimVerdict.AWARDED if len(possible) == 1 else ClaimVerdict.TIED
        because = reasons.of_holder(lot, bid, verdict)
    else:
        is_above = any(not claim.bid or bid.rank <= claim.rank for claim in possible)
        verdict = ClaimVerdict.PASSED_OVER if is_above else ClaimVerdict.OUTRANKED
        because = reasons.of_missing(lot, bid, verdict)
        told = telling.told(lot, bid) if verdict is ClaimVerdict.PASSED_OVER else ""
    return ClaimResult(lot.id, bid.id, verdict, bid.rank, because, told)


def _bids(combination: Combination) -> dict[str, tuple[str, ...]]:
    return {lot: tuple(claim.bid for claim in claims) for lot, claims in combination.items()}


def _sums(lots: LotsTender, evaluations: Mapping[str, Evaluation], choice: Choice) -> Sums | None:
    if any(len(claims) != 1 for claims in choice.possible.values()):
        return None
    held = [(lots.by_id[lot], claims[0].bid) for lot, claims in choice.possible.items()]
    awarded = [(lot, bid) for lot, bid in held if bid]
    summed = all(each.method is Method.WEIGHTED_SUM for each in evaluations.values())
    priced = all(lot.tender.model.price is not None for lot in lots.lots)

    def total(rule: Rule) -> Fraction:
        figures = (figure_of(lot, evaluations[lot.id], bid, rule) for lot, bid in awarded)
        return sum(figures, Fraction(0))

    return Sums(
        awarded=len(awarded),
        total=total(Rule.BEST_TOTAL) if summed else None,
        price=total(Rule.LOWEST_COST) if priced else None,
    )


def _notes(
    lots: LotsTender, evaluations: Mapping[str, Evaluation], choice: Choice
) -> Iterator[str]:
    if lots.has_limit and not lots.rule_at:
        yield (
            "Where the limit and the rule were published is not said. They have to stand in the "
            "tender notice or the tender documents (Procurement Act 2023 ss.20(7) and 23(4))."
        )
    provisional = tuple(lot.id for lot in lots.lots if evaluations[lot.id].provisional)
    if provisional:
        yield (
            f"Provisional: in {listed(provisional)} something that was promised still needs review."
        )
    for lot in lots.lots:
        asked = {each.bid for each in evaluations[lot.id].abnormally_low}
        for claim in choice.possible[lot.id]:
            if claim.bid in asked and lot.tender.by_id[claim.bid].abnormally_low is None:
                name = lot.tender.name_of(claim.bid)
                yield (
                    f"The price of {name} in lot {lot.id} is asked about as abnormally low. "
                    "Settle that before the award."
                )
    if (
        Rule.BEST_TOTAL in lots.compared
        and len({one.model_sha256 for one in evaluations.values()}) > 1
    ):
        yield "The lots do not share one model: points of different models are added up."
    if not choice.is_complete:
        yield "More combinations are equal than are listed here."
