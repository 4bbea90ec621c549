"""How often each bid came first where weights or marks were drawn at random."""

from evaluation.robustness.result import Chances
from evaluation.wording import share_of
from webapp.documents.content import Block, Column, Heading, Paragraph, Table
from webapp.documents.report.award import Award
from webapp.documents.report.words import cell, full_stop, line

MOST_LISTED = 20

_READING = (
    "A simulation shows a tendency, not a probability that the award is right: it says how often "
    "a bid came first under the assumption that stands above its table."
)


def draws(award: Award) -> tuple[Block, ...]:
    """Return a table for each assumption under which something was drawn."""
    if not award.chances:
        return ()
    blocks: list[Block] = [
        Heading(3, "Weights and marks drawn at random", "draws"),
        Paragraph(line(_READING)),
    ]
    for number, found in enumerate(award.chances, start=1):
        blocks.append(Paragraph(line(_assumed(found))))
        blocks.append(_table(award, found, f"First places, assumption {number}"))
    return tuple(blocks)


def _assumed(found: Chances) -> str:
    return (
        f"{full_stop(found.assumption)} {found.draws:,} draws from seed {found.seed}; those too "
        "close for the quick sums were compared again in exact ones."
    )


def _table(award: Award, found: Chances, caption: str) -> Table:
    columns = (
        Column("Bidder"),
        Column("Draws in which alone first", numeric=True),
        Column("Share", numeric=True),
    )
    order = sorted(found.alone, key=lambda bid: -found.alone[bid])[:MOST_LISTED]
    counts = [(award.names[bid], found.alone[bid]) for bid in order]
    counts.append(("Nobody alone", found.shared))
    rows = tuple(
        (cell(name), cell(f"{count:,}"), cell(f"{share_of(count, found.draws)}%"))
        for name, count in counts
    )
    return Table(caption, columns, rows)
