"""Everything is agreed once every bid that stands has every score that it needs."""

import pytest

from evaluation.moderating.agreed import is_all_agreed


@pytest.mark.parametrize(
    ("bidders", "agreed", "is_all"),
    [
        (["A"], {"A": (3, False)}, True),
        (["A"], {"A": (2, False)}, False),
        (["A", "B"], {"A": (3, False)}, False),
        (["A", "B"], {"A": (3, False), "B": (1, True)}, True),
        (["A"], {"A": (3, False), "B": (0, False)}, True),
        ([], {}, False),
    ],
)
def test_a_bid_that_failed_a_gate_needs_no_other_score_and_an_excluded_one_none(
    bidders: list[str],
    agreed: dict[str, tuple[int, bool]],
    is_all: bool,  # noqa: FBT001 - a case's expectation
) -> None:
    assert is_all_agreed(bidders, 3, agreed) is is_all


def test_a_model_without_a_question_leaves_nothing_to_agree() -> None:
    assert is_all_agreed(["A"], 0, {})
