"""A document's content as boxes, each tied to its element of the logical tree."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from webapp.documents.content import (
    Block,
    Card,
    Chart,
    Column,
    Document,
    Heading,
    Items,
    KeyFacts,
    Line,
    Lines,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from webapp.documents.pdf import theme
from webapp.documents.pdf.figures import FigureBox
from webapp.documents.pdf.grid import Cell, Frame, Grid, GridRow, Need, column_widths
from webapp.documents.pdf.headings import CardBox, ContentsEntry, HeadingBox
from webapp.documents.pdf.lines import Run, look_of, measured
from webapp.documents.pdf.pages import Box, PageBreak
from webapp.documents.pdf.spans import runs_of
from webapp.documents.pdf.tagging import Element
from webapp.documents.pdf.text import TextBox
from webapp.documents.pdf.theme import Style
from webapp.documents.pdf.typeface import SUBSTITUTE, regular

_KEPT = Table | KeyFacts | Card | Items
"""What a paragraph before it introduces, and does not leave for another page."""
_COLUMN_GAP = 14.0
_LABEL_WIDTH = 118.0
_CARD_INDENT = 13.0
_CARD_LABEL = 84.0
_SUBSTITUTED = (
    "stands for a character that the typeface of this version lacks. The HTML version of this "
    "document shows it."
)
_SECTION_LEVEL = 2
_CONTENTS_LEVEL = 3


class Composer:
    """Turns one document into boxes."""

    def __init__(self, document: Document, root: Element) -> None:
        """Compose a document under the root of its logical tree."""
        self.document = document
        self.root = root
        self.anchors = _anchors(document)
        self.heading, self.level = "", _SECTION_LEVEL

    def boxes(self) -> Iterator[Box | PageBreak]:
        """Yield the boxes in reading order: title, summary, contents, sections, seal."""
        summary, *sections = self.document.sections
        yield from self._title()
        yield from self._section(summary, theme.LEAD)
        if self.document.has_contents:
            yield PageBreak(is_after_one_page=True)
            yield from self._contents(sections)
        for section in sections:
            if section.number.startswith("Appendix"):
                yield PageBreak()
            boxes = list(self._section(section))
            if section is sections[-1]:
                boxes[-1] = _kept(boxes[-1])
            yield from boxes
        yield from self._seal()

    def _seal(self) -> Iterator[Box]:
        seal, sect = self.document.seal(), self.root.add("Sect")
        yield HeadingBox(seal.caption, theme.H3, sect.add("H3"), anchor="seal", level=1)
        yield self._key_facts(seal, sect)
        if not self.document.has_only(regular().covers):
            line = (Text(f"{SUBSTITUTE} {_SUBSTITUTED}"),)
            yield self._text(line, theme.BODY, theme.WIDTH, sect.add("P"))

    def _title(self) -> Iterator[Box]:
        document, sect = self.document, self.root.add("Sect")
        kind = f"{document.authority}  ·  {document.kind}"
        yield TextBox([Run(kind, look_of(theme.KIND))], theme.KIND, theme.WIDTH, sect.add("P"))
        style = theme.title_style(document.title)
        yield HeadingBox(document.title, style, sect.add("H1"), anchor="title", level=-1)
        yield self._key_facts(document.front, sect, padding=3.0)

    def _contents(self, sections: Sequence[Section]) -> Iterator[Box]:
        sect = self.root.add("Sect")
        yield HeadingBox("Contents", theme.H2, sect.add("H2"), anchor="contents", level=0)
        toc = sect.add("TOC")
        for section in sections:
            yield ContentsEntry(section.heading(), section.anchor, toc, is_sub=False)
            if section.number.startswith("Appendix"):
                continue
            for block in section.blocks:
                if isinstance(block, Heading) and block.level == _CONTENTS_LEVEL:
                    yield ContentsEntry(block.text, block.anchor, toc, is_sub=True)

    def _section(self, section: Section, style: Style = theme.CELL) -> Iterator[Box]:
        sect = self.root.add("Sect")
        self.heading, self.level = section.title, _SECTION_LEVEL
        yield HeadingBox(section.heading(), theme.H2, sect.add("H2"), section.anchor, level=0)
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            if isinstance(block, Heading):
                self.heading, self.level = block.text, block.level
            for box in self._block(block, sect, style):
                if isinstance(block, Paragraph) and isinstance(box, TextBox):
                    box.keep_with_next = isinstance(following, _KEPT)
                yield box

    def _block(self, block: Block, sect: Element, style: Style) -> Iterator[Box]:
        match block:
            case Heading():
                element = sect.add(f"H{block.level}")
                style = theme.H3 if block.level == _CONTENTS_LEVEL else theme.H4_APART
                yield HeadingBox(block.text, style, element, block.anchor, block.level - 2)
            case Paragraph():
                yield self._text(block.line, theme.BODY, theme.WIDTH, sect.add("P"))
            case Notice():
                yield self._notice(block, sect)
            case Items():
                yield self._items(block, sect)
            case KeyFacts():
                yield self._key_facts(block, sect, style)
            case Table():
                yield self._table(block, sect)
            case Card():
                yield self._card(block, sect)
            case Chart():
                yield from self._chart(block, sect)
            case _:
                assert_never(block)

    def _notice(self, notice: Notice, sect: Element) -> Grid:
        width = theme.WIDTH - 2 * _CARD_INDENT
        word = self._text((Text(notice.word),), theme.NOTICE_WORD, width, sect.add("P"))
        text = self._text(notice.line, theme.LEAD, width, sect.add("P"))
        row = GridRow((Cell(_CARD_INDENT, (word, text)),))
        return Grid(theme.WIDTH, (), None, (row,), Frame.TINTED, 9, 8, 12)

    def _items(self, items: Items, sect: Element) -> Grid:
        parent = sect.add("L")
        bullet = look_of(theme.BODY)
        rows = []
        for line in items.lines:
            item = parent.add("LI")
            mark = TextBox([Run("•", bullet)], theme.BODY, 12, item.add("Lbl"))
            text = self._text(line, theme.BODY, theme.WIDTH - 14, item.add("LBody"))
            rows.append(GridRow((Cell(2, (mark,)), Cell(14, (text,)))))
        return Grid(theme.WIDTH, (), None, tuple(rows), Frame.NONE, 1.5, 0, 8)

    def _key_facts(
        self, facts: KeyFacts, sect: Element, style: Style = theme.CELL, *, padding: float = 4.4
    ) -> Grid:
        table = sect.add("Table", summary=facts.caption)
        left = _LABEL_WIDTH + _COLUMN_GAP
        rows = []
        for row in facts.rows:
            tr = table.add("TR")
            head = self._cell(
                0,
                ((Text(row.header, strong=True),),),
                style,
                _LABEL_WIDTH,
                tr.add("TH", scope="Row"),
            )
            body = self._cell(left, row.lines, style, theme.WIDTH - left, tr.add("TD"))
            rows.append(GridRow((head, body)))
        return Grid(theme.WIDTH, (), None, tuple(rows), Frame.RULED, padding, 4, 12)

    def _table(self, table: Table, sect: Element, *, is_captioned: bool = True) -> Grid:
        element = sect.add("Table", summary=table.caption)
        is_hidden = not is_captioned or table.caption == self.heading
        caption = () if is_hidden else self._caption(table.caption, element)
        widths = self._column_widths(table)
        lefts = [sum(widths[:index]) + _COLUMN_GAP * index for index in range(len(widths))]
        titles = element.add("TR")
        header = GridRow(
            tuple(
                self._cell(
                    left,
                    ((Text(column.title),),),
                    _aligned(theme.CELL_HEAD, column),
                    width,
                    titles.add("TH", scope="Column"),
                )
                for column, left, width in zip(table.columns, lefts, widths, strict=True)
            )
        )
        rows = []
        for cells in table.rows:
            tr = element.add("TR")
            made = []
            for index, lines in enumerate(cells):
                cell = tr.add("TD") if index else tr.add("TH", scope="Row")
                style = _aligned(theme.CELL, table.columns[index])
                made.append(self._cell(lefts[index], lines, style, widths[index], cell))
            rows.append(GridRow(tuple(made)))
        return Grid(theme.WIDTH, caption, header, tuple(rows), Frame.RULED, 4.4, 6, 14)

    def _chart(self, chart: Chart, sect: Element) -> Iterator[Box]:
        yield FigureBox(chart, sect.add("Figure", alt=chart.description))
        caption = self._text((Text(chart.caption),), theme.CAPTION, theme.WIDTH, sect.add("P"))
        caption.keep_with_next = True
        yield caption
        yield self._table(chart.table(), sect, is_captioned=False)

    def _column_widths(self, table: Table) -> list[float]:
        needs = []
        for index, column in enumerate(table.columns):
            title = measured([Run(column.title, look_of(theme.CELL_HEAD))])
            lines = [
                measured(runs_of(line, theme.CELL, self.anchors))
                for row in table.rows
                for line in row[index]
            ]
            narrow, wide = (max(lengths) for lengths in zip(title, *lines, strict=True))
            needs.append(Need(narrow, wide, sum(length for _, length in lines)))
        return column_widths(needs, theme.WIDTH, _COLUMN_GAP)

    def _caption(self, text: str, table: Element) -> tuple[TextBox, ...]:
        runs = [Run(text, look_of(theme.CAPTION))]
        return (TextBox(runs, theme.CAPTION, theme.WIDTH, table.add("Caption")),)

    def _card(self, card: Card, sect: Element) -> Grid:
        width = theme.WIDTH - _CARD_INDENT
        element = sect.add(f"H{self.level + 1}")
        head = CardBox(card.title, element, card.anchor, width=width, indent=_CARD_INDENT)
        head.level = self.level - 1
        label = TextBox([Run(card.label, look_of(theme.LABEL))], theme.LABEL, width, sect.add("P"))
        label.indent = _CARD_INDENT
        parts = sect.add("L")
        rows = [self._part(part, parts) for part in card.parts]
        return Grid(theme.WIDTH, (head, label), None, tuple(rows), Frame.BARRED, 2.4, 8, 12)

    def _part(self, part: Row, parts: Element) -> GridRow:
        item = parts.add("LI")
        left = _CARD_INDENT + _CARD_LABEL
        label = self._cell(
            _CARD_INDENT,
            ((Text(part.header),),),
            theme.CELL_LABEL,
            _CARD_LABEL - 8,
            item.add("Lbl"),
        )
        body = item.add("LBody")
        return GridRow((label, self._cell(left, part.lines, theme.CELL, theme.WIDTH - left, body)))

    def _cell(self, x: float, lines: Lines, style: Style, width: float, element: Element) -> Cell:
        many = len(lines) > 1
        return Cell(
            x,
            tuple(
                self._text(line, style, width, element.add("P") if many else element)
                for line in lines
                if line
            ),
        )

    def _text(self, line: Line, style: Style, width: float, element: Element) -> TextBox:
        return TextBox(runs_of(line, style, self.anchors), style, width, element)


def _kept(last: Box) -> Box:
    """Return the last box of the text kept with the seal, lest that has a page of its own."""
    if isinstance(last, Grid):
        return replace(last, keep_with_next=True)
    if isinstance(last, TextBox):
        last.keep_with_next = True
    return last


def _aligned(style: Style, column: Column) -> Style:
    return replace(style, right=True) if column.numeric else style


def _anchors(document: Document) -> dict[str, str]:
    """Return every place that a link may lead to, with what the place is called."""
    anchors = {}
    for section in document.sections:
        anchors[section.anchor] = section.heading()
        for block in section.blocks:
            match block:
                case Heading(_, text, anchor):
                    anchors[anchor] = text
                case Card(anchor, label, title, _):
                    anchors[anchor] = f"{label}: {title}"
                case _:
                    pass
    return anchors
