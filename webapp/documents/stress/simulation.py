"""Section 3: what became of competitions drawn at random, and what was assumed of them."""

from evaluation.numbers import rounded
from evaluation.stress.notes import NOTHING_SIMULATED
from evaluation.stress.result import StressTest
from webapp.documents.content import Heading, Items, KeyFacts, Paragraph, Row, Section
from webapp.documents.report.words import line


def simulation(test: StressTest) -> Section:
    """Return the figures of the simulation with their assumptions."""
    title = "Simulated competitions"
    found = test.simulation
    if found is None:
        nothing = Paragraph(line(NOTHING_SIMULATED))
        return Section("simulation", "3", title, (nothing,))
    rows = [
        ("Competitions", f"{found.runs:,} of {found.bids} bids each, from the seed {found.seed}"),
        ("First place shared", f"{rounded(found.tie_rate, 1)} per cent"),
    ]
    if found.decided_by_price is not None:
        decided, chance = rounded(found.decided_by_price, 1), rounded(found.by_chance, 1)
        rows.append(("The cheapest bid alone first", f"{decided} per cent (by chance {chance})"))
    facts = KeyFacts(title, tuple(Row(head, (line(text),)) for head, text in rows))
    assumed = Items(tuple(line(each) for each in found.assumptions))
    heading = Heading(3, "What was assumed", "assumptions")
    return Section("simulation", "3", title, (facts, heading, assumed))
