"""What is withheld: which words leave an explanation, and from whose letter."""

import pytest

from evaluation.letters.withholding import Ground, WithheldExplanation, is_in, told_of

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
        (["words of an older explanation"], ""),
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
    every = WithheldExplanation("A", "staff", Ground.COMMERCIAL)
    one = WithheldExplanation("A", "staff", Ground.COMMERCIAL, reader="B")

    assert [every.is_from(bid) for bid in "ABC"] == [False, True, True]
    assert [one.is_from(bid) for bid in "ABC"] == [False, True, False]
