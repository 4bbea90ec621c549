"""What the simulation and the search for an example brought to light."""

import pytest

from evaluation.faults import Severity
from evaluation.stress.findings.trials import rank_reversal_possible, ties_likely
from evaluation.stress.result import Reversal
from tests.evaluation.builders import bid, commitments, measure, model, price, scored
from tests.evaluation.stress.models import simulated, subject

MADE = model(price("40"), scored("q", "60"))


@pytest.mark.parametrize(("rate", "number"), [("0.99", 0), ("1", 1), ("54.1", 1)])
def test_ties_are_likely_from_one_in_a_hundred(rate: str, number: int) -> None:
    found = list(ties_likely(subject(MADE, simulation=simulated(tie_rate=rate))))

    assert len(found) == number


def test_likely_ties_are_a_warning_that_asks_for_an_order() -> None:
    (found,) = ties_likely(subject(MADE, simulation=simulated(tie_rate="2.14")))

    assert (found.severity, found.criterion) == (Severity.WARNING, "")
    assert "shared in 2.1 per cent of 20,000 simulated competitions" in found.message
    assert "Publish an order for ties" in found.message


def test_an_order_that_does_not_part_them_is_told_to_go_on() -> None:
    made = model(scored("q", "100"), tie_break=("q",))

    (found,) = ties_likely(subject(made, simulation=simulated(tie_rate="50")))

    assert "The order published for ties does not part them" in found.message


def test_without_a_simulation_there_are_no_ties_to_tell_of() -> None:
    assert list(ties_likely(subject(MADE))) == []


def test_the_example_is_told_in_words() -> None:
    bids = (
        bid("A", "80000", {"a": "4", "b": "4"}, {"jobs": "60"}),
        bid("B", "120000", {"a": "5", "b": "4"}, {"jobs": "60"}),
        bid("C", "60000", {"g": "passed", "a": "2", "b": "1"}),
    )
    reversal = Reversal(bids, "B", "A", "C")

    questions = (scored("a", "30"), scored("b", "20"))
    made = model(price("40"), *questions, commitments("c", "10", measure("jobs", "1")))

    (found,) = rank_reversal_possible(subject(made, reversal=reversal))

    assert found.severity is Severity.WARNING
    assert (
        "A: £80,000, 4 for every question, 60 of ‘Jobs’; B: £120,000, 5 for ‘A’ and 4 for ‘B’, "
        "60 of ‘Jobs’; C: £60,000, 2 for ‘A’ and 1 for ‘B’. With all three bids B wins; "
        "without C A wins." in found.message
    )


def test_many_marks_are_left_to_the_example_itself() -> None:
    marks = {f"q{number}": str(number) for number in range(6)}
    reversal = Reversal((bid("A", None, marks),), None, "A", "C")

    (found,) = rank_reversal_possible(subject(MADE, reversal=reversal))

    assert "A: 6 marks, given with the example." in found.message
    assert "With all three bids no bid alone is first" in found.message


def test_no_example_is_no_finding() -> None:
    assert list(rank_reversal_possible(subject(MADE))) == []
