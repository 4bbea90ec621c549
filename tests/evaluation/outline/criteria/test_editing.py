"""Changing the criteria: what is there, what is refused and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.numbers import exact
from evaluation.outline.criteria import Criteria, PriceScreen
from evaluation.outline.criteria.editing import (
    GONE,
    NOT_A_GROUP,
    SECOND_PRICE,
    TOO_DEEP,
    TOO_MANY,
    WITHIN_ITSELF,
    added,
    moved,
    new_id,
    removed,
    replaced,
    shares,
    with_rules,
    with_weights,
)
from evaluation.outline.criteria.tree import walk
from evaluation.outline.criteria.value import DEEPEST, MOST_CRITERIA
from tests.evaluation.outline.criteria.trees import TREE, gate, group, price, question


def ids(criteria: object) -> list[str]:
    """Return the ids in the order of the tree."""
    assert isinstance(criteria, Criteria), criteria
    return [one.criterion.id for one in walk(criteria)]


def test_weights_are_changed_by_id_and_others_stay() -> None:
    changed = with_weights(TREE, {"price": "30", "quality": "70", "nobody": "5"})

    assert [one.weight for one in changed.criteria] == ["30", "70", "60", "40"]


def test_what_is_added_stands_last_in_its_group() -> None:
    new = question("start", "", within="quality")

    assert ids(added(TREE, new)) == ["price", "quality", "method", "people", "start"]


@pytest.mark.parametrize(
    ("criteria", "new", "why"),
    [
        (TREE, price(), SECOND_PRICE),
        (TREE, question("q", within="method"), NOT_A_GROUP),
        (TREE, question("q", within="nobody"), NOT_A_GROUP),
        (
            Criteria(tuple(question(f"q{at}", "1") for at in range(MOST_CRITERIA))),
            question("one-more"),
            TOO_MANY,
        ),
    ],
)
def test_what_can_not_stand_is_refused(criteria: Criteria, new: object, why: object) -> None:
    assert added(criteria, new) == why  # type: ignore[arg-type]  # one of the criteria above


def test_groups_stand_only_so_deep_within_one_another() -> None:
    nested = [group("g1")]
    nested += [group(f"g{at}", within=f"g{at - 1}") for at in range(2, DEEPEST + 1)]
    deep = Criteria(tuple(nested))

    assert added(deep, question("q", within=f"g{DEEPEST}")) == TOO_DEEP
    assert ids(added(deep, question("q", within=f"g{DEEPEST - 1}")))[-1] == "q"


def test_a_criterion_told_anew_keeps_its_place_and_its_weight() -> None:
    told = question("method", "99", title="How", within="")

    changed = replaced(TREE, told)

    assert isinstance(changed, Criteria)
    assert changed.criteria[2] == replace(told, within="quality", weight="60")


def test_a_criterion_that_is_gone_can_not_be_told_anew() -> None:
    assert replaced(TREE, question("gone")) == GONE
    assert replaced(TREE, group("method")) == GONE


def test_a_group_goes_with_all_that_stands_in_it() -> None:
    assert ids(removed(TREE, "quality")) == ["price"]
    assert removed(TREE, "gone") == GONE


@pytest.mark.parametrize(
    ("id_", "within", "after", "order"),
    [
        ("quality", "", "", ["quality", "method", "people", "price"]),
        ("price", "", "quality", ["quality", "method", "people", "price"]),
        ("people", "quality", "", ["price", "quality", "people", "method"]),
        ("method", "quality", "people", ["price", "quality", "people", "method"]),
        ("price", "quality", "method", ["quality", "method", "price", "people"]),
        ("method", "", "price", ["price", "method", "quality", "people"]),
    ],
)
def test_a_criterion_moves_with_what_stands_in_it(
    id_: str, within: str, after: str, order: list[str]
) -> None:
    assert ids(moved(TREE, id_, within=within, after=after)) == order


@pytest.mark.parametrize(
    ("id_", "within", "after", "why"),
    [
        ("gone", "", "", GONE),
        ("quality", "quality", "", WITHIN_ITSELF),
        ("price", "method", "", NOT_A_GROUP),
        ("price", "quality", "gone", NOT_A_GROUP),
        ("method", "", "people", NOT_A_GROUP),
    ],
)
def test_where_nothing_can_stand_nothing_moves(
    id_: str, within: str, after: str, why: object
) -> None:
    assert moved(TREE, id_, within=within, after=after) == why


def test_a_group_moves_into_none_that_stands_in_it() -> None:
    tree = Criteria((group("a"), group("b", within="a"), question("q", within="b")))

    assert moved(tree, "a", within="b", after="") == WITHIN_ITSELF


def test_a_group_takes_its_depth_along() -> None:
    chain = [group("g1"), *(group(f"g{at}", within=f"g{at - 1}") for at in range(2, DEEPEST + 1))]
    tree = Criteria((*chain, group("other")))

    assert moved(tree, "g1", within="other", after="") == TOO_DEEP


@given(st.text(max_size=60), st.sets(st.sampled_from(["price", "criterion", "a"])))
def test_an_id_is_one_that_a_model_takes_and_unlike_the_others(title: str, taken: set[str]) -> None:
    found = new_id(title, taken)

    assert found not in taken
    assert found[0].isalnum()
    assert found.isascii()
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(found) <= 45


@given(st.integers(min_value=1, max_value=MOST_CRITERIA))
def test_shares_total_the_whole_and_differ_by_a_hundredth_at_most(parts: int) -> None:
    found = [exact(text) for text in shares(parts)]

    assert sum(found) == 100
    assert max(found) - min(found) <= exact("0.01")


def test_a_requirement_can_stand_anywhere() -> None:
    assert ids(added(TREE, gate()))[-1] == "gate"


RULED = with_rules(TREE, ("quality", "method"), PriceScreen("40", "30"))


def test_what_settles_ties_and_low_prices_outlives_every_other_change() -> None:
    price_again = replace(TREE.criteria[0], title="What it costs")
    changed = (
        with_weights(RULED, {"price": "30"}),
        added(RULED, question("start", "", within="quality")),
        replaced(RULED, price_again),
        moved(RULED, "people", within="", after=""),
    )

    for one in changed:
        assert isinstance(one, Criteria)
        assert (one.tie_break, one.price_screen) == (RULED.tie_break, RULED.price_screen)


def test_what_is_removed_settles_nothing_any_more() -> None:
    without_quality, without_price = removed(RULED, "quality"), removed(RULED, "price")

    assert isinstance(without_quality, Criteria)
    assert without_quality.tie_break == ()
    assert without_quality.price_screen == RULED.price_screen
    assert isinstance(without_price, Criteria)
    assert without_price.price_screen == PriceScreen()
    assert without_price.tie_break == RULED.tie_break


def test_a_criterion_that_is_not_there_settles_no_tie() -> None:
    assert with_rules(TREE, ("gone", "method"), PriceScreen()).tie_break == ("method",)
