"""Whatever the model, its stress test keeps its promises."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from evaluation.evaluate import evaluate
from evaluation.model import GroupCriterion
from evaluation.stress import stress_test
from evaluation.stress.serialisation import stress_json
from evaluation.tender import Tender
from tests.evaluation.generation import tenders

SCALED = settings(max_examples=12, deadline=None)


@pytest.mark.slow
@SCALED
@given(tenders())
def test_figures_are_of_their_kind(made: Tender) -> None:
    test = stress_test(made, None, runs=20)

    leaves = [item for item in made.model.walk if not isinstance(item, GroupCriterion)]
    assert list(test.effective_weights) == [leaf.id for leaf in leaves if leaf.weight is not None]
    assert sum(test.effective_weights.values()) == 100
    assert all(
        0 <= swing <= test.effective_weights[id_] for id_, swing in test.largest_swing.items()
    )
    assert test.simulation is not None
    assert 0 <= test.simulation.tie_rate <= 100
    assert test.simulation.tie_rate + (test.simulation.decided_by_price or 0) <= 100


@SCALED
@given(tenders())
def test_a_counter_example_holds_when_it_is_evaluated(made: Tender) -> None:
    found = stress_test(made, None, runs=1).reversal

    if found is not None:
        everyone = Tender("example", made.model, found.bids)
        rest = tuple(bid for bid in found.bids if bid.id != found.removed)
        assert evaluate(everyone).winner == found.winner_with
        assert evaluate(replace(everyone, bids=rest)).winner == found.winner_without
        assert found.removed != found.winner_with != found.winner_without


@SCALED
@given(tenders())
def test_every_figure_of_the_json_is_decimal_text(made: Tender) -> None:
    written = stress_json(stress_test(made, None, runs=5))

    figures = [*written["effective_weights"].values(), *written["largest_swing"].values()]
    for series in (written["curve"] or {"series": []})["series"]:
        figures += [figure for point in series["points"] for figure in point.values()]
    assert all(Decimal(figure).is_finite() for figure in figures)
