"""A rule's own tests in words."""

from pathlib import Path

from rules.reading.cases import Case, RuleCases, cases_of
from tests.rules.reading.samples import small_policy


def test_the_tests_that_name_a_rule_are_told_by_what_they_show(tmp_path: Path) -> None:
    pack, stack = small_policy(tmp_path)
    case = Case(
        name="Just below the floor",
        read=(("Estimated value", "£29,999.99 including VAT"),),
        given=(
            ("Procurement commences", "1 June 2022"),
            ("Main purpose", "Goods"),
            ("Estimated value", "£29,999.99 including VAT"),
        ),
    )

    assert cases_of(stack.rules["tier-none"], pack) == RuleCases((case,), ())
    assert cases_of(stack.rules["tier-light"], pack).silent[0].name == "Just below the floor"
    assert cases_of(stack.rules["weight"], pack) == RuleCases((), ())
