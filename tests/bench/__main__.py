"""`python -m tests.bench`: measure, print, and write the README's table."""

import argparse
import gc
import platform
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.bench.checking import largest_check
from tests.bench.differential import differential
from tests.bench.evaluating import derivations
from tests.bench.interpreting import backtest_memory, conclusions_a_second
from tests.bench.measures import (
    Measure,
    cold_start,
    decision_ratio,
    memory_growth,
    outline_pages,
)
from tests.bench.pages.measuring import KINDS, pages
from tests.bench.pages.moderating import moderation_page
from tests.bench.pages.saving import scores_saved_at_once
from tests.bench.reporting import report_pages
from tests.bench.responding import pages_beside_a_backtest
from tests.bench.robustness import fewest_changes, weight_draws
from tests.bench.stressing import stress_tests
from tests.bench.workbooks import workbook_reading

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"


def main() -> None:
    """Run every measure and write the table."""
    options = argparse.ArgumentParser(description="Measure the speeds that the README states.")
    options.add_argument("--short", action="store_true", help="fewer rounds; writes nothing")
    short: bool = options.parse_args().short
    table = "\n".join(_table(short=short))
    if short:
        return
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
    print(f"Wrote the table into {README.name}")


def _measures(*, short: bool) -> Iterator[tuple[str, Callable[[], Sequence[Measure]]]]:
    yield "decisions", lambda: [decision_ratio(5 if short else 60)]
    yield "cold start", lambda: [cold_start(3 if short else 9)]
    yield "memory", lambda: [memory_growth(1_000 if short else 10_000)]
    yield "conclusions", lambda: conclusions_a_second(500 if short else 4_000, 2 if short else 7)
    yield "back-test memory", lambda: [backtest_memory(400 if short else 10_000)]
    yield "pages", lambda: pages_beside_a_backtest(6_000, 3 if short else 10)
    for kind in KINDS:
        yield (
            f"pages over {KINDS[kind]}",
            partial(
                pages, kind, 1_000 if short else 10_000, 2 if short else 7, 2.0 if short else 4.0
            ),
        )
    for kind in KINDS:
        yield (
            f"scores saved at once over {KINDS[kind]}",
            partial(scores_saved_at_once, kind, 10.0 if short else 60.0),
        )
    for kind in KINDS:
        yield (
            f"the page of a moderation over {KINDS[kind]}",
            partial(moderation_page, kind, 5 if short else 40),
        )
    yield "the outline", lambda: [outline_pages(2 if short else 9)]
    yield "both evaluators", lambda: [differential(500 if short else 10_000)]
    yield "the check of the largest pack", lambda: [largest_check(1 if short else 3)]
    yield "derivations", lambda: derivations(3 if short else 15)
    yield "stress tests", lambda: stress_tests(1 if short else 5)
    yield "weight draws", lambda: [weight_draws(1 if short else 5)]
    yield "the fewest changes", lambda: [fewest_changes(1 if short else 5)]
    yield "a bidder's workbook", lambda: workbook_reading(3 if short else 15)
    yield "the award report", lambda: [report_pages(2 if short else 9)]


def _table(*, short: bool) -> Iterator[str]:
    yield f"Measured on {_machine()}, {datetime.now(UTC):%d %B %Y}, commit {_commit()}."
    yield ""
    yield "| what | figure | spread | bound |"
    yield "| --- | ---: | --- | --- |"
    for name, measure in _measures(short=short):
        print(f"Measuring {name}…", flush=True)
        gc.collect()
        gc.freeze()  # what earlier measures left behind does not slow down the next one
        for found in measure():
            print(f"  {found.what}: {found.figure} ({found.spread})", flush=True)
            yield f"| {found.what} | {found.figure} | {found.spread} | {found.bound} |"


def _machine() -> str:
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = sum(
        line.startswith("processor") for line in Path("/proc/cpuinfo").read_text().splitlines()
    )
    return f"{model}, {cores} cores, Python {platform.python_version()}"


def _commit() -> str:
    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", *words],  # noqa: S607 - the git that made the checkout
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    changed = " with changes not committed" if git("status", "--porcelain") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


if __name__ == "__main__":
    main()
