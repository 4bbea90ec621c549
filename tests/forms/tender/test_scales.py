"""Scales rise in whole steps, and a level is described once, by a mark that the scale holds."""

from fractions import Fraction

import pytest

from evaluation.model import Scale, ScoredCriterion
from evaluation.numbers import Mark
from forms.tender import read_model
from tests.forms.tender.documents import EVERYTHING, EXAMPLE, edited, refused, sent

Q1 = "model.criteria[1].criteria[0]"
GRAMMAR = 'Give a scale such as "0-5", or {"minimum": "0", "maximum": "10", "step": "0.5"}.'
NUMBER = "Give a number of 0 or more as a text"


def question(changes: dict[str, object]) -> ScoredCriterion:
    """Return the first question of the example, changed."""
    data = sent(edited(EXAMPLE, {f"{Q1}.minimum": {"percent": "5"}, **changes}))
    item = read_model(data, name="x").model.by_id["q1"]
    assert isinstance(item, ScoredCriterion)
    return item


@pytest.mark.parametrize(
    ("given", "low", "high", "step"),
    [
        ("0-5", "0", "5", "1"),
        ("1-4", "1", "4", "1"),
        ("0-100", "0", "100", "1"),
        ({"minimum": "0", "maximum": "10", "step": "2.5"}, "0", "10", "2.5"),
        ({"minimum": "0.5", "maximum": "2.5"}, "0.5", "2.5", "1"),
        ({"minimum": "1", "maximum": "2", "step": "0.1"}, "1", "2", "0.1"),
    ],
)
def test_a_scale_is_read(given: object, low: str, high: str, step: str) -> None:
    marks = [Mark(Fraction(text)) for text in (low, high, step)]

    assert question({f"{Q1}.scale": given}).scale == Scale(*marks)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (5, f"scale: it is a JSON number. {GRAMMAR}"),
        ("", f'scale: "" is not a scale. {GRAMMAR}'),
        ("0.5-5", f'scale: "0.5-5" is not a scale. {GRAMMAR}'),
        ("-1-5", f'scale: "-1-5" is not a scale. {GRAMMAR}'),
        ("0 - 5", 'scale: "0 - 5" is not a scale. Write "0-5".'),
        ("0–5", 'scale: "0\\u20135" is not a scale. Write "0-5".'),
        ("0 to 5", 'scale: "0 to 5" is not a scale. Write "0-5".'),
        (
            "5-0",
            (
                'scale: "5-0" does not rise from its first mark to its last. '
                "Write the lowest mark first, then a higher one."
            ),
        ),
        (
            "5-5",
            (
                'scale: "5-5" does not rise from its first mark to its last. '
                "Write the lowest mark first, then a higher one."
            ),
        ),
        (
            {"minimum": "0", "maximum": "5", "step": "2"},
            (
                "scale.step: steps of 2 from 0 do not reach the maximum, 5. "
                "Give a step of which the scale holds a whole number."
            ),
        ),
        (
            {"minimum": "0.5", "maximum": "5"},
            (
                "scale.step: steps of 1 from 0.5 do not reach the maximum, 5. "
                "Give a step of which the scale holds a whole number."
            ),
        ),
        (
            {"minimum": "5", "maximum": "5"},
            (
                "scale.maximum: the scale's maximum, 5, is not above its minimum, 5. "
                "Correct one of the two."
            ),
        ),
        (
            {"minimum": "-1", "maximum": "5"},
            f'scale.minimum: "-1" is below 0. {NUMBER}, such as "0".',
        ),
        (
            {"minimum": "0", "maximum": "5", "step": "0"},
            ('scale.step: "0" is not above 0. Give a number above 0 as a text, such as "0.5".'),
        ),
        (
            {"minimum": "0", "maximum": 5},
            'scale.maximum: it is the JSON number 5. Write it in quotes, as "5".',
        ),
        ({"maximum": "5"}, f'scale.minimum: it is missing. {NUMBER}, such as "0".'),
        (
            {"minimum": "0", "maximum": "5", "steps": "1"},
            'scale.steps: the key "steps" is not known. Write step, or leave the key out.',
        ),
    ],
)
def test_what_is_no_scale_is_refused(given: object, refusal: str) -> None:
    assert refused({f"{Q1}.scale": given, "bids": [1]})[0] == f"{Q1}.{refusal}"


def test_levels_are_kept_by_their_marks_however_these_are_written() -> None:
    item = question({f"{Q1}.descriptors": {"0": "None.", "03": "Fair.", "5.00": "All."}})

    assert dict(item.descriptors) == {"0": "None.", "3": "Fair.", "5": "All."}


def test_levels_off_the_scale_and_levels_described_twice_are_refused() -> None:
    levels = {"6": "a", "good": "b", "4": "c", "4.0": "d", "4.5": "e"}
    remedy = "Name a level by a mark from 0 to 5 in steps of 1."

    assert refused({f"{Q1}.descriptors": levels}) == [
        f'{Q1}.descriptors["6"]: the level "6" is not on the scale. {remedy}',
        f'{Q1}.descriptors.good: the level "good" is not on the scale. {remedy}',
        f'{Q1}.descriptors["4.0"]: the level 4 is described twice. Keep one of the two.',
        f'{Q1}.descriptors["4.5"]: the level "4.5" is not on the scale. {remedy}',
    ]


def test_a_gate_describes_passed_and_failed_alone() -> None:
    changes = {"model.criteria[0].descriptors": {"passed": "Yes.", "5": "No."}}

    assert refused(changes, document=EVERYTHING) == [
        (
            'model.criteria[0].descriptors["5"]: the level "5" is not one of a gate. '
            "Name it passed or failed."
        )
    ]
