"""What stands in a part is told on the record in the words of its pages."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import pytest

from evaluation.outline.case import Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.clauses import ClauseChoice, Clauses, Filled, Take, Texts
from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    MinimumAsked,
    ZeroPriceRule,
)
from evaluation.outline.lots import Division, Lot, Lots
from evaluation.outline.proposal import (
    Allowing,
    Choice,
    OwnMeasure,
    Proposal,
    Screen,
    Screened,
    Standing,
    Use,
)
from webapp.services.parts.codec import json_of
from webapp.services.parts.kinds import KINDS
from webapp.services.record.part_lines import held_by, lines
from webapp.services.record.part_saying import choice_words
from webapp.services.record.part_titles import TITLES, Hidden, Shown
from webapp.services.record.values import differences


def classes(kind: type) -> Iterator[type]:
    yield kind
    for held in held_by(kind).values():
        if is_dataclass(held):
            yield from classes(held)


EVERY = sorted(
    {one for kind in KINDS.values() for one in classes(kind.value)}, key=lambda one: one.__name__
)
CHOICES = sorted(
    {held for kind in EVERY for held in held_by(kind).values() if issubclass(held, Enum)},
    key=lambda one: one.__name__,
)


def told(value: object) -> dict[str, str]:
    found: Any = json_of(value)
    return {one.title: one.words for one in lines(type(value), found)}


@pytest.mark.parametrize("kind", EVERY)
def test_every_field_of_every_part_has_its_title_or_a_reason_why_it_is_not_shown(
    kind: type,
) -> None:
    held = TITLES[kind]

    assert set(held) == {field.name for field in fields(kind)}
    for name, shown in held.items():
        if isinstance(shown, Hidden):
            assert shown.why
        else:
            assert shown.title or shown.item or is_dataclass(held_by(kind)[name])


def test_no_title_is_of_a_class_that_no_part_holds() -> None:
    assert set(TITLES) == set(EVERY)


@pytest.mark.parametrize("kind", EVERY)
def test_every_list_of_things_names_its_items(kind: type) -> None:
    lists = [
        field.name
        for field in fields(kind)
        if "tuple" in str(field.type) and is_dataclass(held_by(kind)[field.name])
    ]

    assert all(isinstance(one := TITLES[kind][name], Shown) and one.item for name in lists)


@pytest.mark.parametrize("kind", CHOICES)
def test_every_choice_has_words(kind: type[Enum]) -> None:
    for member in kind:
        words = choice_words(member)
        assert words
        assert "_" not in words


def test_a_case_is_told_by_its_prompts_and_its_risks_by_what_they_are() -> None:
    risk = Risk("Nobody bids", Level.LOW, Level.HIGH, "Two lots", "Head of parks")

    assert told(Case(approved_where="Cabinet", ask="Approve it", risks=(risk,))) == {
        "Where the budget is approved": "Cabinet",
        "What is asked": "Approve it",
        "Nobody bids: what could go wrong": "Nobody bids",
        "Nobody bids: likelihood": "Low",
        "Nobody bids: gravity": "High",
        "Nobody bids: what is done about it": "Two lots",
        "Nobody bids: who sees to it": "Head of parks",
    }


def test_a_checklist_is_told_by_its_stages() -> None:
    value = Checklist((Item(Topic.REVIEW, State.NOT_NEEDED, "It is new"),))

    assert told(value) == {
        "Review the service: how far it is": "Not needed",
        "Review the service: what came of it": "It is new",
    }


def test_a_lot_is_told_in_pounds() -> None:
    value = Lots(Division.DIVIDED, "Two areas", (Lot(2, "North", "", 1_250_050),), 1)

    assert told(value) == {
        "Division into lots": "Divided into lots",
        "Why, or why not": "Two areas",
        "Lot 2: what it is called": "North",
        "Lot 2: what it is worth": "£12,500.50",
        "Lots that one bidder may win": "1",
    }


def test_a_proposal_is_told_with_its_weight_in_per_cent_and_without_ids_of_accounts() -> None:
    account = "11111111-1111-4111-8111-111111111111"
    own = OwnMeasure(
        "Trees", "Kept a year", "count", "cov-2014-local-jobs", "Photos", "import:tom/T1"
    )
    value = Proposal(
        (
            Choice(
                "cov-2014-new-jobs",
                Use.AWARD,
                screens=(Screened(Screen.ADDITIONAL, passes=True, because="Nothing asks it"),),
            ),
            Choice("own-trees", Use.BOTH, own=own),
        ),
        400,
        "",
        (
            Allowing(
                "social_value_minimum",
                "4%, where at least 5%",
                "A small contract",
                account,
                "Ann Lee",
                date(2026, 3, 2),
                Standing.ALLOWED,
                account,
            ),
        ),
        (account,),
    )

    found = told(value)

    assert found["Weight"] == "4%"
    assert found["Trees: what it is used as"] == "Award criterion and performance obligation"
    assert found["Trees: unit"] == "number"
    assert found["Trees: where it was taken from"] == "The authority’s own set"
    assert found["Departure on weight: what came of it"] == "Allowed"
    assert found["Departure on weight: asked on"] == "2 March 2026"
    assert any(title.endswith(", Additional: passes") for title in found)
    assert not any(account in words for words in found.values())
    assert not any("cov-2014" in text for text in (*found, *found.values()))


def test_criteria_are_told_by_their_titles_with_amounts_and_weights_in_words() -> None:
    value = Criteria(
        (
            BuiltCriterion(id="q", title="Quality", kind=CriterionKind.GROUP, weight="60"),
            BuiltCriterion(
                id="m",
                title="Method",
                kind=CriterionKind.SCORED,
                within="q",
                weight="100",
                minimum=MinimumAsked("3", is_percent=False, disqualifies=True),
                scale=MarksFrom("0", "5"),
            ),
            BuiltCriterion(
                id="p",
                title="Price",
                kind=CriterionKind.PRICE,
                weight="40",
                formula="set_range",
                floor="80000",
                zero_price=ZeroPriceRule.REJECT_BID,
            ),
        )
    )

    found = told(value)

    assert found["Quality: weight"] == "60%"
    assert found["Method: stands in"] == "Quality"
    assert found["Method, minimum: a bid below it is out"] == "Yes"
    assert found["Method, scale: highest mark"] == "5"
    assert found["Price: formula"] == "Between a floor and a ceiling"
    assert found["Price: floor"] == "£80,000"
    assert found["Price: a price of zero"] == "The bid is rejected"


def test_clauses_are_told_by_their_measures_with_what_fills_them() -> None:
    value = Clauses(
        (
            ClauseChoice(
                "own-trees-planted",
                Take.EDITED,
                texts=Texts(kpi="Trees"),
                filled=(Filled("due", "2027-03-31"),),
            ),
        ),
        (Filled("area", "Coventry"),),
    )

    found = told(value)

    assert found["In every clause, Area: filled with"] == "Coventry"
    assert {title.rpartition(", ")[2]: words for title, words in found.items()}[
        "Day by which it is due: filled with"
    ] == "31 March 2027"
    assert "Edited" in found.values()


def test_two_criteria_of_one_title_are_told_apart() -> None:
    def built(second: str) -> dict[str, Any]:
        return {
            "criteria": [
                {"id": "a", "title": "Method", "weight": "40"},
                {"id": "b", "title": "Method", "weight": second},
            ]
        }

    (changed,) = differences(Criteria, built("30"), built("60"))

    assert (changed.title, changed.was, changed.now) == ("Method: weight", "30%", "60%")


def test_what_is_called_otherwise_is_one_change_and_keeps_its_other_lines() -> None:
    was = {"lots": [{"number": 1, "title": "North", "value": 100}]}
    now = {"lots": [{"number": 1, "title": "South", "value": 100}]}

    (changed,) = differences(Lots, was, now)

    assert (changed.title, changed.was, changed.now) == (
        "Lot 1: what it is called",
        "North",
        "South",
    )


def test_a_choice_that_is_made_no_longer_is_told_as_it_is_stored() -> None:
    (line,) = lines(Lots, {"division": "perhaps"})

    assert line.words == "perhaps"
