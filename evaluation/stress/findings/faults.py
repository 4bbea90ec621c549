"""Faults that `evaluate` refuses: weights, minimums and ids."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.faults import Fault, FaultId, model_faults
from evaluation.numbers import HUNDRED
from evaluation.stress.findings.subject import Subject
from evaluation.stress.result import StressFinding

_OTHER_WHOLES = (Fraction(1), Fraction(10), Fraction(1000))


def faults(subject: Subject) -> Iterator[StressFinding]:
    """Find `weights-not-100`, `minimum-without-consequence` and `duplicate-id`.

    Errors: without the one nobody can say what a bid's total is out of; without the next the
    authority has not stated whether failing a criterion disqualifies, as Procurement Act 2023
    s.23(3)(a) wants; with the last a score belongs to two criteria.
    """
    for fault in model_faults(subject.model):
        message = _out_of_another(subject, fault) or fault.sentence
        yield StressFinding(fault.id.value, fault.severity, fault.criterion, message)


def _out_of_another(subject: Subject, fault: Fault) -> str:
    """Return what to do with weights that total another round number, such as 1,000 marks.

    Published models give marks out of 1,000, or shares of 1: taking 900 off would be no advice.
    """
    if fault.id is not FaultId.WEIGHTS_NOT_100 or fault.criterion:
        return ""
    weights = [item.weight for item in subject.model.criteria if item.weight is not None]
    total = sum(weights, Fraction(0))
    if total not in _OTHER_WHOLES:
        return ""
    by = f"Divide each by {total / 100}" if total > HUNDRED else f"Multiply each by {100 / total}"
    return (
        f"The weights at the top level total {total}, not 100: they look like marks out of "
        f"{total}. {by}."
    )
