"""The sentences of the evaluation panel."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from webapp.services.record.evaluation_acts import ACTS
from webapp.services.record.sentences import told
from webapp.services.record.telling import Change, Entry, Named, Told

ANN, BO = UUID(int=1), UUID(int=2)
NAMED = Named(people={ANN: "Ann Lee", BO: "Bo Park"}, bidders={(ANN, 1): "Alpha Ltd"})


def sentence(act: str, **detail: object) -> Told:
    at = datetime(2026, 5, 12, 9, 14, tzinfo=UTC)
    return told(Entry(7, at, BO, act, f"procurement/{ANN}", detail), NAMED)


def test_an_assignment_names_what_is_scored_from_now_on_and_what_no_longer() -> None:
    detail = {"user": str(ANN), "added": ["Staff"], "ended": ["Care"], "why": "A swap"}

    assert sentence("assign-evaluator", **detail) == Told(
        "assigned questions of the tender to Ann Lee",
        (Change("Scores from now on", "", "Staff"), Change("Scores no longer", "Care", "")),
        why="A swap",
    )


def test_whoever_leaves_is_said_to_have_their_questions_taken() -> None:
    detail = {"user": str(ANN), "added": [], "ended": ["Care"], "why": "Left the council"}

    assert (
        sentence("assign-evaluator", **detail).what == "took questions of the tender from Ann Lee"
    )


@pytest.mark.parametrize(
    ("act", "detail", "what"),
    [
        (
            "name-evaluation-chair",
            {"user": str(ANN), "before": str(BO)},
            "named Ann Lee to chair the evaluation panel in place of Bo Park",
        ),
        (
            "name-evaluation-chair",
            {"user": str(ANN), "before": None},
            "named Ann Lee to chair the evaluation panel",
        ),
        (
            "declare-interests",
            {"handling": "none", "detail": ""},
            "declared no conflict of interest in the bidders",
        ),
        (
            "decide-on-conflict",
            {"user": str(ANN), "handling": "waived"},
            "decided that a conflict of interest of Ann Lee in a bidder is waived",
        ),
        (
            "show-early",
            {"user": str(ANN), "bidder": 1},
            "had Ann Lee shown which bid is that of Alpha Ltd before the terms would",
        ),
        (
            "show-early",
            {"user": str(ANN)},
            "had Ann Lee shown the prices of all bids before the terms would",
        ),
        ("set-sample-answer", {"question": "Staff"}, "set a sample answer to “Staff”"),
        (
            "try-sample-answer",
            {"question": "Staff"},
            "said what they would give the sample answer to “Staff”",
        ),
        ("close-calibration", {"question": "Staff"}, "closed the calibration on “Staff”"),
    ],
)
def test_each_act_says_what_was_done(act: str, detail: dict[str, object], what: str) -> None:
    assert act in ACTS
    assert sentence(act, **detail).what == what
