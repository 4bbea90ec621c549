"""Promises that earn points without end, or are judged by rules that nobody adopted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from evaluation.model import CommitmentFormula, CommitmentsCriterion
from evaluation.stress.findings.subject import Subject, named, warning
from evaluation.stress.result import StressFinding
from evaluation.wording import listed
from rules.evaluators import evaluators_of
from rules.pack import Confidence
from rules.serialisation import confidences


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


def unadopted_rules(subject: Subject) -> Iterator[StressFinding]:
    """Find `unadopted-rules`: promises judged by what the authority has not adopted.

    A warning: the rules can be published with the model, so that bidders know them; what is
    first applied to their bids cannot.
    """
    if any(isinstance(leaf, CommitmentsCriterion) for leaf in subject.model.leaves):
        rules = tuple(_unadopted(subject))
        if rules:
            yield warning(
                "unadopted-rules",
                "These rules judge promises and rest on settings that the authority has not "
                f"adopted: {listed(rules)}. Publish them in the tender documents, or leave them "
                "out.",
            )


def _unadopted(subject: Subject) -> Iterator[str]:
    decision, stack = subject.decision, subject.stack
    if decision is None or stack is None or not decision.policy_in_force:
        return
    day = decision.decided_as_of
    unsure = evaluators_of(stack).explainer.unsure(day)
    for rule in stack.rules.values():
        judges = any(name == "commitment_verdict" for name, _ in rule.then)
        if judges and rule.in_force(day):
            sure = confidences(replace(decision, unverified=unsure[rule.id]), stack).values()
            if Confidence.AUTHORITY_SETTING in sure:
                yield f"‘{rule.title}’"


def _harm(leaf: CommitmentsCriterion) -> str:
    match leaf.formula:
        case CommitmentFormula.RELATIVE_TO_HIGHEST:
            return "One promise that cannot be kept takes the points of all other bidders."
        case CommitmentFormula.RELATIVE_TO_TARGET:
            return "One measure alone can reach the target, whatever the others were meant for."
        case _ as never:
            assert_never(never)
