"""The evaluation of a tender's bids: who stands, what each earns and why, and the order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from evaluation.abnormally_low import abnormally_low
from evaluation.derivation import Figure, Step, given
from evaluation.model import CommitmentFormula, CommitmentsCriterion, Method, Model
from evaluation.notes import notes_of, under_review
from evaluation.offers import findings_of
from evaluation.prices import reference_prices
from evaluation.ranking import Ranked, ranking
from evaluation.result import (
    BidResult,
    BidVerdict,
    CommitmentFinding,
    CommitmentFindings,
    Evaluation,
    Reason,
)
from evaluation.scoring import BidScores, Sheet
from evaluation.standing import judged_criteria, no_quality_points, reasons_of, stands
from evaluation.tender import Tender

NO_FINDINGS: CommitmentFindings = MappingProxyType({})
"""No policy judged the commitments: each counts, unless a person settled that it does not."""


def evaluate(tender: Tender, findings: CommitmentFindings = NO_FINDINGS) -> Evaluation:
    """Return the evaluation of a tender; pure, and exact to the last fraction.

    First what needs no other bid, on which bids stand or fall (exclusions, gates, a price of
    zero, minimums); then the lowest, highest and mean price and the highest commitment of the
    bids that still stand; then their points and their order. `findings` say of each commitment
    whether it counts, and prevail over what a person settled, which they have considered.

    The tender must be free of what `evaluation.faults` refuses.
    """
    sheet, judged = Sheet(tender.model), judged_criteria(tender.model)
    found = {bid.id: findings_of(bid, tender.model, findings) for bid in tender.bids}
    scores = {bid.id: sheet.alone(bid, found[bid.id]) for bid in tender.bids}
    reasons = {id_: reasons_of(each, judged) for id_, each in scores.items()}
    standing = [each for id_, each in scores.items() if stands(reasons[id_])]
    ranked = {each.id: each for each in _measured(sheet, standing)}
    for each in standing:
        if each.bid.id not in ranked:
            reasons[each.bid.id] += (no_quality_points(tender.model),)
    order = ranking(tuple(ranked.values()), tender.model)
    ranks = order.ranks()
    bids = tuple(
        _result(each, reasons[id_], found[id_], sheet, ranked.get(id_), ranks.get(id_))
        for id_, each in scores.items()
    )
    prices = {id_: each.price.value for id_, each in ranked.items() if each.price is not None}
    evaluation = Evaluation(
        reference=tender.reference,
        model_sha256=tender.model.sha256,
        method=tender.model.method,
        places=tender.model.places,
        provisional=bool(under_review(bids)),
        bids=bids,
        ranking=order.places,
        abnormally_low=abnormally_low(prices, tender.model),
        ties_broken=order.ties_broken,
        notes=(),
        passed_over=MappingProxyType({each.bid: each.because for each in tender.passed_over}),
    )
    return replace(evaluation, notes=notes_of(tender, evaluation))


def _measured(sheet: Sheet, standing: Sequence[BidScores]) -> Iterator[Ranked]:
    """Yield each standing bid with all that it earns and what it is ranked by.

    A bid without points is left out where its price would be divided by them.
    """
    criterion = sheet.model.price
    prices = (each.price for each in standing if each.price is not None)
    references = None if criterion is None else reference_prices(prices, criterion)
    highest = _highest_offers(sheet.model, standing)
    for each in standing:
        results = sheet.complete(each, references, highest)
        figure = _figure(sheet.model, each.price, sheet.total(results))
        if figure is not None:
            yield Ranked(each.bid.id, figure, each.price, each.marks, results)


def _highest_offers(model: Model, standing: Sequence[BidScores]) -> dict[str, Figure]:
    """Return the highest value of commitments to each criterion that compares them."""
    return {
        item.id: max((each.offers[item.id] for each in standing), key=lambda offer: offer.value)
        for item in model.leaves
        if isinstance(item, CommitmentsCriterion)
        and item.formula is CommitmentFormula.RELATIVE_TO_HIGHEST
        and standing
    }


def _figure(model: Model, price: Figure | None, total: Figure) -> Figure | None:
    if model.method is Method.WEIGHTED_SUM or price is None:
        return total
    if model.method is Method.PRICE_PER_QUALITY_POINT:
        if not total.value:
            return None
        ratio = price.value / total.value
        return Figure("price for each point", ratio, Step.PRICE_PER_POINT, (price, total))
    credit = given("model.credit_per_point", model.credit_per_point or total.value * 0)
    less = price.value - credit.value * total.value
    name = "price less the credit for points"
    return Figure(name, less, Step.PRICE_LESS_CREDIT, (price, credit, total))


def _result(
    scores: BidScores,
    reasons: tuple[Reason, ...],
    commitments: Mapping[str, CommitmentFinding],
    sheet: Sheet,
    ranked: Ranked | None,
    rank: int | None,
) -> BidResult:
    return BidResult(
        id=scores.bid.id,
        bidder=scores.bid.bidder,
        verdict=BidVerdict.DISQUALIFIED if ranked is None else BidVerdict.RANKED,
        rank=rank,
        measured=None if ranked is None else ranked.measured,
        reasons=reasons,
        criteria=MappingProxyType(
            sheet.in_order(scores.results if ranked is None else ranked.results)
        ),
        commitments=MappingProxyType(dict(commitments)),
    )
