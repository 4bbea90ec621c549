"""How long the stress test of a model takes: of an everyday one, and of the largest."""

import statistics

from evaluation.stress import stress_test
from tests.bench.measures import Measure, timed
from tests.evaluation.builders import group, model, price, scored, tender

QUESTIONS = {50: 5, 5_000: 30}
"""How many seconds the test of a model with so many questions may take."""


def stress_tests(rounds: int) -> list[Measure]:
    """Time the stress test of a price and questions that share sixty per cent."""
    return [_stress(count, longest, rounds) for count, longest in QUESTIONS.items()]


def _stress(count: int, longest: int, rounds: int) -> Measure:
    questions = (scored(f"q{number}", f"{100 / count:.2f}") for number in range(count))
    made = tender(model(price("40"), group("g", "60", *questions)))
    times = [timed(lambda: stress_test(made, None), is_collected=True) for _ in range(rounds)]
    return Measure(
        f"A stress test of {count:,} questions",
        f"{statistics.median(times):.2f} s",
        f"{min(times):.2f} to {max(times):.2f} s of the processor",
        f"≤ {longest} s",
    )
