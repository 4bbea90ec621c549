"""Promises that earn points without end."""

from evaluation.faults import Severity
from evaluation.stress.findings.promises import unadopted_rules, uncapped_commitments
from tests.evaluation.builders import commitments, measure, model, price, scored
from tests.evaluation.stress.models import coventry, decided, subject


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


def test_rules_on_promises_that_nobody_adopted_are_named_and_the_adopted_are_not() -> None:
    made = model(price("90"), commitments("c", "10", measure("jobs", "5", cap="3")))

    (found,) = unadopted_rules(subject(made, decided(), coventry()))

    assert (found.id, found.severity) == ("unadopted-rules", Severity.WARNING)
    assert "‘An activity counts once’" in found.message
    assert "cov-2022-bid-outcome-not-applicable" not in found.message
    assert "cov-2014" not in found.message
    assert found.message.endswith("Publish them in the tender documents, or leave them out.")


def test_without_promises_or_a_policy_no_rule_judges_any() -> None:
    promising = model(commitments("c", "100", measure("jobs", "5", cap="3")))
    silent = model(price("50"), scored("q", "50"))

    assert list(unadopted_rules(subject(promising))) == []
    assert list(unadopted_rules(subject(silent, decided(), coventry()))) == []
