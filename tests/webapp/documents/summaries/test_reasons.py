"""Why the contract is not being awarded to a supplier, and how ties are told."""

from dataclasses import replace

from evaluation.evaluate import evaluate
from evaluation.model import Method, PriceCriterion
from evaluation.numbers import Amount, exact
from evaluation.tender import Tender
from tests.evaluation import builders, tenders
from tests.webapp.documents.summaries import reading


def test_a_lower_total_is_compared_criterion_by_criterion() -> None:
    text = reading.section(reading.summary(tenders.tender(), "E"), "why")

    assert "Its total score is 74.00, that of your tender is 59.82." in text
    assert "Yours is 14.18 lower." in text
    assert "– Method\n30\n18.00\n30.00" in text
    assert text.endswith("Total score\n100\n59.82\n74.00")


def test_a_tie_that_the_model_broke_is_told_to_both() -> None:
    second = reading.summary(tenders.tender(), "B")
    first = reading.summary(tenders.tender(), "A")

    assert (
        "The exact figures of the two tenders are equal. The published model then compares "
        "‘Method’, where the most advantageous tender is better (30.00 points against 24.00); "
        "that set the two apart."
    ) in reading.section(second, "why")
    assert "Section 3 says what set the tenders apart." in reading.section(second, "outcome")
    assert (
        "Another tender has exactly the same figure. The published model then compares ‘Method’, "
        "where yours is better."
    ) in reading.section(first, "outcome")


def test_a_tie_among_losers_is_not_told() -> None:
    made = tenders.tender()
    third, fifth = made.bids[2], made.bids[4]
    even = {
        **third.scores,
        "method": tenders.score("2", tenders.METHOD["C"]),
        "staff": tenders.score("3", tenders.STAFF["C"]),
    }
    better = {
        **third.scores,
        "method": tenders.score("4", tenders.METHOD["E"]),
        "staff": tenders.score("0", tenders.STAFF["E"]),
    }
    bids = (
        *made.bids[:2],
        replace(third, scores=even),
        replace(third, id="F", bidder=fifth.bidder, scores=better),
    )

    changed = replace(made, bids=bids)
    assert {"C", "F"} <= set(evaluate(changed, tenders.findings()).ties_broken[-1].bids)
    text = reading.words(reading.summary(changed, "C"))

    assert "exactly equal to that" not in text
    assert fifth.bidder not in text


def test_figures_that_differ_by_less_than_is_printed_are_told_apart() -> None:
    made = tenders.tender()
    near = replace(made.bids[1], price=Amount(exact("120000.01")))
    bids = (made.bids[0], near, *made.bids[2:])

    text = reading.section(reading.summary(replace(made, bids=bids), "B"), "why")

    assert "differ by less than this letter’s rounding shows, and the exact figures decide" in text


def test_a_minimum_names_its_published_rule() -> None:
    text = reading.section(reading.summary(tenders.tender(), "D"), "why")

    assert (
        "‘Method’ scored 1, below the minimum score of 2. The published rule: A score below 2 "
        "disqualifies the tender."
    ) in text


def by_method(method: Method) -> Tender:
    """Return two bids under a method that itself uses the price."""
    made = tenders.tender()
    price = PriceCriterion(id="price", title="Price")
    quality = replace(made.model.by_id["quality"], weight=exact("100"))
    model = builders.model(price, quality, method=method, credit_per_point="500")
    return replace(made, model=model, bids=made.bids[:2])


def test_a_price_for_each_point_is_told_in_pounds() -> None:
    text = reading.words(reading.summary(by_method(Method.PRICE_PER_QUALITY_POINT), "B"))

    assert "the lowest price for each point is first" in text
    assert "Price for each point: £1,142.86; rank 1." in text
    assert "Price for each point: £1,363.64; rank 2." in text
    assert "Price\n–\n£120,000\n£96,000" in text


def test_a_credit_for_quality_is_told_in_pounds() -> None:
    text = reading.words(reading.summary(by_method(Method.QUALITY_CREDIT), "B"))

    assert "For each point £500 is taken off its price, and the lowest result is first." in text
    assert "Price less the credit for quality: £54,000.00; rank 1." in text
    assert "Yours is £22,000.00 higher." in text
