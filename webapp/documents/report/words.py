"""How figures, bids and verdicts read in the award report."""

from fractions import Fraction

from evaluation.model import Method
from evaluation.numbers import rounded
from evaluation.tender import CommitmentVerdict
from webapp.documents.charts.plots import in_units
from webapp.documents.content import Line, Lines, Text, plain

VERDICTS = {
    CommitmentVerdict.COUNTED: "Counted",
    CommitmentVerdict.NOT_COUNTED: "Not counted",
    CommitmentVerdict.NEEDS_REVIEW: "Needs review",
}

MEASURES = {
    Method.WEIGHTED_SUM: "Total points",
    Method.PRICE_PER_QUALITY_POINT: "Price per quality point",
    Method.QUALITY_CREDIT: "Price less quality credit",
}

METHODS = {
    Method.WEIGHTED_SUM: "the highest total of weighted points is first",
    Method.PRICE_PER_QUALITY_POINT: "the lowest price for each quality point is first",
    Method.QUALITY_CREDIT: "the lowest price, less a credit for each quality point, is first",
}


def line(text: str, *, strong: bool = False) -> Line:
    """Return a text as one span, made plain: a person may have typed it."""
    return (Text(plain(text), strong=strong),)


def cell(*texts: str) -> Lines:
    """Return a cell with a line for each text that is not empty."""
    return tuple(line(text) for text in texts if text) or ((),)


def measure_words(value: Fraction, method: Method, places: int) -> str:
    """Return what a bid is ranked by, rounded as the model publishes it.

    >>> measure_words(Fraction(250, 3), Method.QUALITY_CREDIT, 2)
    '£83.33'
    """
    text = rounded(value, places)
    return text if method is Method.WEIGHTED_SUM else in_units(text, "£")


def gap_words(gap: Fraction, method: Method, places: int) -> str:
    """Return how far apart two figures are, never as nothing where they differ.

    >>> gap_words(Fraction(1, 1000), Method.WEIGHTED_SUM, 2)
    'less than 0.01 points'
    """
    least = Fraction(1, 10**places)
    words = "less than " if gap < least else ""
    text = rounded(max(gap, least), places)
    is_points = method is Method.WEIGHTED_SUM
    return f"{words}{text} points" if is_points else f"{words}{in_units(text, '£')}"


def full_stop(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”" else f"{text}."
