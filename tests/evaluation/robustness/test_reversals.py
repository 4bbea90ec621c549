"""Leaving bids out, against the evaluation without them."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.model import PriceFormula
from evaluation.result import CommitmentFinding
from evaluation.robustness.result import RankReversal, SmallestLead
from evaluation.robustness.reversals import rank_reversals, smallest_lead
from evaluation.robustness.what_if import WhatIf
from evaluation.tender import CommitmentVerdict, Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import small_tender


def reversals(tender: Tender) -> tuple[RankReversal, ...]:
    return rank_reversals(WhatIf(tender, NO_FINDINGS, evaluate(tender)))


@given(st.integers(min_value=0, max_value=10**9))
def test_an_entry_is_where_the_evaluation_without_a_bid_has_another_first_place(seed: int) -> None:
    tender = small_tender(seed, most_bids=5)
    whole = evaluate(tender)
    expected = []
    for bid in tender.bids:
        if bid.id == whole.winner:
            continue
        rest = tuple(each for each in tender.bids if each is not bid)
        without = evaluate(replace(tender, bids=rest))
        if set(without.ranking[0] if without.ranking else ()) != set(
            whole.ranking[0] if whole.ranking else ()
        ):
            expected.append(RankReversal(bid.id, without.winner))

    assert reversals(tender) == tuple(expected)


def test_a_cheap_loser_can_decide_who_wins() -> None:
    """Show it under linear interpolation, where the dearest bid sets what a pound is worth.

    With C the prices of A and B lie 10 of 100 apart and earn 5 points of difference; without it
    10 of 10, and 50.
    """
    made = make.model(
        make.price("50", PriceFormula.LINEAR_BETWEEN_BIDS), make.scored("q1", "50", "0-10")
    )
    tender = make.tender(
        made,
        make.bid("A", "110", {"q1": "9"}),
        make.bid("B", "100", {"q1": "7"}),
        make.bid("C", "200", {"q1": "0"}),
    )

    assert evaluate(tender).winner == "A"
    assert reversals(tender) == (RankReversal("C", "B"),)


def test_leaving_out_one_of_three_that_share_the_first_place_changes_it() -> None:
    made = make.model(make.scored("q1", "100"))
    tender = make.tender(made, *(make.bid(id_, None, {"q1": "3"}) for id_ in "ABC"))

    assert reversals(tender) == tuple(RankReversal(id_, None) for id_ in "ABC")


def test_a_commitment_that_does_not_count_sets_no_highest() -> None:
    """C's promise would halve A's and B's points for theirs; not counted, it changes nothing."""
    made = make.model(
        make.commitments("offer", "50", make.measure("carbon", "1")),
        make.scored("q1", "50", "0-100"),
    )
    tender = make.tender(
        made,
        make.bid("A", None, {"q1": "50"}, {"carbon": "100"}),
        make.bid("B", None, {"q1": "90"}, {"carbon": "50"}),
        make.bid("C", None, {"q1": "0"}, {"carbon": "200"}),
    )
    not_counted = CommitmentFinding(CommitmentVerdict.NOT_COUNTED, "Outside the area.")
    findings = {("C", "carbon"): not_counted}

    counted = evaluate(tender)
    judged = evaluate(tender, findings)

    assert (counted.winner, judged.winner) == ("B", "A")
    assert rank_reversals(WhatIf(tender, NO_FINDINGS, counted)) == (RankReversal("C", "A"),)
    assert rank_reversals(WhatIf(tender, findings, judged)) == ()


def lead(tender: Tender) -> SmallestLead | None:
    return smallest_lead(WhatIf(tender, NO_FINDINGS, evaluate(tender)))


@given(st.integers(min_value=0, max_value=10**9))
def test_the_smallest_lead_is_that_of_the_evaluations_without_one_bid(seed: int) -> None:
    tender = small_tender(seed, most_bids=5)
    whole = evaluate(tender)
    leads: list[SmallestLead] = []
    for bid in tender.bids:
        rest = tuple(each for each in tender.bids if each is not bid)
        without = evaluate(replace(tender, bids=rest))
        if bid.id == whole.winner or whole.by_id[bid.id].rank is None or whole.winner is None:
            continue
        if without.winner != whole.winner:
            leads = []
            break
        if len(without.ranking) > 1:
            second = without.measured(without.ranking[1][0])
            leads.append(SmallestLead(bid.id, abs(without.measured(whole.winner) - second)))

    if reversals(tender):
        assert lead(tender) is None
    else:
        assert lead(tender) == min(leads, key=lambda each: each.lead, default=None)


def test_the_lead_shrinks_without_the_cheapest_bid() -> None:
    """Show that a loser can hold a rival down: with C's price A has 70 points and B 62.

    Without it their prices earn 32 and 40 of 40 points in place of 16 and 20: 86 and 82.
    """
    made = make.model(make.price("40"), make.scored("q1", "60", "0-10"))
    tender = make.tender(
        made,
        make.bid("A", "100", {"q1": "9"}),
        make.bid("B", "80", {"q1": "7"}),
        make.bid("C", "40", {"q1": "0"}),
    )

    assert evaluate(tender).winner == "A"
    assert lead(tender) == SmallestLead("C", Fraction(4))
