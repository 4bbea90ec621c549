"""Open questions about low prices, and the order without the tenders that they are about."""

from dataclasses import replace

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.low_price_questions import Without, open_questions, without_low_prices
from evaluation.tender import LowPriceAnswer, LowPriceVerdict, Tender
from tests.evaluation import builders as make

ANSWERED = LowPriceAnswer(LowPriceVerdict.DEMONSTRATED, "Owns its machines.", "chair")


def priced(*prices: str) -> Tender:
    """Return bids A, B, C … with these prices, of which the first has the better marks."""
    made = make.model(make.price("40"), make.scored("q1", "60"), below_mean="30")
    bids = (
        make.bid(name, amount, {"q1": "5" if name == "A" else "3"})
        for name, amount in zip("ABCDEFG", prices, strict=False)
    )
    return make.tender(made, *bids)


def without(tender: Tender) -> tuple[Without, ...]:
    """Return the evaluations without the tenders in question."""
    return without_low_prices(tender, NO_FINDINGS, evaluate(tender))


def test_the_order_without_a_tender_is_that_of_the_bids_that_are_left() -> None:
    tender = priced("100", "90", "30")
    rest = replace(tender, bids=tender.bids[:2])

    assert without(tender) == (Without(("C",), evaluate(rest)),)
    assert (evaluate(tender).winner, without(tender)[0].evaluation.winner) == ("C", "A")


def test_each_is_left_out_alone_and_then_all_together() -> None:
    found = without(priced("100", "90", "30", "31"))

    assert [each.bids for each in found] == [("C",), ("D",), ("C", "D")]


def test_many_are_left_out_only_together() -> None:
    found = without(priced("100", "100", "100", "10", "11", "12", "13"))

    assert [each.bids for each in found] == [("D", "E", "F", "G")]


def test_a_question_that_is_settled_is_open_no_more_and_changes_no_figure() -> None:
    tender = priced("100", "90", "30")
    bids = (*tender.bids[:2], replace(tender.bids[2], abnormally_low=ANSWERED))
    settled = replace(tender, bids=bids)

    assert [price.bid for price in open_questions(tender, evaluate(tender))] == ["C"]
    assert open_questions(settled, evaluate(settled)) == ()
    assert without(settled) == ()
    assert evaluate(settled) == evaluate(tender)


def test_no_screen_asks_nothing() -> None:
    made = priced("100", "30")
    tender = replace(made, model=make.model(make.price("40"), make.scored("q1", "60")))

    assert without(tender) == ()
