"""Rationales that would fit any tender, and those that were copied."""

import pytest

from tests.evaluation.lint import writing

GENERIC = (
    "Good answer.",
    "A good response that meets all of the requirements.",
    (
        "The bidder demonstrated a comprehensive understanding of the requirements and provided a "
        "robust and well structured response with relevant examples."
    ),
    "The tender is strong and gives the panel confidence in delivery of the service.",
    "The requirement is addressed in full with evidence for most of it, as the descriptor says.",
    "Satisfactory overall, some minor concerns, but more detail would have been useful in places.",
    "Arden Grounds Ltd provided a very good method with a high level of detail throughout.",
)


@pytest.mark.parametrize("rationale", GENERIC)
def test_words_that_would_fit_any_tender_are_generic(rationale: str) -> None:
    assert ("A", "generic") in writing.found(writing.tender(writing.score("4", rationale)))


def test_a_generic_rationale_is_told_what_is_wrong_with_it() -> None:
    (found,) = writing.findings(writing.tender(writing.score("4", GENERIC[1])))

    assert found.message == (
        "The rationale names nothing of this tender; it would fit any. It uses stock phrases: "
        "‘meets all of the requirement’, ‘good response’."
    )


def test_a_short_rationale_is_told_its_length() -> None:
    (found,) = writing.findings(writing.tender(writing.score("4", "Rota for 41 sites is given.")))

    assert found.message == "The rationale is 6 words long: too short to explain a score."


def test_a_rationale_of_one_word_is_told_so() -> None:
    (found,) = writing.findings(writing.tender(writing.score("4", "Rota.")))

    assert found.message == "The rationale is 1 word long: too short to explain a score."


COPIES = (
    writing.SOUND,
    writing.SOUND.replace("41", "38").replace("app", "ledger"),
    f"Broadgate Landscapes: {writing.SOUND.lower()}",
)


@pytest.mark.parametrize("copy", COPIES)
def test_the_same_words_for_two_bidders_are_a_copy(copy: str) -> None:
    made = writing.tender(
        writing.score("4", writing.SOUND), writing.score("3", copy, "A crew visits each week.")
    )

    assert writing.found(made) == [("B", "copied")]


def test_the_same_quotation_from_two_tenders_is_found() -> None:
    other = (
        "One inspector walks the parks on Mondays with a paper form; nothing is said of verges, "
        "and the form is collected monthly."
    )
    long = "Our two supervisors inspect every site in the city once a week without fail."
    made = writing.tender(writing.score("4", writing.SOUND, long), writing.score("2", other, long))

    (found,) = writing.findings(made)

    assert (found.bid, found.check) == ("B", "copied")
    assert found.message.startswith("The quotation is the same as that of bid A")


def test_two_bidders_who_left_the_question_out_may_be_told_the_same() -> None:
    none = writing.score("0", "The tender gives no answer to this question.", "")

    assert writing.found(writing.tender(none, none)) == []


def test_alike_in_form_and_different_in_content_is_no_copy() -> None:
    other = (
        "Three foremen walk the parks daily and write defects into a ledger; urgent ones reach the "
        "depot by telephone."
    )
    made = writing.tender(
        writing.score("4", writing.SOUND), writing.score("3", other, "Three foremen walk daily.")
    )

    assert writing.found(made) == []
