"""The spans of a line as runs of text, each with its look."""

from collections.abc import Mapping
from typing import assert_never

from rules.pack import Confidence
from webapp.documents.content import Blank, Cited, Line, Link, Span, Tag, Text, shown, spaced
from webapp.documents.pdf import theme
from webapp.documents.pdf.lines import Look, Run, look_of
from webapp.documents.pdf.theme import Style
from webapp.documents.pdf.typeface import regular, strong

_TAG_COLOURS = {
    Confidence.SECONDARY: theme.SECONDARY,
    Confidence.UNVERIFIED: theme.UNVERIFIED,
    Confidence.AUTHORITY_SETTING: theme.SETTING,
}


def runs_of(line: Line, style: Style, anchors: Mapping[str, str]) -> list[Run]:
    """Return a line as runs; a link whose place is not among the anchors is plain text."""
    runs: list[Run] = []
    for span, space in spaced(line):
        if space:
            runs.append(Run(space, look_of(style)))
        runs.append(_run(span, style, anchors))
    return runs


def _run(span: Span, style: Style, anchors: Mapping[str, str]) -> Run:
    size = style.size
    match span:
        case Text(text, is_strong):
            face = strong() if is_strong or style.strong else regular()
            return Run(text, Look(face, size, style.colour))
        case Cited(text):
            return Run(text, Look(regular(), size - 0.75, theme.MUTED))
        case Tag(confidence):
            look = Look(strong(), theme.TAG_SIZE, _TAG_COLOURS[confidence], boxed=True)
            return Run(shown(span).replace(" ", "\u00a0"), look)
        case Blank():
            look = Look(strong(), size, theme.ACCENT)
            return Run(shown(span).replace(" ", "\u00a0"), look)
        case Link(text, to) if to in anchors:
            look = Look(regular(), size, theme.ACCENT, link=to, said=anchors[to])
            return Run(text, look)
        case Link(text, _):
            return Run(text, Look(regular(), size, style.colour))
        case _:
            assert_never(span)
