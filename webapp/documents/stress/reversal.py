"""Section 4: bids of which a losing one decides who wins, with it and without it."""

from fractions import Fraction

from evaluation.stress.result import Reversal, StressTest
from evaluation.tender import Bid, GateScore
from evaluation.wording import exactly, pounds
from webapp.documents.content import Block, Column, Heading, Lines, Paragraph, Section, Table
from webapp.documents.report.words import cell, line

MOST_MARKS = 12
"""How many questions the example shows: those in which the bids differ come first."""


def reversal(test: StressTest) -> Section:
    """Return the example as two small tables, or that none was found."""
    title = "A losing bid that decides"
    found = test.reversal
    if found is None:
        text = "No example was found; the summary says whether one can exist."
        return Section("reversal", "4", title, (Paragraph(line(text)),))
    said = (
        "Bids in round numbers, evaluated exactly under this model. Nothing changes between the "
        f"two tables but that bid {found.removed} is left out, which wins neither time."
    )
    everyone = found.bids
    rest = tuple(bid for bid in everyone if bid.id != found.removed)
    blocks: tuple[Block, ...] = (
        Paragraph(line(said)),
        Heading(3, f"With bid {found.removed}", "reversal-with"),
        _table(test, found, everyone, found.winner_with),
        Heading(3, f"Without bid {found.removed}", "reversal-without"),
        _table(test, found, rest, found.winner_without),
        *_rest(found),
    )
    return Section("reversal", "4", title, blocks)


def _table(test: StressTest, found: Reversal, bids: tuple[Bid, ...], winner: str | None) -> Table:
    questions = _questions(found)[:MOST_MARKS]
    promises = list(dict.fromkeys(id_ for bid in found.bids for id_ in bid.commitments))
    has_price = found.bids[0].price is not None
    columns = (Column("What"), *(Column(f"Bid {bid.id}", numeric=True) for bid in bids))
    rows: list[tuple[Lines, ...]] = []
    if has_price:
        rows.append((cell("Price"), *(cell(pounds(bid.price or Fraction(0))) for bid in bids)))
    rows += [
        (cell(test.titles[id_]), *(cell(_mark(bid, id_)) for bid in bids)) for id_ in questions
    ]
    rows += [
        (
            cell(f"Quantity of ‘{test.titles.get(id_, id_)}’"),
            *(cell(_quantity(bid, id_)) for bid in bids),
        )
        for id_ in promises
    ]
    rows.append((cell("First"), *(cell("Yes" if bid.id == winner else "No") for bid in bids)))
    caption = f"{len(bids)} bids, of which {winner} wins"
    return Table(caption, columns, tuple(rows))


def _questions(found: Reversal) -> list[str]:
    """Return the questions that are marked, those that tell the bids apart first."""
    marked = [
        id_
        for id_, score in found.bids[0].scores.items()
        if not isinstance(score.agreed, GateScore)
    ]
    return sorted(marked, key=lambda id_: len({_mark(bid, id_) for bid in found.bids}) == 1)


def _mark(bid: Bid, question: str) -> str:
    agreed = bid.scores[question].agreed
    return "" if agreed is None or isinstance(agreed, GateScore) else exactly(agreed)


def _quantity(bid: Bid, measure: str) -> str:
    promised = bid.commitments.get(measure)
    return exactly(Fraction(0) if promised is None else promised.quantity)


def _rest(found: Reversal) -> tuple[Paragraph, ...]:
    more = len(_questions(found)) - MOST_MARKS
    if more <= 0:
        return ()
    text = f"{more:,} more questions are marked in the machine-readable result."
    return (Paragraph(line(text)),)
