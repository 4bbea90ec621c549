"""Shares in per cent, and when a report is clean."""

import pytest

from rules.analysis.report import (
    AnalysisFinding,
    AnalysisReport,
    ConclusionCoverage,
    FindingKind,
    Share,
)

GAP = AnalysisFinding(FindingKind.GAP, "coverage", "no rule", "nation = Wales")


@pytest.mark.parametrize(
    ("count", "of", "text"),
    [
        (0, 3, "0"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (3, 3, "100"),
        (1, 2, "50"),
        (1, 2_000, "0.1"),
        (1, 100_000, "0.1"),
        (99_999, 100_000, "99.9"),
        (0, 0, "100"),
    ],
)
def test_a_share_is_whole_only_where_nothing_lacks(count: int, of: int, text: str) -> None:
    assert str(Share(count, of)) == text


def test_the_shares_of_a_conclusion_are_of_its_cases() -> None:
    coverage = ConclusionCoverage("coverage", 8, 4, 3, 1)

    assert [str(coverage.share(one)) for one in (4, 3, 1)] == ["50", "37.5", "12.5"]


@pytest.mark.parametrize(("findings", "is_clean"), [((), True), ((GAP,), False)])
def test_only_findings_keep_a_report_from_being_clean(
    findings: tuple[AnalysisFinding, ...], *, is_clean: bool
) -> None:
    report = AnalysisReport("law", 1, (), (), 1, (), findings, warnings=(GAP,))

    assert report.is_clean is is_clean
