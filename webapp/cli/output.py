"""Standard output: JSON alone, or lines that fit the terminal and are never cut off."""

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from rules.errors import PodiumError

WIDEST = 110
PIPED = 100
"""The columns that a pipe or a file gets."""

INDENT = 2
LABEL = 0.34
"""The part of a line that the label of an entry may take."""

LONGEST_LABEL = 34
_GAP = 2
_UNPARTED = "\N{NO-BREAK SPACE}"
_KEPT = {"\n", _UNPARTED}
_LONGEST_UNPARTED = 26


class OutputIsClosed(PodiumError):
    """There is nowhere to print to."""


class Words(NamedTuple):
    """A piece of text in one style; it wraps within its column."""

    text: str
    style: str = ""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to the command, which knows that it is no failure."""
        raise BrokenPipeError


def refuse_closed_output() -> None:
    """Refuse to work out an answer that nobody could read.

    Raises:
        OutputIsClosed: standard output is closed.
    """
    if sys.stdout is None:
        raise OutputIsClosed("standard output", "it is closed", "Send it to a file or a pipe")


def console() -> Console:
    """Return the console that commands print on; a pipe gets no colour."""
    refuse_closed_output()
    found = _Console(highlight=False)
    width = min(found.width, WIDEST) if found.is_terminal else PIPED
    return _Console(highlight=False, width=width)


def say(text: str) -> None:
    """Print a line as it is, however long."""
    refuse_closed_output()
    sys.stdout.write(f"{text}\n")


def print_json(value: object) -> None:
    """Print JSON alone on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=2))


def shown(text: str) -> str:
    """Return text without the control characters that would steer a terminal."""
    return "".join(char if char.isprintable() or char in _KEPT else "�" for char in text)


def unparted(text: str) -> str:
    """Return text whose words stay on one line, unless it is too long for a column."""
    return text if len(text) > _LONGEST_UNPARTED else text.replace(" ", _UNPARTED)


def safe(text: str) -> Text:
    """Return text that is never read as markup, and that steers no terminal."""
    return Text(shown(text))


def print_heading(out: Console, text: str) -> None:
    """Print a heading, underlined so that it shows without colour too."""
    out.print()
    out.print(safe(text), style="bold")
    out.print("─" * len(text), style="dim")


def print_text(out: Console, text: str, style: str = "", *, indent: int = 0) -> None:
    """Print a paragraph, wrapped, with its lines indented."""
    print_columns(out, [[Words(text, style)]], [out.width - indent], indent=indent)


def print_entry(out: Console, head: str, said: Iterable[Words], *, label: int = 0) -> None:
    """Print a head on the left, and what is said of it on the right.

    `label` is the width of the left column, a third of the line where it is not given.
    """
    left = label or min(int(out.width * LABEL), LONGEST_LABEL)
    right = out.width - left - INDENT - _GAP
    print_columns(out, [[Words(head)], list(said)], [left, right], indent=INDENT)


def print_columns(
    out: Console, cells: Sequence[Sequence[Words]], widths: Sequence[int], *, indent: int = 0
) -> None:
    """Print cells side by side, each wrapped in its column; nothing trails behind."""
    wrapped = [_wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for pieces in zip_longest(*wrapped, fillvalue=Words("")):
        line = Text(" " * indent)
        for piece, width in zip(pieces, widths, strict=True):
            line.append(piece.text, piece.style or None)
            line.append(" " * (width - len(piece.text) + _GAP))
        line.rstrip()
        out.print(line, no_wrap=True, overflow="ignore", crop=False)


def widths_of(out: Console, parts: Sequence[int], *, indent: int = INDENT) -> list[int]:
    """Return the widths of columns that share a line in these proportions."""
    room = out.width - indent - _GAP * (len(parts) - 1)
    return [room * part // sum(parts) for part in parts]


def _wrapped(cell: Sequence[Words], width: int) -> list[Words]:
    return [
        Words(piece.replace(_UNPARTED, " "), words.style)
        for words in cell
        for line in shown(words.text).split("\n")
        for piece in textwrap.wrap(line, width, break_on_hyphens=False)
    ]
