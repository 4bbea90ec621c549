"""Draws of evaluators' marks, each against the evaluation of the tender with those marks."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.numbers import Mark
from evaluation.robustness.draws import chances_of_weights
from evaluation.robustness.draws_of_marks import Drawing, chances_of_marks
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import small_tender, with_scores


def what_if(tender: Tender) -> WhatIf:
    return WhatIf(tender, NO_FINDINGS, evaluate(tender))


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=60)
def test_each_draw_has_the_winner_of_its_marks(seed: int) -> None:
    tender = small_tender(seed)
    drawing = Drawing(what_if(tender))
    if not drawing.answers:
        return
    generator = np.random.Generator(np.random.PCG64(seed))
    counts = [len(answer.steps) for answer in drawing.answers]
    indices = np.column_stack([generator.integers(0, count, 12) for count in counts])

    winners, _ = drawing.winners(indices)

    for row, winner in zip(indices.tolist(), winners.tolist(), strict=True):
        marks = {}
        for answer, index in zip(drawing.answers, row, strict=True):
            bid, criterion = tender.bids[answer.bid], answer.question.id
            drawn = bid.scores[criterion].individual[index].score
            assert not isinstance(drawn, str)
            marks[bid.id, criterion] = Mark(drawn)
        expected = evaluate(with_scores(tender, marks)).winner
        assert (None if winner < 0 else tender.bids[winner].id) == expected


def moderated() -> Tender:
    """Return two bids, one of which three evaluators marked 2, 3 and 4 against a firm 3."""
    return make.tender(
        make.model(make.scored("q1", "100")),
        make.bid("A", None, {"q1": make.panel("2", "3", "4", agreed="4")}),
        make.bid("B", None, {"q1": "3"}),
    )


def test_the_chances_are_those_of_the_marks() -> None:
    found = chances_of_marks(what_if(moderated()), draws=30_000)

    assert found is not None
    thirds = [found.alone["A"], found.alone["B"], found.shared]
    assert [each / found.draws for each in thirds] == pytest.approx([1 / 3] * 3, abs=0.01)
    assert sum(thirds) == found.draws == 30_000
    assert "any one of the evaluators" in found.assumption


def test_a_seed_counts_the_same() -> None:
    first, again, other = (
        chances_of_marks(what_if(moderated()), draws=1_000, seed=seed) for seed in (3, 3, 4)
    )

    assert first == again
    assert first != other


def test_where_no_evaluators_marked_there_is_nothing_to_draw() -> None:
    tender = make.tender(make.model(make.scored("q1", "100")), make.bid("A", None, {"q1": "3"}))

    assert chances_of_marks(what_if(tender)) is None


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=40)
def test_draws_of_weights_near_the_present_ones_leave_the_winner_first(seed: int) -> None:
    """Off by a millionth of a millionth, a winner who is ahead stays ahead under every method."""
    tender = small_tender(seed)
    evaluation = evaluate(tender)
    lead = {evaluation.measured(place[0]) for place in evaluation.ranking}
    found = chances_of_weights(what_if(tender), draws=20, off=Fraction(1, 10**12))

    if found is not None and evaluation.winner is not None and len(lead) == len(evaluation.ranking):
        assert found.alone[evaluation.winner] == 20
