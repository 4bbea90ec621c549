"""Evaluating a tender: the packs judge what is promised, then the bids are scored and ranked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from evaluation.commitments import judge_commitments
from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.faults import refuse_faults
from evaluation.result import CommitmentFindings, Evaluation
from evaluation.robustness import Robustness, robustness
from evaluation.robustness.chances import chances_of_award
from evaluation.robustness.result import Chances
from evaluation.robustness.serialisation import chances_json
from evaluation.robustness.what_if import WhatIf
from evaluation.serialisation import evaluation_json
from evaluation.stress.findings import errors_of
from evaluation.stress.notes import notes_of_model
from evaluation.tender import Tender
from rules.decide import decide
from rules.decision import Decision
from rules.library import stack
from rules.stack import Stack

Packs: TypeAlias = Callable[[str | None], Stack]
"""What gives the packs for a policy's id, or for None the law alone."""

LAW_ALONE = "none"
"""What a tender names as its policy where the law alone is to judge, as the command line does."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A tender with what the packs decided, what its bids come to, and how sure that is.

    `packs` is None where the tender holds neither a procurement nor a policy, `decision` where it
    holds no procurement; `findings` is empty unless it holds both, because then no pack judges
    what bidders promise. `chances` tell how often each bid came first in draws of weights and of
    marks, one for each assumption under which there was something to draw.
    """

    tender: Tender
    packs: Stack | None
    decision: Decision | None
    findings: CommitmentFindings
    evaluation: Evaluation
    robustness: Robustness
    chances: tuple[Chances, ...]


def evaluate_tender(tender: Tender, packs_of: Packs = stack) -> Evaluated:
    """Return the evaluation of a tender's bids; `packs_of` gives the packs that judge.

    Raises:
        ModelIsFaulty: the model is ambiguous, with every fault of it.
        UnknownPack: the tender's policy is not among the packs.
        PodiumError: the packs do not know the day, or a person settled a commitment against
            them.
    """
    judged = judge_tender(tender, packs_of)
    packs, decision, findings, evaluation = judged
    noted = notes_of_model(errors_of(tender.model, decision, packs))
    evaluation = replace(evaluation, notes=(*evaluation.notes, *noted))
    sure = robustness(tender, findings, evaluation)
    drawn = chances_of_award(WhatIf(tender, findings, evaluation))
    return Evaluated(tender, packs, decision, findings, evaluation, sure, drawn)


class Judged(NamedTuple):
    """What a tender comes to, without how sure that is: all that letters tell of."""

    packs: Stack | None
    decision: Decision | None
    findings: CommitmentFindings
    evaluation: Evaluation


def judge_tender(tender: Tender, packs_of: Packs = stack) -> Judged:
    """Return what the packs judge and what the bids come to; raises what `evaluate_tender` does."""
    refuse_faults(tender)
    packs, decision = decided(tender, packs_of)
    findings = NO_FINDINGS
    if packs is not None and decision is not None and tender.policy is not None:
        findings = judge_commitments(tender, packs, decision)
    return Judged(packs, decision, findings, evaluate(tender, findings))


def decided(tender: Tender, packs_of: Packs = stack) -> tuple[Stack | None, Decision | None]:
    """Return the packs of a tender and their decision on its procurement, None without one.

    A policy is asked for by its id even where no procurement is there to apply it to, so that
    an unknown one is refused either way.
    """
    if tender.procurement is None:
        is_named = tender.policy not in {None, LAW_ALONE}
        return (packs_of(tender.policy), None) if is_named else (None, None)
    packs = packs_of(None if tender.policy == LAW_ALONE else tender.policy)
    return packs, decide(tender.procurement, packs)


def evaluated_json(evaluated: Evaluated) -> dict[str, Any]:
    """Return an evaluation as `podium/evaluation/1`, how sure it is included.

    To what the format promises, `chances` are added at the end.
    """
    return {
        **evaluation_json(evaluated.evaluation, evaluated.robustness),
        "chances": [chances_json(each) for each in evaluated.chances],
    }
