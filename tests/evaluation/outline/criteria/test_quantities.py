"""Where the rules ask for quantities, marks say what a quantity earns."""

import pytest

from evaluation.outline.criteria import Basis, Criteria, Field, Level, Offered, unquantified
from evaluation.outline.criteria.templates import LEVELS
from tests.evaluation.outline.criteria.trees import promises, question

JOBS = Offered("jobs", "Jobs", "people", "")
PLAN = Offered("plan", "A plan is kept", "yes_or_no", "")
BASIS = Basis(offered=(JOBS, PLAN), asks_quantities=True)
ON_JOBS = Criteria((question("q", indicators=("jobs",)), question("method")))


def test_a_measure_marked_by_impression_is_told_once() -> None:
    (only,) = unquantified(ON_JOBS, BASIS)

    assert only.problem == (
        "The policy’s rules ask for quantities here, and ‘Q’ is marked without saying what a "
        "quantity earns"
    )
    assert (only.criterion, only.field) == ("q", Field.DESCRIPTORS)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("10 people or more.", False),
        ("Half of what is asked, in per cent of the workforce.", False),
        ("As for 4, and better.", True),
        ("More than earns mark 3.", True),
    ],
)
def test_marks_that_tell_of_quantities_are_left_alone(text: str, is_told: bool) -> None:  # noqa: FBT001 - a case
    asked = question("q", indicators=("jobs",), descriptors=(Level("0", "None."), Level("5", text)))

    assert bool(unquantified(Criteria((asked,)), BASIS)) is is_told


def test_nothing_is_told_where_no_quantity_is_wanted() -> None:
    promised = Criteria((promises(indicators=("jobs",)),))
    uncounted = Criteria((question("q", indicators=("plan",), descriptors=LEVELS),))

    assert unquantified(ON_JOBS, Basis(offered=(JOBS,))) == ()
    assert unquantified(promised, BASIS) == ()
    assert unquantified(uncounted, BASIS) == ()
