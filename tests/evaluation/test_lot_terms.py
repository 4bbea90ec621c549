"""The published terms of lots in the sentences that the award criteria have."""

from dataclasses import replace

import pytest

from evaluation.lot_terms import (
    LotTerms,
    Rule,
    lot_called,
    order_words,
    terms_of_lot,
    terms_words,
)

JUSTIFIED = (
    "Where that cannot be, of the combinations of awards in which each tender that is ranked above "
    "the one awarded a lot is of a supplier at the limit, and which award as many lots as can be "
    "awarded, the one with the"
)


def said(terms: LotTerms) -> str:
    """Return the terms as one text."""
    return " ".join(terms_words(terms))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule.IN_ORDER, "Where that cannot be, the lots are awarded one after the other in their"),
        (
            Rule.BIDDER_PREFERENCE,
            "a supplier that would exceed the limit keeps the lots that it prefers",
        ),
        (Rule.BEST_TOTAL, f"{JUSTIFIED} greatest sum of total scores is made."),
        (Rule.LOWEST_COST, f"{JUSTIFIED} lowest sum of prices is made."),
    ],
)
def test_each_rule_says_what_happens_to_who_would_exceed_the_limit(rule: Rule, words: str) -> None:
    found = said(LotTerms(rule, 2))

    assert (
        "One supplier may be awarded at most 2 lots. Each lot goes to its first-ranked tender, or "
        "to one of those that share first place, where every lot can be awarded so within the "
        "limit. "
    ) in found
    assert words in found
    assert found.endswith("Nothing further was published for awards that are still equal by this.")


def test_the_order_for_equal_awards_is_told_in_its_order() -> None:
    found = said(LotTerms(Rule.IN_ORDER, 1, (Rule.LOWEST_COST, Rule.BEST_TOTAL)))

    assert found.endswith(
        "If several awards are equal by this, they go by the greater number of lots awarded, then "
        "by the lower sum of prices, then by the greater sum of total scores."
    )


def test_the_lots_own_orders_count_only_where_sums_are_compared() -> None:
    summed, ordered = (
        said(LotTerms(rule, 1, has_orders=True)) for rule in (Rule.BEST_TOTAL, Rule.IN_ORDER)
    )

    assert summed.endswith(
        "If several awards are equal by this, they go by the places in the lots’ own orders "
        "for equal figures."
    )
    assert ordered.endswith(
        "Nothing further was published for awards that are still equal by this."
    )


CHEAPER = "Where several share first place, the one with the lower price has the lot"


@pytest.mark.parametrize(
    ("tie_break", "words"),
    [
        ((), "Nothing further was published for tenders that share first place."),
        ((Rule.LOWEST_COST,), f"{CHEAPER}."),
        (
            (Rule.LOWEST_COST, Rule.BEST_TOTAL),
            f"{CHEAPER}; where these are equal too, the one with the greater total score.",
        ),
    ],
)
def test_without_a_limit_no_rule_is_told(tie_break: tuple[Rule, ...], words: str) -> None:
    assert said(LotTerms(Rule.LOWEST_COST, None, tie_break, has_orders=True)) == (
        "Several lots are awarded together. Each lot goes to its first-ranked tender. " + words
    )


@pytest.mark.parametrize(
    ("limit", "words"),
    [(None, "together. Some"), (3, "One supplier may be awarded at most 3 lots. Some")],
)
def test_that_some_have_a_limit_of_their_own_is_told_of_nobody(
    limit: int | None, words: str
) -> None:
    found = said(LotTerms(Rule.IN_ORDER, limit, has_own_limits=True))

    assert (
        f"{words} suppliers have a lower limit of their own, which each of them is told. Each lot "
        "goes to its first-ranked tender"
    ) in found


def test_a_lot_is_called_by_its_title_where_it_has_one() -> None:
    assert lot_called("2", "Parks, south") == "2 (Parks, south)"
    assert (lot_called("2", ""), lot_called("2", "2")) == ("2", "2")


def test_a_lot_has_the_terms_of_all_unless_they_decide_nothing() -> None:
    def of_lot(terms: LotTerms) -> LotTerms | None:
        return terms_of_lot(terms, "2", "Parks", reference="COV-1")

    assert of_lot(LotTerms(Rule.LOWEST_COST, has_orders=True)) is None
    for terms in (
        LotTerms(Rule.IN_ORDER, 1),
        LotTerms(Rule.IN_ORDER, has_own_limits=True),
        LotTerms(Rule.IN_ORDER, tie_break=(Rule.BEST_TOTAL,)),
    ):
        assert of_lot(terms) == replace(terms, lot="2 (Parks) of COV-1")


def test_an_order_is_told_one_thing_after_the_other() -> None:
    sums = (Rule.BEST_TOTAL, Rule.LOWEST_COST)

    assert order_words(()) == ""
    assert order_words(sums) == ("the greater sum of total scores, then by the lower sum of prices")
    assert order_words(sums[1:], has_orders=True) == (
        "the lower sum of prices, then by the places in the lots’ own orders for equal figures"
    )
