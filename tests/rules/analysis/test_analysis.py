"""What a pack decides over every combination: gaps, contradictions, weights out of order."""

from datetime import date
from pathlib import Path

import pytest

from rules import analysis
from rules.analysis import AnalysisFinding, AnalysisReport, analyse
from rules.analysis.report import FindingKind, UnusedValue
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


def test_a_rule_that_never_fires_is_a_finding_with_its_proof(tmp_path: Path) -> None:
    rules = WHOLE + rule("never", "kpis_minimum: 3", all_of("nation is wales", "nation is england"))

    report = analysed(tmp_path, rules)

    assert report.never_fired == ("never",)
    assert report.findings == (
        AnalysisFinding(
            FindingKind.CAN_NEVER_FIRE,
            "kpis_minimum",
            "«never» can never fire: «nation is wales» and «nation is england» are never true "
            "together",
            "",
        ),
    )


def test_a_rule_that_fires_in_none_of_all_combinations_is_a_finding(tmp_path: Path) -> None:
    amount = parameter("upper", "money", "from: 2020-01-01, is: £9.00, vat: included")
    when = all_of("estimated_value is less than threshold", "estimated_value is at least upper")
    pack = law(
        tmp_path,
        rules=WHOLE + rule("never", "special_rules: none", when),
        parameters=LIMIT + AMOUNT + amount,
    )

    report = analyse(pack, Stack((pack,)))

    (finding,) = report.findings
    assert (finding.kind, finding.conclusion) == ("rule that can never fire", "special_rules")
    assert finding.message.startswith("«never» can never fire: it did in no combination")


def test_a_rule_that_its_own_test_shows_firing_is_not_silent(tmp_path: Path) -> None:
    days = rule("one-day", "tendering_days_minimum: 5", "framework_commenced_on is 2021-05-05")
    shown = (
        "- name: That day\n"
        "  given: {commenced_on: 2022-01-01, framework: call_off, "
        "framework_commenced_on: 2021-05-05}\n"
        "  fires: [one-day]\n"
    )
    pack = law(tmp_path, rules=WHOLE + days, parameters=LIMIT + AMOUNT, tests=shown)

    assert analyse(pack, Stack((pack,))).never_fired == ()


def test_a_rule_on_bids_that_reads_nothing_of_a_bid_is_judged_on_bids(tmp_path: Path) -> None:
    rules = WHOLE + rule("counts", "commitment_verdict: counted", "regime is procurement_act_2023")

    report = analysed(tmp_path, rules)

    assert report.is_clean
    (verdict,) = [
        one for one in report.coverage.conclusions if one.conclusion == "commitment_verdict"
    ]
    assert verdict.cases == verdict.concluded > 0


def test_a_rule_that_another_leaves_nothing_to_add_is_a_warning(tmp_path: Path) -> None:
    rules = WHOLE + rule("idle", "notifiable: false", "nation is wales")

    report = analysed(tmp_path, rules)

    assert report.is_clean
    (warning,) = report.warnings
    assert (warning.kind, warning.conclusion) == ("shadowed rule", "notifiable")
    assert warning.message == (
        "«idle» never matters: in all 2 cases in which it fired, "
        "«findings» fired too and concluded as much"
    )


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

    (finding,) = report.findings
    assert finding.message == "the lowest weight, 25%, is above the recommended weight, 10%"
    assert finding.cases > 1
    assert [part.partition(" = ")[0] for part in finding.example.split("; ")] == [
        "commenced_on",
        "duration_months",
    ]


def test_findings_that_say_the_same_are_one_with_only_the_facts_that_matter(
    tmp_path: Path,
) -> None:
    rules = WHOLE + rule(
        "other-finding", "notifiable: true", all_of("nation is wales", "category is goods")
    )

    (finding,) = analysed(tmp_path, rules).findings

    assert finding.cases >= 1
    facts = {part.partition(" = ")[0] for part in finding.example.split("; ")}
    assert facts == {"commenced_on", "nation", "category"}


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


def test_the_analysis_is_the_same_whoever_judges_the_parts(tmp_path: Path) -> None:
    rules = WHOLE.replace("is at least threshold", "is more than threshold") + rule(
        "short", "standstill_working_days: 5", "nation is wales"
    )
    pack = law(tmp_path, rules=rules, parameters=LIMIT + AMOUNT)
    stack = Stack((pack,))

    alone, together = analyse(pack, stack), analyse(pack, stack, processes=2)

    assert alone.findings
    assert alone.warnings
    assert alone == together


def test_the_analysis_tells_how_much_the_cases_put_to_the_test(tmp_path: Path) -> None:
    rules = WHOLE + rule("never", "kpis_minimum: 3", all_of("nation is wales", "nation is england"))

    coverage = analysed(tmp_path, rules).coverage

    assert (coverage.rules.count, coverage.rules.of) == (5, 6)
    assert (coverage.conditions.count, coverage.conditions.of) == (4, 4)
    assert (coverage.values.count, coverage.values.of) == (1, 2)
    assert coverage.unused == (UnusedValue("limit", date(2020, 1, 1)),)
    regime = coverage.conclusions[0]
    assert (regime.conclusion, str(regime.share(regime.concluded))) == ("regime", "100")


def test_without_a_day_nothing_is_said_of_what_ends(tmp_path: Path) -> None:
    limit = parameter("limit", "integer", "from: 2020-01-01, until: 2026-01-31, is: 12")
    pack = law(tmp_path, rules=WHOLE, parameters=limit + AMOUNT)
    stack = Stack((pack,))

    assert analyse(pack, stack).terms == ()
    (term,) = analyse(pack, stack, on=date(2026, 1, 1)).terms
    assert (term.kind, term.id, term.on) == ("ends soon", "limit", date(2026, 1, 31))


def test_the_analysis_says_what_it_looks_at(tmp_path: Path) -> None:
    pack = law(tmp_path, rules=WHOLE, parameters=AMOUNT)
    said: list[str] = []

    analyse(pack, Stack((pack,)), progress=said.append)

    assert said[0].startswith("law: part 1 of 2: regime, threshold, notifiable")
    assert said[-1] == "law: part 2 of 2: coverage"


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
