"""Every kind of finding says what to do about it."""

import pytest

from rules.analysis.remedies import remedy_of
from rules.analysis.report import AnalysisFinding, FindingKind


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_of_finding_has_a_remedy(kind: FindingKind) -> None:
    remedy = remedy_of(AnalysisFinding(kind, "coverage", "It is so", ""))

    assert remedy.endswith(".")
    assert "{" not in remedy


def test_a_gap_names_the_conclusion_that_a_rule_is_wanted_for() -> None:
    gap = AnalysisFinding(FindingKind.GAP, "coverage", "no rule concludes it", "")

    assert remedy_of(gap).startswith("Add a rule that concludes «Above or below the threshold»")
