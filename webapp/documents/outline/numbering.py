"""How the sections of an outline are numbered: the body by figures, the appendices by letters."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from string import ascii_uppercase

from webapp.documents.content import Section

UNNUMBERED = ""
BODY = "1"
APPENDIX = "Appendix"
"""What a section is made with; its place among the others gives it its number or letter."""


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections numbered in their order, appendices by letters."""
    numbers, letters = count(1), iter(ascii_uppercase)
    return tuple(
        replace(section, number=_number(section.number, numbers, letters)) for section in sections
    )


def _number(kind: str, numbers: Iterator[int], letters: Iterator[str]) -> str:
    match kind:
        case "":
            return UNNUMBERED
        case "Appendix":
            return f"{APPENDIX} {next(letters)}"
        case _:
            return str(next(numbers))
