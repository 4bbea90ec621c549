"""Sets that add up to enough, against all sets; and budgets."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.robustness.budget import Budget, BudgetIsSpent
from evaluation.robustness.subsets import Item, by_size, most, reaching, reaching_of_two

SIZES = st.lists(st.integers(0, 6), max_size=7)


def items(sizes: list[int], bid: int = 0) -> list[Item]:
    return by_size([Item(size, (bid, at, 1)) for at, size in enumerate(sizes)])


@given(SIZES, SIZES, st.integers(0, 3), st.integers(-1, 14))
def test_exactly_the_sets_that_reach_it_are_found(
    first: list[int], second: list[int], count: int, need: int
) -> None:
    ups, downs = items(first), items(second, bid=1)

    found = list(reaching_of_two(ups, downs, count, need, Budget()))

    every = combinations([*ups, *downs], count)
    expected = {frozenset(each) for each in every if sum(item.size for item in each) >= need}
    assert len(found) == len(expected)
    assert {frozenset(each) for each in found} == expected


def test_the_most_that_a_few_come_to_and_too_few() -> None:
    sizes = items([1, 5, 3])

    assert most(sizes, 2) == 8
    assert most(sizes, 4) is None
    assert most(sizes, 0) == 0


def test_a_search_beyond_its_budget_is_cut_off() -> None:
    search = reaching(items([1] * 100), 3, 3, Budget(50))

    with pytest.raises(BudgetIsSpent, match="what it found so far stands"):
        list(search)
