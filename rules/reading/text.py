"""A reading as plain text, wrapped for a terminal or a file."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from rules.pack import Confidence, Pack
from rules.reading.entries import Entry, Grid, Part
from rules.reading.phrases import said
from rules.reading.policy import read_pack
from rules.stack import Stack

WIDTH = 100
_GAP = "  "
_NARROWEST = 8


def pack_text(pack: Pack, stack: Stack, on: date | None = None) -> str:
    """Return a pack as plain text: of all times, or as it stands on a day."""
    reading = read_pack(pack, stack, on)
    lines = [*_wrapped(reading.title), "=" * min(len(reading.title), WIDTH)]
    for paragraph in reading.opening:
        lines += ["", *_wrapped(paragraph)]
    lines += ["", *(f"{head}: {text}" for head, text in reading.facts), f"SHA-256: {pack.sha256}"]
    lines += ["", "Contents", "--------"]
    for number, part in enumerate(reading.parts, start=1):
        lines.append(f"{number:>2}. {part.title} ({len(part.entries):,})")
    for number, part in enumerate(reading.parts, start=1):
        lines += _part(number, part)
    return "\n".join(lines)


def _part(number: int, part: Part) -> Iterator[str]:
    title = f"{number}. {part.title}"
    yield from ["", "", title, "-" * len(title)]
    if part.intro:
        yield from _wrapped(part.intro)
    for grid in part.grids:
        yield ""
        yield from grid_lines(grid)
    for entry in part.entries:
        yield ""
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    unsure = entry.confidence is not Confidence.SEEN
    tag = f" [{entry.confidence}]" if unsure else ""
    yield from _wrapped(f"{entry.title} ({entry.id}){tag}", hanging="    ")
    for phrase in entry.says:
        yield from _wrapped(said(phrase), "  ")
    for row in entry.rows:
        if len(row.phrases) == 1:
            yield from _wrapped(f"{row.head}: {said(row.phrases[0])}", "  ", hanging="      ")
            continue
        yield f"  {row.head}:"
        for phrase in row.phrases:
            yield from _wrapped(f"- {said(phrase)}", "    ", hanging="      ")
    if entry.grid:
        for cells in entry.grid.rows:
            yield from _wrapped(": ".join(map(said, cells)), "  - ", hanging="      ")


def grid_lines(grid: Grid, width: int = WIDTH) -> Iterator[str]:
    """Yield a table in columns, each cell wrapped within its own."""
    yield from _wrapped(f"Table: {grid.caption}", hanging="  ", width=width)
    if grid.note:
        yield from _wrapped(grid.note, hanging="  ", width=width)
    rows = [grid.columns, *(tuple(map(said, row)) for row in grid.rows)]
    widths = _widths(rows, width)
    for number, row in enumerate(rows):
        yield from _columns(row, widths)
        if number == 0:
            yield _GAP.join("-" * one for one in widths)


def _widths(rows: Iterable[tuple[str, ...]], width: int) -> list[int]:
    """Return the widths of columns: what each needs, the widest giving way first."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _columns(cells: Iterable[str], widths: list[int]) -> Iterator[str]:
    wrapped = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for line in range(max(map(len, wrapped))):
        pieces = [
            (many[line] if line < len(many) else "").ljust(width)
            for many, width in zip(wrapped, widths, strict=True)
        ]
        yield _GAP.join(pieces).rstrip()


def _wrapped(text: str, start: str = "", *, hanging: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=hanging or start,
        break_on_hyphens=False,
        break_long_words=False,
    )
