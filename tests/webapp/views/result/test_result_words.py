"""Why nobody is first alone, in words that hold where bids are passed over."""

import pytest

from webapp.views.result.result_words import none_first


@pytest.mark.parametrize(
    ("ranking", "over", "expected"),
    [
        ([], "", "No bid is left to be ranked"),
        ([["A", "B"], ["C"]], "", "No bid is alone in the first place"),
        (
            [["A"], ["B", "C"]],
            "A",
            "No bid is alone in the first place of those that the lot may be awarded to",
        ),
        (
            [["A", "B"]],
            "AB",
            "Every bid that is ranked is passed over, so that nobody is left to have the lot",
        ),
    ],
)
def test_why_nobody_is_first_alone(ranking: list[list[str]], over: str, expected: str) -> None:
    evaluation = {"ranking": ranking, "passed_over": [{"bid": one} for one in over]}

    assert none_first(evaluation) == expected
    assert none_first({"ranking": ranking}) == expected or over
