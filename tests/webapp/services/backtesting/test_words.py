"""A back-test in words: what changes, for whom, by how much, in the words of the vocabulary."""

import pytest

from rules.library import stack
from rules.serialisation import JsonObject
from webapp.services.backtesting import words
from webapp.services.backtesting.tally import HEADLINES


def group(by: str, value: str, **conclusions: int) -> JsonObject:
    return {
        "by": by,
        "value": value,
        "notices": 3,
        "changed": 2,
        "conclusions": {name.replace("__", "."): count for name, count in conclusions.items()},
    }


def change(conclusion: str, value: object, against: object) -> JsonObject:
    return {"conclusion": conclusion, "value": value, "against": against, "notices": 1}


def test_groups_have_the_same_columns_in_the_order_of_the_headlines() -> None:
    head = {
        "groups": [
            group("category", "works", approvals=1, social_value__tier=2),
            group("value", "under £25,000"),
        ]
    }

    assert words.groups(head) == (
        words.Group("Main purpose", "Works", 3, 2, (("Tier changed", 2), ("Approvals changed", 1))),
        words.Group(
            "Estimated value, as published",
            "under £25,000",
            3,
            2,
            (("Tier changed", 0), ("Approvals changed", 0)),
        ),
    )


def test_every_headline_has_a_name_that_heads_a_column() -> None:
    head = {"groups": [{**group("nation", "wales"), "conclusions": dict.fromkeys(HEADLINES, 1)}]}

    (found,) = words.groups(head)

    assert len({name for name, _ in found.conclusions}) == len(HEADLINES)


def test_an_item_that_one_policy_alone_knows_is_no_change() -> None:
    stacks = [stack("coventry"), stack(None)]
    known = change("duties", "uk-tender-notice", None)
    foreign = change("social_value.pillars", "cov-2022-economic", None)

    found = words.changes({"changes": [foreign, known]}, stacks)

    assert [item.conclusion for item in found] == ["Duties and notices"]


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("regime", None, "no finding"),
        ("notifiable", True, "yes"),
        ("social_value.minimum", "12.5", "12.5%"),
        ("social_value.tier", "none", "No social value sought"),
        ("threshold", {"amount": "207720.00", "vat": "included"}, "£207,720 including VAT"),
        ("kpis_minimum", 3, "3"),
        ("of-another-version", "some", "some"),
    ],
)
def test_a_value_is_said_as_its_conclusion_is(path: str, value: object, said: str) -> None:
    assert words.value_words(path, value, [stack(None)]) == said


def test_only_numbers_that_move_are_told_with_the_unit_of_their_means() -> None:
    moved = {"raised": 1, "lowered": 0, "same": 2, "mean": "5.00", "mean_against": "6.67"}
    head = {
        "amounts": [
            {"conclusion": "duties", **moved},
            {"conclusion": "social_value.minimum", **moved},
            {"conclusion": "kpis_minimum", **moved, "raised": 0},
            {"conclusion": "threshold", **moved, "mean_against": "5336937.50"},
        ]
    }

    found = words.shifts(head)

    assert [(item.conclusion, item.mean, item.mean_against) for item in found] == [
        ("Threshold for this procurement", "£5", "£5,336,937.50"),
        ("Lowest social value weight", "5.00%", "6.67%"),
        ("Duties and notices, how many", "5.00", "6.67"),
    ]
