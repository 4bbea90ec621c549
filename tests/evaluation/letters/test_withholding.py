"""What is withheld: which words leave an explanation, and from whose letter."""

from dataclasses import replace

import pytest

from evaluation.letters.withholding import (
    Ground,
    WithheldExplanation,
    fingerprint,
    is_in,
    is_told_in,
    told_of,
)

EXPLANATION = "It names nine gardeners.\nIts press is patented. It is run by two people."


@pytest.mark.parametrize(
    ("passages", "told"),
    [
        (
            ["its press is\npatented."],
            "It names nine gardeners.\n[withheld] It is run by two people.",
        ),
        (
            ["nine gardeners.", "Its press is patented"],
            "It names [withheld]\n[withheld]. It is run by two people.",
        ),
        (
            ["Its press is", "press is patented."],
            "It names nine gardeners.\n[withheld] It is run by two people.",
        ),
        (
            ["It"],
            (
                "[withheld] names nine gardeners.\nIts press is patented. "
                "[withheld] is run by two people."
            ),
        ),
        ([""], ""),
        (["Its press is patented.", ""], ""),
        (["words of an older explanation"], EXPLANATION),
        ([EXPLANATION], ""),
        ([EXPLANATION[:-1]], ""),
        ([], EXPLANATION),
    ],
)
def test_an_explanation_is_told_without_what_is_withheld(passages: list[str], told: str) -> None:
    assert told_of(EXPLANATION, passages) == told


def test_words_are_found_however_lines_break_and_marks_mean_themselves() -> None:
    assert is_in("gardeners. Its", EXPLANATION)
    assert is_in("(a+b)", "They use (a+b) here")
    assert not is_in("g.rdeners", EXPLANATION)
    assert not is_in("garden", EXPLANATION)


def test_it_is_withheld_from_one_letter_or_from_every_other_and_never_from_its_own() -> None:
    every = WithheldExplanation("A", "staff", Ground.COMMERCIAL, fingerprint(EXPLANATION))
    one = WithheldExplanation("A", "staff", Ground.COMMERCIAL, fingerprint(EXPLANATION), reader="B")

    assert [every.is_from(bid) for bid in "ABC"] == [False, True, True]
    assert [one.is_from(bid) for bid in "ABC"] == [False, True, False]


def test_only_the_explanation_that_was_decided_on_is_withheld() -> None:
    whole = WithheldExplanation("A", "staff", Ground.COMMERCIAL, fingerprint(EXPLANATION))
    words = replace(whole, passage="press is patented")

    for one in (whole, words):
        assert one.is_of(EXPLANATION)
        assert one.is_of(f" {EXPLANATION}\n")
        assert not one.is_of(f"{EXPLANATION} It has a deputy.")
    assert not replace(words, passage="a patent").is_of(EXPLANATION)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("The WHITLEY\npress stands there.", True),
        ("Two Whitley presses stand there.", True),
        ("It stands in NorthWhitley pressrooms.", True),
        ("The press of Whitley stands there.", False),
        ("Whitley, press", False),
    ],
)
def test_withheld_words_are_told_by_longer_words_too(text: str, *, is_told: bool) -> None:
    assert is_told_in("Whitley press", text) is is_told
