"""What a stress test finds: one finding, one small function, in the registry of `checks`."""

from evaluation.stress.findings.checks import CHECKS, Check, errors_of, find
from evaluation.stress.findings.subject import Subject

__all__ = ["CHECKS", "Check", "Subject", "errors_of", "find"]
