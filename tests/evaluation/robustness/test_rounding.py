"""Whether rounding the figures decides the award."""

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.robustness.rounding import rounding
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import Tender
from tests.evaluation import builders as make


def rounded_winners(tender: Tender) -> dict[int, str | None]:
    return dict(rounding(WhatIf(tender, NO_FINDINGS, evaluate(tender))))


def of_totals(*marks: str, ties: tuple[str, ...] = ()) -> Tender:
    """Return bids A, B and so on whose totals are their marks."""
    made = make.model(
        make.scored("q1", "99", "0-99/0.001"), make.scored("q2", "1", "0-1"), tie_break=ties
    )
    return make.tender(
        made,
        *(
            make.bid("ABC"[at], None, {"q1": mark, "q2": str(at % 2)})
            for at, mark in enumerate(marks)
        ),
    )


def test_a_lead_of_less_than_half_a_place_is_lost_in_rounding() -> None:
    # The totals are 80.041 and 79.04 + 1.
    tender = of_totals("80.041", "79.040")

    assert rounded_winners(tender) == {0: None, 1: None, 2: None}
    assert evaluate(tender).winner == "A"


def test_half_is_rounded_up() -> None:
    # The totals are 80.5 and 79.49 + 1.
    assert rounded_winners(of_totals("80.5", "79.49")) == {0: "A", 1: None, 2: "A"}


def test_a_tie_of_rounding_is_broken_as_the_model_says() -> None:
    tender = of_totals("80.041", "79.040", ties=("q2",))

    assert evaluate(tender).winner == "A"
    assert rounded_winners(tender) == {0: "B", 1: "B", 2: "B"}


def test_without_a_ranked_bid_nobody_wins() -> None:
    made = make.model(make.scored("q1", "100", minimum=make.at_least(score="3")))

    tender = make.tender(made, make.bid("A", None, {"q1": "2"}))

    assert rounded_winners(tender) == {0: None, 1: None, 2: None}
