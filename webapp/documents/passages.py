"""A document's blocks as passages: the smallest parts of it that a change is told of."""

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from rules.wording import date_in_words
from webapp.documents.content import (
    Block,
    Card,
    Chart,
    Document,
    Heading,
    Items,
    KeyFacts,
    Line,
    Lines,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    shown,
    spaced,
)

_NUMBER = re.compile(r"A\d+")
_NUMBERED_LABEL = re.compile(r"^Rule A\d+")


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a passage, and what they are of it, such as the title of a column."""

    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a row, a clause: what it is, where it stands, and what it says.

    `kind` says what it is, as a person would; `title` what it is called, if anything, and
    `under` the heading of its section that it stands under. `known_by` tells it from the
    others of its section, whatever it says. `content` is all that it is made of, words or not,
    but for the numbers of rules: those of all that follow shift where one comes or goes.
    """

    kind: str
    title: str
    under: str
    words: tuple[Words, ...]
    known_by: Hashable
    content: Hashable

    def text(self) -> str:
        """Return all its words."""
        return " ".join(words.text for words in self.words)


def line_text(line: Line) -> str:
    """Return the words of a line as every layout shows them."""
    return "".join(space + shown(span) for span, space in spaced(line))


def lines_text(lines: Lines) -> str:
    """Return the words of lines, each on one of its own."""
    return "\n".join(line_text(line) for line in lines if line)


def passages_of(section: Section) -> tuple[Passage, ...]:
    """Return the passages of a section, in reading order."""
    passages: list[Passage] = []
    under = ""
    for block in section.blocks:
        if isinstance(block, Heading):
            under = block.text
        passages += _of_block(block, under)
    return tuple(passages)


def about(document: Document) -> tuple[Passage, ...]:
    """Return what stands on a document beside its sections: title, packs and front.

    The head of the audit log is left out: it is another in each document, whatever was changed.
    """
    told = [
        ("Kind of document", document.kind),
        ("Title", document.title),
        ("Authority", document.authority),
        ("Reference", document.reference),
        ("Date of issue", date_in_words(document.issued_on)),
        *(
            (f"Pack {pack.id}", f"version {pack.version}, SHA-256 {pack.sha256}")
            for pack in document.packs
        ),
    ]
    own = tuple(
        Passage("Entry", name, "", (Words("", text),), ("own", name), text)
        for name, text in told
        if text
    )
    return (*own, *_of_block(document.front, ""))


def _of_block(block: Block, under: str) -> Iterator[Passage]:
    match block:
        case Heading(_, text, anchor):
            yield Passage("Heading", "", "", (Words("", text),), ("heading", anchor), block)
        case Paragraph(line):
            yield _of_line("Paragraph", line, under)
        case Notice(word, line):
            words = (Words("Word", word), Words("", line_text(line)))
            content = (word, unnumbered(line))
            yield Passage("Notice", word, under, words, ("notice", word), content)
        case Items(lines):
            for line in lines:
                yield _of_line("Item of a list", line, under)
        case KeyFacts():
            yield from _of_facts(block, under)
        case Table():
            yield from _of_table(block, under)
        case Card():
            yield _of_card(block, under)
        case Chart(anchor, caption, description, _):
            words = (Words("Caption", caption), Words("What it shows", description))
            yield Passage("Chart", caption, under, words, ("chart", anchor), block)
            yield from _of_table(block.table(), under)
        case _:
            assert_never(block)


def unnumbered(value: Hashable) -> Hashable:
    """Return content without the numbers of rules, in links to them and in their labels."""
    match value:
        case Link(text, _) if _NUMBER.fullmatch(text):
            return replace(value, text="")
        case Row(header, lines):
            return (header, unnumbered(lines))
        case Card(anchor, label, title, parts):
            return (anchor, _NUMBERED_LABEL.sub("Rule", label), title, unnumbered(parts))
        case tuple():
            return tuple(unnumbered(item) for item in value)
        case _:
            return value


def _of_line(kind: str, line: Line, under: str) -> Passage:
    text = line_text(line)
    return Passage(kind, "", under, (Words("", text),), (kind, text), unnumbered(line))


def _of_facts(facts: KeyFacts, under: str) -> Iterator[Passage]:
    caption = facts.caption
    yield Passage(
        "Table", caption, under, (Words("Caption", caption),), ("facts", caption), caption
    )
    for row in facts.rows:
        words = (Words("", lines_text(row.lines)),)
        known_by = ("row", caption, row.header)
        yield Passage("Row", row.header, under, words, known_by, unnumbered(row))


def _of_table(table: Table, under: str) -> Iterator[Passage]:
    caption, titles = table.caption, [column.title for column in table.columns]
    words = [Words("Caption", caption), Words("Columns", ", ".join(titles))]
    content = (caption, table.columns)
    yield Passage("Table", caption, under, tuple(words), ("table", caption), content)
    for cells in table.rows:
        texts = [lines_text(lines) for lines in cells]
        words = [Words(title, text) for title, text in zip(titles, texts, strict=True)]
        name = texts[0] if texts else ""
        known_by = ("row", caption, name)
        title = name.split("\n", 1)[0]
        yield Passage("Row", title, under, tuple(words), known_by, unnumbered(cells))


def _of_card(card: Card, under: str) -> Passage:
    words = (
        Words("Title", card.title),
        Words("Label", card.label),
        *(Words(part.header, lines_text(part.lines)) for part in card.parts),
    )
    title = f"{card.title} ({card.label})"
    return Passage("Entry", title, under, words, ("card", card.anchor), unnumbered(card))
