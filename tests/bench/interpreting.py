"""How fast the interpreter concludes, in one process and in two, and what a back-test holds."""

import gc
import statistics
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from time import perf_counter, process_time

from forms.notices import NoticeReading
from rules.cases import Given
from rules.decide import day_of, rate_of
from rules.errors import Contradiction
from rules.evaluators import evaluators_of
from rules.library import stack
from rules.money import STANDARD_RATE, Money
from rules.procurement import known_facts
from tests.bench.measures import POLICY, Measure, resident
from tests.rules.generation import generated_facts
from webapp.services.backtesting import Policies, run_backtest

A_SECOND = 5_000
GROWTH_MEGABYTES = 5.0


def conclusions_a_second(count: int, rounds: int) -> list[Measure]:
    """Time the conclusions of generated procurements, without trace, as each process does alone.

    Each process is given procurements of its own seed. Facts are derived anew for each.
    """
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        alone = next(pool.map(_rates, [(1, count, rounds)]))
        together = list(pool.map(_rates, [(1, count, rounds), (2, count, rounds)]))
    one = statistics.median(alone)
    both = sum(statistics.median(rates) for rates in together)
    return [
        Measure(
            f"Conclusions of the interpreter, without trace, under uk and {POLICY}, a core",
            f"{one:,.0f} a second",
            f"{min(alone):,.0f} to {max(alone):,.0f} over {rounds} rounds of {count:,} generated "
            "procurements, time on the wall",
            f"≥ {A_SECOND:,}",
        ),
        Measure(
            "The same in two processes at once ÷ in one",
            f"{both / one:.2f} ×",
            f"{both:,.0f} a second",
            "",
        ),
    ]


def _rates(asked: tuple[int, int, int]) -> list[float]:
    seed, count, rounds = asked
    packs = stack(POLICY)
    interpreter = evaluators_of(packs).interpreter
    cases = list(generated_facts(seed, count, packs))

    def conclude(given: Given) -> None:
        facts = known_facts(given)
        try:
            interpreter.conclude(facts, day_of(facts), rate_of(facts))
        except Contradiction:
            return

    for given in cases[: count // 4]:
        conclude(given)
    found = []
    for _ in range(rounds):
        gc.collect()
        start, began = process_time(), perf_counter()
        for given in cases:
            conclude(given)
        spent = max(process_time() - start, perf_counter() - began)
        found.append(count / spent)
    return found


def backtest_memory(few: int) -> Measure:
    """Return how much more memory a back-test of twice as many notices holds."""
    many = 2 * few
    packs = stack(POLICY)
    _held(few, Policies(packs, stack(None)))
    before = resident()
    _held(many, Policies(packs, stack(None)))
    grown = (resident() - before) / 1024
    return Measure(
        f"Memory of a back-test against the law alone: {many:,} notices after {few:,}",
        f"{grown:+.1f} MB",
        f"from {before / 1024:.0f} MB",
        f"≤ {GROWTH_MEGABYTES:.0f} MB",
    )


def _held(count: int, policies: Policies) -> None:
    with run_backtest(_notices(count, policies), policies):
        gc.collect()


def _notices(count: int, policies: Policies) -> Iterator[NoticeReading]:
    """Yield notices of generated facts, at the standard rate of VAT, as notices are read."""
    for number, facts in enumerate(generated_facts(count, count, policies.stack)):
        value = facts.get("estimated_value")
        if isinstance(value, Money):
            facts["estimated_value"] = replace(value, rate=STANDARD_RATE)
        yield NoticeReading(f"ocds-{number}", str(number), "A council", "Grounds", (), facts)
