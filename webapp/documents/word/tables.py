"""Tables: header rows that repeat on each page, and columns as wide as what stands in them."""

from collections.abc import Sequence

from webapp.documents.content import Column, KeyFacts, Line, Lines, Row, Table, Text, shown
from webapp.documents.pdf import theme
from webapp.documents.pdf.grid import Need, column_widths
from webapp.documents.pdf.lines import Run, look_of, measured
from webapp.documents.pdf.spans import runs_of
from webapp.documents.word.markup import paragraph, written
from webapp.documents.word.spans import Spans

_TWENTIETHS = 20
_GAP = 12.0
"""The space at the right of each cell, in points."""
_LABELS = 120.0
"""The width of the names of key facts, in points."""
_WIDER = 1.14
"""How much wider Arial runs than the typeface that widths are measured in."""
_LARGEST_WHOLE_ROW = 700
"""Characters of a cell up to which its row is not parted over two pages."""


def table_xml(table: Table, spans: Spans) -> str:
    """Return a table whose first row repeats on each page and whose first column names rows."""
    widths = _widths(table)
    heads = [
        paragraph(
            "TableFigureHeading" if column.numeric else "TableHeading",
            spans.line((Text(column.title),)),
        )
        for column in table.columns
    ]
    rows = [_row(heads, widths, "<w:cantSplit/><w:tblHeader/>")]
    for cells in table.rows:
        texts = [
            _lines(lines, _style(column), spans)
            for lines, column in zip(cells, table.columns, strict=True)
        ]
        rows.append(_row(texts, widths, _kept(cells)))
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'  # noqa: E501 - one element
    return _table("PodiumTable", table.caption, look, widths, rows)


def facts_xml(facts: KeyFacts, spans: Spans) -> str:
    """Return a table of two columns, whose first names what the second says."""
    widths = [_LABELS, theme.WIDTH - _LABELS]
    rows = [_fact(row, widths, spans) for row in facts.rows]
    look = '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'  # noqa: E501 - one element
    return _table("PodiumFacts", facts.caption, look, widths, rows)


def _fact(row: Row, widths: Sequence[float], spans: Spans) -> str:
    label = paragraph("TableLabel", spans.line((Text(row.header),)))
    texts = [label, _lines(row.lines, "TableText", spans)]
    return _row(texts, widths, _kept((row.lines,)))


def _table(
    style: str, caption: str, look: str, widths: Sequence[float], rows: Sequence[str]
) -> str:
    columns = "".join(f'<w:gridCol w:w="{_twentieths(width)}"/>' for width in widths)
    total = sum(_twentieths(width) for width in widths)
    said = written(caption)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{said}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[float], properties: str) -> str:
    held = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twentieths(width)}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    kept = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{kept}{held}</w:tr>"


def _lines(lines: Lines, style: str, spans: Spans) -> str:
    """Return lines as paragraphs of a cell, which must have one even where it says nothing."""
    return "".join(paragraph(style, spans.line(line)) for line in lines if line) or paragraph(
        style, ""
    )


def _style(column: Column) -> str:
    return "TableFigure" if column.numeric else "TableText"


def _kept(cells: Sequence[Lines]) -> str:
    longest = max((sum(length(line) for line in lines) for lines in cells), default=0)
    return "<w:cantSplit/>" if longest <= _LARGEST_WHOLE_ROW else ""


def length(line: Line) -> int:
    """Return how many characters a line shows, about."""
    return sum(len(shown(span)) + 1 for span in line)


def _widths(table: Table) -> list[float]:
    needs = []
    for index, column in enumerate(table.columns):
        title = measured([Run(column.title, look_of(theme.CELL_HEAD))])
        lines = [
            measured(runs_of(line, theme.CELL, {})) for row in table.rows for line in row[index]
        ]
        narrow, wide = (_WIDER * max(1.0, *each) for each in zip(title, *lines, strict=True))
        needs.append(Need(narrow, wide, sum(width for _, width in lines)))
    return [width + _GAP for width in column_widths(needs, theme.WIDTH - _GAP, _GAP)]


def _twentieths(width: float) -> int:
    return round(width * _TWENTIETHS)
