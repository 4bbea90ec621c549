"""What a letter would give away: notes between colleagues, evaluators, and other bidders."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.numbers import Amount
from evaluation.tender import (
    CommitmentVerdict,
    Exclusion,
    LowPriceAnswer,
    LowPriceVerdict,
    Settled,
    Tender,
)
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
    "This is better than the other two tenders.",
    "It is the weakest of the tenders.",
    "Unlike the other bidders, it names a deputy.",
    "It is stronger than both rivals.",
    "More mowers are offered than in the other bid.",
    "The rota is clearer than the rest.",
    "Of all hedges plans this is the best among the bids.",
    "Another tender offered four supervisors.",
    "It is one mower short of the strongest bid.",
    "It is weaker than B on hedges.",
    "The offer is clearer than Broadgate on hedges.",
    "The rota lacks the tractor in the offer from Broadgate.",
    "Broadgate's fleet is larger.",
    "Compared with its competitors the fleet is small.",
    "It is the only bid that names a deputy.",
    "Among the bids this is the fullest.",
    "It is the most complete bid of all.",
    "Its rivals offered more.",
    "The rota is weaker than that of the winner.",
)
PRICES = (
    "another asked £123,456.78 for it",
    "£123,456 was asked elsewhere",
    "it costs 123456.78 elsewhere",
    "123,457 is too much",
    "£123.5k elsewhere",
    "about £0.123m elsewhere",
    "123,456 pounds elsewhere",
    "GBP 123 456.78 elsewhere",
)
AMOUNTS = (
    "the depot lease is £12,345",
    "insurance of £5m is in annex C",
    "the fleet cost £100,000 in 2024",
    "123 operatives",
    "order 9123456 is dated",
)
HARMLESS = (
    "The evaluation grid on page 3 names who inspects.",
    "Bidders' day is attended by the site manager.",
    "The tender is better than its own method statement of 2024 suggests.",
    "Moderation of the parks' message board is done daily.",
    "The plan B for storms is set out.",
    "It offers more than the minimum asked for.",
    "The rota is better than the minimum asked for.",
    "It does more than the specification requires.",
    "It does more than the tender documents require.",
    "The second crew is better equipped than the other two crews.",
    "The hedges are cut later than in other towns.",
    "The strongest part of the tender is the rota.",
    "Site 4 is mown more often than the others are.",
    "It is the largest of the three depots.",
    "The depot at Broadgate holds a reserve.",
    "A crew meets at Broadgate Close each day.",
    "Beds are planted from Broadgate to the ring road.",
    "The other tender documents name the gate code.",
    "Its best response time is two hours, and the weakest answer is on hedges.",
    "It takes the lowest of three quotes for seed.",
    "The fleet is newer than four years.",
    "It won two other tenders in Leeds for like work.",
    "It is less detailed than the other answers in this tender.",
    "Bidders were asked for two case studies and the tender gives three.",
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


@pytest.mark.parametrize("said", PRICES)
def test_the_price_of_another_is_found_in_any_writing(said: str) -> None:
    assert ("A", "other-bidder") in writing.found(_priced(said))


@pytest.mark.parametrize("said", AMOUNTS)
def test_an_amount_of_the_tenders_own_is_no_others_price(said: str) -> None:
    assert writing.found(_priced(said)) == []


def _priced(said: str) -> Tender:
    """Return a tender that says so of bid A, which asks £100,000; bid B asks £123,456.78."""
    other = "Hedges, beds and burial grounds are planned month by month on pages 12 to 19."
    made = writing.tender(
        writing.score("4", f"{writing.SOUND} As a note, {said}."),
        writing.score("3", other, "See page 12."),
    )
    prices = (Amount(Fraction(100_000)), Amount(Fraction(12_345_678, 100)))
    bids = tuple(replace(bid, price=price) for bid, price in zip(made.bids, prices, strict=True))
    model = builders.model(builders.price("40"), builders.scored("method", "60"))
    return replace(made, model=model, bids=bids)


@pytest.mark.parametrize(
    ("bidder", "said", "is_found"),
    [
        ("Green Services Ltd", "The crew wears Green vests.", False),
        ("City Cleaning Ltd", "It serves City hospitals.", False),
        ("Birch Facilities Ltd", "Unclear, where Birch is planted along the path.", True),
        ("Birch Facilities Ltd", "It plants oak, and birch, or Birch in rows.", False),
        ("Birch Facilities Ltd", "Birch is planted along the path.", False),
        ("Birch Facilities Ltd", "Birch asked less.", True),
        ("Arden Trees Ltd", "The rota is kept by Arden itself.", False),
        (
            "March Gardens Ltd",
            "The rota begins in late March and ends on 9 March each year.",
            False,
        ),
    ],
)
def test_the_first_word_of_anothers_name_is_found_unless_it_is_ordinary(
    bidder: str, said: str, *, is_found: bool
) -> None:
    other = "Hedges, beds and burial grounds are planned month by month on pages 12 to 19."
    made = writing.tender(
        writing.score("4", f"{writing.SOUND} {said}"), writing.score("3", other, "See page 12.")
    )
    made = replace(made, bids=(made.bids[0], replace(made.bids[1], bidder=bidder)))

    assert (("A", "other-bidder") in writing.found(made)) is is_found


def test_a_bidder_named_in_small_letters_is_told_with_its_capitals() -> None:
    made = writing.tender(
        writing.score("4", f"{writing.SOUND} It names broadgate landscapes llp."),
        writing.score("3", "Hedges and beds are planned month by month on pages 12 to 19.", "P 12"),
    )

    (found,) = writing.findings(made)

    assert "‘Broadgate Landscapes LLP’" in found.message


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


def test_the_reasons_of_a_decision_on_a_price_tell_nothing_of_others() -> None:
    answer = LowPriceAnswer(
        LowPriceVerdict.DEMONSTRATED, "It is cheaper than Broadgate Landscapes.", "chair"
    )
    made = writing.tender(writing.score("4", writing.SOUND), writing.score("3", writing.SOUND))
    bids = tuple(replace(bid, abnormally_low=answer) if bid.id == "A" else bid for bid in made.bids)

    assert ("A", "other-bidder") in writing.found(replace(made, bids=bids))
