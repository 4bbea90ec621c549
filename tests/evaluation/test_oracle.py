"""Two evaluations, written apart, agree on every figure, reason and rank of made-up tenders."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import evaluate
from evaluation.model import Method
from evaluation.result import BidResult, Evaluation, ReasonRule
from evaluation.tender import Tender
from tests.evaluation.builders import contested, example
from tests.evaluation.generation import findings, tenders
from tests.evaluation.oracle import Judged, Oracle
from tests.evaluation.written import written_tender

Told = dict[str, Any]

TROUBLES = {"shared place", "tie broken", "price asked about", *ReasonRule}


def troubles(found: Evaluation) -> set[str]:
    """Return what an evaluation has to cope with."""
    reasons = {reason.rule.value for bid in found.bids for reason in bid.reasons}
    shared = {"shared place" for place in found.ranking[:-1] if len(place) > 1}
    broken = {"tie broken" for _ in found.ties_broken}
    return reasons | shared | broken | {"price asked about" for _ in found.abnormally_low}


def told_by_podium(bid: BidResult) -> Told:
    """Return what Podium says of a bid, in the oracle's numbers."""
    return {
        "rank": bid.rank,
        "measured": bid.measured and bid.measured.value.as_integer_ratio(),
        "reasons": [(each.criterion, each.rule.value, each.disqualifies) for each in bid.reasons],
        "criteria": {
            id_: (
                result.percent.value.as_integer_ratio(),
                result.points.value.as_integer_ratio(),
            )
            for id_, result in bid.criteria.items()
        },
    }


def told_by_the_oracle(bid: Judged) -> Told:
    """Return what the oracle says of a bid."""
    return {
        "rank": bid.rank,
        "measured": bid.measured,
        "reasons": bid.reasons,
        "criteria": bid.criteria,
    }


def assert_agreed(tender: Tender, found: dict[Any, Any]) -> None:
    verdicts = {pair: finding.verdict.value for pair, finding in found.items()}
    oracle = Oracle(written_tender(tender), verdicts)

    evaluation = evaluate(tender, found)

    assert {bid.id: told_by_podium(bid) for bid in evaluation.bids} == {
        id_: told_by_the_oracle(bid) for id_, bid in oracle.bids.items()
    }


@pytest.mark.slow
@settings(max_examples=300)
@given(st.data())
def test_both_agree_on_made_up_tenders(data: st.DataObject) -> None:
    tender = data.draw(tenders())

    assert_agreed(tender, data.draw(findings(tender)))


@pytest.mark.slow
@pytest.mark.parametrize("method", Method)
@settings(max_examples=400)
@given(data=st.data())
def test_both_agree_under_each_method(data: st.DataObject, method: Method) -> None:
    tender = data.draw(tenders(method=method, most_bids=8))

    assert_agreed(tender, data.draw(findings(tender)))


@pytest.mark.slow
def test_what_is_made_up_has_every_trouble() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=1000)
    @given(tenders())
    def look(tender: Tender) -> None:
        seen.update(troubles(evaluate(tender)))

    look()

    assert {trouble: seen[trouble] for trouble in TROUBLES if seen[trouble] < 5} == {}


@pytest.mark.parametrize("tender", [example(), contested()])
def test_both_agree_on_tenders_made_by_hand(tender: Tender) -> None:
    assert_agreed(tender, {})


def test_the_oracle_is_right_where_a_hand_can_follow() -> None:
    oracle = Oracle(written_tender(example()), {})

    measured = {id_: Fraction(*(bid.measured or (0, 1))) for id_, bid in oracle.bids.items()}

    assert measured == {"A": Fraction(80), "B": Fraction(153, 2)}
