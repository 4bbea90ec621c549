"""An evaluation as JSON, key by key as the interface fixes it."""

import json

from evaluation.evaluate import evaluate
from evaluation.model import Method
from evaluation.result import CommitmentFinding
from evaluation.robustness import robustness
from evaluation.serialisation import evaluation_json
from evaluation.tender import CommitmentVerdict
from tests.evaluation.builders import bid, contested, example, model, price, scored, tender


def test_the_published_example_as_json() -> None:
    offers = example()

    found = evaluation_json(evaluate(offers), None)

    assert found["format"] == "podium/evaluation/1"
    assert found["bids"][0] == {
        "id": "A",
        "bidder": "A Ltd",
        "verdict": "ranked",
        "rank": 1,
        "total": "80.00",
        "reasons": [],
        "points": {
            "price": {"percent": "80.00", "points": "32.00"},
            "quality": {"percent": "80.00", "points": "40.00"},
            "q1": {"percent": "80.00", "points": "24.00"},
            "q2": {"percent": "80.00", "points": "16.00"},
            "sv": {"percent": "80.00", "points": "8.00"},
            "sv-offer": {"percent": "100.00", "points": "5.00"},
            "sv-method": {"percent": "60.00", "points": "3.00"},
        },
        "commitments": {
            "carbon": {
                "verdict": "counted",
                "because": "No policy judged this commitment, so it counts.",
                "cites": [],
                "rule": None,
                "hangs_on": [],
                "settled_by": None,
            }
        },
    }
    assert {name: found[name] for name in ("model_sha256", "provisional", "ranking", "winner")} == {
        "model_sha256": offers.model.sha256,
        "provisional": False,
        "ranking": [["A"], ["B"]],
        "winner": "A",
    }


def test_the_keys_stand_in_the_published_order_and_additions_after_them() -> None:
    assert list(evaluation_json(evaluate(contested()), None)) == [
        "format",
        "model_sha256",
        "provisional",
        "bids",
        "ranking",
        "winner",
        "abnormally_low",
        "robustness",
        "reference",
        "method",
        "places",
        "ties_broken",
        "notes",
        "pending",
    ]


def test_robustness_stands_in_its_place() -> None:
    offers = example()
    evaluation = evaluate(offers)

    found = evaluation_json(evaluation, robustness(offers, {}, evaluation))

    assert list(found["robustness"]) == [
        "weights",
        "flips",
        "flips_total",
        "flips_complete",
        "rank_reversals",
        "rounding",
    ]


def test_a_disqualified_bid_has_no_rank_and_no_total() -> None:
    (excluded,) = (
        each for each in evaluation_json(evaluate(contested()), None)["bids"] if each["id"] == "E"
    )

    assert (excluded["verdict"], excluded["rank"], excluded["total"]) == (
        "disqualified",
        None,
        None,
    )
    assert excluded["reasons"] == [
        {
            "criterion": None,
            "rule": "exclusion",
            "disqualifies": True,
            "because": "Tax evasion: Convicted on 3 May 2024.",
        },
        {
            "criterion": "insurance",
            "rule": "gate",
            "disqualifies": True,
            "because": "‘Insurance’ must be passed, and the bid failed it.",
        },
    ]


def test_other_methods_have_a_measure_in_place_of_the_total() -> None:
    made = model(
        scored("q", "100", "0-7"),
        price(None, None),
        method=Method.PRICE_PER_QUALITY_POINT,
        places=3,
    )

    found = evaluation_json(evaluate(tender(made, bid("A", "100", {"q": "3"}))), None)["bids"][0]

    assert "total" not in found
    assert found["measure"] == "2.333"
    assert found["points"] == {"q": {"percent": "42.857", "points": "42.857"}}


def test_a_finding_is_told_with_its_rule_and_what_it_hangs_on() -> None:
    finding = CommitmentFinding(
        CommitmentVerdict.NEEDS_REVIEW,
        "Whether it is in the area is unknown.",
        cites=("Scrutiny note, 3.1",),
        rule="cov-in-area",
        hangs_on=("in_area",),
    )

    found = evaluation_json(evaluate(example(), {("A", "carbon"): finding}), None)

    assert found["provisional"] is True
    assert found["bids"][0]["commitments"]["carbon"] == {
        "verdict": "needs_review",
        "because": "Whether it is in the area is unknown.",
        "cites": ["Scrutiny note, 3.1"],
        "rule": "cov-in-area",
        "hangs_on": ["in_area"],
        "settled_by": None,
    }


def test_a_broken_tie_is_told() -> None:
    made = model(scored("a", "50"), scored("b", "50"), tie_break=("a",))
    bids = [bid("A", None, {"a": "3", "b": "4"}), bid("B", None, {"a": "4", "b": "3"})]

    found = evaluation_json(evaluate(tender(made, *bids)), None)

    assert found["ties_broken"] == [{"bids": ["A", "B"], "criterion": "a", "order": [["B"], ["A"]]}]


def test_the_same_evaluation_is_the_same_text() -> None:
    first, second = (json.dumps(evaluation_json(evaluate(contested()), None)) for _ in range(2))

    assert first == second
