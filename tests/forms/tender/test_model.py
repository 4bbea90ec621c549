"""The keys of a model, and what its method asks of the price."""

import pytest

from evaluation.model import Method, Model, WeightsAre
from forms.json_text import Number
from forms.tender import read_model
from forms.tender.model import written
from tests.forms.tender.documents import EXAMPLE, GONE, edited, refused, sent

PRICE = "model.criteria[0]"
RATIO = "price_per_quality_point"
ALONE = {"id": "price", "title": "Price", "kind": "price"}
BARE = {f"{PRICE}.weight": GONE, f"{PRICE}.formula": GONE}
OTHER_METHODS: list[dict[str, object]] = [
    {"model.method": RATIO},
    {"model.method": "quality_credit", "model.credit_per_point": "1500"},
]


def model(changes: dict[str, object]) -> Model:
    """Return the model of the example, changed."""
    return read_model(sent(edited(EXAMPLE, changes)), name="x").model


def test_what_may_be_absent_has_the_published_default() -> None:
    read = model({"model.method": GONE, "model.weights": GONE, "model.places": GONE})

    assert (read.method, read.weights, read.places) == (
        Method.WEIGHTED_SUM,
        WeightsAre.OF_PARENT,
        2,
    )
    assert (read.agreed_by_mean, read.credit_per_point) == (False, None)
    assert (read.tie_break, read.abnormally_low) == ((), None)


@pytest.mark.parametrize("places", range(7))
def test_none_to_six_places_are_read(places: int) -> None:
    assert model({"model.places": places}).places == places


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"model.criteria": GONE}, "criteria: it is missing. Give a list of criteria."),
        (
            {"model.method": "sum"},
            (
                'method: "sum" is not on the list. '
                "Give one of weighted_sum, price_per_quality_point, quality_credit."
            ),
        ),
        (
            {"model.weights": "percent"},
            'weights: "percent" is not on the list. Give one of of_parent, of_total.',
        ),
        *(
            (
                {"model.places": places},
                (
                    f"places: it is {shown}. "
                    "Give a whole number of decimal places from 0 to 6, without quotes."
                ),
            )
            for places, shown in [(7, "7"), (-1, "-1"), (2.0, "2.0"), ("2", "a text")]
        ),
        ({"model.agreed_by": "median"}, 'agreed_by: "median" is not on the list. Give mean.'),
        (
            {"model.credit_per_point": "5"},
            (
                "credit_per_point: credit_per_point goes with the method quality_credit alone. "
                "Leave it out, or make the method quality_credit."
            ),
        ),
        ({"model.tie_break": "price"}, "tie_break: it is a text. Give a list of ids of criteria."),
        (
            {"model.tie_break": ["price", 7]},
            "tie_break[1]: it is a JSON number. Give the id of a criterion.",
        ),
        (
            {"model.tie_break": ["price", "qualify"]},
            'tie_break[1]: there is no criterion "qualify". Write quality.',
        ),
        (
            {"model.tie_break": ["zzz"]},
            ('tie_break[0]: there is no criterion "zzz". Name a criterion of the model by its id.'),
        ),
        (
            {"model.abnormally_low": {}},
            (
                "abnormally_low: it does not say when a price is asked about. "
                "Give below_mean_percent, below_next_percent or both."
            ),
        ),
        (
            {"model.abnormally_low": {"below_mean_percent": "140"}},
            (
                'abnormally_low.below_mean_percent: "140" is more than 100. '
                'Give a number from 0 to 100 as a text, such as "40".'
            ),
        ),
        (
            {"model.abnormally_low": True},
            (
                "abnormally_low: it is true or false. Give an object such as "
                '{"below_mean_percent": "40", "below_next_percent": "30"}.'
            ),
        ),
        (
            {"model.Places": 2},
            'Places: the key "Places" is not known. Write places, or leave the key out.',
        ),
    ],
)
def test_what_is_wrong_with_a_model_is_refused(changes: dict[str, object], refusal: str) -> None:
    assert refused(changes) == [f"model.{refusal}"]


def test_a_sum_needs_the_weight_and_the_formula_of_its_price() -> None:
    assert refused(BARE) == [
        (
            f"{PRICE}.weight: it is missing, and the method is weighted_sum. "
            'Give the price a weight, such as "40".'
        ),
        (
            f"{PRICE}.formula: it is missing, and the method is weighted_sum. "
            "Give the price a formula, such as relative_to_lowest."
        ),
    ]


def test_a_sum_may_be_of_quality_alone() -> None:
    assert model({"model.criteria": EXAMPLE["model"]["criteria"][1:]}).price is None


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_other_methods_take_the_price_without_weight_and_formula(
    method: dict[str, object],
) -> None:
    price = model({**method, **BARE}).price

    assert price is not None
    assert (price.weight, price.formula) == (None, None)


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_other_methods_refuse_a_weight_and_a_formula_of_the_price(
    method: dict[str, object],
) -> None:
    name = method["model.method"]

    assert refused(method) == [
        f"{PRICE}.{key}: a price has no {key} under the method {name}. "
        "Leave it out: the method itself uses the price."
        for key in ("weight", "formula")
    ]


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_other_methods_refuse_a_model_without_a_price(method: dict[str, object]) -> None:
    changes = {**method, "model.criteria": EXAMPLE["model"]["criteria"][1:]}

    assert refused(changes) == [
        (
            "model.criteria: there is no price, and "
            f"the method {method['model.method']} ranks by it. "
            "Add a criterion of kind price at the top level, without weight and formula."
        )
    ]


def test_other_methods_refuse_a_price_within_a_group() -> None:
    inner = EXAMPLE["model"]["criteria"][1]["criteria"]

    lines = refused(
        {
            "model.method": RATIO,
            "model.criteria": [{**EXAMPLE["model"]["criteria"][2], "criteria": [*inner, ALONE]}],
        }
    )

    assert lines == [
        (
            f"model.criteria[0].criteria[2]: the price stands within a group, and the method is "
            f"{RATIO}. Put it at the top level, without weight and formula."
        )
    ]


def test_a_second_price_is_refused() -> None:
    second = {**EXAMPLE["model"]["criteria"][0], "id": "second"}

    assert refused({"model.criteria[2].criteria[1]": second}) == [
        (
            "model.criteria[2].criteria[1]: it is a second price, beside price. "
            "Keep one price criterion."
        )
    ]


def test_a_credit_is_asked_for_and_must_be_above_zero() -> None:
    credit = {"model.method": "quality_credit", **BARE}

    assert refused(credit) == [
        (
            "model.credit_per_point: it is missing from quality_credit. "
            'Give the pounds that a point is worth, such as "1500".'
        )
    ]
    assert refused({**credit, "model.credit_per_point": "0"}) == [
        (
            'model.credit_per_point: "0" is not above 0. '
            'Give a number above 0 as a text, such as "1500".'
        )
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {f"{PRICE}.weight": "33.333"},
        {f"{PRICE}.id": "quality"},
        {"model.criteria[1].minimum.disqualifies": GONE},
        {"model.criteria[1].criteria[0].weight": "1000"},
    ],
)
def test_faults_that_a_stress_test_reports_are_read(changes: dict[str, object]) -> None:
    assert model(changes).criteria


def test_a_canonical_text_keeps_every_character_and_whole_numbers_as_they_stand() -> None:
    value = {"b": [Number("10"), True, None], "a": {"é": '"', "Z": "4.50"}}

    assert written(value) == '{"a":{"Z":"4.50","é":"\\""},"b":[10,true,null]}'  # type: ignore[arg-type] # a dictionary of literals is taken for one of their union
