"""The embedded typeface: what it covers, how wide it runs, and how it is written to a page."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parents[1] / "fonts"
SUBSTITUTE = "\N{WHITE SQUARE}"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u00ad")


class Face:
    """One weight of the typeface, Source Sans 3."""

    def __init__(self, name: str) -> None:
        """Load a font of the fonts folder and register it under its file's name."""
        self.name = name
        self.font = TTFont(name, str(FONTS / f"{name}.ttf"), shapable=False)
        pdfmetrics.registerFont(self.font)
        self._thousandths: dict[int, int] = self.font.face.charWidths
        self._default: int = self.font.face.defaultWidth
        self._covered = frozenset(map(chr, self.font.face.charToGlyph)) - _INVISIBLE
        self._widths: dict[str, int] = {}

    def covers(self, text: str) -> bool:
        """Return whether the face has every character of a text."""
        return self._covered.issuperset(text)

    def showable(self, text: str) -> str:
        """Return text with a square in place of every character that the face lacks.

        What is invisible by itself, such as a zero-width joiner, is left out.
        """
        if self.covers(text):
            return text
        return "".join(
            character if character in self._covered else SUBSTITUTE
            for character in text
            if character not in _INVISIBLE
        )

    def width(self, text: str, size: float) -> float:
        """Return the width of text in points."""
        found = self._widths.get(text)
        if found is None:
            widths, default = self._thousandths, self._default
            found = sum(widths.get(ord(character), default) for character in text)
            if len(self._widths) < _REMEMBERED:
                self._widths[text] = found
        return found * size / 1000

    def operators(self, text: str, size: float, document: PDFDocument) -> str:
        """Return the PDF operators that show text, which must be showable, in this face."""
        shown = []
        for subset, codes in self.font.splitString(text, document):
            name = self.font.getSubsetInternalName(subset, document)
            shown.append(f"{name} {size:g} Tf <{codes.hex()}> Tj")
        return " ".join(shown)


_REMEMBERED = 20_000
"""Words whose width is kept; more are measured each time, so that memory stays flat."""


@cache
def regular() -> Face:
    """Return the face of running text, loaded once."""
    return Face("SourceSans3-Regular")


@cache
def strong() -> Face:
    """Return the face of headings and of what leads, loaded once."""
    return Face("SourceSans3-Semibold")
