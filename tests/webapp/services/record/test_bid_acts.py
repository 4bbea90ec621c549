"""Bids in the record: what came in and for whom, with the name that a number stands for."""

from uuid import UUID

import pytest

from tests.webapp.conftest import NOW
from webapp.services.record.bid_acts import ACTS
from webapp.services.record.telling import Entry, Named, Told

TENDER = UUID(int=9)
NAMED = Named(bidders={(TENDER, 1): "Alpha Ltd"})


def sentence(act: str, **detail: object) -> Told:
    _, tell = ACTS[act]
    return tell(Entry(1, NOW, UUID(int=1), act, f"procurement/{TENDER}", detail), NAMED)


@pytest.mark.parametrize(
    ("act", "detail", "what"),
    [
        (
            "receive-bid",
            {"bidder": 1, "number": 2, "sha256": "ab" * 32, "is_late": True},
            "uploaded bid number 2 (fingerprint abababababab…), late, for Alpha Ltd",
        ),
        (
            "receive-bid",
            {"bidder": 1, "by_bidder": True, "number": 2, "sha256": "ab" * 32},
            "sent bid number 2 (fingerprint abababababab…)",
        ),
        (
            "decide-late-bid",
            {"bidder": 1, "number": 2, "is_admitted": False},
            "did not admit the late bid number 2 of Alpha Ltd",
        ),
        (
            "decide-late-bid",
            {"bidder": 2, "number": 1, "is_admitted": True},
            "admitted the late bid number 1 of Bidder B",
        ),
        (
            "refuse-bid",
            {"bidder": 1, "by_bidder": True, "why": "It is full"},
            "sent a bid that was not taken in",
        ),
        (
            "refuse-bid",
            {"bidder": 1, "why": "It is full"},
            "uploaded a bid for Alpha Ltd that was not taken in",
        ),
        ("withdraw-bid", {"bidder": 1, "numbers": [1, 2]}, "withdrew bid number 1 and 2"),
    ],
)
def test_each_act_says_what_was_done(act: str, detail: dict[str, object], what: str) -> None:
    assert sentence(act, **detail).what == what
