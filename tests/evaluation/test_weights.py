"""Effective weights multiply down the tree, and say how."""

from evaluation.derivation import Step
from evaluation.model import Model, WeightsAre
from evaluation.weights import weight_figures
from tests.evaluation.builders import example, gate, group, model, scored
from tests.evaluation.generation import of_total


def values(made: Model) -> dict[str, str]:
    """Return the effective weight of each criterion as text."""
    return {id_: str(figure.value) for id_, figure in weight_figures(made).items()}


def test_weights_of_the_parent_multiply() -> None:
    assert values(example().model) == {
        "price": "40",
        "quality": "50",
        "q1": "30",
        "q2": "20",
        "sv": "10",
        "sv-offer": "5",
        "sv-method": "5",
    }


def test_weights_of_the_total_are_given() -> None:
    made = of_total(example().model)

    figures = weight_figures(made)

    assert made.weights is WeightsAre.OF_TOTAL
    assert values(made) == values(example().model)
    assert {figure.step for figure in figures.values()} == {Step.GIVEN}


def test_a_gate_has_no_weight() -> None:
    made = model(gate("insurance"), group("g", "100", scored("q", "100"), gate("licence")))

    assert list(values(made)) == ["g", "q"]


def test_a_weight_of_a_third_is_exact() -> None:
    made = model(group("g", "33.333", scored("q", "33.333")), scored("r", "66.667"))

    assert weight_figures(made)["q"].value * 10**8 == 33333 * 33333
