"""What the simulation and the search for a counter-example brought to light."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from evaluation.numbers import rounded
from evaluation.stress.findings.subject import Subject, titles_of, warning
from evaluation.stress.result import Reversal, StressFinding
from evaluation.tender import Bid, GateScore
from evaluation.wording import exactly, listed, pounds

LIKELY = Fraction(1)
"""Per cent of the simulated competitions whose first place is shared, from which ties are called
likely: one procurement in a hundred would end without a winner. Our default, not a fact."""

_MOST_MARKS = 4


def ties_likely(subject: Subject) -> Iterator[StressFinding]:
    """Find `ties-likely`: the model often cannot say who is first."""
    simulation = subject.simulation
    if simulation is None or simulation.tie_rate < LIKELY:
        return
    if subject.model.tie_break:
        remedy = "The order published for ties does not part them. Add a criterion to it"
    else:
        remedy = "Publish an order for ties (tie_break)"
    yield warning(
        "ties-likely",
        f"The first place was shared in {rounded(simulation.tie_rate, 1)} per cent of "
        f"{simulation.runs:,} simulated competitions; Podium calls ties likely from "
        f"{rounded(LIKELY, 1)} per cent. {remedy}, or use scales with more marks.",
    )


def rank_reversal_possible(subject: Subject) -> Iterator[StressFinding]:
    """Find `rank-reversal-possible`: a bid that loses decides who wins."""
    reversal = subject.reversal
    if reversal is None:
        return
    titles = titles_of(subject.model)
    bids = "; ".join(f"{bid.id}: {_in_words(bid, titles)}" for bid in reversal.bids)
    yield warning(
        "rank-reversal-possible",
        "A bid that loses can decide which of the others wins, because points are relative to "
        f"other bids. An example, evaluated exactly: {bids}. {_outcome(reversal)} A formula "
        "that needs no other bid, such as a set range, rules this out.",
    )


def _outcome(reversal: Reversal) -> str:
    with_all, without = (
        "no bid alone is first" if winner is None else f"{winner} wins"
        for winner in (reversal.winner_with, reversal.winner_without)
    )
    return f"With all three bids {with_all}; without {reversal.removed} {without}."


def _in_words(bid: Bid, titles: Mapping[str, str]) -> str:
    """Return a bid in short: its price, its marks and what it promises."""
    parts = [] if bid.price is None else [pounds(bid.price)]
    marks = [
        (id_, exactly(score.agreed))
        for id_, score in bid.scores.items()
        if score.agreed is not None and not isinstance(score.agreed, GateScore)
    ]
    different = {mark for _, mark in marks}
    if len(marks) > 1 and len(different) == 1:
        parts.append(f"{marks[0][1]} for every question")
    elif len(marks) > _MOST_MARKS:
        parts.append(f"{len(marks)} marks, given with the example")
    elif marks:
        parts.append(listed(tuple(f"{mark} for ‘{titles[id_]}’" for id_, mark in marks)))
    parts += [
        f"{exactly(promised.quantity)} of ‘{titles[id_]}’"
        for id_, promised in bid.commitments.items()
    ]
    return ", ".join(parts)
