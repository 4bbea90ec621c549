"""A promise that won becomes the indicator of its clause, with the quantity that was promised."""

from fractions import Fraction

import pytest

from evaluation.outline.clauses import ClauseChoice, Clauses, Filled, Take, Texts
from evaluation.outline.indicators import indicator_of, obligation_of

WEEKS = Texts(kpi="{quantity} weeks in {area} by {due}, each quarter, for {authority}.")
SHARED = (Filled("due", "2027-03-31"), Filled("area", "Coventry"))
KNOWN = {"authority": "Coventry City Council", "area": "the area of Coventry City Council"}


def clauses(*, take: Take = Take.AS_IS, texts: Texts = WEEKS, **filled: str) -> Clauses:
    values = tuple(Filled(name, value) for name, value in filled.items())
    return Clauses((ClauseChoice("weeks", take, texts=texts, filled=values),), SHARED)


def test_the_quantity_is_the_winners_and_the_rest_as_settled() -> None:
    found = indicator_of(clauses(), "weeks", Fraction(1200), KNOWN)

    assert found == (
        "1,200 weeks in Coventry by 31 March 2027, each quarter, for Coventry City Council."
    )


def test_what_was_promised_prevails_over_a_quantity_that_was_filled_in_before() -> None:
    found = indicator_of(clauses(quantity="60"), "weeks", Fraction(120), KNOWN)

    assert found.startswith("120 weeks")


def test_a_promise_in_per_cent_stands_where_the_clause_asks_for_a_percentage() -> None:
    texts = Texts(kpi="Biodiversity against {percent}, yearly.")

    found = indicator_of(clauses(texts=texts), "weeks", Fraction(20), KNOWN, unit="percent")

    assert found == "Biodiversity against 20%, yearly."


def test_a_variable_that_nothing_fills_stays_seen() -> None:
    texts = Texts(kpi="Reported to {contract_manager}.")

    found = indicator_of(clauses(texts=texts), "weeks", Fraction(1), KNOWN)

    assert found == "Reported to [contract manager]."


@pytest.mark.parametrize(
    "settled", [Clauses(), clauses(take=Take.NONE), clauses(texts=Texts(question="How many?"))]
)
def test_without_a_clause_or_its_indicator_there_is_none(settled: Clauses) -> None:
    assert indicator_of(settled, "weeks", Fraction(1), KNOWN) == ""


def test_an_obligation_leaves_to_the_bidder_what_the_bidder_promises() -> None:
    texts = Texts(obligation="{quantity} weeks in {area} by {due}. A week is five days.")

    found = obligation_of(clauses(texts=texts, quantity="60"), "weeks", KNOWN)

    assert found == (
        "[as many as you promise] weeks in Coventry by 31 March 2027. A week is five days."
    )


def test_a_measure_without_a_clause_has_no_obligation() -> None:
    assert obligation_of(clauses(take=Take.NONE), "weeks", KNOWN) == ""
    assert obligation_of(clauses(), "hours", KNOWN) == ""
