"""What a pack decides over every combination: gaps, contradictions, weights out of order."""

from pathlib import Path

import pytest

from rules import analysis
from rules.analysis import AnalysisFinding, AnalysisReport, analyse
from rules.stack import Stack
from tests.rules.small_packs import all_of, law, parameter, policy_stack, rule

LIMIT = parameter("limit", "integer", "from: 2020-01-01, is: 12")
WHOLE = (
    rule("the-law", "regime: procurement_act_2023")
    + rule("is-threshold", "threshold: amount")
    + rule("above", "coverage: above_threshold", "estimated_value is at least threshold")
    + rule("below", "coverage: below_threshold", "estimated_value is less than threshold")
    + rule(
        "findings",
        "notifiable: false, prequalification_allowed: true, local_reservation_allowed: false, "
        "social_value_act_duty: true, consultation_to_be_considered: true, kpis_minimum: 0, "
        "contract_copy_published: false, standstill_working_days: 8, "
        "assessment_summaries_required: true",
    )
)
AMOUNT = parameter("amount", "money", "from: 2020-01-01, is: £5.00, vat: included")
PAPER = {"from_": "2021-01-01", "cites": "[paper p.1]"}


def analysed(folder: Path, rules: str) -> AnalysisReport:
    """Analyse a law of these rules."""
    pack = law(folder, rules=rules, parameters=LIMIT + AMOUNT)
    return analyse(pack, Stack((pack,)))


def kinds(report: AnalysisReport) -> set[tuple[str, str]]:
    """Return what was found, and about which conclusion."""
    return {(found.kind, found.conclusion) for found in report.findings}


def test_a_law_that_concludes_all_that_is_required_is_clean(tmp_path: Path) -> None:
    report = analysed(tmp_path, WHOLE)

    assert report.is_clean
    assert report.findings == ()
    assert report.never_fired == ()
    assert report.cases > 0
    assert 0 < report.decided_again <= report.cases
    assert {"regime", "threshold", "coverage", "kpis_minimum"} <= set(report.complete)
    assert report.sampled == ()


def test_a_gap_between_two_conditions_is_found_with_a_case_that_shows_it(tmp_path: Path) -> None:
    rules = WHOLE.replace(
        "estimated_value is at least threshold", "estimated_value is more than threshold"
    )

    report = analysed(tmp_path, rules)

    assert kinds(report) == {("gap", "coverage")}
    assert report.findings[0].message == (
        "no rule concludes «Above or below the threshold», which is required"
    )
    assert "Estimated value" in report.findings[0].example or "£5 including VAT" in (
        report.findings[0].example
    )


def test_a_required_conclusion_that_no_rule_reaches_at_all_is_a_gap(tmp_path: Path) -> None:
    report = analysed(tmp_path, WHOLE.replace("notifiable: false, ", ""))

    assert kinds(report) == {("gap", "notifiable")}


def test_a_contradiction_is_found_with_both_rules(tmp_path: Path) -> None:
    rules = WHOLE + rule(
        "other-finding", "notifiable: true", all_of("nation is wales", "category is goods")
    )

    report = analysed(tmp_path, rules)

    assert kinds(report) == {("contradiction", "notifiable")}
    assert "«findings» (act s.1) and «other-finding» (act s.1)" in report.findings[0].message
    assert "Wales" in report.findings[0].example
    assert "Goods" in report.findings[0].example


def test_a_rule_that_never_fires_is_named(tmp_path: Path) -> None:
    rules = WHOLE + rule("never", "kpis_minimum: 3", all_of("nation is wales", "nation is england"))

    assert analysed(tmp_path, rules).never_fired == ("never",)


def test_a_value_that_never_shows_is_a_warning_and_no_fault(tmp_path: Path) -> None:
    rules = WHOLE + rule("short", "standstill_working_days: 5", "nation is wales")

    report = analysed(tmp_path, rules)

    assert report.is_clean
    assert report.findings == ()
    (warning,) = report.warnings
    assert (warning.kind, warning.conclusion, warning.message) == (
        "value that never shows",
        "standstill_working_days",
        (
            "«short» fires, but its value never shows: in every case looked at "
            "«findings» concludes a higher one"
        ),
    )
    assert "nation = Wales" in warning.example


def test_of_many_rules_that_prevail_the_first_are_named(tmp_path: Path) -> None:
    nations = ("england", "wales", "northern_ireland", "scotland")
    rules = WHOLE + "".join(
        rule(f"of-{nation.replace('_', '-')}", f"kpis_minimum: {count}", f"nation is {nation}")
        for count, nation in enumerate(nations, start=3)
    )

    (warning,) = analysed(tmp_path, rules + rule("one", "kpis_minimum: 1")).warnings[1:]

    assert warning.message.startswith(
        "«one» fires, but its value never shows: in every case looked at «of-"
    )
    assert warning.message.endswith("» or another concludes a higher one")


def test_weights_that_are_not_in_order_are_found(tmp_path: Path) -> None:
    rules = (
        rule("tier", "social_value_tier: light", **PAPER)
        + rule("low", "social_value_minimum: 5%, social_value_recommended: 10%", **PAPER)
        + rule("high", "social_value_maximum: 20%", **PAPER)
        + rule("long", "social_value_minimum: 25%", "duration_months is at least limit", **PAPER)
    )
    stack = policy_stack(tmp_path, {"rules": WHOLE, "parameters": LIMIT + AMOUNT}, rules=rules)

    report = analyse(stack.packs[1], stack)

    assert kinds(report) == {("weights", "social_value_minimum")}


def test_a_policy_that_lacks_what_is_required_of_it_has_a_gap(tmp_path: Path) -> None:
    stack = policy_stack(tmp_path, {"rules": WHOLE, "parameters": LIMIT + AMOUNT})

    report = analyse(stack.packs[1], stack)

    assert kinds(report) == {
        ("gap", "social_value_minimum"),
        ("gap", "social_value_recommended"),
        ("gap", "social_value_maximum"),
    }


def test_the_analysis_is_the_same_each_time(tmp_path: Path) -> None:
    assert analysed(tmp_path / "a", WHOLE) == analysed(tmp_path / "b", WHOLE)


def test_the_analysis_says_what_it_looks_at(tmp_path: Path) -> None:
    pack = law(tmp_path, rules=WHOLE, parameters=AMOUNT)
    said: list[str] = []

    analyse(pack, Stack((pack,)), progress=said.append)

    assert said[-1] == "law: both evaluators on a sample"
    assert any("coverage" in words for words in said)


def test_a_difference_of_the_evaluators_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("rules.evaluators.combined", lambda *_, **__: {})

    report = analysed(tmp_path, WHOLE)

    assert {found.kind for found in report.findings} == {"evaluators differ"}


def test_a_case_is_shown_in_words() -> None:
    assert analysis.shown({"nation": "wales", "duration_months": 12}) == (
        "nation = Wales; duration_months = 12 months"
    )


def test_a_finding_is_a_plain_value() -> None:
    one = AnalysisFinding("gap", "coverage", "no rule", "nation = Wales")

    assert one == AnalysisFinding("gap", "coverage", "no rule", "nation = Wales")
