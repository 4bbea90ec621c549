"""The form of each kind of criterion."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from evaluation.outline.criteria import (
    Basis,
    BuiltCriterion,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    Offered,
    ZeroPriceRule,
)
from forms.criteria import criterion_form
from forms.criteria.base import FOR_CLIMATE
from tests.evaluation.outline.criteria.trees import gate, group, price, promises, question
from tests.forms.criteria.conftest import Sent

BASIS = Basis(
    least=Fraction(5),
    most=Fraction(20),
    offered=(Offered("jobs", "Jobs", "people", "work"), Offered("co2", "Carbon", "t", "climate")),
    outcomes={"work": "Work", "climate": "Climate"},
)
DESCRIBED = {f"level-{mark}": f"Earns {mark}" for mark in range(6)}
QUESTION = {
    "title": "Method",
    "outcome": "",
    "scale": "0-5",
    "minimum_does": "none",
    **DESCRIBED,
}
PRICE = {"title": "Price", "formula": "relative_to_lowest", "zero_price": "reject_bid"}
PROMISES: dict[str, Any] = {
    "title": "Promises",
    "formula": "relative_to_highest",
    "minimum_does": "none",
    "measures": ["jobs"],
    "value-jobs": "£1,000.50",
}


def told(sent: Sent, standing: BuiltCriterion, typed: dict[str, Any]) -> BuiltCriterion:
    """Return the criterion that a form makes of what was typed, which has no fault."""
    form = sent(lambda: criterion_form(standing, BASIS), typed)
    assert not isinstance(form, dict), form
    found: BuiltCriterion = form.criterion()
    return found


def refused(sent: Sent, standing: BuiltCriterion, typed: dict[str, Any]) -> dict[str, list[str]]:
    """Return the errors of a form by field."""
    errors = sent(lambda: criterion_form(standing, BASIS), typed)
    assert isinstance(errors, dict)
    return errors


def test_a_question_is_read_whole(sent: Sent) -> None:
    typed = {
        **QUESTION,
        "title": "  How \n you work ",
        "outcome": "work",
        "indicators": ["jobs"],
        "minimum_does": "out",
        "minimum": "3",
    }

    found = told(sent, question("method", "60", within="quality"), typed)

    assert found == BuiltCriterion(
        id="method",
        title="How you work",
        kind=question("x").kind,
        asked="What will you do, and who does it?",
        within="quality",
        weight="60",
        outcome="work",
        indicators=("jobs",),
        minimum=MinimumAsked("3", is_percent=False, disqualifies=True),
        scale=MarksFrom("0", "5"),
        descriptors=tuple(Level(str(mark), f"Earns {mark}") for mark in range(6)),
    )


def test_a_description_stays_with_its_mark_when_the_scale_changes(sent: Sent) -> None:
    found = told(sent, question("q"), {**QUESTION, "scale": "0-3"})

    assert found.scale == MarksFrom("0", "3")
    assert [one.level for one in found.descriptors] == ["0", "1", "2", "3"]


def test_another_scale_has_a_step_of_its_own(sent: Sent) -> None:
    typed = {**QUESTION, "scale": "other", "lowest": "0", "highest": "2.50", "step": "0.5"}

    assert told(sent, question("q"), typed).scale == MarksFrom("0", "2.5", "0.5")


@pytest.mark.parametrize(
    ("lowest", "highest", "step", "errors"),
    [
        ("", "5", "1", {"lowest": ["Enter the lowest mark, such as 0"]}),
        ("0", "", "1", {"highest": ["Enter the highest mark, such as 5"]}),
        ("5", "5", "1", {"highest": ["The highest mark must lie above the lowest"]}),
        (
            "0",
            "5",
            "0.3",
            {"step": ["Enter a step that leads from the lowest mark to the highest"]},
        ),
        ("0", "100", "1", {"step": ["Enter a step that makes at most 21 marks"]}),
        ("0", "5", "x", {"step": ["The step must be a number, such as 0.5"]}),
    ],
)
def test_a_scale_that_is_none_is_refused(
    sent: Sent, lowest: str, highest: str, step: str, errors: dict[str, list[str]]
) -> None:
    typed = {**QUESTION, "scale": "other", "lowest": lowest, "highest": highest, "step": step}

    assert refused(sent, question("q"), typed) == errors


def test_what_hangs_on_another_answer_is_not_looked_at(sent: Sent) -> None:
    typed = {**QUESTION, "lowest": "x", "highest": "y", "step": "z", "minimum": "never"}

    assert told(sent, question("q"), typed).scale == MarksFrom("0", "5")


@pytest.mark.parametrize(
    ("minimum", "message"),
    [("", "Enter the minimum"), ("6", "Enter at most 5"), ("x", "The minimum must be a number")],
)
def test_a_minimum_lies_on_the_scale(sent: Sent, minimum: str, message: str) -> None:
    errors = refused(sent, question("q"), {**QUESTION, "minimum_does": "told", "minimum": minimum})

    assert errors["minimum"][0].startswith(message)


def test_hostile_descriptions_are_taken_as_text_or_refused(sent: Sent) -> None:
    taken = told(sent, question("q"), {**QUESTION, "level-5": "<script>\r\n\r\n😀 “yes”"})
    errors = refused(
        sent, question("q"), {**QUESTION, "level-5": "a\u202eb", "level-4": "x" * 1001}
    )

    assert taken.descriptors[-1].text == "<script>\n\n😀 “yes”"
    assert errors["level-5"] == [
        "Take the character U+202E out of what earns 5: it cannot be shown. It stands after “a”"
    ]
    assert errors["level-4"][0].startswith("Shorten what earns 4 by 1 characters")


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (" ", "Enter what it is called"),
        ("\u200b", "Enter what it is called, in characters that can be seen"),
        ("x" * 201, "Shorten what it is called by 1 characters"),
        (
            "a\u202eb",
            (
                "Take the character U+202E out of what it is called: it cannot be shown. "
                "It stands after “a”"
            ),
        ),
    ],
)
def test_a_title_can_be_read(sent: Sent, title: str, message: str) -> None:
    assert refused(sent, gate(), {"title": title})["title"] == [message]


def test_what_is_not_offered_is_not_taken(sent: Sent) -> None:
    typed = {**QUESTION, "outcome": "other", "indicators": ["other"], "scale": "0-7"}

    assert set(refused(sent, question("q"), typed)) == {"outcome", "indicators", "scale"}


def test_an_outcome_that_does_not_apply_any_more_can_stay(sent: Sent) -> None:
    standing = question("q", outcome="old", indicators=("gone",))

    found = told(sent, standing, {**QUESTION, "outcome": "old", "indicators": ["gone"]})

    assert (found.outcome, found.indicators) == ("old", ("gone",))


def test_a_price_is_read_whole(sent: Sent) -> None:
    typed = {
        **PRICE,
        "formula": "set_range",
        "floor": "£80,000",
        "ceiling": "120000.50",
        "zero_price": "replaced",
        "replaced_by": "0.01",
    }

    found = told(sent, price("40"), typed)

    assert (found.floor, found.ceiling, found.factor) == ("80000", "120000.5", "")
    assert (found.zero_price, found.replaced_by) == (ZeroPriceRule.REPLACED, "0.01")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"formula": ""}, {"formula": ["Select how a price becomes points"]}),
        ({"zero_price": ""}, {"zero_price": ["Select what becomes of a price of zero"]}),
        (
            {"formula": "set_range"},
            {
                "floor": ["Enter the floor, such as 80,000"],
                "ceiling": ["Enter the ceiling, such as 120,000"],
            },
        ),
        (
            {"formula": "set_range", "floor": "5", "ceiling": "5"},
            {"ceiling": ["Enter a ceiling above the floor"]},
        ),
        ({"formula": "logarithmic"}, {"factor": ["Enter the factor, such as 2"]}),
        (
            {"formula": "logarithmic", "factor": "1"},
            {"factor": ["The factor must be above 1, such as 2"]},
        ),
        ({"zero_price": "replaced"}, {"replaced_by": ["Enter the amount, such as 0.01"]}),
    ],
)
def test_a_price_that_does_not_say_enough_is_refused(
    sent: Sent, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert refused(sent, price(), {**PRICE, **typed}) == errors


def test_promises_are_read_with_the_value_and_the_cap_of_each(sent: Sent) -> None:
    typed = {**PROMISES, "measures": ["jobs", "co2"], "cap-co2": "500", "value-co2": "277.22"}

    found = told(sent, promises("50"), typed)

    assert found.measures == (
        MeasureAsked("jobs", "Jobs", "people", "1000.5", "", "work"),
        MeasureAsked("co2", "Carbon", "t", "277.22", "500", "climate"),
    )


def test_a_measure_that_is_not_proposed_any_more_can_stay(sent: Sent) -> None:
    gone = MeasureAsked("gone", "Gone", "t", "5", "10", "work")

    found = told(
        sent,
        promises(measures=(gone,)),
        {**PROMISES, "measures": ["gone"], "value-gone": "5", "cap-gone": "10"},
    )

    assert found.measures == (gone,)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"measures": []}, "measures", "Select at least one measure"),
        ({"formula": "relative_to_target"}, "target", "Enter the target, such as 50,000"),
        ({"value-jobs": "-1"}, "value-jobs", "The value of ‘Jobs’ must be a number"),
        ({"cap-jobs": "0"}, "cap-jobs", "The most that counts of ‘Jobs’ must be above 0"),
        (
            {"minimum_does": "out", "minimum": "50"},
            "minimum",
            "Take the minimum out, or set a target",
        ),
    ],
)
def test_promises_that_do_not_say_enough_are_refused(
    sent: Sent, typed: dict[str, Any], field: str, message: str
) -> None:
    errors = refused(sent, promises(), {**PROMISES, **typed})

    assert list(errors) == [field]
    assert errors[field][0].startswith(message)


def test_more_measures_than_one_form_can_send_are_not_shown(sent: Sent) -> None:
    many = Basis(offered=tuple(Offered(f"m{at}", f"M{at}", "t", "") for at in range(100)))
    typed = {**PROMISES, "measures": ["kept", "m3"], "value-kept": "1", "value-m3": "2"}
    standing = promises(measures=(MeasureAsked("kept", "Kept", "t"),))

    form = sent(lambda: criterion_form(standing, many), typed)

    assert len(form.rows) == 60
    assert [one.id for one in form.criterion().measures] == ["kept", "m3"]


def test_a_group_has_a_minimum_in_per_cent(sent: Sent) -> None:
    typed = {"title": "Quality", "outcome": "work", "minimum_does": "out", "minimum": "50"}

    found = told(sent, group("quality", "50"), typed)
    errors = refused(sent, group("quality", "50"), {**typed, "minimum": "101"})

    assert found.minimum == MinimumAsked("50", is_percent=True, disqualifies=True)
    assert errors == {"minimum": ["Enter at most 100"]}


def test_a_minimum_that_does_not_say_what_it_does_must_be_settled(sent: Sent) -> None:
    standing = group("g", minimum=MinimumAsked("50", is_percent=True, disqualifies=None))

    errors = refused(sent, standing, {"title": "G", "outcome": "", "minimum": "50"})

    assert errors == {"minimum_does": ["Select whether a bid must reach a minimum"]}


def test_a_requirement_says_what_passes(sent: Sent) -> None:
    found = told(sent, gate(), {"title": "Insurance", "passed": "£5m in force", "failed": ""})

    assert found.descriptors == (Level("passed", "£5m in force"),)


@pytest.mark.parametrize("standing", [question("air", "10"), group("air", "10")])
def test_what_carries_the_weight_for_climate_serves_no_outcome(
    sent: Sent, standing: BuiltCriterion
) -> None:
    wanting = replace(BASIS, climate=Fraction(10))
    typed = {**QUESTION, "outcome": FOR_CLIMATE}

    form = sent(lambda: criterion_form(standing, wanting), typed)

    assert not isinstance(form, dict), form
    found = form.criterion()
    assert (found.is_for_climate, found.outcome) == (True, "")
    assert refused(sent, standing, typed)["outcome"] == ["Select an outcome, or none"]
