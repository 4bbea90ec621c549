"""What must be mended before an assessment summary is sent: one check, one small function."""

from evaluation.lint.checks import CHECKS, Check, lint
from evaluation.lint.grouping import Entry, grouped
from evaluation.lint.reading import Explanation, LintFinding, Reading

__all__ = [
    "CHECKS",
    "Check",
    "Entry",
    "Explanation",
    "LintFinding",
    "Reading",
    "grouped",
    "lint",
]
