"""The conflicts assessment: what is whole, and for which contracts the law has one prepared."""

from dataclasses import replace

import pytest

from evaluation.outline.conflicts import (
    NOTHING_SAID,
    Assessment,
    assessment_cites,
    is_assessment_due,
)
from rules.decide import decide
from rules.library import stack
from tests.rules.procurements import gross, procurement

UK = stack(None)
WHOLE = Assessment("Everybody", "Nothing", is_prepared=True)


@pytest.mark.parametrize(
    "told",
    [replace(WHOLE, asked=""), replace(WHOLE, found=""), replace(WHOLE, is_prepared=False)],
)
def test_an_assessment_is_whole_only_with_everything_said(told: Assessment) -> None:
    assert WHOLE.is_whole
    assert not told.is_whole
    assert not told.is_unsaid


def test_of_nothing_said_there_is_nothing_to_show() -> None:
    assert NOTHING_SAID.is_unsaid
    assert not NOTHING_SAID.is_whole


def test_the_law_asks_for_it_above_the_threshold_and_each_place_is_cited_once() -> None:
    cites = assessment_cites(decide(procurement(), UK))

    assert {cite.source for cite in cites} == {"pa-2023"}
    assert {cite.pinpoint for cite in cites} >= {"s.83(1)", "s.83(5)"}
    assert len(set(cites)) == len(cites)


def test_it_is_not_due_below_the_threshold_or_before_a_decision() -> None:
    small = replace(procurement(), estimated_value=gross(20_000))

    assert not is_assessment_due(decide(small, UK))
    assert not is_assessment_due(None)
