"""Section 2: what each criterion weighs of the whole, and how far it can move a bid."""

from evaluation.numbers import rounded
from evaluation.stress.result import StressTest
from webapp.documents.content import Column, Paragraph, Section, Table
from webapp.documents.report.words import cell, line


def weights(test: StressTest) -> Section:
    """Return the table of effective weights and largest swings."""
    said = (
        "The effective weight is how many of the 100 points a criterion can earn. Its largest "
        "swing is how far it can move a bid, from the lowest mark to the highest: a scale that "
        "begins above 0 moves less than its weight. A price is shown with all its weight; "
        "section 5 shows what it moves over the prices that are expected."
    )
    columns = (
        Column("Criterion"),
        Column("Effective weight", numeric=True),
        Column("Largest swing", numeric=True),
    )
    rows = tuple(
        (
            cell(test.titles[id_]),
            cell(rounded(weight, test.places)),
            cell(rounded(test.largest_swing[id_], test.places)),
        )
        for id_, weight in test.effective_weights.items()
    )
    table = Table("Effective weights and largest swings, in points", columns, rows)
    return Section("weights", "2", "Weights and swings", (Paragraph(line(said)), table))
