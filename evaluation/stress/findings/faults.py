"""Faults that `evaluate` refuses: weights, minimums and ids."""

from collections.abc import Iterator

from evaluation.faults import model_faults
from evaluation.stress.findings.subject import Subject
from evaluation.stress.result import StressFinding


def faults(subject: Subject) -> Iterator[StressFinding]:
    """Find `weights-not-100`, `minimum-without-consequence` and `duplicate-id`.

    Errors: without the one nobody can say what a bid's total is out of; without the next the
    authority has not stated whether failing a criterion disqualifies, as Procurement Act 2023
    s.23(3)(a) wants; with the last a score belongs to two criteria.
    """
    for fault in model_faults(subject.model):
        message = f"{_capital(fault.message)}. {fault.remedy}."
        yield StressFinding(fault.id.value, fault.severity, fault.criterion, message)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
