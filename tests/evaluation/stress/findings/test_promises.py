"""Promises that earn points without end."""

from evaluation.faults import Severity
from evaluation.stress.findings.promises import uncapped_commitments
from tests.evaluation.builders import commitments, measure, model, scored
from tests.evaluation.stress.models import subject


def test_a_measure_without_cap_is_a_warning_that_names_it() -> None:
    leaf = commitments("c", "100", measure("jobs", "5"), measure("trees", "1", cap="9"))

    (found,) = uncapped_commitments(subject(model(leaf)))

    assert (found.criterion, found.severity) == ("c", Severity.WARNING)
    assert "counts any quantity of Jobs." in found.message
    assert "takes the points of all other bidders" in found.message


def test_a_target_is_told_what_it_allows() -> None:
    leaf = commitments("c", "100", measure("jobs", "5"), measure("trees", "1"), target="99")

    (found,) = uncapped_commitments(subject(model(leaf)))

    assert "any quantity of Jobs and Trees." in found.message
    assert "One measure alone can reach the target" in found.message


def test_caps_and_measures_without_value_are_sound() -> None:
    leaf = commitments("c", "50", measure("jobs", "5", cap="3"), measure("talks", "0"))

    assert list(uncapped_commitments(subject(model(leaf, scored("q", "50"))))) == []
