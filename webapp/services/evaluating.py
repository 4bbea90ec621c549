"""Evaluating a tender: the packs judge what is promised, then the bids are scored and ranked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from evaluation.commitments import judge_commitments
from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.faults import refuse_faults
from evaluation.result import CommitmentFindings, Evaluation
from evaluation.robustness import Robustness, robustness
from evaluation.serialisation import evaluation_json
from evaluation.tender import Tender
from rules.decide import decide
from rules.decision import Decision
from rules.library import stack
from rules.stack import Stack

Packs: TypeAlias = Callable[[str | None], Stack]
"""What gives the packs for a policy's id, or for None the law alone."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A tender with what the packs decided, what its bids come to, and how sure that is.

    `packs` is None where the tender holds neither a procurement nor a policy, `decision` where it
    holds no procurement; `findings` is empty unless it holds both, because then no pack judges
    what bidders promise.
    """

    tender: Tender
    packs: Stack | None
    decision: Decision | None
    findings: CommitmentFindings
    evaluation: Evaluation
    robustness: Robustness


def evaluate_tender(tender: Tender, packs_of: Packs = stack) -> Evaluated:
    """Return the evaluation of a tender's bids; `packs_of` gives the packs that judge.

    Raises:
        ModelIsFaulty: the model is ambiguous, with every fault of it.
        UnknownPack: the tender's policy is not among the packs.
        PodiumError: the packs do not know the day, or a person settled a commitment against
            them.
    """
    refuse_faults(tender)
    packs, decision = decided(tender, packs_of)
    findings = NO_FINDINGS
    if packs is not None and decision is not None and tender.policy is not None:
        findings = judge_commitments(tender, packs, decision)
    evaluation = evaluate(tender, findings)
    sure = robustness(tender, findings, evaluation)
    return Evaluated(tender, packs, decision, findings, evaluation, sure)


def decided(tender: Tender, packs_of: Packs = stack) -> tuple[Stack | None, Decision | None]:
    """Return the packs of a tender and their decision on its procurement, None without one.

    A policy is asked for by its id even where no procurement is there to apply it to, so that
    an unknown one is refused either way.
    """
    if tender.procurement is None:
        return (None, None) if tender.policy is None else (packs_of(tender.policy), None)
    packs = packs_of(tender.policy)
    return packs, decide(tender.procurement, packs)


def evaluated_json(evaluated: Evaluated) -> dict[str, Any]:
    """Return an evaluation as `podium/evaluation/1`, how sure it is included."""
    return evaluation_json(evaluated.evaluation, evaluated.robustness)
