"""The parts of a reading as sections of a document: what sums them up, then each entry."""

from collections.abc import Container, Iterator

from rules.pack import Confidence
from rules.reading import Entry, Grid, Holding, Part, Reading
from rules.reading.phrases import Name, Phrase, Sure, Words
from webapp.documents.content import (
    Block,
    Card,
    Column,
    Line,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Tag,
    Text,
)

_LABELS = {
    Holding.RULE: "Rule",
    Holding.VALUE: "Value",
    Holding.PILLAR: "Pillar",
    Holding.OUTCOME: "Outcome",
    Holding.INDICATOR: "Indicator",
    Holding.CLAUSE: "Model clause",
    Holding.DUTY: "Duty",
    Holding.BODY: "Body",
    Holding.SOURCE: "Source",
}


def ids_of(reading: Reading) -> frozenset[str]:
    """Return what has a place in the document, to which links can lead."""
    return frozenset(entry.id for part in reading.parts for entry in part.entries)


def section(number: int, part: Part, known: Container[str]) -> Section:
    """Return a part as a section."""
    return Section(part.anchor, str(number), part.title, tuple(_blocks(part, known)))


def line(phrase: Phrase, known: Container[str]) -> Line:
    """Return a phrase as a line; what has no place in the document is named without a link."""
    return tuple(_span(span, known) for span in phrase)


def _span(span: Words | Name | Sure, known: Container[str]) -> Text | Link | Tag:
    match span:
        case Words(text):
            return Text(text)
        case Name(text, id_):
            return Link(text, id_) if id_ in known else Text(text)
        case Sure(confidence):
            return Tag(confidence)


def _blocks(part: Part, known: Container[str]) -> Iterator[Block]:
    if part.intro:
        yield Paragraph((Text(part.intro),))
    for grid in part.grids:
        yield _table(grid, known)
    for entry in part.entries:
        yield _card(entry, known)
        if entry.grid is not None:
            yield _table(entry.grid, known)


def _table(grid: Grid, known: Container[str]) -> Table:
    return Table(
        caption=f"{grid.caption}. {grid.note}" if grid.note else grid.caption,
        columns=tuple(Column(title) for title in grid.columns),
        rows=tuple(tuple((line(cell, known),) for cell in row) for row in grid.rows),
    )


def _card(entry: Entry, known: Container[str]) -> Card:
    said = tuple(line(phrase, known) for phrase in entry.says)
    rows = [Row("Says", said)] if said else []
    rows += [
        Row(row.head, tuple(line(phrase, known) for phrase in row.phrases)) for row in entry.rows
    ]
    if entry.confidence is not Confidence.SEEN and not _is_tagged(entry):
        rows.append(Row("How sure", ((Tag(entry.confidence),),)))
    return Card(entry.id, f"{_LABELS[entry.holding]} {entry.id}", entry.title, tuple(rows))


def _is_tagged(entry: Entry) -> bool:
    """Return whether an entry shows its tag already, beside what it comes from."""
    phrases = (*entry.says, *(phrase for row in entry.rows for phrase in row.phrases))
    return any(Sure(entry.confidence) in phrase for phrase in phrases)
