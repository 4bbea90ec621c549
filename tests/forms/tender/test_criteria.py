"""Each kind of criterion has its own keys, and no other kind's."""

import pytest

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Minimum,
)
from forms.tender import read_model
from tests.forms.tender.documents import EVERYTHING, EXAMPLE, GONE, edited, refused, sent

PRICE = "model.criteria[0]"
QUALITY = "model.criteria[1]"
Q1 = f"{QUALITY}.criteria[0]"
OFFER = "model.criteria[2].criteria[0]"
ID = (
    "Give at most 100 letters, digits, dots, hyphens and underscores, "
    "beginning with a letter or digit."
)
KINDS = "Give one of group, price, scored, commitments, gate."
ABOVE = "Give a number above 0 as a text, such as"
OR_MORE = "Give a number of 0 or more as a text, such as"
ONE_OF_TWO = "Give score or percent, one of the two."
SET_ELSEWHERE = "Set it on a scored criterion, or on a group of such."


@pytest.mark.parametrize(
    ("place", "given", "refusal"),
    [
        (f"{Q1}.id", GONE, f"it is missing. {ID}"),
        (f"{Q1}.id", "a b", f'"a b" is not an id. {ID}'),
        (f"{Q1}.id", "", f'"" is not an id. {ID}'),
        (f"{Q1}.title", GONE, "it is missing. Give a text of at most 1000 characters."),
        (f"{Q1}.title", " ", "it is blank. Give a text of at most 1000 characters."),
        (f"{Q1}.kind", GONE, f"it is missing. {KINDS}"),
        (f"{Q1}.kind", "question", f'"question" is not on the list. {KINDS}'),
        (f"{Q1}.kind", ["scored"], f"it is a list. {KINDS}"),
        (f"{Q1}.outcome", "a b", f'"a b" is not an id. {ID}'),
        (f"{Q1}.weight", GONE, f'it is missing. {ABOVE} "40".'),
        (f"{Q1}.weight", 60, 'it is the JSON number 60. Write it in quotes, as "60".'),
        (f"{Q1}.weight", "0", f'"0" is not above 0. {ABOVE} "40".'),
        (f"{Q1}.weight", "-60", f'"-60" is not above 0. {ABOVE} "40".'),
        (f"{Q1}.weight", "60%", '"60%" is not a number. Write "60".'),
        (
            f"{Q1}.Weight",
            "60",
            'the key "Weight" is not known. Write weight, or leave the key out.',
        ),
        (f"{Q1}.formula", "relative_to_lowest", "a scored criterion has no formula. Leave it out."),
        (
            f"{Q1}.target",
            "5",
            "a scored criterion has no target. Leave it out, or make the kind commitments.",
        ),
        (
            f"{Q1}.descriptors",
            {"3": 7},
            "it is a JSON number. Give a text of at most 10,000 characters.",
        ),
        (
            f"{QUALITY}.scale",
            "0-5",
            "a group has no scale. Leave it out, or make the kind scored.",
        ),
        (f"{QUALITY}.descriptors", {}, "a group has no descriptors. Leave it out."),
        (f"{QUALITY}.weight", GONE, f'it is missing. {ABOVE} "40".'),
        (
            f"{QUALITY}.criteria",
            GONE,
            "it is missing. Give a list of criteria.",
        ),
        (f"{PRICE}.minimum", {"percent": "5"}, f"a price has no minimum. {SET_ELSEWHERE}"),
        (
            f"{PRICE}.measures",
            [],
            "a price has no measures. Leave it out, or make the kind commitments.",
        ),
        (
            f"{OFFER}.zero_price",
            "reject_bid",
            "a commitments criterion has no zero_price. Leave it out, or make the kind price.",
        ),
    ],
)
def test_what_is_wrong_with_a_criterion_is_refused_in_its_place(
    place: str, given: object, refusal: str
) -> None:
    inner = '["3"]' if place.endswith("descriptors") and given else ""

    assert refused({place: given, "bids": [{}]})[0] == f"{place}{inner}: {refusal}"


@pytest.mark.parametrize(
    ("key", "given", "refusal"),
    [
        ("weight", "5", "a gate has no weight. Leave it out."),
        ("minimum", {"score": "5"}, f"a gate has no minimum. {SET_ELSEWHERE}"),
        ("scale", "0-5", "a gate has no scale. Leave it out, or make the kind scored."),
    ],
)
def test_a_gate_has_neither_weight_nor_minimum_nor_scale(
    key: str, given: object, refusal: str
) -> None:
    place = f"model.criteria[0].{key}"

    assert refused({place: given}, document=EVERYTHING) == [f"{place}: {refusal}"]


def test_of_an_unknown_kind_what_every_kind_has_is_refused_too() -> None:
    lines = refused({f"{Q1}.kind": "question", f"{Q1}.title": ""})

    assert [line.partition(":")[0] for line in lines] == [f"{Q1}.title", f"{Q1}.kind"]


@pytest.mark.parametrize(
    ("minimum", "refusal"),
    [
        ({}, f": the minimum says neither score nor percent. {ONE_OF_TWO}"),
        (
            {"disqualifies": True},
            f": the minimum says neither score nor percent. {ONE_OF_TWO}",
        ),
        (
            {"score": "3", "percent": "60"},
            f": the minimum says both score and percent. {ONE_OF_TWO}",
        ),
        ({"score": 3}, '.score: it is the JSON number 3. Write it in quotes, as "3".'),
        ({"score": "6"}, ".score: the score 6 is off the scale. Give a score from 0 to 5."),
        ({"score": "-1"}, f'.score: "-1" is below 0. {OR_MORE} "3".'),
        (
            {"percent": "100.1"},
            (
                '.percent: "100.1" is more than 100. '
                'Give a number from 0 to 100 as a text, such as "50".'
            ),
        ),
        (
            {"score": "3", "disqualifies": "yes"},
            ".disqualifies: it is a text. Give true or false, without quotes.",
        ),
        (
            {"score": "3", "disqualify": True},
            (
                '.disqualify: the key "disqualify" is not known. '
                "Write disqualifies, or leave the key out."
            ),
        ),
        (
            "3",
            ': it is a text. Give a minimum such as {"score": "3", "disqualifies": true}.',
        ),
    ],
)
def test_a_minimum_that_says_too_little_or_too_much_is_refused(
    minimum: object, refusal: str
) -> None:
    assert refused({f"{Q1}.minimum": minimum}) == [f"{Q1}.minimum{refusal}"]


def test_a_minimum_without_its_consequence_is_read_because_a_stress_test_reports_it() -> None:
    made = edited(EXAMPLE, {f"{QUALITY}.minimum.disqualifies": GONE})

    minimum = read_model(sent(made), name="x").model.by_id["quality"].minimum

    assert isinstance(minimum, Minimum)
    assert minimum.disqualifies is None


def test_a_group_has_no_mark_to_reach() -> None:
    assert refused({f"{QUALITY}.minimum": {"score": "3"}}) == [
        (
            f"{QUALITY}.minimum.score: a group has a percentage, and no mark. "
            "Give percent in place of score."
        )
    ]


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        (
            {"formula": GONE},
            ["formula: it is missing. Give one of relative_to_highest, relative_to_target."],
        ),
        (
            {"formula": "relative_to_target"},
            [
                (
                    "target: it is missing from relative_to_target. "
                    'Give the value that earns all points, such as "50000".'
                )
            ],
        ),
        (
            {"formula": "relative_to_target", "target": "0"},
            [f'target: "0" is not above 0. {ABOVE} "50000".'],
        ),
        (
            {"target": "5"},
            [
                (
                    "target: target goes with the formula relative_to_target alone. "
                    "Leave it out, or make the formula relative_to_target."
                )
            ],
        ),
        (
            {"minimum": {"percent": "5", "disqualifies": True}},
            [
                (
                    "minimum: whether a bid reached the minimum would hang on the other bids. "
                    "Leave the minimum out, or make the formula relative_to_target."
                )
            ],
        ),
        (
            {"formula": "relative_to_target", "target": "5", "minimum": {"score": "5"}},
            [
                (
                    "minimum.score: commitments have a percentage, and no mark. "
                    "Give percent in place of score."
                )
            ],
        ),
        (
            {"measures": GONE},
            [
                (
                    "measures: it is missing. "
                    "Give a list of at least one measure, each with id, title, unit and value."
                )
            ],
        ),
        (
            {"measures": []},
            [
                (
                    "measures: it is empty. "
                    "Give a list of at least one measure, each with id, title, unit and value."
                )
            ],
        ),
        (
            {"measures": [7]},
            ["measures[0]: it is a JSON number. Give an object with id, title, unit and value."],
        ),
        ({"measures[0].value": "-1"}, [f'measures[0].value: "-1" is below 0. {OR_MORE} "277.22".']),
        ({"measures[0].cap": "-1"}, [f'measures[0].cap: "-1" is below 0. {OR_MORE} "1000".']),
        (
            {"measures[0].cap": 1000},
            ['measures[0].cap: it is the JSON number 1000. Write it in quotes, as "1000".'],
        ),
        (
            {"measures[0].unit": GONE},
            ["measures[0].unit: it is missing. Give a text of at most 100 characters."],
        ),
        (
            {"measures[0].maximum": "3"},
            ['measures[0].maximum: the key "maximum" is not known. Leave the key out.'],
        ),
    ],
)
def test_what_is_wrong_with_commitments_is_refused(
    changes: dict[str, object], refusals: list[str]
) -> None:
    given = {f"{OFFER}.{key}": value for key, value in changes.items()}

    assert refused(given) == [f"{OFFER}.{refusal}" for refusal in refusals]


def test_commitments_relative_to_a_target_may_have_a_minimum() -> None:
    item = read_model(sent(EVERYTHING), name="x").model.by_id["sv"]

    assert isinstance(item, CommitmentsCriterion)
    assert item.formula is CommitmentFormula.RELATIVE_TO_TARGET
    assert item.minimum is not None
