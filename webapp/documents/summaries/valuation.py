"""How promises in numbers were valued, and which of them count, in section 1 of a summary."""

from evaluation.model import CommitmentsCriterion
from evaluation.wording import exactly, pounds, unit_words
from webapp.documents.content import (
    Blank,
    Block,
    Cited,
    Column,
    Heading,
    Line,
    Paragraph,
    Table,
    Text,
    plain,
)
from webapp.documents.summaries.letter import ACT, Case, line


def offers_valued(case: Case) -> list[Block]:
    """Return the value of each measure, and the blank for the rules on which promises count."""
    blocks: list[Block] = []
    columns = (
        Column("Measure"),
        Column("Unit"),
        Column("Value of a unit", numeric=True),
        Column("Counted up to", numeric=True),
    )
    for item in case.tender.model.leaves:
        if not isinstance(item, CommitmentsCriterion):
            continue
        title = f"How ‘{plain(item.title)}’ was valued"
        rows = tuple(
            (
                (line(each.title),),
                (line(unit_words(each.unit)),),
                (line(pounds(each.value)),),
                (line("no limit" if each.cap is None else exactly(each.cap)),),
            )
            for each in item.measures
        )
        text = (
            "The value of a commitment is the quantity that counts, times the value of a unit, "
            "times the share of the effect that is due to this contract."
        )
        blocks += [
            Heading(3, title, f"valued-{item.id}"),
            Paragraph(line(text)),
            Table(title, columns, rows),
        ]
    return [*blocks, *_which_count(case)] if blocks else []


def _which_count(case: Case) -> list[Block]:
    """Return where the rules on which promises count were published, if rules were applied.

    Only a methodology that was published may be applied (Procurement Act 2023 s.19(2)(b) and
    s.23(3)(a)), and what the tender documents said of it no pack can know.
    """
    found = (each for bid in case.evaluation.bids for each in bid.commitments.values())
    if not any(each.rule for each in found):
        return []
    place = plain(case.tender.commitment_rules_at).rstrip(".")
    start = "A promise counts unless a published rule says that it does not."
    said = (
        (Text(f"{start} These rules were published here: {place}."),)
        if place
        else (
            Text(f"{start} The tender documents state these rules as follows:"),
            Blank("the rules on which promises count, as published, and where they stand"),
            Text("."),
        )
    )
    text: Line = (*said, Cited(f"{ACT}, s.23(3)(a)"))
    return [Heading(3, "Which promises count", "which-count"), Paragraph(text)]
