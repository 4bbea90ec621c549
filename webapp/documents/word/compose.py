"""A document's content as the body of a Word file, block by block."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import assert_never

from webapp.documents.content import (
    Block,
    Card,
    Chart,
    Document,
    Heading,
    Items,
    KeyFacts,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
)
from webapp.documents.word.markup import (
    FIELD_END,
    field_start,
    is_right_to_left,
    paragraph,
    run,
    tab,
)
from webapp.documents.word.spans import Spans
from webapp.documents.word.tables import facts_xml, length, table_xml

_INTRODUCED = Table | KeyFacts | Card | Items
"""What a paragraph before it introduces, and does not leave for another page."""
_SECTION_LEVEL = 2
_LISTED_LEVEL = 3
_LOWEST_LEVEL = 4
_AFTER_TABLE = '<w:spacing w:before="240"/>'
_NEW_PAGE = '<w:pageBreakBefore/><w:spacing w:before="0"/>'
_STRONG = '<w:rStyle w:val="Strong"/>'
_LARGEST_WHOLE_CARD = 1_200
"""Characters of a card up to which it is not parted over two pages."""
_LONG_TITLE, _LONGEST_TITLE = 90, 400
_TO_EDIT = (
    "This is the Word version, to work on. The figures above are those of the content as it was "
    "issued: what is changed in this file is no longer that content."
)

PlacedPicture = Callable[[Chart], str]
"""Puts a chart's picture into the file, and returns the run that shows it."""


class Composer:
    """Writes the body of one document."""

    def __init__(self, document: Document, placed: PlacedPicture) -> None:
        """Compose a document; `placed` holds the pictures of its charts."""
        self.document = document
        self.spans = Spans(document)
        self.placed = placed
        self.heading, self.level = "", _SECTION_LEVEL
        self._is_after_table = False

    def body(self) -> Iterator[str]:
        """Yield the blocks in reading order: title, summary, contents, sections, seal."""
        summary, *sections = self.document.sections
        yield from self._title()
        yield from self._section(summary)
        if self.document.has_contents:
            yield self._contents(sections)
        for section in sections:
            yield from self._section(section)
        yield from self._seal()

    def _title(self) -> Iterator[str]:
        document = self.document
        yield paragraph("DocumentKind", run(f"{document.authority}  ·  {document.kind}"))
        title = document.title or document.kind
        size = _title_size(title)
        look = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
        parted = '<w:keepNext w:val="0"/><w:keepLines w:val="0"/>' if size else ""
        direction = "<w:bidi/>" if is_right_to_left(title) else ""
        yield paragraph("Title", run(title, look), parted + direction)
        yield self._table(facts_xml(document.front, self.spans))

    def _contents(self, sections: Sequence[Section]) -> str:
        """Return the list of contents: a field that Word counts anew when it is told to."""
        entries = [
            (level, anchor, text)
            for section in sections
            for level, anchor, text in _listed(section)
        ]
        lines = []
        for index, (level, anchor, text) in enumerate(entries):
            start = field_start(r'TOC \o "1-2" \h \z') if index == 0 else ""
            end = FIELD_END if index == len(entries) - 1 else ""
            link = self.spans.linked(anchor, run(text))
            lines.append(paragraph(f"TOC{level}", f"{start}{link}{end}"))
        self._is_after_table = False
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
            f"{paragraph('TOCHeading', run('Contents'))}{''.join(lines)}"
            "</w:sdtContent></w:sdt>"
        )

    def _section(self, section: Section) -> Iterator[str]:
        self.heading, self.level = section.title, _SECTION_LEVEL
        content = self.spans.bookmarked(section.anchor, run(section.heading()))
        is_apart = section.number.startswith("Appendix")
        self._is_after_table = False
        yield paragraph("Heading1", content, _NEW_PAGE if is_apart else "")
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            yield from self._block(block, following)

    def _block(self, block: Block, following: Block | None) -> Iterator[str]:
        match block:
            case Heading():
                self.heading, self.level = block.text, block.level
                content = self.spans.bookmarked(block.anchor, run(block.text))
                yield self._headed(f"Heading{min(block.level - 1, _LOWEST_LEVEL)}", content)
            case Paragraph():
                kept = "<w:keepNext/>" if isinstance(following, _INTRODUCED) else ""
                yield self._text("Normal", self.spans.line(block.line), kept)
            case Notice():
                yield self._headed("NoticeWord", run(block.word))
                yield paragraph("Notice", self.spans.line(block.line))
            case Items():
                for line in block.lines:
                    yield self._text("ListBullet", self.spans.line(line))
            case KeyFacts():
                yield from self._apart(block.caption)
                yield self._table(facts_xml(block, self.spans))
            case Table():
                yield from self._captioned(block)
                yield self._table(table_xml(block, self.spans))
            case Card():
                yield from self._card(block)
            case Chart():
                yield from self._chart(block)
            case _:
                assert_never(block)

    def _captioned(self, table: Table) -> Iterator[str]:
        if table.caption == self.heading:
            yield from self._apart(table.caption)
        else:
            yield self._headed("Caption", run(table.caption))

    def _apart(self, caption: str) -> Iterator[str]:
        """Yield the caption of a table that follows another, which Word would join with it."""
        if self._is_after_table:
            yield self._headed("Caption", run(caption))

    def _card(self, card: Card) -> Iterator[str]:
        content = self.spans.bookmarked(card.anchor, run(card.title))
        yield self._headed(f"CardHeading{min(self.level, _LOWEST_LEVEL)}", content)
        yield paragraph("CardLabel", run(card.label))
        parts = [
            ("" if index else run(part.header, _STRONG), line)
            for part in card.parts
            for index, line in enumerate([line for line in part.lines if line] or [()])
        ]
        is_whole = sum(length(line) for _, line in parts) <= _LARGEST_WHOLE_CARD
        for number, (head, line) in enumerate(parts, start=1):
            kept = "<w:keepNext/>" if is_whole and number < len(parts) else ""
            yield paragraph("CardPart", f"{head}{tab()}{self.spans.line(line)}", kept)

    def _chart(self, chart: Chart) -> Iterator[str]:
        picture = self.spans.bookmarked(chart.anchor, self.placed(chart))
        yield self._headed("Figure", picture)
        yield self._headed("Caption", run(chart.caption))
        yield self._table(table_xml(chart.table(), self.spans))

    def _seal(self) -> Iterator[str]:
        seal = self.document.seal()
        content = self.spans.bookmarked("seal", run(seal.caption))
        yield paragraph("Heading2", content)
        yield facts_xml(seal, self.spans)
        yield paragraph("Normal", self.spans.line((Text(_TO_EDIT),)), _AFTER_TABLE)

    def _text(self, style: str, content: str, properties: str = "") -> str:
        if self._is_after_table:
            properties += _AFTER_TABLE
        return self._headed(style, content, properties)

    def _headed(self, style: str, content: str, properties: str = "") -> str:
        """Return a paragraph whose style has space above it, after a table too."""
        self._is_after_table = False
        return paragraph(style, content, properties)

    def _table(self, table: str) -> str:
        self._is_after_table = True
        return table


def _listed(section: Section) -> Iterator[tuple[int, str, str]]:
    """Yield what the list of contents shows of a section: level, anchor and text."""
    yield 1, section.anchor, section.heading()
    if section.number.startswith("Appendix"):
        return
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == _LISTED_LEVEL:
            yield 2, block.anchor, block.text


def _title_size(title: str) -> int:
    """Return the size of a long title in half points, 0 for the style's own."""
    if len(title) <= _LONG_TITLE:
        return 0
    return 34 if len(title) <= _LONGEST_TITLE else 22
