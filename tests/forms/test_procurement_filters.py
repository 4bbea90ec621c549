"""What a list of procurements is narrowed to, read from an address."""

import pytest

from forms.procurement_filters import MOST_WORDS, procurement_filter, words_sought


def test_everything_is_read_and_kept_for_the_next_page() -> None:
    given = {"q": " grounds\x00 main ", "stage": "decided", "least": "£1,000", "sort": "value"}

    found = procurement_filter(given, {"stage": ("decided",)}, ("value",))

    assert found.words == ("grounds", "main")
    assert (found.chosen["stage"], found.least, found.most, found.order) == (
        "decided", 100_000, None, "value",
    )  # fmt: skip
    assert found.arguments == {
        "q": "grounds main", "stage": "decided", "least": "£1,000", "sort": "value",
    }  # fmt: skip
    assert found.is_any


def test_what_is_no_choice_narrows_nothing() -> None:
    found = procurement_filter({"stage": "x", "sort": "y"}, {"stage": ("decided",)}, ("value",))

    assert not found.is_any
    assert found.arguments == {}


@pytest.mark.parametrize("typed", ["lots", "-1", "1e9", "١٢", "999999999999999", "1.234"])
def test_a_value_that_can_not_be_read_is_told(typed: str) -> None:
    found = procurement_filter({"least": typed}, {}, ())

    assert found.least is None
    assert found.errors["least"] == "Enter the lowest value in pounds, such as 250,000"


def test_a_range_that_is_upside_down_is_told() -> None:
    found = procurement_filter({"least": "9", "most": "1"}, {}, ())

    assert found.errors == {"most": "The highest value is below the lowest: enter a higher one"}


def test_a_search_of_endless_words_is_cut() -> None:
    assert len(words_sought("a b c d e f g h i j k l m n o p " * 1_000)) == MOST_WORDS
    assert len(words_sought("x" * 10_000)[0]) == 200
