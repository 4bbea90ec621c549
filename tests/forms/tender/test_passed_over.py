"""The bids that a lot is not awarded to: read, written and refused."""

import json

import pytest

from evaluation.evaluate import evaluate
from evaluation.robustness import robustness
from evaluation.serialisation import evaluation_json
from evaluation.tender import PassedOver
from forms.errors import InvalidInput
from forms.tender import read_model, read_tender
from forms.tender.writing import tender_json
from rules.canonical import sha256_of
from tests.evaluation import tenders

OVER = {"bid": "A", "because": "You are at the limit of 1 lot."}


def tender(*passed_over: object) -> bytes:
    """Return a tender of two bids with these passed over."""
    criterion = {"id": "price", "title": "Price", "kind": "price", "weight": "100",
                 "formula": "relative_to_lowest", "zero_price": "reject_bid"}  # fmt: skip
    return json.dumps(
        {
            "format": "podium/tender/1",
            "reference": "COV-1",
            "model": {"criteria": [criterion]},
            "bids": [
                {"id": "A", "bidder": "Alpha Ltd", "price": "100", "scores": {}},
                {"id": "B", "bidder": "Beta CIC", "price": "110", "scores": {}},
            ],
            "passed_over": passed_over,
        }
    ).encode()


def refusal(*passed_over: object) -> tuple[str, str, str]:
    """Return place, problem and remedy of the only fault."""
    with pytest.raises(InvalidInput) as refused:
        read_tender(tender(*passed_over), name="t")
    (error,) = refused.value.errors
    return error.place, error.problem, error.remedy


def test_it_is_read_and_written_as_it_was() -> None:
    found = read_tender(tender(OVER), name="t")

    assert found.passed_over == (PassedOver("A", "You are at the limit of 1 lot."),)
    assert tender_json(found)["passed_over"] == [OVER]
    assert read_tender(json.dumps(tender_json(found)).encode(), name="t") == found


def test_without_one_nothing_is_written() -> None:
    found = read_tender(tender(), name="t")

    assert found.passed_over == ()
    assert "passed_over" not in tender_json(found)


def test_an_unknown_bid_is_refused() -> None:
    assert refusal({**OVER, "bid": "Z"}) == (
        "passed_over[0].bid",
        "there is no bid Z",
        "Give the id of one of the bids",
    )


def test_a_bid_stands_there_once() -> None:
    assert refusal(OVER, OVER) == (
        "passed_over[1].bid",
        "bid A is passed over already",
        "Take one of the two out",
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"bid": "A"}, "passed_over[0].because"),
        ({**OVER, "why": "x"}, "passed_over[0].why"),
        ("A", "passed_over[0]"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(value: object, place: str) -> None:
    found, problem, remedy = refusal(value)

    assert found == place
    assert problem
    assert remedy


def test_a_reason_may_still_be_missing() -> None:
    assert read_tender(tender({**OVER, "because": " "}), name="t").passed_over == (
        PassedOver("A", ""),
    )


def test_a_model_alone_is_read_whoever_is_passed_over() -> None:
    assert read_model(tender({**OVER, "bid": "Z"}), name="t").passed_over == ()


def test_a_tender_without_one_is_written_and_evaluated_as_it_always_was() -> None:
    """These digests are of the version before anybody could be passed over."""
    made, findings = tenders.tender(), tenders.findings()
    evaluation = evaluate(made, findings)

    written = tender_json(made), evaluation_json(evaluation, robustness(made, findings, evaluation))

    assert [sha256_of(json.dumps(one, sort_keys=True)) for one in written] == [
        "47b0b367f8ec7297b6f100df0fa7bb7f30c4a9ba06bab4bb6ab9acd080877e11",
        "ee74d82431811a42c36b18caed4e33aeddfc57c79f9a0cb8766904de03b2af22",
    ]
