"""Scales whose marks nobody has described."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.model import Scale, ScoredCriterion
from evaluation.numbers import is_number, plain
from evaluation.stress.findings.subject import Subject, named, warning
from evaluation.stress.result import StressFinding
from evaluation.wording import listed

LONG_SCALE = 10
"""Whole marks above the lowest, beyond which a text for each is not expected: two are, so that
the ends have a meaning."""


def scale_without_descriptors(subject: Subject) -> Iterator[StressFinding]:
    """Find `scale-without-descriptors`: a mark that has no stated meaning.

    Award criteria must be sufficiently clear, measurable and specific, Procurement Act 2023
    s.23(2)(b). Marks between whole ones, such as 3.5, need no text of their own.
    """
    for leaf in subject.model.leaves:
        if isinstance(leaf, ScoredCriterion):
            missing = _missing(leaf)
            if missing:
                yield warning(
                    "scale-without-descriptors",
                    f"{named(leaf)} has a scale of {plain(leaf.scale.minimum)} to "
                    f"{plain(leaf.scale.maximum)}, and nothing says what earns {missing}. Describe "
                    "it, so that bidders know what is wanted and evaluators mark alike.",
                    leaf.id,
                )


def _missing(leaf: ScoredCriterion) -> str:
    """Return which marks lack a text, as a sentence names them; empty where none does."""
    described = {Fraction(level) for level in leaf.descriptors if is_number(level)}
    expected = _expected(leaf.scale)
    missing = [mark for mark in expected if mark not in described]
    if not missing:
        return ""
    if not described:
        return "any mark"
    marks = listed(tuple(plain(mark) for mark in missing))
    return f"the mark {marks}" if len(missing) == 1 else f"the marks {marks}"


def _expected(scale: Scale) -> list[Fraction]:
    if scale.maximum - scale.minimum > LONG_SCALE:
        return [scale.minimum, scale.maximum]
    step = max(scale.step, Fraction(1)) if scale.step.denominator == 1 else Fraction(1)
    marks: list[Fraction] = [scale.minimum]
    while marks[-1] + step <= scale.maximum:
        marks.append(marks[-1] + step)
    return [mark for mark in marks if scale.holds(mark)]
