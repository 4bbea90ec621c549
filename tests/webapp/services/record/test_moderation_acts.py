"""Moderation in the record: who did what about which answer, and no score."""

from types import MappingProxyType
from uuid import UUID

import pytest

from tests.webapp.conftest import NOW
from webapp.services.record.moderation_acts import ACTS
from webapp.services.record.telling import Entry, Named, Told

ANN, BEN = UUID(int=1), UUID(int=2)
NAMED = Named(people=MappingProxyType({ANN: "Ann Lee", BEN: "Ben Okri"}))
WHERE: dict[str, object] = {"title": "Staff", "bidder": 2, "row": 3}


def sentence(act: str, **detail: object) -> Told:
    _, tell = ACTS[act]
    return tell(Entry(1, NOW, ANN, act, f"procurement/{UUID(int=9)}", detail), NAMED)


@pytest.mark.parametrize(
    ("act", "detail", "what", "why"),
    [
        (
            "open-answer",
            {**WHERE, "missing": [], "why": ""},
            "opened the answer of Bidder B on “Staff” to the panel",
            "",
        ),
        (
            "open-answer",
            {**WHERE, "missing": [str(BEN), str(ANN)], "why": "Both are ill"},
            (
                "opened the answer of Bidder B on “Staff” to the panel without a score of Ann Lee "
                "and Ben Okri"
            ),
            "Both are ill",
        ),
        (
            "open-complete-answers",
            {"count": 12, "answers": {}},
            "opened 12 answers to the panel, every evaluator’s score being in",
            "",
        ),
        (
            "agree-score",
            {**WHERE, "sha256": "ab" * 32, "present": [str(ANN)], "dissenting": [], "meant": 0},
            (
                "recorded the score that the panel agreed for the answer of Bidder B on “Staff”, "
                "row 3 (fingerprint abababababab…), in the presence of Ann Lee"
            ),
            "",
        ),
        (
            "agree-score",
            {
                **WHERE,
                "sha256": "ab" * 32,
                "present": [str(ANN), str(BEN)],
                "dissenting": [str(BEN)],
                "meant": 1,
            },
            (
                "recorded the score that the panel agreed for the answer of Bidder B on “Staff”, "
                "row 3 (fingerprint abababababab…), in the presence of Ann Lee and Ben Okri, with "
                "the dissent of Ben Okri, having confirmed its words"
            ),
            "",
        ),
        (
            "reopen-answer",
            {**WHERE, "why": "A page was overlooked"},
            "reopened the agreed score for the answer of Bidder B on “Staff”",
            "A page was overlooked",
        ),
    ],
)
def test_each_act_says_what_was_done(
    act: str, detail: dict[str, object], what: str, why: str
) -> None:
    told = sentence(act, **detail)

    assert (told.what, told.why) == (what, why)
