"""The whole of how sure an award is, on any tender that is free of faults."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import evaluate
from evaluation.robustness import Robustness, robustness
from evaluation.robustness.serialisation import robustness_json
from evaluation.robustness.wording import in_plain_words
from evaluation.tender import Tender
from tests.evaluation.generation import findings, tenders


def flip_sets(found: Robustness) -> set[tuple[frozenset[object], str | None]]:
    return {(frozenset(flip.changes), flip.winner) for flip in found.flips.listed}


@given(st.data())
@settings(max_examples=60)
def test_every_tender_is_tested_told_and_written(data: st.DataObject) -> None:
    tender: Tender = data.draw(tenders())
    judged = data.draw(findings(tender))
    evaluation = evaluate(tender, judged)

    found = robustness(tender, judged, evaluation)

    assert found == robustness(tender, judged, evaluation)
    assert json.loads(json.dumps(robustness_json(found)))["flips_total"] == found.flips.total
    told = in_plain_words(tender, evaluation, found)
    assert told.endswith(".")
    assert (evaluation.winner is None) == (not found.weights and "no winner" in told)


@given(st.data())
@settings(max_examples=60)
def test_the_order_of_bids_changes_nothing_but_the_order(data: st.DataObject) -> None:
    tender: Tender = data.draw(tenders())
    judged = data.draw(findings(tender))
    turned = replace(tender, bids=tender.bids[::-1])

    found = robustness(tender, judged, evaluate(tender, judged))
    again = robustness(turned, judged, evaluate(turned, judged))

    assert again.weights == found.weights
    assert again.rounding == found.rounding
    assert again.rank_reversals == found.rank_reversals[::-1]
    assert again.flips.total == found.flips.total
    if found.flips.total == len(found.flips.listed):
        assert flip_sets(again) == flip_sets(found)
