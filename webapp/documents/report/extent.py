"""How much of a very large tender the report tells in full, and what it says of the rest."""

from collections.abc import Iterable

from webapp.documents.content import Paragraph
from webapp.documents.report.words import line

MOST_ROWS = 7000
"""A section's tables hold at most so many rows, or those of one bid where that has more: all that
a hundred bids need for sixty questions."""

HELD_IN_JSON = "evaluation.json, which belongs to this report, holds the figures of every bid."
HELD_IN_TENDER = "The tender, as it was given, holds those of every bid."


def how_many_fit(sizes: Iterable[int]) -> int:
    """Return how many of the parts, from the first on, fit by their rows; the first always does.

    >>> how_many_fit([6000, 900, 200]), how_many_fit([9000, 1]), how_many_fit([])
    (2, 1, 0)
    """
    rows = fit = 0
    for size in sizes:
        rows += size
        if fit and rows > MOST_ROWS:
            break
        fit += 1
    return fit


def left_out(shown: int, many: int, rows: int, held: str, *, of: str = "bids") -> Paragraph:
    """Return the sentence that says how many are told here, and where the others are held."""
    are = "is" if shown == 1 else "are"
    return Paragraph(
        line(
            f"Of {many:,} {of} only the first {shown:,} {are} told here: all would take "
            f"{rows:,} rows, and a section of this report has at most about {MOST_ROWS:,}. {held}"
        )
    )
