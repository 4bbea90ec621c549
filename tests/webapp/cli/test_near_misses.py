"""Which of the rules that do not apply are printed first."""

from dataclasses import replace
from fractions import Fraction

from rules.decision import FailedCondition, WhyNot
from tests.webapp.documents.builders import decision
from webapp.cli.near_misses import nearest


def silent(rule: str, *offs: Fraction | None, name: str = "estimated_value") -> WhyNot:
    """Return a silent rule of which conditions failed by these parts of what they turn on."""
    failed = tuple(FailedCondition(name, "It is more", "It is less", "far", off) for off in offs)
    return WhyNot(rule, rule, (), ("kpis_minimum",), failed)


def test_few_failures_come_first_then_those_with_a_measure_then_the_smallest() -> None:
    given = (
        silent("two", Fraction(1, 100), Fraction(1, 100)),
        silent("no-measure", None),
        silent("far", Fraction(3)),
        silent("near", Fraction(1, 10)),
        silent("concluded", Fraction(0), name="threshold"),
    )

    found = nearest(replace(decision(), why_not=given))

    assert [item.rule for item in found] == ["near", "far", "no-measure", "two"]
