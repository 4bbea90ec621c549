"""A sum, and a mean, is the same whichever way it is added."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from evaluation.sums import added, mean


@given(st.lists(st.fractions()))
def test_added_is_the_sum(values: list[Fraction]) -> None:
    assert added(values) == sum(values, Fraction(0))


@given(st.lists(st.fractions(), min_size=1))
def test_the_mean_is_the_sum_divided_by_how_many_there_are(values: list[Fraction]) -> None:
    assert mean(values) * len(values) == sum(values, Fraction(0))
