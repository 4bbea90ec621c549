"""Whether what is bought is divided into lots, which ones, and why."""

from evaluation.outline.lots import Division, Lots
from rules.money import Pence, pounds
from rules.wording import NOT_KNOWN_YET, counted
from webapp.documents.content import Block, Column, Heading, KeyFacts, Paragraph, Row, Table
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.words import words

_WORDS = {
    Division.NOT_CONSIDERED: "It was not considered yet whether to divide it into lots.",
    Division.DIVIDED: "It is divided into lots.",
    Division.WHOLE: "It is not divided into lots.",
}


def lots(case: Case) -> tuple[Block, ...]:
    """Return what stands on lots in the section on what is bought."""
    found = case.built.lots or Lots()
    blocks: list[Block] = [
        Heading(3, "Lots", "lots"),
        Paragraph(words(_WORDS[found.division])),
    ]
    rows = []
    if found.reasons:
        rows.append(Row("Why", written(found.reasons)))
    if found.most_lots is not None:
        limit = f"A bidder may win at most {counted(found.most_lots, 'lot')}."
        rows.append(Row("Limit", (words(limit), *written(found.limit_reasons))))
    if rows:
        blocks.append(KeyFacts("On lots", tuple(rows)))
    if found.division is Division.DIVIDED and found.lots:
        blocks.append(_table(found))
    return tuple(blocks)


def _table(found: Lots) -> Table:
    columns = (Column("Lot"), Column("What it is"), Column("Value", numeric=True))
    rows = tuple(
        (
            (words(f"{lot.number}. {lot.title}"),),
            written(lot.description) or (words("Not described."),),
            (words(NOT_KNOWN_YET if lot.value is None else pounds(Pence(lot.value))),),
        )
        for lot in found.lots
    )
    return Table("The lots", columns, rows)
