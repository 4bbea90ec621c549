"""The spans of a line as runs: links to bookmarks, and blanks as fields to be filled in."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import assert_never

from webapp.documents.content import (
    Blank,
    Card,
    Chart,
    Cited,
    Document,
    Heading,
    Line,
    Link,
    Span,
    Tag,
    Text,
    shown,
    spaced,
)
from webapp.documents.word.markup import run, written
from webapp.documents.word.styles import TAG_STYLES

_LONGEST_BOOKMARK = 40
_LONGEST_ALIAS = 64
_NO_BREAK = "\N{NO-BREAK SPACE}"
_REFUSED = re.compile(r"[^A-Za-z0-9_]")


def bookmark_of(anchor: str) -> str:
    """Return the name of an anchor's bookmark: a letter first, at most 40 letters and digits.

    >>> bookmark_of("summary"), bookmark_of("trace-uk-1")
    ('summary', 'trace_uk_1_e9cc99af')
    """
    name = _REFUSED.sub("_", anchor)
    if name == anchor and len(name) <= _LONGEST_BOOKMARK and name[:1].isalpha():
        return name
    told = hashlib.sha256(anchor.encode("utf-8", "replace")).hexdigest()[:8]
    start = name if name[:1].isalpha() else f"a{name}"
    return f"{start[: _LONGEST_BOOKMARK - 9]}_{told}"


def anchors_of(document: Document) -> Mapping[str, str]:
    """Return the places that a link can lead to, and the bookmark of each."""
    anchors = ["seal"]
    for section in document.sections:
        anchors.append(section.anchor)
        anchors += [
            block.anchor for block in section.blocks if isinstance(block, Heading | Card | Chart)
        ]
    return {anchor: bookmark_of(anchor) for anchor in anchors}


class Spans:
    """Writes the lines of one document; fields and bookmarks are numbered as they come."""

    def __init__(self, document: Document) -> None:
        """Know the places of the document that links can lead to."""
        self.anchors = anchors_of(document)
        self._numbers = count(1)
        self._marked: set[str] = set()

    def line(self, line: Line) -> str:
        """Return a line as runs; a link whose place the document does not have is plain text."""
        return "".join(self._runs(line))

    def bookmarked(self, anchor: str, content: str) -> str:
        """Return runs as the place of an anchor, which the first that claims it has."""
        if anchor not in self.anchors or anchor in self._marked:
            return content
        self._marked.add(anchor)
        number = next(self._numbers)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self.anchors[anchor]}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def linked(self, to: str, content: str) -> str:
        """Return runs as a link to an anchor."""
        return f'<w:hyperlink w:anchor="{self.anchors[to]}" w:history="1">{content}</w:hyperlink>'

    def _runs(self, line: Line) -> Iterator[str]:
        for span, space in spaced(line):
            if space:
                yield run(space)
            yield self._span(span)

    def _span(self, span: Span) -> str:
        match span:
            case Text(text, is_strong):
                return run(text, '<w:rStyle w:val="Strong"/>' if is_strong else "")
            case Cited(text):
                return run(text, '<w:rStyle w:val="Cited"/>')
            case Tag(confidence):
                style = TAG_STYLES.get(confidence, ("Cited", "", ""))[0]
                words = shown(span).replace(" ", _NO_BREAK)
                return run(f"{_NO_BREAK}{words}{_NO_BREAK}", f'<w:rStyle w:val="{style}"/>')
            case Blank(name):
                return self._blank(name, shown(span))
            case Link(text, to) if to in self.anchors:
                return self.linked(to, run(text, '<w:rStyle w:val="Hyperlink"/>'))
            case Link(text, _):
                return run(text)
            case _:
                assert_never(span)

    def _blank(self, name: str, words: str) -> str:
        """Return a content control that shows the blank's name until it is filled in."""
        alias = written(name[:_LONGEST_ALIAS])
        held = run(words, '<w:rStyle w:val="PlaceholderText"/>')
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{alias}"/>'
            f'<w:id w:val="{next(self._numbers)}"/><w:showingPlcHdr/></w:sdtPr>'
            f"<w:sdtContent>{held}</w:sdtContent></w:sdt>"
        )
