"""The evaluation as a whole: the published example, commitments, notes and large tenders."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import GroupCriterion, Method
from evaluation.notes import NO_POLICY_BUT_SETTLED
from evaluation.result import BidVerdict, CommitmentFinding, Evaluation
from evaluation.tender import Commitment, CommitmentVerdict, Settled, Tender
from rules.procurement import Procurement
from tests.bench.cases import procurements
from tests.evaluation.builders import (
    bid,
    commitments,
    contested,
    example,
    group,
    measure,
    model,
    panel,
    price,
    promise,
    scored,
    tender,
)


def points(evaluation: Evaluation, id_: str) -> dict[str, Fraction]:
    """Return the points of one bid by criterion."""
    return {name: each.points.value for name, each in evaluation.by_id[id_].criteria.items()}


def test_the_published_example_is_evaluated() -> None:
    evaluation = evaluate(example())

    assert points(evaluation, "A") == {
        "price": 32,
        "quality": 40,
        "q1": 24,
        "q2": 16,
        "sv": 8,
        "sv-offer": 5,
        "sv-method": 3,
    }
    assert evaluation.ranking == (("A",), ("B",))
    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 80, "B": Fraction("76.5")}


def test_results_stand_in_the_order_of_the_tree_and_bids_in_the_order_given() -> None:
    evaluation = evaluate(contested())

    assert [each.id for each in evaluation.bids] == ["A", "B", "C", "D", "E"]
    assert list(evaluation.by_id["A"].criteria) == [
        "price",
        "quality",
        "q1",
        "q2",
        "sv",
        "sv-offer",
        "sv-method",
    ]


def test_the_agreed_score_prevails_over_the_individual_ones() -> None:
    made = model(scored("q", "100"), agreed_by_mean=True)

    evaluation = evaluate(
        tender(
            made,
            bid("A", None, {"q": panel("1", "1", agreed="5")}),
            bid("B", None, {"q": panel("1", "2")}),
        )
    )

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 100, "B": 30}


def promising(*promises: Commitment) -> Tender:
    """Return a tender of bids that promise jobs, on a price alike."""
    made = model(price("60"), commitments("sv", "40", measure("jobs", "10", cap="8")))
    bids = [
        bid("ABC"[number], "100", promises={"jobs": each}) for number, each in enumerate(promises)
    ]
    return tender(made, *bids)


def test_no_bid_promising_anything_earns_nothing() -> None:
    evaluation = evaluate(promising(promise("0"), promise("4", "0")))

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 60, "B": 60}


def test_a_cap_holds_for_each_bid() -> None:
    evaluation = evaluate(promising(promise("80"), promise("6")))

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 100, "B": 90}


def test_only_counted_commitments_earn_points_and_set_the_highest() -> None:
    offers = promising(promise("8"), promise("4"))
    findings = {
        ("A", "jobs"): CommitmentFinding(CommitmentVerdict.NOT_COUNTED, "Outside the area.")
    }

    evaluation = evaluate(offers, findings)

    assert {each: evaluation.measured(each) for each in "AB"} == {"A": 60, "B": 100}
    assert evaluation.by_id["A"].commitments["jobs"].because == "Outside the area."
    assert not evaluation.provisional


def test_a_commitment_under_review_makes_the_result_provisional() -> None:
    open_ = CommitmentFinding(
        CommitmentVerdict.NEEDS_REVIEW, "Nobody said where.", hangs_on=("in_area",)
    )

    evaluation = evaluate(promising(promise("8"), promise("4")), {("B", "jobs"): open_})

    assert evaluation.provisional
    assert evaluation.notes[-1] == (
        "The result is provisional: jobs of bid B needs review, and only what is counted earns "
        "points."
    )


def test_what_a_person_settled_prevails_where_no_policy_judged() -> None:
    settled = Settled(CommitmentVerdict.NOT_COUNTED, "It counts twice.", "evaluation chair")
    offers = promising(replace(promise("8"), settled=settled), promise("4"))

    evaluation = evaluate(offers)

    assert evaluation.measured("A") == 60
    assert evaluation.by_id["A"].commitments["jobs"] == CommitmentFinding(
        CommitmentVerdict.NOT_COUNTED, "It counts twice.", settled_by="evaluation chair"
    )
    assert evaluation.notes == (NO_POLICY_BUT_SETTLED,)


def test_a_finding_has_considered_what_a_person_settled() -> None:
    settled = Settled(CommitmentVerdict.NOT_COUNTED, "It counts twice.", "evaluation chair")
    counted = CommitmentFinding(CommitmentVerdict.COUNTED, "The rule is met.", rule="a-rule")

    evaluation = evaluate(
        promising(replace(promise("8"), settled=settled)), {("A", "jobs"): counted}
    )

    assert evaluation.measured("A") == 100


def test_without_a_policy_the_result_says_so() -> None:
    (note,) = evaluate(example()).notes

    assert note == (
        "No procurement and policy were given, so every commitment counts and no finding of a "
        "policy is made."
    )


def test_with_a_policy_it_does_not() -> None:
    procurement = replace(procurements()[0], reference=example().reference)
    with_policy = replace(example(), procurement=procurement, policy="coventry")

    assert evaluate(with_policy).notes == ()


def test_a_model_without_a_price_needs_none() -> None:
    made = model(scored("q", "100"))

    assert evaluate(tender(made, bid("A", None, {"q": "4"}))).measured("A") == 80


def test_all_disqualified_leaves_no_ranking() -> None:
    offers = contested()

    evaluation = evaluate(replace(offers, bids=offers.bids[3:]))

    assert [each.verdict for each in evaluation.bids] == [BidVerdict.DISQUALIFIED] * 2
    assert (evaluation.ranking, evaluation.winner) == ((), None)


def test_a_tree_fifty_deep_is_no_trouble() -> None:
    made: GroupCriterion = group("g0", "100", scored("q", "100"))
    for number in range(1, 50):
        made = group(f"g{number}", "100", made)

    evaluation = evaluate(tender(model(made), bid("A", None, {"q": "4"})))

    assert evaluation.measured("A") == 80
    assert len(evaluation.by_id["A"].criteria) == 51


@pytest.mark.slow
@pytest.mark.parametrize(
    ("questions", "weight", "count"), [(5000, "0.02", 5), (50, "2", 500), (1000, "0.1", 100)]
)
def test_large_tenders_are_evaluated(questions: int, weight: str, count: int) -> None:
    made = model(*(scored(f"q{number}", weight) for number in range(questions - 1)), price(weight))
    marks = {f"q{number}": str(number % 6) for number in range(questions - 1)}
    bids = [bid(f"B{number}", str(1000 + number), marks) for number in range(count)]

    evaluation = evaluate(tender(made, *bids))

    assert evaluation.ranking == tuple((f"B{number}",) for number in range(count))


def test_the_digest_and_the_method_are_those_of_the_model() -> None:
    offers = example()

    evaluation = evaluate(offers)

    assert evaluation.model_sha256 == offers.model.sha256
    assert (evaluation.method, evaluation.places) == (Method.WEIGHTED_SUM, 2)


def test_a_procurement_alone_is_no_policy() -> None:
    given: Procurement = procurements()[0]

    assert evaluate(replace(example(), procurement=given)).notes != ()
