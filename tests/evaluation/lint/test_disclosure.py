"""What a letter would give away: notes between colleagues, evaluators, and other bidders."""

from dataclasses import replace

import pytest

from evaluation.tender import CommitmentVerdict, Exclusion, Settled
from tests.evaluation import builders
from tests.evaluation.lint import writing

NOTES = (
    "TBC after the site visit.",
    "Check with legal before release.",
    "As discussed in moderation, the mark came down.",
    "Do not disclose the fleet list.",
    "I think the depot is too far away.",
    "e1 was not convinced by the fleet.",
    "One evaluator preferred a lower mark.",
    "[JS: where is this said?]",
    "(JS: see page 4)",
    "The company is well known to the council.",
    "Commercial in confidence.",
    "Rate of pay ???",
    "After moderation the panel settled on this.",
)
OTHERS = (
    "Broadgate Landscapes offers more.",
    "This is stronger than bid B on hedges.",
    "Compared with the other bidders the fleet is large.",
    "Broadgate Landscapes LLP is named as sub-contractor.",
)
HARMLESS = (
    "The evaluation grid on page 3 names who inspects.",
    "Bidders' day is attended by the site manager.",
    "The tender is better than its own method statement of 2024 suggests.",
    "Moderation of the parks' message board is done daily.",
    "The plan B for storms is set out.",
)


@pytest.mark.parametrize("note", NOTES)
def test_a_note_to_colleagues_is_found(note: str) -> None:
    made = writing.tender(writing.score("4", f"{writing.SOUND} {note}"))

    assert ("A", "internal-comment") in writing.found(made)


@pytest.mark.parametrize("said", OTHERS)
def test_another_bidder_is_found(said: str) -> None:
    other = "Hedges, beds and burial grounds are planned month by month on pages 12 to 19."
    made = writing.tender(
        writing.score("4", f"{writing.SOUND} {said}"), writing.score("3", other, "See page 12.")
    )

    assert writing.found(made) == [("A", "other-bidder")]


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_looks_like_a_note_is_none(words: str) -> None:
    other = "Hedges, beds and burial grounds are planned month by month on pages 12 to 19."
    made = writing.tender(
        writing.score("4", f"{writing.SOUND} {words}"), writing.score("3", other, "See page 12.")
    )

    assert writing.found(made) == []


@pytest.mark.parametrize(
    ("evaluator", "words", "is_found"),
    [
        ("j.patel", "J.Patel would mark it higher.", True),
        ("patel", "That is what Patel wrote, too.", True),
        ("finance", "The finance plan is on page 9.", False),
        ("finance", "But finance thought it thin.", True),
    ],
)
def test_evaluators_are_found_by_their_ids(evaluator: str, words: str, *, is_found: bool) -> None:
    made = writing.tender(writing.score("4", f"{writing.SOUND} {words}", evaluator=evaluator))

    assert (("A", "internal-comment") in writing.found(made)) is is_found


def test_a_quotation_is_the_bidders_own_text() -> None:
    quotation = "I think that our start date, TBC, suits Broadgate Landscapes LLP."

    assert writing.found(writing.tender(writing.score("4", writing.SOUND, quotation))) == []


def test_what_settled_a_commitment_is_read_too() -> None:
    plain = writing.tender(writing.score("4", writing.SOUND))
    settled = Settled(CommitmentVerdict.COUNTED, "Agreed, check with legal.", "evaluation_chair")
    promise = replace(builders.promise("4"), settled=settled)
    model = builders.model(
        builders.scored("method", "90"),
        builders.commitments("offer", "10", builders.measure("weeks", "480")),
    )
    bid = replace(plain.bids[0], commitments={"weeks": promise})

    (found,) = writing.findings(replace(plain, model=model, bids=(bid,)))

    assert (found.criterion, found.check) == ("offer", "internal-comment")


def test_what_excluded_a_supplier_is_read_too() -> None:
    made = writing.tender(writing.score("4", writing.SOUND))
    exclusion = Exclusion("Tax evasion", "I think they were convicted.")
    bids = tuple(replace(bid, exclusions=(exclusion,)) for bid in made.bids)

    assert writing.found(replace(made, bids=bids)) == [("A", "internal-comment")]
