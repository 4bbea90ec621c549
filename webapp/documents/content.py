"""What a document says, as frozen values that every layout reads and none adds a word to.

A text is plain text throughout: no value here holds markup, so a layout escapes or draws every
character as it stands.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from rules.canonical import sha256_of
from rules.decision import PackReference
from rules.pack import Confidence
from rules.wording import are_parted, tag_word
from webapp.documents.charts.plots import Plot

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

JsonValue: TypeAlias = "str | int | bool | list[JsonValue] | dict[str, JsonValue] | None"

_SPACES = re.compile(r"\s+")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
REPLACEMENT = "\ufffd"
_COMPARED = "To compare two copies: the same figure means the same words, or the same rules."


def plain(text: str) -> str:
    r"""Return a person's text on one line, with what no document may carry made visible.

    Control characters, lone surrogates and the marks that reverse the direction of writing
    become the replacement character: a title can neither vanish nor reorder what follows it.

    >>> plain(" Grounds\n maintenance ")
    'Grounds maintenance'
    """
    return _UNSHOWABLE.sub(REPLACEMENT, _SPACES.sub(" ", text).strip())


@dataclass(frozen=True, slots=True)
class Text:
    """Words, set strong where they lead."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: the full title of the source, and the place in it."""

    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """How sure what stands before it is; never used for what was seen in its source."""

    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Blank:
    """Something the buyer still has to fill in, shown by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place of the same document, by its anchor."""

    text: str
    to: str


Span: TypeAlias = Text | Cited | Tag | Blank | Link
Line: TypeAlias = tuple[Span, ...]
"""A space stands between two spans, unless the second begins with a mark of punctuation."""
Lines: TypeAlias = tuple[Line, ...]
"""One or more lines, each a paragraph of its own."""


def shown(span: Span) -> str:
    """Return the words that a span shows in every layout."""
    match span:
        case Tag(confidence):
            return tag_word(confidence)
        case Blank(name):
            return f"[{name}]"
        case _:
            return span.text


def spaced(line: Line) -> Iterator[tuple[Span, str]]:
    """Yield each span of a line with the space that stands before it, if any.

    >>> [space for _, space in spaced((Text("It"), Text(": so."), Text("Yes")))]
    ['', '', ' ']
    """
    before = ""
    for span in line:
        text = shown(span)
        yield span, " " if are_parted(before, text) else ""
        before = text or before


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the section's own; the layouts add no numbering."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must not be missed, with a word that says what it is."""

    word: str
    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list without order."""

    lines: Lines


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says of its header."""

    header: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A table of two columns, whose first names what the second says.

    Its caption is for those who cannot see it; the layouts show none.
    """

    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `numeric` ones are aligned right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names each row. A caption that repeats a heading is hidden."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A block that stands by itself: a draft clause, or a rule of the trace.

    Its title is a heading one level below the last one in its section.
    """

    anchor: str
    label: str
    title: str
    parts: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, and beside it the table of its figures, which every layout shows after it.

    The caption names both, and is shown once. `description` says in words what the chart shows,
    for those who cannot see it.
    """

    anchor: str
    caption: str
    description: str
    plot: Plot

    def table(self) -> Table:
        """Return the figures of the chart."""
        first, *others = self.plot.columns()
        words = self.plot.worded()
        columns = (Column(first), *(Column(title, numeric=title not in words) for title in others))
        rows = tuple(tuple(((Text(text),),) for text in row) for row in self.plot.rows())
        return Table(self.caption, columns, rows)


Block: TypeAlias = Heading | Paragraph | Notice | Items | KeyFacts | Table | Card | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a document; `number` is empty for the summary."""

    anchor: str
    number: str
    title: str
    blocks: tuple[Block, ...]

    def heading(self) -> str:
        """Return the section's heading with its number, such as `Appendix A. The trace`."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Document:
    """A document: who issues it, of what, when, and what it says.

    `front` stands under the title and `sections[0]` is the summary; both are page one.
    """

    kind: str
    title: str
    reference: str
    authority: str
    issued_on: date
    audit_head: str
    packs: tuple[PackReference, ...]
    front: KeyFacts
    sections: tuple[Section, ...]

    @property
    def has_contents(self) -> bool:
        """Whether it is long enough for a list of contents: one of four sections is not."""
        return len(self.sections) > 4  # noqa: PLR2004 - the four, of which one is the summary

    def sha256(self) -> str:
        """Return the digest of the content: of its canonical JSON."""
        return sha256_of(self.canonical())

    def canonical(self) -> str:
        """Return the content as it is kept: canonical JSON, keys sorted, in ASCII."""
        return json.dumps(canonical_json(self), sort_keys=True, separators=(",", ":"))

    def has_only(self, covers: Callable[[str], bool]) -> bool:
        """Return whether a layout's typeface covers every character of the document."""
        return covers(json.dumps(canonical_json(self), ensure_ascii=False))

    def seal(self) -> KeyFacts:
        """Return what identifies the document, which no digest of it could contain."""
        told = [("What these are for", _COMPARED), ("Content, SHA-256", self.sha256())]
        told += [(f"Pack {pack.id} {pack.version}, SHA-256", pack.sha256) for pack in self.packs]
        if self.audit_head:
            told.append(("Head of the audit log", self.audit_head))
        rows = tuple(Row(head, ((Text(text),),)) for head, text in told)
        return KeyFacts("What this document can be checked against", rows)


@cache
def _names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def canonical_json(value: object) -> JsonValue:
    """Return a content value as JSON: each dataclass by its name and fields.

    Raises:
        TypeError: for anything that content is not made of, a float among them.
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [canonical_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        content = {name: canonical_json(getattr(value, name)) for name in _names(type(value))}
        return {"is": type(value).__name__, **content}
    message = f"a document's content cannot hold a {type(value).__name__}"
    raise TypeError(message)
