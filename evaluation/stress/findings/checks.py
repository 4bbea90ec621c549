"""The registry: every check, in the order in which its findings are told."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from evaluation.faults import Severity
from evaluation.model import Model
from evaluation.stress.findings.faults import faults
from evaluation.stress.findings.policy import (
    outcome_not_applicable,
    social_value_above_maximum,
    social_value_below_minimum,
    too_many_measures,
)
from evaluation.stress.findings.prices import zero_price_undefined
from evaluation.stress.findings.promises import unadopted_rules, uncapped_commitments
from evaluation.stress.findings.questions import scale_without_descriptors
from evaluation.stress.findings.subject import Subject
from evaluation.stress.findings.trials import rank_reversal_possible, ties_likely
from evaluation.stress.findings.weights import criterion_dominates, negligible_weight
from evaluation.stress.result import StressFinding
from rules.decision import Decision
from rules.stack import Stack

Check: TypeAlias = Callable[[Subject], Iterator[StressFinding]]

CHECKS: tuple[Check, ...] = (
    faults,
    social_value_below_minimum,
    social_value_above_maximum,
    outcome_not_applicable,
    too_many_measures,
    zero_price_undefined,
    rank_reversal_possible,
    criterion_dominates,
    negligible_weight,
    ties_likely,
    scale_without_descriptors,
    uncapped_commitments,
    unadopted_rules,
)
"""One more check is one more function here, with its test."""


def find(subject: Subject) -> tuple[StressFinding, ...]:
    """Return what every check finds, in the order of the registry and then of the tree."""
    return tuple(finding for check in CHECKS for finding in check(subject))


def errors_of(
    model: Model, decision: Decision | None, stack: Stack | None
) -> tuple[StressFinding, ...]:
    """Return the errors of a model, for which nothing need be simulated."""
    subject = Subject(model, decision, stack, simulation=None, reversal=None)
    return tuple(each for each in find(subject) if each.severity is Severity.ERROR)
