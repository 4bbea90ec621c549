"""What a part is stored as: its value comes back as it was, and what is no value is refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from webapp.services.parts.codec import Json, StoredValueIsWrong, json_of, value_of


class State(StrEnum):
    """How far a step is."""

    DONE = "done"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a plan."""

    title: str
    state: State
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A value with one of each kind of field."""

    steps: tuple[Step, ...]
    count: int
    is_urgent: bool = False


PLAN = Plan((Step("Needs", State.DONE, date(2026, 3, 2)), Step("Market", State.OPEN)), 2)


def test_a_value_comes_back_as_it_was() -> None:
    stored = json_of(PLAN)

    assert stored == {
        "steps": [
            {"title": "Needs", "state": "done", "on": "2026-03-02"},
            {"title": "Market", "state": "open", "on": None},
        ],
        "count": 2,
        "is_urgent": False,
    }
    assert value_of(Plan, stored) == PLAN


def test_a_field_that_was_added_later_takes_its_default() -> None:
    found = value_of(Plan, {"steps": [], "count": 0})

    assert found == Plan((), 0, is_urgent=False)


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({"steps": [], "count": "2"}, "Plan.count is not a int"),
        ({"steps": [], "count": True}, "Plan.count is not a int"),
        ({"steps": []}, "Plan lacks count"),
        ({"steps": [], "count": 1, "more": 1}, "Plan has no more"),
        ({"steps": {}, "count": 1}, "Plan.steps is not a list"),
        ({"steps": [1], "count": 1}, "Plan.steps[0] is not an object"),
        (
            {"steps": [{"title": "x", "state": "lost"}], "count": 1},
            "Plan.steps[0].state is not a State",
        ),
        (
            {"steps": [{"title": "x", "state": "done", "on": "2026-02-30"}], "count": 1},
            "Plan.steps[0].on is not a date",
        ),
    ],
)
def test_what_is_no_such_value_is_refused_with_its_place(stored: Json, told: str) -> None:
    with pytest.raises(StoredValueIsWrong) as refusal:
        value_of(Plan, stored)

    assert str(refusal.value) == told


def test_a_part_holds_no_float() -> None:
    with pytest.raises(TypeError, match="cannot hold a float"):
        json_of((0.1,))
