"""How long a bidder's workbook takes to be read, and how much memory it takes at the worst."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from random import Random
from time import perf_counter

from evaluation.workbook import Issue, Part, Workbook, bidders_workbook
from evaluation.workbook.places import cell_at, column_letters
from forms.errors import InvalidInput
from forms.tender_workbook import LARGEST_BID, read_workbook
from forms.workbooks.table import MOST_COLUMNS
from tests.bench.measures import Measure, resident
from tests.evaluation.builders import commitments, gate, group, measure, model, price, scored
from tests.evaluation.workbook.sample import ISSUE
from tests.forms.packing import packed
from tests.webapp.documents.workbook.filling import changed, filled

SECONDS = 1.0
MEGABYTES = 100
QUESTIONS, MEASURES = 60, 40
_WORDS = 2_000
_TALK = ("mowing", "hedges", "crew", "training", "site", "litter", "within", "three", "days")


def workbook_reading(rounds: int) -> list[Measure]:
    """Time the reading of a workbook of sixty long answers, and of the worst that is let in."""
    issued = _large(ISSUE)
    data = _answered(issued)
    read = read_workbook(data, issued)
    if read.findings:
        message = f"the workbook that is measured has findings: {read.findings[0]}"
        raise ValueError(message)
    times = [_seconds(data, issued) for _ in range(rounds)]
    return [
        Measure(
            f"A bidder's workbook read ({QUESTIONS} answers of {_WORDS:,} words, {MEASURES} "
            "measures)",
            f"{statistics.median(times):.2f} s",
            f"{min(times):.2f} to {max(times):.2f} s, {len(data) / 1_000_000:.1f} MB",
            f"≤ {SECONDS:.0f} s",
        ),
        *(_growth(name, issued) for name in _WORST),
    ]


def _seconds(data: bytes, issued: Workbook) -> float:
    begun = perf_counter()
    read_workbook(data, issued)
    return perf_counter() - begun


def _large(issue: Issue) -> Workbook:
    questions = [scored(f"q{at}", "1") for at in range(QUESTIONS)]
    measures = [measure(f"m{at}", "100", "50") for at in range(MEASURES)]
    return bidders_workbook(
        model(
            gate("insurance"),
            price("40"),
            group("quality", "50", *questions),
            commitments("sv", "10", *measures),
        ),
        issue,
    )


def _answered(issued: Workbook) -> bytes:
    drawn = Random(7)  # noqa: S311 - words of no secret, the same in each run
    values: dict[str, str | int] = {}
    for sheet in issued.sheets:
        for one, cell in sheet.inputs():
            place = f"{sheet.name}!{cell_at(one.row, one.column)}"
            if cell.asked.part is Part.ANSWER:
                values[place] = " ".join(drawn.choices(_TALK, k=_WORDS))
            elif cell.asked.part is Part.PRICE:
                values[place] = 125_000
            elif cell.asked.field == "quantity":
                values[place] = 12
            elif cell.asked.field == "attribution":
                values[place] = "\x000.5"
            else:
                values[place] = "Yes" if cell.choices else "Two agreements, kept on file."
    return filled(issued, values)


def _growth(name: str, issued: Workbook) -> Measure:
    """Measure the memory in a process of its own, whose peak nothing else has raised."""
    data = _WORST[name](issued)
    if len(data) > LARGEST_BID:
        message = f"the file has {len(data):,} bytes, and is refused for that alone"
        raise ValueError(message)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.workbooks", file.name],
            check=True,
            capture_output=True,
            text=True,
        )
    grown, seconds, outcome = done.stdout.strip().split("\t")
    return Measure(
        f"Memory of reading {name}, {len(data) / 1_000_000:.1f} MB",
        f"{grown} MB",
        f"{seconds} s; {outcome}",
        f"≤ {MEGABYTES} MB",
    )


def _bomb(issued: Workbook) -> bytes:
    del issued
    part = Random(3).randbytes(7_000) + bytes(993_000)  # noqa: S311 - bytes that don't pack
    return packed({f"xl/worksheets/sheet{at}.xml": part for at in range(400)})


def _many_cells(issued: Workbook) -> bytes:
    columns = [column_letters(at) for at in range(1, MOST_COLUMNS + 1)]

    def swell(parts: dict[str, str]) -> None:
        rows = "".join(_row(at, columns) for at in range(1_000, 2_200))
        part = "xl/worksheets/sheet2.xml"
        parts[part] = parts[part].replace("</sheetData>", f"{rows}</sheetData>")

    return changed(_answered(issued), swell)


def _long_texts(issued: Workbook) -> bytes:
    """Return a workbook with texts as long as a cell's, each with a character of four bytes."""
    drawn = Random(5)  # noqa: S311 - words of no secret, the same in each run
    texts = [" ".join(("\U0001f333", *drawn.choices(_TALK, k=4_700))) for _ in range(440)]
    cells = [
        f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for text, (row, letter) in zip(texts, product(range(1_000, 1_110), "ABCD"), strict=True)
    ]
    rows = "".join(
        f'<row r="{1_000 + at}">{"".join(cells[4 * at : 4 * at + 4])}</row>' for at in range(110)
    )

    def swell(parts: dict[str, str]) -> None:
        part = "xl/worksheets/sheet2.xml"
        parts[part] = parts[part].replace("</sheetData>", f"{rows}</sheetData>")

    return changed(_answered(issued), swell)


def _row(number: int, columns: Sequence[str]) -> str:
    cells = "".join(f'<c r="{one}{number}"><v>{number}</v></c>' for one in columns)
    return f'<row r="{number}">{cells}</row>'


_WORST: dict[str, Callable[[Workbook], bytes]] = {
    "that workbook": _answered,
    "a file that claims to unpack to 400 MB": _bomb,
    "a sheet of very long texts that were added": _long_texts,
    "a sheet of very many cells that were added": _many_cells,
}


def main() -> None:
    """Print how many megabytes the reading of one file adds, how long it took, and its outcome."""
    issued = _large(ISSUE)
    data = Path(sys.argv[1]).read_bytes()
    before, begun = resident(), perf_counter()
    try:
        outcome = f"{len(read_workbook(data, issued).findings)} findings"
    except InvalidInput as refused:
        outcome = f"refused: {refused.errors[0].problem}"
    seconds = perf_counter() - begun
    print(f"{(_peak() - before) / 1024:.0f}\t{seconds:.2f}\t{outcome}")


def _peak() -> int:
    """Return the most memory that this process ever held, in kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


if __name__ == "__main__":
    main()
