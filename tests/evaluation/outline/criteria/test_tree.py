"""The tree of criteria, and the exact weights that follow from it."""

from fractions import Fraction

import pytest

from evaluation.outline.criteria import Criteria, MarksFrom
from evaluation.outline.criteria.tree import (
    below,
    effective_weights,
    groups_with,
    points_of_a_mark,
    swing_of,
    totals,
    walk,
)
from tests.evaluation.outline.criteria.trees import TREE, gate, group, price, question

DEEP = Criteria(
    (
        question("last", "20"),
        group("outer", "80"),
        group("inner", "50", within="outer"),
        question("leaf", "25", within="inner"),
    )
)


def test_the_order_is_that_of_the_tree_each_group_before_what_is_in_it() -> None:
    assert [(one.criterion.id, one.level) for one in walk(DEEP)] == [
        ("last", 1),
        ("outer", 1),
        ("inner", 2),
        ("leaf", 3),
    ]


def test_all_that_stands_within_a_group_is_below_it() -> None:
    assert below(DEEP, "outer") == {"inner", "leaf"}


def test_the_groups_are_the_top_and_each_group() -> None:
    assert groups_with(DEEP) == ("", "outer", "inner")


def test_weights_multiply_down_the_tree() -> None:
    assert effective_weights(DEEP) == {"last": 20, "outer": 80, "inner": 40, "leaf": 10}


def test_what_stands_in_a_group_without_weight_has_none_either() -> None:
    tree = Criteria((group("g", ""), question("q", "100", within="g"), price("40")))

    assert effective_weights(tree) == {"price": 40}


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        (("33.33", "33.33", "33.34"), Fraction(100)),
        (("33.33", "33.33", "33.33"), Fraction("99.99")),
        (("33.333333", "33.333333", "33.333334"), Fraction(100)),
        (("0.1", "0.2", "99.7"), Fraction(100)),
    ],
)
def test_totals_are_exact(weights: tuple[str, ...], total: Fraction) -> None:
    tree = Criteria(tuple(question(f"q{at}", text) for at, text in enumerate(weights)))

    assert totals(tree)[""] == total


def test_a_requirement_adds_nothing_to_a_total() -> None:
    assert totals(Criteria((gate(), price("100"))))[""] == 100


def test_a_mark_moves_its_step_of_the_highest() -> None:
    item = question("q", scale=MarksFrom("0", "10", "0.5"))

    assert points_of_a_mark(item, Fraction(30)) == Fraction("1.5")


def test_a_scale_from_1_moves_less_than_its_weight() -> None:
    assert swing_of(question("q", scale=MarksFrom("1", "5")), Fraction(30)) == 24


def test_a_price_has_no_mark() -> None:
    assert points_of_a_mark(price(), Fraction(40)) is None
    assert swing_of(price(), Fraction(40)) is None


def test_a_hundred_criteria_total_exactly() -> None:
    many = (question(f"q{at}", "0.99") for at in range(100))

    assert totals(Criteria(tuple(many)))[""] == 99
    assert len(effective_weights(TREE)) == 4
