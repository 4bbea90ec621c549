"""A sum is the same whichever way it is added."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.sums import added


@given(st.lists(st.fractions()))
def test_added_is_the_sum(values: list[Fraction]) -> None:
    assert added(values) == sum(values, Fraction(0))
