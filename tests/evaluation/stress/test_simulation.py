"""Simulated competitions: every winner is the one that `evaluate` finds."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import (
    CommitmentsCriterion,
    Criterion,
    Method,
    Model,
    PriceFormula,
    ScoredCriterion,
)
from evaluation.numbers import Amount, Mark
from evaluation.stress import simulation
from evaluation.stress.contest import Contest
from evaluation.stress.draws import PRICE_PARTS, Drawn, Generator
from evaluation.stress.expected import expected_prices
from evaluation.stress.result import Simulation
from evaluation.stress.simulation import Field, simulate
from evaluation.tender import Bid, Commitment, Score
from tests.evaluation.builders import (
    commitments,
    gate,
    group,
    measure,
    model,
    price,
    scored,
    tender,
)
from tests.evaluation.stress.models import contest

BIDS = 4
RUNS = 60
OFFERS = commitments("c", "20", measure("m", "1"))
AIMS = commitments("t", "20", measure("n", "1"), target="50")
COARSE = (scored("a", "50", "0-2"), scored("b", "50", "0-2"))

MODELS: Mapping[str, Model] = {
    "questions alone": model(*COARSE),
    "ties parted by a question": model(*COARSE, tie_break=("a",)),
    "ties parted by a group": model(
        group("g", "50", scored("a", "50", "0-2"), scored("b", "50", "0-2")),
        scored("d", "50", "0-2"),
        tie_break=("g",),
    ),
    "ties parted by the price": model(
        price("1", PriceFormula.SET_RANGE, floor="1", ceiling="2"),
        scored("q", "99", "0-2"),
        tie_break=("price", "q"),
    ),
    "a scale from 1": model(price("50"), scored("q", "50", "1-4")),
    "offers and aims": model(price("60", PriceFormula.RELATIVE_TO_MEAN), OFFERS, AIMS),
    "aims alone": model(commitments("t", "100", measure("n", "1"), target="50")),
    "price for a point": model(
        price(None, None), *COARSE, method=Method.PRICE_PER_QUALITY_POINT, tie_break=("price",)
    ),
    "quality credit": model(
        price(None, None),
        scored("q", "80"),
        OFFERS,
        method=Method.QUALITY_CREDIT,
        credit_per_point="900",
    ),
    "lowest": model(price("40"), scored("q", "60")),
    "linear": model(price("40", PriceFormula.LINEAR_BETWEEN_BIDS), scored("q", "60")),
    "difference": model(price("40", PriceFormula.RELATIVE_DIFFERENCE), scored("q", "60")),
    "logarithmic": model(price("40", PriceFormula.LOGARITHMIC, factor="1.4"), scored("q", "60")),
    "a narrow range": model(
        price("40", PriceFormula.SET_RANGE, floor="99999", ceiling="100001"), scored("q", "60")
    ),
}


def run(made: Model, *, runs: int = 2000, bids: int = 5, seed: int = 1) -> Simulation:
    """Return a simulation of a model that has points to earn."""
    found = simulate(contest(made), expected_prices(made, None), bids=bids, runs=runs, seed=seed)
    assert found is not None
    return found


def written_out(arena: Contest, drawn: Drawn, row: int) -> tuple[Bid, ...]:
    """Return the bids of one run, drawn among prices without an estimated value."""
    expected = expected_prices(arena.model, None)
    return tuple(
        Bid(
            id=str(bid),
            bidder=f"Bidder {bid}",
            price=Amount(
                expected.lowest
                + (expected.highest - expected.lowest)
                * Fraction(int(drawn.prices[row, bid]), PRICE_PARTS)
            ),
            scores={
                leaf.id: Score(
                    Mark(leaf.scale.minimum + int(drawn.marks[row, bid, place]) * leaf.scale.step)
                )
                for place, (leaf, _) in enumerate(arena.questions)
            },
            commitments={
                leaf.measures[0].id: Commitment(
                    reach(leaf) * Fraction(int(drawn.offers[row, bid, place]), PRICE_PARTS)
                )
                for place, (leaf, _) in enumerate(arena.offers)
            },
        )
        for bid in range(BIDS)
    )


def reach(leaf: CommitmentsCriterion) -> Fraction:
    """Return the most that is drawn: half as much again as a target, or any unit."""
    return Fraction(1) if leaf.target is None else leaf.target * Fraction(3, 2)


@pytest.mark.parametrize("name", MODELS)
def test_each_winner_is_the_one_that_is_evaluated(name: str) -> None:
    arena = contest(MODELS[name])
    generator = Generator(arena, bids=BIDS, seed=9)
    drawn = generator.draw(RUNS)

    found = Field(arena, expected_prices(arena.model, None), generator).winners(drawn)

    evaluated = [
        evaluate(tender(arena.model, *written_out(arena, drawn, row))).winner for row in range(RUNS)
    ]
    assert [None if bid < 0 else str(bid) for bid in found.tolist()] == evaluated


def test_the_models_that_are_compared_have_ties_and_none() -> None:
    tied = {name: run(made, runs=RUNS, bids=BIDS).tie_rate > 0 for name, made in MODELS.items()}

    assert tied["questions alone"]
    assert tied["ties parted by a question"]
    assert tied["aims alone"]
    assert not tied["lowest"]


def test_the_order_published_for_ties_makes_fewer_of_them() -> None:
    plain, first = model(*COARSE), model(*COARSE, tie_break=("a",))

    assert run(first).tie_rate < run(plain).tie_rate


def test_price_alone_decides_always() -> None:
    assert run(model(price("100"))).decided_by_price == 100


def test_without_a_price_none_decides() -> None:
    assert run(model(*COARSE)).decided_by_price is None


def test_a_price_that_weighs_next_to_nothing_decides_as_often_as_chance() -> None:
    made = model(price("0.001"), scored("q", "99.999", "0-1000"))

    found = run(made, runs=8000, bids=4)

    assert found.decided_by_price is not None
    assert found.by_chance == 25
    assert abs(found.decided_by_price - 25) < 2


def test_the_same_seed_gives_the_same_figures() -> None:
    made = model(price("40"), scored("q", "60"))

    assert run(made) == run(made)


def test_drawing_in_smaller_parts_draws_other_bids_of_the_same_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Parts bound the memory that a large model takes."""
    made = model(price("40"), scored("q", "60"))
    whole = run(made, runs=500)
    monkeypatch.setattr(simulation, "MARKS_AT_ONCE", 100)

    parted = run(made, runs=500)

    assert parted.decided_by_price is not None
    assert whole.decided_by_price is not None
    assert abs(parted.decided_by_price - whole.decided_by_price) < 10


def test_nothing_is_simulated_where_nothing_earns_points() -> None:
    made = model(gate("insurance"))

    assert simulate(contest(made), expected_prices(made, None), bids=5, runs=9, seed=1) is None


def test_commitments_without_value_earn_nothing() -> None:
    worthless: Criterion = commitments("c", "100", measure("m", "0"))

    assert run(model(worthless), runs=50).tie_rate == 100


def test_thousands_of_questions_are_simulated_in_the_memory_of_a_few() -> None:
    questions: list[ScoredCriterion] = [scored(f"q{number}", "0.02") for number in range(3000)]

    found = run(model(price("40"), group("g", "60", *questions)), runs=40)

    assert found.runs == 40
    assert found.tie_rate == 0


def test_the_assumptions_are_told_with_the_figures() -> None:
    said = " ".join(run(model(price("40"), scored("q", "40"), OFFERS), runs=10).assumptions)

    for words in ("seed 1", "between 50 and 90 per cent", "£70,000 and £130,000", "independently"):
        assert words in said
