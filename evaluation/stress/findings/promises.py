"""Promises that earn points without end."""

from collections.abc import Iterator
from typing import assert_never

from evaluation.model import CommitmentFormula, CommitmentsCriterion
from evaluation.stress.findings.subject import Subject, named, warning
from evaluation.stress.result import StressFinding
from evaluation.wording import listed


def uncapped_commitments(subject: Subject) -> Iterator[StressFinding]:
    """Find `uncapped-commitments`: a measure with a value of which any quantity counts."""
    for leaf in subject.model.leaves:
        if isinstance(leaf, CommitmentsCriterion):
            uncapped = tuple(
                measure.title for measure in leaf.measures if measure.value and measure.cap is None
            )
            if uncapped:
                yield warning(
                    "uncapped-commitments",
                    f"{named(leaf)} counts any quantity of {listed(uncapped)}. {_harm(leaf)} Set "
                    "a cap for each measure at what the contract can deliver.",
                    leaf.id,
                )


def _harm(leaf: CommitmentsCriterion) -> str:
    match leaf.formula:
        case CommitmentFormula.RELATIVE_TO_HIGHEST:
            return "One promise that cannot be kept takes the points of all other bidders."
        case CommitmentFormula.RELATIVE_TO_TARGET:
            return "One measure alone can reach the target, whatever the others were meant for."
        case _ as never:
            assert_never(never)
