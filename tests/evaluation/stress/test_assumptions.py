"""What a simulation assumed is told in sentences, and only what it used."""

from evaluation.model import Criterion
from evaluation.stress.assumptions import assumptions
from evaluation.stress.expected import expected_prices
from tests.evaluation.builders import commitments, measure, model, price, scored
from tests.evaluation.stress.models import contest


def said(*criteria: Criterion) -> tuple[str, ...]:
    """Return the assumptions of a simulation of some criteria."""
    made = model(*criteria)
    return assumptions(contest(made), expected_prices(made, None), bids=4, runs=20_000, seed=7)


def test_a_model_of_questions_has_no_word_on_prices_or_promises() -> None:
    found = said(scored("q", "100"))

    assert found[0] == "20,000 competitions of 4 bids each, drawn from the seed 7."
    assert not [line for line in found if "rice" in line or "ommitment" in line]


def test_a_price_is_told_with_its_range_and_with_what_chance_alone_would_give() -> None:
    found = said(price("100"))

    assert "£70,000 and £130,000" in found[2]
    assert found[-1].endswith("that would be so in 25.0 per cent of the competitions.")


def test_promises_are_told_by_what_they_are_compared_with() -> None:
    highest = said(scored("q", "90"), commitments("c", "10", measure("m", "1")))
    target = said(scored("q", "90"), commitments("c", "10", measure("m", "1"), target="9"))

    assert any("compared with the highest" in line for line in highest)
    assert any("nothing and 150 per cent of it" in line for line in target)
    assert any("drawn independently" in line for line in target)
