"""A tender that is written and read again is the same tender."""

import json
from pathlib import Path

import pytest

from evaluation.tender import Bid
from forms.errors import InvalidInput
from forms.tender import read_tender
from forms.tender.writing import tender_json

DEMONSTRATION = Path("webapp/demo/grounds-maintenance-tender.json")
MODEL = {
    "criteria": [
        {"id": "price", "title": "Price", "kind": "price", "weight": "40",
         "formula": "relative_to_lowest"},
        {"id": "offer", "title": "Offer", "kind": "commitments", "weight": "10",
         "formula": "relative_to_highest",
         "measures": [{"id": "weeks", "title": "Weeks", "unit": "weeks", "value": "277.22"}]},
        {"id": "q1", "title": "Method", "kind": "scored", "weight": "50", "scale": "0-5"},
        {"id": "licence", "title": "Licence", "kind": "gate"},
    ]
}  # fmt: skip
WHOLE = {
    "id": "A",
    "bidder": "Alpha Ltd",
    "price": "100000.5",
    "address": "1 High Street\nCoventry",
    "email": "a@a.example",
    "identifier": "GB-COH-1",
    "scores": {
        "q1": {
            "agreed": "4",
            "individual": {"e1": {"score": "3", "rationale": "R", "quotation": "Q"}, "e2": "5"},
            "rationale": "Because",
            "quotation": "Two crews",
            "dissent": "None",
        },
        "licence": {"agreed": "passed", "individual": {"e1": "passed"}},
    },
    "commitments": {
        "weeks": {
            "quantity": "120",
            "attribution": "62.5",
            "answers": {"in_area": True, "counted_elsewhere": False},
            "settled": {"verdict": "counted", "because": "B", "by_role": "procurement_officer"},
            "because": "The letter",
            "quotation": "two places",
        }
    },
    "abnormally_low": {"verdict": "demonstrated", "because": "B", "by_role": "buyer"},
}
EXCLUDED = {
    "id": "B",
    "bidder": "Beta",
    "scores": {},
    "exclusions": [{"ground": "Misconduct", "because": "It misled"}],
}


def _bytes(*bids: object, **more: object) -> bytes:
    tender = {"format": "podium/tender/1", "reference": "R-1", "model": MODEL, "bids": bids, **more}
    return json.dumps(tender).encode()


@pytest.mark.parametrize(
    "data",
    [
        _bytes(WHOLE, EXCLUDED, policy="coventry", contact="Ann", documents_at="there"),
        _bytes({**WHOLE, "scores": {"q1": "2", "licence": "failed"}}),
        _bytes({**WHOLE, "scores": {"licence": "failed"}, "commitments": {}}),
        DEMONSTRATION.read_bytes(),
    ],
    ids=["all of it", "bare marks", "a failed gate", "the demonstration"],
)
def test_it_is_the_same_tender(data: bytes) -> None:
    tender = read_tender(data, name="tender")

    again = read_tender(json.dumps(tender_json(tender)).encode(), name="again")

    assert again == tender
    assert again.model.sha256 == tender.model.sha256


def test_an_excluded_bid_may_lack_its_price_and_its_scores() -> None:
    (_, beta) = read_tender(_bytes(WHOLE, EXCLUDED), name="tender").bids

    assert (beta.price, dict(beta.scores), len(beta.exclusions)) == (None, {}, 1)
    assert isinstance(beta, Bid)


def test_a_bid_that_is_not_excluded_may_lack_neither() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_tender(_bytes(WHOLE, {**EXCLUDED, "exclusions": []}), name="tender")

    assert [error.place for error in refused.value.errors] == [
        "bids[1] (B).price",
        "bids[1] (B).scores.q1",
        "bids[1] (B).scores.licence",
    ]
