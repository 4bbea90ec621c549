"""Scales whose marks nobody has described."""

import pytest

from evaluation.faults import Severity
from evaluation.model import ScoredCriterion
from evaluation.stress.findings.questions import scale_without_descriptors
from evaluation.stress.result import StressFinding
from tests.evaluation.builders import model, price, scored
from tests.evaluation.stress.models import described, subject


def found(leaf: ScoredCriterion) -> list[StressFinding]:
    """Return what is found of one question."""
    return list(scale_without_descriptors(subject(model(leaf))))


def test_a_scale_without_any_text_is_a_warning() -> None:
    (only,) = found(scored("q", "100"))

    assert (only.criterion, only.severity) == ("q", Severity.WARNING)
    assert "a scale of 0 to 5, and nothing says what earns any mark" in only.message


def test_marks_without_a_text_are_named() -> None:
    (one,) = found(described(scored("q", "100"), "0", "1", "2", "3", "5"))
    (two,) = found(described(scored("q", "100"), "0", "1", "2", "5"))

    assert "what earns the mark 4." in one.message
    assert "what earns the marks 3 and 4." in two.message


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        ("0-5", "0 1 2 3 4 5"),
        ("1-5", "1.0 2.0 3.0 4.0 5.0"),
        ("0-2/0.5", "0 1 2"),
        ("0-10/2", "0 2 4 6 8 10"),
        ("0-100", "0 100"),
        ("0.5-2.5", "0.5 1.5 2.5"),
    ],
)
def test_a_scale_with_a_text_for_each_whole_mark_is_sound(marks: str, levels: str) -> None:
    assert found(described(scored("q", "100", marks), *levels.split())) == []


def test_a_long_scale_needs_a_text_for_its_ends() -> None:
    (only,) = found(described(scored("q", "100", "0-100"), "0", "50"))

    assert "what earns the mark 100." in only.message


def test_a_price_has_no_scale() -> None:
    assert list(scale_without_descriptors(subject(model(price("100"))))) == []
