"""Words that call for care: which cautions they raise, and where a reason is ready."""

import pytest

from evaluation.outline.cautions import cautions_of
from rules.pack import Confidence


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Weeks of training provided to local people", ["It speaks of place."]),
        ("SMEs and VCSEs that work on the contract", ["It speaks of small firms"]),
        ("Share of staff paid the Real Living Wage", ["It speaks of pay"]),
        ("New staff from under-represented groups", ["It speaks of a group of people."]),
        (
            "Spend in the local supply chain",
            ["It speaks of place.", "It counts local jobs or local spending."],
        ),
        ("Carbon saved on the contract", []),
    ],
)
def test_each_caution_is_raised_by_its_words_alone(words: str, told: list[str]) -> None:
    found = cautions_of(words)

    assert len(found) == len(told)
    assert all(one.text.startswith(beginning) for one, beginning in zip(found, told, strict=True))


@pytest.mark.parametrize(
    "words",
    [
        "Women hired",
        "Apprentices who are disabled",
        "Weeks of work experience for young people",
        "Businesses that pay a living wage",
        "Local people employed on site",
    ],
)
def test_no_reason_is_ready_where_the_law_turns_on_who_is_hired_or_paid(words: str) -> None:
    assert "" in [one.draft for one in cautions_of(words)]


def test_what_a_caution_rests_on_was_read_in_its_source() -> None:
    every = cautions_of("Local SMEs that pay women a wage, employed in the city")

    assert len(every) == 5
    assert {basis.confidence for one in every for basis in one.bases} == {Confidence.SEEN}
