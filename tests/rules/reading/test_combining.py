"""Which row of a table counts where several apply: said so that nobody has to guess an order."""

from pathlib import Path

import pytest

from rules.reading.combining import counting_words
from rules.stack import Stack
from tests.rules.small_packs import all_of, law_stack, rule


def rules_concluding(folder: Path, *conclusions: str) -> Stack:
    text = "".join(
        rule(f"rule-{number}", conclusion, all_of("category is works"))
        for number, conclusion in enumerate(conclusions)
    )
    return law_stack(folder, rules=text)


@pytest.mark.parametrize(
    ("conclusions", "said"),
    [
        (
            ("social_value_tier: none", "social_value_tier: standard", "social_value_tier: light"),
            "Where several rows apply, ‘standard’ prevails over ‘light’ and ‘light’ over ‘none’.",
        ),
        (("social_value_tier: light", "social_value_tier: light"), ""),
        (("kpis_minimum: 3", "kpis_minimum: 2"), "Where several rows apply, the highest counts."),
        (
            ("measures_maximum: 3", "measures_maximum: 2"),
            "Where several rows apply, the lowest counts.",
        ),
        (("delivery_plan: true", "delivery_plan: true"), "One row that applies is enough."),
        (
            ("delivery_plan: true", "delivery_plan: false"),
            "Where several rows apply, ‘yes’ prevails over ‘no’.",
        ),
        (("notifiable: true", "notifiable: false"), ""),
    ],
)
def test_what_prevails_is_named(tmp_path: Path, conclusions: tuple[str, ...], said: str) -> None:
    stack = rules_concluding(tmp_path, *conclusions)

    assert counting_words(stack.law.rules, [conclusions[0].partition(":")[0]]) == said


def test_a_commitment_that_one_row_rules_out_is_not_counted(tmp_path: Path) -> None:
    stack = rules_concluding(
        tmp_path, "commitment_verdict: counted", "commitment_verdict: not_counted"
    )

    assert counting_words(stack.law.rules, ["commitment_verdict"]) == (
        "Where several rows apply, ‘not counted’ prevails over ‘counted’."
    )


def test_columns_that_count_in_different_ways_are_named(tmp_path: Path) -> None:
    names = ("measures_minimum", "measures_maximum", "delivery_radius_miles")
    stack = rules_concluding(tmp_path, ", ".join(f"{name}: 3" for name in names))

    assert counting_words(stack.law.rules, names) == (
        "Where several rows apply, in the column ‘Fewest social value award criteria’ the highest "
        "counts; in the columns ‘Most social value award criteria’ and ‘Distance within which "
        "social value is delivered’ the lowest counts."
    )
