"""How prices and commitments are explained, and which amounts of others are told."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from evaluation.evaluate import evaluate
from evaluation.model import FullMarks, Method, Model, PriceCriterion, PriceFormula, ReplacedBy
from evaluation.numbers import Amount, exact
from evaluation.result import CommitmentFinding
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.wording import pounds
from tests.evaluation import builders, generation, tenders
from tests.webapp.documents.summaries import reading
from webapp.documents.content import Card, Document
from webapp.documents.summaries import assessment_summary, letters, no_summaries_because


def card(document: Document, anchor: str) -> str:
    """Return the words of one explanation."""
    (found,) = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Card) and block.anchor == anchor
    ]
    return "\n".join(reading.words_of_lines(part.lines) for part in found.parts)


def only(*bids: str) -> Tender:
    """Return the tender with some of its bids."""
    made = tenders.tender()
    return replace(made, bids=tuple(made.by_id[bid] for bid in bids))


def priced(formula: PriceFormula, **more: object) -> Model:
    """Return the model with another price formula."""
    made = tenders.model()
    criteria = tuple(
        replace(item, formula=formula, **more) if isinstance(item, PriceCriterion) else item  # type: ignore[arg-type] # as the case says
        for item in made.criteria
    )
    return builders.pinned(replace(made, criteria=criteria))


def test_the_price_of_another_loser_is_not_told() -> None:
    assert card(reading.summary(tenders.tender(), "B"), "own-price") == (
        "£120,000.\n50.00 per cent.\nThe price is compared with the lowest price of the tenders "
        "that were not disqualified, that of another tender, whose supplier is not named here. "
        "The published formula then gives 50.00 per cent."
    )


def test_the_readers_own_price_is_told_where_it_is_the_lowest() -> None:
    document = reading.summary(tenders.tender(), "C")

    assert "It is the lowest price of the tenders that were not disqualified" in (
        card(document, "own-price")
    )
    assert "100% × £60,000 ÷ £96,000 = 62.50 per cent" in card(document, "winner-price")


def test_the_winners_price_is_told_where_it_is_the_lowest() -> None:
    document = reading.summary(only("A", "E"), "E")

    assert "100% × £96,000 ÷ £110,000 = 87.27 per cent" in card(document, "own-price")


@pytest.mark.parametrize(
    ("formula", "more", "said"),
    [
        (
            PriceFormula.LINEAR_BETWEEN_BIDS,
            {},
            "100% × (£110,000 – £110,000) ÷ (£110,000 – £96,000) = 0.00 per cent",
        ),
        (
            PriceFormula.RELATIVE_DIFFERENCE,
            {},
            "100% × (1 – (£110,000 – £96,000) ÷ £96,000) = 85.42 per cent",
        ),
        (
            PriceFormula.SET_RANGE,
            {"floor": Amount(exact("50000")), "ceiling": Amount(exact("150000"))},
            "100% × (£150,000 – £110,000) ÷ (£150,000 – £50,000) = 40.00 per cent",
        ),
        (
            PriceFormula.LOGARITHMIC,
            {"factor": exact("2")},
            "100% × (1 – log(£110,000 ÷ £96,000) ÷ log(2)) = 80.36 per cent",
        ),
    ],
)
def test_each_formula_is_told_in_figures(
    formula: PriceFormula, more: dict[str, object], said: str
) -> None:
    made = replace(only("A", "E"), model=priced(formula, **more))

    assert said in card(reading.summary(made, "E"), "own-price")


def test_the_mean_is_never_told() -> None:
    made = replace(only("A", "B", "E"), model=priced(PriceFormula.RELATIVE_TO_MEAN))

    text = reading.words(reading.summary(made, "E"))

    assert "The price is above the mean price of the tenders that were not disqualified" in text
    assert "108,666" not in text
    assert "£120,000" not in text


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (FullMarks(), "A price of zero earns 100 per cent under the published model."),
        (ReplacedBy(Amount(exact("1"))), "The price is taken for £1."),
    ],
)
def test_a_price_of_zero_is_explained(rule: FullMarks | ReplacedBy, said: str) -> None:
    made = only("A", "E")
    free = replace(made.bids[1], price=Amount(exact("0")))
    model = priced(PriceFormula.RELATIVE_TO_LOWEST, zero_price=rule)

    document = reading.summary(replace(made, model=model, bids=(made.bids[0], free)), "E")

    anchors = {"own-price", "winner-price"}
    told = [
        card(document, block.anchor)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Card) and block.anchor in anchors
    ]
    assert any(said in text for text in told)


def test_what_does_not_count_is_told_with_reason_and_citation() -> None:
    text = card(reading.summary(tenders.tender(), "E"), "own-offer")

    assert (
        "Not counted: 30 units promised.\nThe apprentices are to work outside the area of the "
        "authority. Coventry social value policy 2022, app. 1 Shown by: "
    ) in text


def test_a_source_that_nobody_adopted_is_not_cited_to_a_bidder() -> None:
    made = tenders.tender()
    found = tenders.findings()
    unsure = replace(found["E", "weeks"], unverified=("coventry-settings",))
    evaluation = evaluate(made, {**found, ("E", "weeks"): unsure})

    document = assessment_summary(made, evaluation, None, "E", issue=reading.ISSUE)

    text = card(document, "own-offer")
    assert "are to work outside the area of the authority. Shown by: " in text
    assert text.count("Coventry social value policy 2022") == 1


def test_the_rules_on_what_counts_are_a_blank_only_where_rules_were_applied() -> None:
    blank = "the rules on which promises count, as published, and where they stand"
    made = tenders.tender()
    by_rules = assessment_summary(made, tenders.evaluation(), None, "B", issue=reading.ISSUE)
    without = assessment_summary(made, evaluate(made), None, "B", issue=reading.ISSUE)

    assert blank in reading.blanks(by_rules)
    assert blank not in reading.blanks(without)


def test_what_counts_is_worked_out_and_not_argued() -> None:
    text = card(reading.summary(tenders.tender(), "B"), "own-offer")

    assert "Counted: " in text
    assert "no rule speaks against" not in text


def test_the_highest_offer_is_told_only_where_it_is_the_readers_or_the_winners() -> None:
    assert "whose supplier is not named here" in card(
        reading.summary(tenders.tender(), "E"), "own-offer"
    )
    assert "100% × £19,200 ÷ £24,000" in card(
        reading.summary(tenders.tender(), "B"), "winner-offer"
    )
    assert "£24,000" not in reading.words(reading.summary(tenders.tender(), "A"))


def test_a_limit_and_an_attribution_are_worked_out() -> None:
    made = only("A", "B")
    promise = builders.promise("130", "50")
    bids = (made.bids[0], replace(made.bids[1], commitments={"weeks": promise}))

    text = card(reading.summary(replace(made, bids=bids), "B"), "own-offer")

    assert (
        "Counted: 130 units promised. Of these 100 count, the published limit. "
        "100 × £480 × 50% = £24,000."
    ) in text


def test_what_a_person_settled_is_told_as_the_authoritys() -> None:
    made = only("A", "B")
    finding = CommitmentFinding(
        CommitmentVerdict.NOT_COUNTED, "The posts are filled already.", settled_by="panel_chair"
    )
    evaluation = evaluate(made, {("B", "weeks"): finding})

    document = assessment_summary(made, evaluation, None, "B", issue=reading.ISSUE)

    text = card(document, "own-offer")
    assert "The authority decided this. The posts are filled already." in text
    assert "panel_chair" not in text


@pytest.mark.slow
@given(made=generation.tenders(method=Method.WEIGHTED_SUM))
@settings(max_examples=60, deadline=None)
def test_no_letter_tells_the_price_of_another_loser(made: Tender) -> None:
    evaluation = evaluate(made)
    assume(not no_summaries_because(evaluation) and made.model.price is not None)
    assume(len(made.bids) > 2)
    prices = {bid.id: bid.price for bid in made.bids if bid.price}

    for letter in letters(made, evaluation, None, issue=reading.ISSUE):
        known = {prices.get(letter.bid), prices.get(evaluation.winner or "")}
        secret = {pounds(price) for price in prices.values() if price not in known}
        told = set(re.findall(r"£[0-9,.]*[0-9]", " ".join(_price_cards(letter.document))))
        assert told.isdisjoint(secret - _published(made))


def _price_cards(document: Document) -> list[str]:
    return [
        card(document, block.anchor)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Card) and block.anchor in {"own-price", "winner-price"}
    ]


def _published(made: Tender) -> set[str]:
    price = made.model.price
    assert price is not None
    amounts = [price.floor, price.ceiling]
    if isinstance(price.zero_price, ReplacedBy):
        amounts.append(price.zero_price.amount)
    return {pounds(amount) for amount in amounts if amount is not None}


def shown_by(because: str, quotation: str) -> Tender:
    """Return the tender in which E's weeks say what shows that they do not count."""
    made = tenders.tender()
    *others, last = made.bids
    weeks = replace(last.commitments["weeks"], because=because, quotation=quotation)
    return replace(
        made, bids=(*others, replace(last, commitments={**last.commitments, "weeks": weeks}))
    )


def test_what_shows_that_a_promise_does_not_count_takes_the_place_of_the_blank() -> None:
    made = shown_by("Page 3 names the Leicester depot", "All weeks are in Leicester. (page 3)")

    text = card(reading.summary(made, "E"), "own-offer")

    assert ("Page 3 names the Leicester depot.\n“All weeks are in Leicester.” (page 3)\n") in text
    assert text.count("Shown by: ") == 1  # carbon says nothing yet


def test_the_words_of_a_tender_are_not_quoted_to_its_rivals() -> None:
    made = shown_by("Page 3 names the Leicester depot", "All weeks are in Leicester. (page 3)")
    first = replace(made, bids=(made.bids[4], made.bids[3]))

    documents = [reading.summary(first, each) for each in ("E", "D")]

    told = ["All weeks are in Leicester" in reading.words(each) for each in documents]
    assert told == [True, False]
