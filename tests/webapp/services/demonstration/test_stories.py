"""Stories told beside one another: each act in its turn, and days counted as working days."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from tests.webapp.services.demonstration.conftest import NOW
from webapp.services.bids.sealed import Vault
from webapp.services.demonstration.people import DemonstrationFailed
from webapp.services.demonstration.stories import Stage, Story, done, tell
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.tendering.inviting import Links
from webapp.store import Store


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    no_store = cast("Store", None)  # no story here puts anything on record
    return Stage(no_store, Vault(tmp_path, "k" * 32), Links(str, is_mailed=False), NOW)


def story(name: str, days: tuple[int, ...], acts: list[str]) -> Story:
    for day in days:
        yield NOW + timedelta(days=day)
        acts.append(f"{name}{day}")


def test_the_act_that_comes_first_is_told_first_whoever_takes_it() -> None:
    acts: list[str] = []

    tell((story("a", (1, 4), acts), story("b", (2, 3, 4), acts)))

    assert acts == ["a1", "b2", "b3", "a4", "b4"]


def test_a_story_without_an_act_is_over_at_once() -> None:
    def nothing() -> Iterator[datetime]:
        yield from ()

    tell((nothing(),))


def test_moments_are_on_working_days_and_kept_in_utc(stage: Stage) -> None:
    assert stage.ago(2, 15) == datetime(2026, 7, 10, 14, tzinfo=UTC)
    assert stage.ahead(3, 12) == datetime(2026, 7, 20, 11, tzinfo=UTC)
    assert stage.ago(1).tzinfo is UTC


def test_a_step_that_is_refused_says_of_which_tender_and_what_to_do() -> None:
    refused = Refused("The tender is closed", "Open it")

    with pytest.raises(DemonstrationFailed, match="the bid came out as Refused"):
        done("DEMO-1", "the bid", refused, Done)
