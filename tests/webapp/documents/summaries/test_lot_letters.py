"""What letters of a lot give away of others: nothing that hangs on whom it passes over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from evaluation.evaluate import evaluate
from evaluation.letters.issuing import LateTender
from evaluation.lot_terms import LotTerms, Rule
from evaluation.numbers import Amount
from evaluation.tender import Tender, UnreadTender
from tests.evaluation import tenders
from tests.webapp.documents.summaries import reading
from tests.webapp.documents.summaries.test_passed_over import AT, TERMS, UNDER, over
from webapp.documents.summaries import late_notice, low_price_notice, unread_notice

DUE = datetime(2026, 5, 1, 12, tzinfo=UTC)


def level(made: Tender) -> Tender:
    """Return a tender whose first two bids share the first place."""
    return replace(made, model=replace(made.model, tie_break=()))


def test_of_a_tender_that_is_level_no_exact_total_is_given_away() -> None:
    made = level(over("A"))

    winning, losing, passed = (
        reading.section(reading.summary(made, bid), "outcome") for bid in ("B", "E", "A")
    )

    for outcome in (winning, losing):
        assert "is not ranked 1" not in outcome
        assert "ranked above" not in outcome
        assert "limit of lots" not in outcome
    assert f"{UNDER} your tender is the most advantageous tender for this lot." in winning
    assert (
        "Your tender shares first place in this lot. The published rule by which lots are awarded "
        "together applies to it, so the most"
    ) in passed
    assert (
        "The two figures They are exactly equal. Section 3 says by which rule the lot goes to the "
        "other."
    ) in " ".join(passed.split())


def test_the_words_of_a_lot_do_not_hang_on_whom_it_passes_over() -> None:
    """Whoever is first reads the same, level with one that is passed over or not."""
    without = replace(TERMS, rule=Rule.BEST_TOTAL)
    for made in (level(over("A")), over("E"), over(), over("A", terms=without)):
        winner = evaluate(made, tenders.findings()).winner
        assert winner is not None
        for bid in made.bids:
            if bid.id in {"D", *(one.bid for one in made.passed_over)}:
                continue
            words = reading.words(reading.summary(made, bid.id))
            mine, others = (
                f"{UNDER} your tender is the most advantageous tender for this lot.",
                "Your tender is not the most advantageous tender for this lot.",
            )
            assert (mine in words, others in words) == (bid.id == winner, bid.id != winner)
            assert "How the tie was settled" not in words
            assert (f"{UNDER} the most advantageous tender is that of" in words) == (
                bid.id != winner
            )


def test_that_a_place_is_shared_is_told_only_where_the_winning_tender_shares_it() -> None:
    """A and B are level and both passed over: neither learns of the other's exact total."""
    made = level(over("A", "B"))

    for bid in "AB":
        words = reading.words(reading.summary(made, bid))
        assert "Your tender is ranked first in this lot." in words
        assert "shares" not in words
        assert "The two figures" not in words


def test_who_is_put_first_by_the_order_for_equal_figures_reads_that() -> None:
    """The published order sets A before B, whose total is exactly the same."""
    summary = reading.summary(over("A"), "A")

    outcome, why = (" ".join(reading.section(summary, one).split()) for one in ("outcome", "why"))
    assert (
        "The two figures They are exactly equal; the published order for equal figures put yours "
        "ahead."
    ) in outcome
    assert (
        "The total score of your tender is 74.00. It equals that of the most advantageous tender; "
        "the published order for equal figures put yours ahead."
    ) in why
    other = reading.words(reading.summary(over("A", "B"), "B"))
    assert ("The two figures" in other, "put yours ahead" in other) == (False, False)


def test_figures_that_only_read_alike_are_told_as_such() -> None:
    made = level(over("A"))
    a_little = tuple(
        replace(bid, price=Amount(bid.price - Fraction(1, 1000)))
        if bid.id == "A" and bid.price
        else bid
        for bid in made.bids
    )

    outcome = reading.section(reading.summary(replace(made, bids=a_little), "A"), "outcome")

    assert "Your tender is ranked first in this lot." in outcome
    assert (
        "They are equal as they are printed here. The exact figures differ: yours is better."
    ) in outcome


def test_by_sums_a_shared_place_is_parted_by_the_rule_of_all_lots() -> None:
    terms = replace(TERMS, rule=Rule.LOWEST_COST)

    outcome = reading.section(reading.summary(level(over("A", terms=terms)), "A"), "outcome")

    assert "The published rule by which lots are awarded together applies to it" in outcome


def test_without_a_limit_the_order_for_a_shared_place_is_the_published_one() -> None:
    terms = LotTerms(Rule.IN_ORDER, None, (Rule.LOWEST_COST,), AT)
    passed, other = (reading.summary(level(over("A", terms=terms)), bid) for bid in "AE")
    nowhere = reading.summary(level(over("A", terms=replace(terms, rule_at=""))), "A")
    bare = reading.summary(over(terms=LotTerms(Rule.IN_ORDER)), "A")

    for summary in (passed, other):
        criteria = reading.section(summary, "criteria")
        assert (
            "Several lots are awarded together. Each lot goes to its first-ranked tender. Where "
            "several share first place, the one with the lower price has the lot. That order was "
            f"published at: {AT}. Procurement Act 2023, s.23(3)(a)"
        ) in criteria
        words = reading.words(summary)
        assert "limit" not in criteria.split("Several lots")[1].split("\n")[0]
        assert "s.23(4)" not in words
        assert "s.20(7)" not in words
        assert "s.19(2) and s.23(3)(a); Procurement Regulations 2024, reg 31(3)(c)" in words
    assert "The published rule for equal awards applies to it" in reading.words(passed)
    assert "where that order was published" in reading.blanks(nowhere)
    assert "where that rule was published" in reading.blanks(bare)


def test_the_terms_are_those_of_all_lots_whichever_of_them_has_an_order() -> None:
    terms = LotTerms(Rule.BEST_TOTAL, 1, (), AT, has_orders=True)
    words = (
        "If several awards are equal by this, they go by the places in the lots’ own orders "
        "for equal figures."
    )

    for made in (over("A", terms=terms), level(over("A", terms=terms))):
        assert words in reading.section(reading.summary(made, "E"), "criteria")


def test_every_letter_says_which_lot_it_is_about() -> None:
    terms = replace(TERMS, lot="2 (Parks, south) of COV-2026-010")
    made = over("A", terms=terms)
    evaluation = evaluate(made, tenders.findings())
    gone = UnreadTender("F", "Late Ltd", DUE, "0" * 64, "Lost.")
    late = LateTender("G", "Later Ltd", "", "", "", DUE + timedelta(hours=1), DUE, "Late.")

    documents = [
        *(reading.summary(made, bid) for bid in "ABE"),
        low_price_notice(made, evaluation, None, "C", issue=reading.ISSUE),
        unread_notice(made, None, gone, issue=reading.ISSUE),
        late_notice(made, None, late, issue=reading.ISSUE),
    ]

    for document in documents:
        (found,) = (one for one in document.front.rows if one.header == "Lot")
        assert reading.words_of_lines(found.lines) == "2 (Parks, south) of COV-2026-010"
    bare = reading.summary(over("A"), "A")
    assert [one for one in bare.front.rows if one.header == "Lot"] == []
