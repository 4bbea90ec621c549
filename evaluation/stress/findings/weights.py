"""Weights that decide alone, and weights that decide nothing."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.model import Leaf, PriceCriterion
from evaluation.numbers import rounded
from evaluation.stress.findings.subject import Subject, named, warning
from evaluation.stress.result import StressFinding
from evaluation.wording import pounds

DOMINANT = Fraction(50)
"""Per cent of all points above which one criterion outweighs all the others together."""

NEGLIGIBLE = Fraction(2)
"""Per cent of all points below which a question moves a bid less, from its lowest mark to its
highest, than a single mark on a scale from 0 to 5 does in a question worth ten points."""


def criterion_dominates(subject: Subject) -> Iterator[StressFinding]:
    """Find `criterion-dominates`: more than half of the points hang on one figure.

    A model of a single criterion has nothing to dominate. A group is no figure: its questions
    are looked at one by one.
    """
    if len(subject.leaves) < 2:  # noqa: PLR2004 - one criterion has no others
        return
    for item in subject.leaves:
        share = 100 * item.weight / subject.whole
        if share > DOMINANT:
            yield warning(
                "criterion-dominates",
                f"{named(item.leaf)} holds {subject.figure(share)} per cent of all points, more "
                f"than all other criteria together. {_effect(subject, item.leaf)}",
                item.leaf.id,
            )


def _effect(subject: Subject, leaf: Leaf) -> str:
    """Return what the weight does to bids: a price moves less than its weight by most formulas."""
    if not isinstance(leaf, PriceCriterion):
        return (
            "A bid that is far enough ahead in it cannot be caught. If it consists of several "
            "questions, publish each with its own weight; if not, check that this is meant."
        )
    said = []
    curve, simulation = subject.curve, subject.simulation
    if curve is not None:
        said.append(
            f"Between {pounds(curve.lowest)} and {pounds(curve.highest)} its formula moves a bid "
            f"by {subject.figure(curve.swing)} points."
        )
    if simulation is not None and simulation.decided_by_price is not None:
        rate, chance = rounded(simulation.decided_by_price, 1), rounded(simulation.by_chance, 1)
        said.append(
            f"In {rate} per cent of the simulated competitions the cheapest bid won; if price "
            f"had no part in it, {chance} per cent would be expected."
        )
    return " ".join([*said, "Check that this is meant."])


def negligible_weight(subject: Subject) -> Iterator[StressFinding]:
    """Find `negligible-weight`: bidders answer and evaluators mark for next to nothing.

    Procurement Act 2023 s.23(2)(d) wants award criteria to be proportionate.
    """
    for item in subject.leaves:
        share = 100 * item.weight / subject.whole
        if share < NEGLIGIBLE:
            yield warning(
                "negligible-weight",
                f"{named(item.leaf)} holds {subject.figure(share)} per cent of all points, below "
                f"the {NEGLIGIBLE} per cent that Podium takes for the least worth marking: its "
                "highest mark and its lowest are less apart than one mark of 0 to 5 in a "
                "question worth ten points. Give it more, join it to another question, or make "
                "it a requirement that is passed or failed.",
                item.leaf.id,
            )
