"""The award in the record: bidders by the letter of their bid, reasons by their fingerprint."""

from uuid import UUID

import pytest

from tests.webapp.conftest import NOW
from webapp.services.record.award_acts import ACTS
from webapp.services.record.telling import Entry, Named, Told

PRINT = {"sha256": "ab" * 32}


def sentence(act: str, **detail: object) -> Told:
    _, tell = ACTS[act]
    return tell(Entry(1, NOW, UUID(int=1), act, f"procurement/{UUID(int=9)}", detail), Named())


@pytest.mark.parametrize(
    ("act", "detail", "what"),
    [
        (
            "settle-promise",
            {"bidder": 28, "measure": "Weeks", "verdict": "not_counted"},
            "decided that the promise of Bidder AB on “Weeks” does not count",
        ),
        (
            "disregard-tender",
            {"bidder": 2, "ground": "Breach", "heard": True},
            "disregarded the tender of Bidder B, after it was heard: Breach",
        ),
        (
            "lift-disregard",
            {"bidder": 2, "ground": "Breach"},
            "lifted a ground against the tender of Bidder B: Breach",
        ),
        (
            "decide-on-price",
            {"bidder": 1, "verdict": "demonstrated"},
            "decided that the price of Bidder A was demonstrated",
        ),
        ("enter-price-answer", {}, "entered what a bidder answered about its price"),
        (
            "approve-award",
            {"run": 2, "body": "the Panel", "minute": "minute 7"},
            (
                "approved the recommended award on evaluation 2, by decision of the Panel, "
                "minutes: minute 7"
            ),
        ),
    ],
)
def test_each_act_says_what_was_done_and_names_no_bidder(
    act: str, detail: dict[str, object], what: str
) -> None:
    told = sentence(act, **detail, **PRINT)

    kind = "answer" if act == "enter-price-answer" else "reason"
    assert told.what == f"{what} ({kind} with the fingerprint abababababab…)"
