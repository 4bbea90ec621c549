"""Versions of outlines: what a list shows of one in a line."""

import pytest

from webapp.services.approval.versions import Brief


@pytest.mark.parametrize(
    ("value", "tier", "line"),
    [
        (
            "£360,000 including VAT",
            "Medium",
            "£360,000 including VAT; social value tier: medium",
        ),
        ("", "High", "Social value tier: high"),
        ("£1", "", "£1"),
        ("", "", ""),
    ],
)
def test_the_value_and_the_tier_stand_in_a_line_as_far_as_they_are_known(
    value: str, tier: str, line: str
) -> None:
    assert Brief("To buy it", value, tier, ()).in_one_line == line
