"""What a document says, as text: by section, and with the rows of its tables."""

from collections.abc import Iterator
from datetime import date

from webapp.documents.content import (
    Block,
    Card,
    Chart,
    Document,
    Heading,
    Items,
    KeyFacts,
    Lines,
    Notice,
    Paragraph,
    Section,
    Table,
    shown,
    spaced,
)
from webapp.documents.report import Award, award_report

ISSUED_ON = date(2026, 5, 18)


def reported(award: Award) -> Document:
    """Return the report on an award, as issued on a fixed day."""
    return award_report(award, issued_on=ISSUED_ON, prepared_by="A. Author", audit_head="ab" * 32)


def part(document: Document, anchor: str) -> Section:
    """Return a section by its anchor."""
    return next(section for section in document.sections if section.anchor == anchor)


def told(lines: Lines) -> str:
    """Return lines as text, one under another."""
    return "\n".join("".join(f"{space}{shown(span)}" for span, space in spaced(line))
                     for line in lines)  # fmt: skip


def table(section: Section, caption: str) -> list[list[str]]:
    """Return the cells of a table, its titles first."""
    found = next(
        block for block in section.blocks if isinstance(block, Table) and block.caption == caption
    )
    return [
        [column.title for column in found.columns],
        *([told(cell) for cell in row] for row in found.rows),
    ]


def facts(section: Section) -> dict[str, str]:
    """Return what the tables of two columns say, by what they say it of."""
    return {
        row.header: told(row.lines)
        for block in section.blocks
        if isinstance(block, KeyFacts)
        for row in block.rows
    }


def text(section: Section) -> str:
    """Return everything that a section says."""
    return "\n".join(line for block in section.blocks for line in _said(block))


def _said(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph() | Notice():
            yield told((block.line,))
        case Items():
            yield told(block.lines)
        case KeyFacts():
            yield from (f"{row.header}: {told(row.lines)}" for row in block.rows)
        case Table():
            yield from (" | ".join(told(cell) for cell in row) for row in block.rows)
        case Card():
            yield block.title
            yield from (f"{row.header}: {told(row.lines)}" for row in block.parts)
        case Chart():
            yield block.description
