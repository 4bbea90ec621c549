"""Each measure: what ran, how it was paired, and the figures with their spread."""

import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

import pikepdf

from forms.procurement_json import procurement_json
from rules.decide import decide, rate_of
from rules.library import stack
from rules.procurement import Procurement
from rules.stack import Stack
from tests.bench.bare import BareEngine
from tests.bench.cases import different_values, procurements
from webapp.documents.outline import outline
from webapp.documents.pdf import render_pdf

POLICY = "coventry"
PODIUM = Path(sys.executable).with_name("podium")
RATIO_OF_A_DECISION = 1.6
COLD_SECONDS = 1.5
GROWTH_MEGABYTES = 5.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: what was measured, the figure, its spread and its bound."""

    what: str
    figure: str
    spread: str
    bound: str


def decision_ratio(rounds: int) -> Measure:
    """Time whole decisions against bare runs of the engine, in turn, case by case.

    `tests/bench/bare.py` says what a bare run is.
    """
    packs = stack(POLICY)
    ratios: list[float] = []
    bare_times: list[float] = []
    whole_times: list[float] = []
    cases = procurements()
    bare_engine = BareEngine(packs)
    runs = [(_bare_run(case, bare_engine), _whole_run(case, packs)) for case in cases]
    for bare, whole in runs:
        bare()
        whole()
    gc.collect()
    for _ in range(rounds):
        for bare, whole in runs:
            first, second = timed(bare), timed(whole)
            bare_times.append(first)
            whole_times.append(second)
            ratios.append(second / first)
    return Measure(
        "A decision (both evaluators, compared, full trace) ÷ the bare durable-rules run",
        f"{statistics.median(ratios):.2f} ×",
        f"{_spread(ratios, '.2f')}; {_milliseconds(whole_times)} against "
        f"{_milliseconds(bare_times)}, {len(packs.rules)} rules",
        f"≤ {RATIO_OF_A_DECISION}",
    )


def _whole_run(case: Procurement, packs: Stack) -> Callable[[], object]:
    return lambda: decide(case, packs)


def _bare_run(case: Procurement, bare: BareEngine) -> Callable[[], object]:
    def run() -> object:
        facts = case.facts()
        return bare.run(facts, case.commenced_on, rate_of(facts))

    return run


def cold_start(rounds: int) -> Measure:
    """Time `podium decide` as a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(procurement_json(procurements()[0]), file)
        file.flush()
        call = [str(PODIUM), "decide", file.name, "--format", "json"]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        times = [
            timed(lambda: subprocess.run(call, check=True, stdout=subprocess.DEVNULL), perf_counter)
            for _ in range(rounds)
        ]
    return Measure(
        "`podium decide`, cold",
        f"{statistics.median(times):.2f} s",
        _spread(times, ".2f"),
        f"≤ {COLD_SECONDS} s",
    )


def memory_growth(count: int) -> Measure:
    """Return how much the memory of one worker grows over many different decisions."""
    packs = stack(POLICY)
    for case in different_values(count // 10):
        decide(case, packs)
    gc.collect()
    before = resident()
    for case in different_values(count):
        decide(case, packs)
    gc.collect()
    grown = (resident() - before) / 1024
    return Measure(
        f"Memory of one worker, growth over {count:,} decisions",
        f"{grown:+.1f} MB",
        f"from {before / 1024:.0f} MB; peak {_peak() / 1024:.0f} MB",
        f"≤ {GROWTH_MEGABYTES:.0f} MB",
    )


def outline_pages(rounds: int) -> Measure:
    """Time the outline's PDF with and without its tags, in turn."""
    packs = stack(POLICY)
    case = procurements()[5]
    content = outline(case, decide(case, packs, why_not=True), packs, issued_on=date(2026, 3, 2))
    pages = page_count(render_pdf(content))
    render_pdf(content, tagged=False)
    tagged: list[float] = []
    untagged: list[float] = []
    for _ in range(rounds):
        untagged.append(timed(lambda: render_pdf(content, tagged=False)))
        tagged.append(timed(lambda: render_pdf(content)))
    ratios = [one / other for one, other in zip(tagged, untagged, strict=True)]
    return Measure(
        f"The outline as PDF ({pages} pages), tagged ÷ untagged",
        f"{statistics.median(ratios):.2f} ×",
        f"{_spread(ratios, '.2f')}; {pages / statistics.median(tagged):.0f} pages a second "
        f"against {pages / statistics.median(untagged):.0f}",
        "",
    )


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def timed(
    call: Callable[[], object],
    clock: Callable[[], float] = process_time,
    *,
    is_collected: bool = False,
) -> float:
    """Return how many seconds a call takes: of the processor, which a busy machine stretches least.

    `is_collected` has what calls before it left behind collected first.
    """
    if is_collected:
        gc.collect()
    start = clock()
    call()
    return clock() - start


def _spread(values: Sequence[float], form: str) -> str:
    low, *_, high = statistics.quantiles(values, n=10) if len(values) > 1 else (values[0],) * 2
    return f"{low:{form}} to {high:{form}} (tenth to ninetieth percentile)"


def _milliseconds(times: Sequence[float]) -> str:
    return f"{1000 * statistics.median(times):.2f} ms"


def resident() -> int:
    """Return the resident memory of this process in kilobytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return _peak()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
