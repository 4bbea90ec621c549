"""Who comes first among bids in outline, once the published order for ties is applied."""

from fractions import Fraction

from evaluation.model import Method, Model
from evaluation.stress.ties import Outline, foremost
from tests.evaluation.builders import commitments, gate, group, measure, model, price, scored
from tests.evaluation.stress.models import contest


def first(
    made: Model,
    marks: list[list[int]],
    *,
    prices: tuple[int, ...] = (1, 1, 1),
    offered: tuple[int, ...] = (),
) -> list[int]:
    """Return who is first among bids with these marks from 0 to 5."""
    arena = contest(made)
    steps = [weight / leaf.scale.maximum for leaf, weight in arena.questions]
    quality = [
        sum((step * mark for step, mark in zip(steps, each, strict=True)), Fraction(0))
        for each in marks
    ]
    values = [[Fraction(value) for value in offered]] if offered else []
    return foremost(
        arena, steps, Outline([Fraction(each) for each in prices], quality, values, marks)
    )


EVEN = (scored("a", "50"), scored("b", "50"))


def test_the_highest_total_is_first() -> None:
    assert first(model(*EVEN), [[1, 1], [2, 1], [1, 1]]) == [1]


def test_equal_totals_share_the_place() -> None:
    assert first(model(*EVEN), [[2, 1], [1, 2], [1, 1]]) == [0, 1]


def test_a_question_of_the_order_parts_them() -> None:
    assert first(model(*EVEN, tie_break=("b",)), [[2, 1], [1, 2], [1, 1]]) == [1]


def test_a_criterion_in_which_they_are_equal_leaves_it_to_the_next() -> None:
    made = model(gate("g"), *EVEN, tie_break=("g", "a"))

    assert first(made, [[1, 2], [2, 1], [0, 3]]) == [1]


def test_a_group_parts_them_by_its_points() -> None:
    made = model(group("g", "50", scored("a", "50"), scored("c", "50")), scored("b", "50"),
                 tie_break=("g",))  # fmt: skip

    assert first(made, [[2, 2, 2], [4, 4, 0], [3, 2, 1]]) == [1]


def test_a_price_parts_them_by_its_points_or_where_it_has_none_by_itself() -> None:
    by_method = model(
        price(None, None), *EVEN, method=Method.PRICE_PER_QUALITY_POINT, tie_break=("price",)
    )
    by_points = model(price("50"), scored("a", "50"), tie_break=("price",))

    assert first(by_method, [[2, 2], [4, 4], [1, 1]], prices=(10, 20, 90)) == [0]
    assert first(by_points, [[4], [3], [0]], prices=(5, 4, 90)) == [1]


def test_promises_part_them_by_their_points() -> None:
    made = model(scored("a", "50"), commitments("c", "50", measure("m", "1")), tie_break=("c",))

    assert first(made, [[5], [0], [0]], offered=(0, 5, 4)) == [1]
