"""The faults that an evaluation refuses and a stress test reports."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.faults import (
    MOST_LISTED,
    Fault,
    FaultId,
    ModelIsFaulty,
    Severity,
    model_faults,
    refuse_faults,
)
from evaluation.model import Method, ScoredCriterion, WeightsAre
from evaluation.numbers import exact
from tests.evaluation.builders import (
    at_least,
    commitments,
    contested,
    example,
    gate,
    group,
    measure,
    model,
    price,
    scored,
    tender,
)

SAYS = 'Add "disqualifies": true or "disqualifies": false'


def test_a_sound_model_has_no_faults() -> None:
    assert model_faults(example().model) == ()
    assert model_faults(contested().model) == ()


def test_thirds_to_three_places_are_a_thousandth_short() -> None:
    thirds = [scored(name, "33.333") for name in ("a", "b", "c")]

    assert model_faults(model(*thirds)) == (
        Fault(
            FaultId.WEIGHTS_NOT_100,
            Severity.ERROR,
            "",
            "model.criteria",
            "the weights at the top level total 99.999 in place of 100: 0.001 too little",
            "Add 0.001 to them, so that they total exactly 100",
        ),
    )


def test_weights_of_a_group_total_a_hundred_of_it() -> None:
    quality = group("quality", "60", scored("a", "60"), scored("b", "50.5"))

    assert model_faults(model(price("40"), quality)) == (
        Fault(
            FaultId.WEIGHTS_NOT_100,
            Severity.ERROR,
            "quality",
            "model.criteria[1].criteria",
            (
                "the weights of the criteria of quality (Quality) total 110.5 in place of 100: "
                "10.5 too much"
            ),
            "Take 10.5 off them, so that they total exactly 100",
        ),
    )


def test_weights_of_the_total_add_up_to_the_weight_of_the_group() -> None:
    inner = group("inner", "20", scored("a", "10"), scored("b", "9"))
    made = model(
        price("40"), group("quality", "60", inner, scored("c", "40")), weights=WeightsAre.OF_TOTAL
    )

    assert model_faults(made) == (
        Fault(
            FaultId.WEIGHTS_NOT_100,
            Severity.ERROR,
            "inner",
            "model.criteria[1].criteria[0].criteria",
            (
                "the weights of the criteria of inner (Inner) total 19 in place of "
                "20, the weight of the group: 1 too little"
            ),
            "Add 1 to them, so that they total exactly 20",
        ),
    )


def test_gates_and_a_price_without_weight_are_left_aside() -> None:
    made = model(
        gate("insured"),
        price(None, None),
        group("quality", "100", gate("cleared"), scored("a", "100")),
        method=Method.PRICE_PER_QUALITY_POINT,
    )

    assert model_faults(made) == ()


def test_gates_alone_total_nothing() -> None:
    (fault,) = model_faults(model(gate("insured")))

    assert fault.sentence == (
        "The weights at the top level total 0 in place of 100: 100 too little. "
        "Add 100 to them, so that they total exactly 100."
    )


def test_a_minimum_that_does_not_say_what_failing_it_does_is_a_fault() -> None:
    unsaid = at_least(percent="50", disqualifies=None)
    question = scored("a", "100", minimum=at_least(score="3", disqualifies=False))

    assert model_faults(model(group("quality", "100", question, minimum=unsaid))) == (
        Fault(
            FaultId.MINIMUM_WITHOUT_CONSEQUENCE,
            Severity.ERROR,
            "quality",
            "model.criteria[0].minimum",
            "the minimum of quality (Quality) does not say whether failing it disqualifies",
            SAYS,
        ),
    )


def test_each_later_criterion_with_an_id_that_was_taken_is_a_fault() -> None:
    quality = group("a", "60", scored("a", "50"), scored("b", "50"))

    faults = model_faults(model(quality, scored("b", "40")))

    assert [(fault.id, fault.criterion, fault.place, fault.message) for fault in faults] == [
        (
            FaultId.DUPLICATE_ID,
            "a",
            "model.criteria[0].criteria[0].id",
            ("two criteria have the id a: model.criteria[0] and model.criteria[0].criteria[0]"),
        ),
        (
            FaultId.DUPLICATE_ID,
            "b",
            "model.criteria[1].id",
            ("two criteria have the id b: model.criteria[0].criteria[1] and model.criteria[1]"),
        ),
    ]


def test_measures_share_no_id_in_the_whole_model() -> None:
    first = commitments("jobs", "50", measure("weeks", "1"))
    second = commitments("more", "50", measure("hours", "1"), measure("weeks", "2"))

    assert model_faults(model(first, second)) == (
        Fault(
            FaultId.DUPLICATE_ID,
            Severity.ERROR,
            "more",
            "model.criteria[1].measures[1].id",
            (
                "two measures have the id weeks: "
                "model.criteria[0].measures[0] and model.criteria[1].measures[1]"
            ),
            "Give each an id of its own",
        ),
    )


def test_a_measure_may_have_the_id_of_a_criterion() -> None:
    assert model_faults(model(commitments("carbon", "100", measure("carbon", "1")))) == ()


def test_faults_come_in_the_order_of_the_tree() -> None:
    unsaid = at_least(score="3", disqualifies=None)
    first = group("first", "50", scored("a", "90", minimum=unsaid))
    second = group("second", "40", scored("a", "100"))

    assert [(fault.id, fault.criterion) for fault in model_faults(model(first, second))] == [
        (FaultId.WEIGHTS_NOT_100, ""),
        (FaultId.WEIGHTS_NOT_100, "first"),
        (FaultId.MINIMUM_WITHOUT_CONSEQUENCE, "a"),
        (FaultId.DUPLICATE_ID, "a"),
    ]


def test_a_tender_with_a_faulty_model_is_refused_with_each_fault_on_a_line() -> None:
    unsaid = at_least(score="3", disqualifies=None)
    faulty = tender(model(scored("a", "50", minimum=unsaid), scored("b", "49.5")))

    with pytest.raises(ModelIsFaulty) as caught:
        refuse_faults(faulty)

    assert [error.place for error in caught.value.errors] == [
        "model.criteria",
        "model.criteria[0].minimum",
    ]
    assert str(caught.value) == (
        "model.criteria: the weights at the top level total 99.5 in place of 100: 0.5 too little. "
        "Add 0.5 to them, so that they total exactly 100.\n"
        "model.criteria[0].minimum: the minimum of a (A) does not say whether failing it "
        f"disqualifies. {SAYS}."
    )


def test_a_tender_with_a_sound_model_is_not_refused() -> None:
    sound = contested()

    refuse_faults(sound)

    assert model_faults(sound.model) == ()


def test_of_many_faults_the_first_are_listed_and_the_others_counted() -> None:
    many = [scored("a", "1") for _ in range(100)]

    with pytest.raises(ModelIsFaulty) as caught:
        refuse_faults(tender(model(*many)))

    assert len(caught.value.faults) == 99
    assert len(caught.value.errors) == MOST_LISTED + 1
    assert str(caught.value.errors[-1]) == (
        "49 more faults of the model are not listed. Correct those above first."
    )


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8))
def test_what_is_advised_makes_the_weights_total(thousandths: list[int]) -> None:
    weights = [f"{number // 1000}.{number % 1000:03}" for number in thousandths]
    made = model(*(scored(f"q{index}", text) for index, text in enumerate(weights)))

    faults = model_faults(made)

    if sum(thousandths) == 100_000:
        assert faults == ()
        return
    (fault,) = faults
    verb, amount, *_ = fault.remedy.split()
    change = exact(amount) if verb == "Add" else -exact(amount)
    first, *others = made.criteria
    assert isinstance(first, ScoredCriterion)
    assert first.weight is not None
    corrected = replace(first, weight=first.weight + change)
    assert model_faults(replace(made, criteria=(corrected, *others))) == ()
