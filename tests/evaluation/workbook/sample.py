"""A workbook of every kind of cell, and where its cells stand."""

from datetime import date

from evaluation.model import Model
from evaluation.workbook import Issue, Workbook, bidders_workbook
from tests.evaluation.builders import commitments, gate, group, measure, model, price, scored

ISSUE = Issue(
    title="Grounds maintenance & parks",
    reference="COV-2026-014",
    authority="Coventry City Council",
    deadline="Friday 18 December 2026 at 12 noon",
    publication=1,
    issued_on=date(2026, 11, 20),
)
PRICE_BASIS = "For the whole term of three years, without VAT."


def sample_model() -> Model:
    """Return a model with a gate, a price, two questions and two measures."""
    return model(
        gate("insurance"),
        price("40"),
        group("quality", "50", scored("method", "60"), scored("staff", "40")),
        commitments("sv", "10", measure("carbon", "277.22", "1000"), measure("weeks", "251.75")),
    )


def sample_workbook(publication: Issue = ISSUE) -> Workbook:
    """Return the workbook of that model, whose price is made of two lines."""
    return bidders_workbook(
        sample_model(), publication, price_lines=("Mowing", "Hedges"), price_basis=PRICE_BASIS
    )
