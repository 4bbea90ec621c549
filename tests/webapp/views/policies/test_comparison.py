"""Decisions side by side: what was recorded, what is decided, and how lists differ."""

import json

import pytest

from rules.decide import decide
from rules.library import stack
from rules.serialisation import decision_json
from tests.webapp.samples import BASIC
from webapp.services.preparing.answers import procurement_of
from webapp.views.policies.comparison import compared, decided_column, recorded_column


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"nation": "scotland"},
        {"category": "works"},
        {"special_regime": "light_touch"},
        {"commenced_on": None},
    ],
)
def test_a_recorded_decision_reads_as_it_was_decided(answers: dict[str, str]) -> None:
    given = {**BASIC, **{name: value for name, value in answers.items() if value}}
    procurement = procurement_of(given, reference="R-1", title="T", authority="Coventry")
    assert procurement is not None
    packs = stack("coventry")
    decision = decide(procurement, packs)
    content = json.loads(json.dumps(decision_json(decision, packs)))

    lines = compared(recorded_column(content, packs), decided_column(decision, packs))

    assert [line for line in lines if line.is_changed] == []
    assert "Which law governs the procurement" in {line.title for line in lines}


def test_long_lists_are_told_by_what_is_new_and_gone() -> None:
    many = ("A", "B", "C", "D", "E")

    (line,) = compared({"duties": many}, {"duties": (*many[1:], "F")})

    assert line.is_changed
    assert line.cells == ("5 in all", "5 in all; new: F; gone: A")


def test_short_lists_are_told_whole() -> None:
    (line,) = compared({"approvals": ("Panel",)}, {"approvals": ()}, {"approvals": "No finding"})

    assert line.cells == ("Panel", "None", "No finding")


def test_equal_lists_are_the_same() -> None:
    many = ("A", "B", "C", "D", "E")

    (line,) = compared({"duties": many}, {"duties": many})

    assert not line.is_changed
    assert line.cells == ("5 in all", "The same 5")


def test_what_applies_in_no_column_is_left_out() -> None:
    assert compared({}, {}) == ()


def test_an_id_that_no_pack_declares_any_more_stands_for_itself() -> None:
    packs = stack("coventry")
    content = {"undetermined": [], "conclusions": {"duties": [{"id": "gone-duty"}]}}

    assert recorded_column(content, packs)["duties"] == ("gone-duty",)
