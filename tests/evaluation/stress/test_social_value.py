"""How much of a model is social value."""

from evaluation.model import Model
from evaluation.stress.social_value import social_value
from tests.evaluation.builders import commitments, example, group, measure, model, price, scored
from tests.evaluation.stress.models import JOBS, with_outcome

OFFER = measure("jobs", "1000", cap="10")


def figures(made: Model) -> tuple[int, int, int]:
    """Return the least, the likely and the most weight of social value."""
    found = social_value(made)
    return int(found.least), int(found.weight), int(found.most)


def test_a_model_without_mark_and_commitments_has_none() -> None:
    assert figures(model(price("40"), scored("q", "60"))) == (0, 0, 0)


def test_commitments_are_social_value() -> None:
    assert figures(model(price("90"), commitments("c", "10", OFFER))) == (10, 10, 10)


def test_a_question_with_an_outcome_is_social_value() -> None:
    assert figures(model(price("85"), with_outcome(scored("q", "15"), JOBS))) == (15, 15, 15)


def test_everything_below_a_group_with_an_outcome_is_social_value() -> None:
    made = model(
        price("80"), with_outcome(group("sv", "20", scored("a", "30"), scored("b", "70")), JOBS)
    )

    assert figures(made) == (20, 20, 20)


def test_a_question_beside_commitments_of_at_least_half_counts_with_them() -> None:
    assert figures(example().model) == (5, 10, 10)
    assert social_value(example().model).counted == ("sv-offer", "sv-method")


def test_a_question_that_outweighs_the_commitments_beside_it_is_in_doubt() -> None:
    made = model(
        price("40"), group("q", "60", scored("method", "75"), commitments("c", "25", OFFER))
    )

    assert figures(made) == (15, 15, 60)
    assert [item.leaf.id for item in social_value(made).doubtful] == ["method"]


def test_a_question_at_the_top_level_is_not_beside_commitments_there() -> None:
    made = model(price("40"), scored("q", "10"), commitments("c", "50", OFFER))

    assert figures(made) == (50, 50, 50)


def test_a_price_is_never_social_value() -> None:
    made = model(group("all", "100", price("40"), commitments("c", "60", OFFER)))

    assert figures(made) == (60, 60, 60)


def test_commitments_deeper_down_make_nothing_of_their_uncles() -> None:
    inner = group("sv", "50", commitments("c", "100", OFFER))
    made = model(price("40"), group("q", "60", scored("method", "50"), inner))

    assert figures(made) == (30, 30, 30)
