"""Laws that hold for every tender, whatever its model."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluation.evaluate import evaluate
from evaluation.model import (
    Criterion,
    GroupCriterion,
    Method,
    Model,
    PriceCriterion,
    ReplacedBy,
    ScoredCriterion,
    WeightsAre,
)
from evaluation.numbers import Amount, Mark
from evaluation.result import BidResult, BidVerdict, Evaluation
from evaluation.tender import Bid, Score, Tender
from tests.evaluation.generation import findings, of_total, tenders

SCALES = st.fractions(min_value=Fraction(1, 50), max_value=50, max_denominator=50)


def told(bid: BidResult) -> dict[str, Any]:
    """Return all that is found of a bid but the order in which it is told."""
    return {
        "rank": bid.rank,
        "measured": bid.measured and bid.measured.value,
        "reasons": {(each.criterion, each.rule, each.because) for each in bid.reasons},
        "criteria": {
            id_: (each.percent.value, each.points.value) for id_, each in bid.criteria.items()
        },
        "commitments": dict(bid.commitments),
    }


def found(evaluation: Evaluation) -> dict[str, Any]:
    """Return all that is found of all bids, and who is asked about a price."""
    asked = {each.bid for each in evaluation.abnormally_low}
    return {bid.id: (told(bid), bid.id in asked) for bid in evaluation.bids}


def reversed_tree(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Return criteria last first, at every level."""
    return tuple(
        replace(item, criteria=reversed_tree(item.criteria))
        if isinstance(item, GroupCriterion)
        else item
        for item in reversed(criteria)
    )


def with_amounts(made: Model, scale: Fraction) -> Model:
    """Return a model whose own amounts of money for prices are scaled."""

    def scaled(item: Criterion) -> Criterion:
        if isinstance(item, GroupCriterion):
            return replace(item, criteria=tuple(map(scaled, item.criteria)))
        if not isinstance(item, PriceCriterion):
            return item
        zero = item.zero_price
        return replace(
            item,
            floor=item.floor and Amount(item.floor * scale),
            ceiling=item.ceiling and Amount(item.ceiling * scale),
            zero_price=ReplacedBy(Amount(zero.amount * scale))
            if isinstance(zero, ReplacedBy)
            else zero,
        )

    return replace(made, criteria=tuple(map(scaled, made.criteria)))


def with_mark(bid: Bid, criterion: str, mark: Fraction) -> Bid:
    """Return a bid with another agreed mark."""
    return replace(bid, scores={**bid.scores, criterion: Score(Mark(mark))})


@pytest.mark.slow
@given(st.data())
def test_the_order_of_bids_changes_nothing(data: st.DataObject) -> None:
    tender = data.draw(tenders())
    judged = data.draw(findings(tender))
    shuffled = tuple(data.draw(st.permutations(tender.bids)))

    before, after = evaluate(tender, judged), evaluate(replace(tender, bids=shuffled), judged)

    assert found(before) == found(after)
    assert list(map(set, before.ranking)) == list(map(set, after.ranking))


@pytest.mark.slow
@given(st.data())
def test_the_order_of_criteria_changes_nothing(data: st.DataObject) -> None:
    tender = data.draw(tenders())
    judged = data.draw(findings(tender))
    model = replace(tender.model, criteria=reversed_tree(tender.model.criteria))

    before, after = evaluate(tender, judged), evaluate(replace(tender, model=model), judged)

    assert found(before) == found(after)
    assert before.ranking == after.ranking


@pytest.mark.slow
@given(tender=tenders(method=Method.WEIGHTED_SUM), scale=SCALES)
def test_scaling_all_amounts_changes_nothing_under_the_weighted_sum(
    tender: Tender, scale: Fraction
) -> None:
    bids = tuple(
        replace(bid, price=None if bid.price is None else Amount(bid.price * scale))
        for bid in tender.bids
    )
    scaled = replace(tender, model=with_amounts(tender.model, scale), bids=bids)

    before, after = evaluate(tender), evaluate(scaled)

    assert found(before) == found(after)
    assert before.ranking == after.ranking


@given(tender=tenders(method=Method.PRICE_PER_QUALITY_POINT), scale=SCALES)
def test_scaling_all_prices_scales_the_price_of_a_point(tender: Tender, scale: Fraction) -> None:
    bids = tuple(
        replace(bid, price=None if bid.price is None else Amount(bid.price * scale))
        for bid in tender.bids
    )
    scaled = replace(tender, model=with_amounts(tender.model, scale), bids=bids)

    before, after = evaluate(tender), evaluate(scaled)

    assert before.ranking == after.ranking
    ranked = [id_ for place in before.ranking for id_ in place]
    assert [scale * before.measured(id_) for id_ in ranked] == [
        after.measured(id_) for id_ in ranked
    ]


@pytest.mark.slow
@settings(max_examples=200)
@given(st.data())
def test_a_higher_mark_never_lowers_the_own_points_of_a_bid(data: st.DataObject) -> None:
    tender = data.draw(tenders(method=Method.WEIGHTED_SUM))
    questions = [item for item in tender.model.leaves if isinstance(item, ScoredCriterion)]
    assume(questions)
    question = data.draw(st.sampled_from(questions))
    bid = data.draw(st.sampled_from(tender.bids))
    low, high = sorted(
        data.draw(st.tuples(*[st.integers(0, question.scale.steps)] * 2)),
    )

    results = []
    for steps in (low, high):
        mark = question.scale.minimum + steps * question.scale.step
        moved = with_mark(bid, question.id, mark)
        bids = tuple(moved if each.id == bid.id else each for each in tender.bids)
        results.append(evaluate(replace(tender, bids=bids)).by_id[bid.id])

    before, after = results
    assert before.criteria.keys() <= after.criteria.keys()
    assert all(
        result.points.value <= after.criteria[id_].points.value
        for id_, result in before.criteria.items()
    )
    if before.measured is not None:
        assert after.measured is not None
        assert before.measured.value <= after.measured.value


@pytest.mark.slow
@given(st.data())
def test_weights_of_the_parent_and_of_the_total_agree(data: st.DataObject) -> None:
    tender = data.draw(tenders())
    assume(tender.model.weights is WeightsAre.OF_PARENT)
    judged = data.draw(findings(tender))

    before = evaluate(tender, judged)
    after = evaluate(replace(tender, model=of_total(tender.model)), judged)

    assert found(before) == found(after)
    assert before.ranking == after.ranking


@given(st.data())
def test_disqualified_bids_move_no_other(data: st.DataObject) -> None:
    tender = data.draw(tenders())
    judged = data.draw(findings(tender))
    before = evaluate(tender, judged)
    standing = tuple(
        bid for bid in tender.bids if before.by_id[bid.id].verdict is BidVerdict.RANKED
    )

    after = evaluate(replace(tender, bids=standing), judged)

    assert {id_: each for id_, each in found(before).items() if id_ in after.by_id} == found(after)
    assert before.ranking == after.ranking


@given(tenders())
def test_the_same_tender_is_evaluated_the_same_again(tender: Tender) -> None:
    assert evaluate(tender) == evaluate(tender)
