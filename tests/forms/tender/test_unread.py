"""The tenders that nobody could read, beside the bids of a tender: read, written and refused."""

import json
from datetime import UTC, datetime

import pytest

from evaluation.tender import UnreadTender
from forms.errors import InvalidInput
from forms.tender import read_tender
from forms.tender.writing import tender_json

MODEL = {
    "criteria": [{"id": "price", "title": "Price", "kind": "price", "weight": "100",
                  "formula": "relative_to_lowest", "zero_price": "reject_bid"}],
}  # fmt: skip
LOST = {
    "bid": "B",
    "bidder": "Beta CIC",
    "received_at": "2026-03-02T12:00:00+00:00",
    "sha256": "ab" * 32,
    "because": "On no backup\nThe supplier has none",
    "declared_by": "Ann Lee, procurement officer",
}


def tender(**unread: object) -> bytes:
    return json.dumps(
        {
            "format": "podium/tender/1",
            "reference": "COV-1",
            "model": MODEL,
            "bids": [{"id": "A", "bidder": "Alpha Ltd", "price": "100", "scores": {}}],
            "unread": [{**LOST, **unread}],
        }
    ).encode()


def test_it_is_read_and_written_as_it_was() -> None:
    found = read_tender(tender(), name="t")

    assert found.unread == (
        UnreadTender(
            "B",
            "Beta CIC",
            datetime(2026, 3, 2, 12, tzinfo=UTC),
            "ab" * 32,
            "On no backup\nThe supplier has none",
            "Ann Lee, procurement officer",
        ),
    )
    assert tender_json(found)["unread"] == [LOST]


def test_without_one_nothing_is_written() -> None:
    whole = json.loads(tender())
    del whole["unread"]

    assert "unread" not in tender_json(read_tender(json.dumps(whole).encode(), name="t"))


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"bid": "A"}, "unread[0].bid"),
        ({"received_at": "2026-03-02T12:00:00"}, "unread[0].received_at"),
        ({"received_at": "noon"}, "unread[0].received_at"),
        ({"because": " "}, "unread[0].because"),
        ({"price": "1"}, "unread[0].price"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(wrong: dict[str, object], place: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_tender(tender(**wrong), name="t")

    assert [one.place for one in refused.value.errors] == [place]
