"""Names taken out of texts: in every way in which they are usually written, and no other word."""

import pytest

from evaluation.disclosure.masking import Masker, Named


def masker() -> Masker:
    return Masker(
        (
            Named(("Priya Shah", "priya@council.example"), lambda: "Officer 1", is_person=True),
            Named(("Beta Gardens CIC", "GB-COH-7654321"), lambda: "another bidder"),
            Named(("Alpha Ltd",), lambda: "Bidder A"),
        )
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Priya Shah agreed", "[Officer 1] agreed"),
        ("PRIYA  SHAH and priya\nshah", "[Officer 1] and [Officer 1]"),
        ("Ms Shah; Mrs. Shah’s note", "[Officer 1]; [Officer 1]’s note"),
        ("Write to Priya@Council.example.", "Write to [Officer 1]."),
        ("better than Beta Gardens", "better than [another bidder]"),
        ("Beta Gardens CIC, GB-COH-7654321", "[another bidder], [another bidder]"),
        ("Alpha is first", "[Bidder A] is first"),
    ],
)
def test_a_name_is_found_as_it_is_usually_written(text: str, told: str) -> None:
    assert masker()(text) == told


@pytest.mark.parametrize(
    "text", ["an alpha version", "Alphabet", "the Shah of Iran", "beta gardeners", ""]
)
def test_a_word_that_only_looks_like_a_name_stays(text: str) -> None:
    assert masker()(text) == text


def test_what_is_taken_out_is_counted() -> None:
    found = masker()
    found("Alpha and Beta Gardens and Priya Shah")
    found("nobody")

    assert found.count == 3


def test_nobody_to_name_changes_nothing() -> None:
    assert Masker(())("Priya Shah") == "Priya Shah"
