"""Following the thread: up to what something came from, down to what came of it, no further."""

import pytest

from evaluation.thread import (
    Asked,
    Criterion,
    Kind,
    Measure,
    Outcome,
    Promise,
    Standing,
    Strands,
    Thread,
    Told,
    Where,
    line_of,
    thread_of,
    whole,
)

A, B = Asked("A", "Alpha Ltd"), Asked("B", "Beta CIC")


@pytest.fixture
def thread() -> Thread:
    """Two outcomes; one criterion counts two measures, another scores words about the first."""
    return thread_of(
        Strands(
            outcomes=(Outcome("youth", "Young people"), Outcome("carbon", "Less carbon")),
            measures=(
                Measure(
                    "weeks",
                    "Apprentice weeks",
                    "youth",
                    rules=(Outcome("propose-weeks", "Weeks where there is work"),),
                    clause=Outcome("weeks-clause", "The clause of weeks"),
                ),
                Measure("trees", "Trees planted", "carbon"),
            ),
            criteria=(
                Criterion("value", "Social value"),
                Criterion("counted", "Promises", within="value", measures=("weeks", "trees")),
                Criterion("plan", "The plan", within="value", measures=("weeks",)),
                Criterion("price", "Price"),
            ),
            promises=tuple(
                Promise(asked, measure, "counted")
                for asked in (A, B)
                for measure in ("weeks", "trees")
            ),
            scores=(Told(A, "plan"), Told(B, "plan")),
            results=(Standing(A), Standing(B)),
        )
    )


def keys(thread: Thread, thing: str, where: Where) -> set[str]:
    line = line_of(thread, thing)
    assert line is not None
    return {one.node.key for one in line.placed if one.where is where}


def test_from_an_outcome_everything_that_serves_it_stands_below(thread: Thread) -> None:
    assert keys(thread, "outcome:youth", Where.ABOVE) == set()
    assert keys(thread, "outcome:youth", Where.BELOW) == {
        *("measure:weeks", "clause:weeks-clause", "criterion:counted", "criterion:plan"),
        *("commitment:A.weeks", "commitment:B.weeks", "score:A.plan", "score:B.plan"),
        *("result:A", "result:B"),
    }


def test_from_a_promise_the_line_goes_up_through_its_own_measure_alone(thread: Thread) -> None:
    assert keys(thread, "commitment:A.weeks", Where.ABOVE) == {
        *("criterion:counted", "criterion:value", "clause:weeks-clause", "measure:weeks"),
        *("outcome:youth", "rule:propose-weeks"),
    }
    assert keys(thread, "commitment:A.weeks", Where.BELOW) == {"result:A"}


def test_from_a_measure_the_line_goes_down_to_its_own_promises_alone(thread: Thread) -> None:
    below = keys(thread, "measure:trees", Where.BELOW)

    assert {"commitment:A.trees", "commitment:B.trees", "criterion:counted"} <= below
    assert not {key for key in below if "weeks" in key or "plan" in key}


def test_from_a_criterion_both_of_its_measures_stand_above(thread: Thread) -> None:
    above = keys(thread, "criterion:counted", Where.ABOVE)

    assert {"outcome:youth", "outcome:carbon", "criterion:value"} <= above


def test_from_a_result_everything_of_that_bid_stands_above_and_nothing_of_another(
    thread: Thread,
) -> None:
    above = keys(thread, "result:B", Where.ABOVE)

    assert {"score:B.plan", "commitment:B.trees", "outcome:carbon"} <= above
    assert not {key for key in above if ":A." in key}


def test_what_serves_no_outcome_is_on_the_thread_by_itself(thread: Thread) -> None:
    assert keys(thread, "price", Where.ITSELF) == {"criterion:price"}
    assert keys(thread, "price", Where.ABOVE) | keys(thread, "price", Where.BELOW) == set()


def test_a_bare_id_names_everything_that_bears_it() -> None:
    thread = thread_of(
        Strands(
            measures=(Measure("carbon", "Carbon"),),
            criteria=(Criterion("carbon", "Carbon", measures=("carbon",)),),
        )
    )

    assert keys(thread, "carbon", Where.ITSELF) == {"measure:carbon", "criterion:carbon"}
    assert keys(thread, "criterion:carbon", Where.ABOVE) == {"measure:carbon"}


def test_an_id_that_nothing_has_has_no_line(thread: Thread) -> None:
    assert line_of(thread, "score:C.plan") is None
    assert line_of(thread, "") is None


def test_what_names_something_that_is_not_there_leads_nowhere(thread: Thread) -> None:
    lost = thread_of(Strands(criteria=(Criterion("q", "Q", outcome="gone", measures=("gone",)),)))

    assert lost.edges == ()
    assert {edge.above for edge in thread.edges} <= set(thread.by_key)


def test_the_whole_stands_from_the_top_down(thread: Thread) -> None:
    kinds = [one.node.kind for one in whole(thread).placed]

    assert kinds == sorted(kinds, key=list(Kind).index)
    assert len(kinds) == len(thread.nodes)
