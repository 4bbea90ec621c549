"""The phases of a tender: derived from what is on record, at a moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.panel.phases import OnRecord, Phase, phase_at

DEADLINE = datetime(2026, 3, 2, 12, tzinfo=UTC)
AFTER = DEADLINE + timedelta(microseconds=1)
OPENED = OnRecord(deadline_at=DEADLINE, hands=2)
AGREED = replace(OPENED, is_moderation_begun=True, is_all_agreed=True)
EVALUATED = replace(AGREED, is_evaluated=True)
RECOMMENDED = replace(EVALUATED, is_recommended=True)
APPROVED = replace(RECOMMENDED, is_approved=True)
TOLD = replace(APPROVED, is_told=True)


@pytest.mark.parametrize(
    ("record", "now", "expected"),
    [
        (OnRecord(), AFTER, Phase.PREPARING),
        (OPENED, DEADLINE, Phase.OUT),
        (replace(OPENED, hands=1), AFTER, Phase.SEALED),
        (OPENED, AFTER, Phase.SCORING),
        (replace(OPENED, is_moderation_begun=True), AFTER, Phase.MODERATING),
        (AGREED, AFTER, Phase.MODERATED),
        (EVALUATED, AFTER, Phase.EVALUATED),
        (RECOMMENDED, AFTER, Phase.RECOMMENDED),
        (APPROVED, AFTER, Phase.APPROVED),
        (TOLD, AFTER, Phase.TOLD),
        (replace(TOLD, is_awarded=True), AFTER, Phase.AWARDED),
    ],
)
def test_each_phase_follows_from_what_is_on_record(
    record: OnRecord, now: datetime, expected: Phase
) -> None:
    assert phase_at(record, now) is expected


def test_an_evaluation_does_not_stand_while_a_score_is_not_agreed() -> None:
    lifted = replace(EVALUATED, is_all_agreed=False)

    assert phase_at(lifted, AFTER) is Phase.MODERATING


def test_a_recommended_award_stands_whatever_became_of_the_scores() -> None:
    assert phase_at(replace(RECOMMENDED, is_all_agreed=False), AFTER) is Phase.RECOMMENDED


def test_phases_are_in_the_order_in_which_they_come() -> None:
    assert Phase.TOLD.is_at_least(Phase.APPROVED)
    assert not Phase.SCORING.is_at_least(Phase.MODERATING)
