"""The stress test as a whole."""

import pytest

from evaluation.stress import stress_test
from evaluation.stress.result import StressTest
from rules.errors import PodiumError
from tests.evaluation.builders import example, group, model, price, scored, tender
from tests.evaluation.stress.models import clean_price, clean_question, coventry, decided


def ids(test: StressTest) -> list[str]:
    """Return the ids of what was found."""
    return [finding.id for finding in test.findings]


def test_a_sound_model_has_no_findings() -> None:
    made = model(
        clean_price("40"),
        group("g", "60", clean_question("a", "50"), clean_question("b", "50")),
    )

    test = stress_test(tender(made), None)

    assert test.findings == ()
    assert not test.has_errors


def test_the_bids_of_a_tender_are_ignored() -> None:
    assert stress_test(example(), None) == stress_test(tender(example().model), None)


def test_a_faulty_model_is_tested_all_the_same() -> None:
    made = model(clean_price("400"), clean_question("a", "300"), clean_question("a", "300"))

    test = stress_test(tender(made), None)

    assert ids(test) == ["weights-not-100", "duplicate-id"]
    assert test.has_errors
    assert test.simulation is not None
    assert test.effective_weights == {"price": 400, "a": 300}


def test_weights_scaled_alike_are_simulated_alike() -> None:
    tenfold = model(price("400"), scored("q", "600"))
    whole = model(price("40"), scored("q", "60"))

    one, other = (stress_test(tender(made), None, runs=500) for made in (tenfold, whole))

    assert one.simulation == other.simulation
    assert one.reversal == other.reversal


def test_a_warning_is_no_error() -> None:
    test = stress_test(example(), None)

    assert "zero-price-undefined" in ids(test)
    assert not test.has_errors


def test_the_example_of_the_interface_keeps_within_coventry_s_policy() -> None:
    found = ids(stress_test(example(), decided(), coventry()))

    assert set(found) == {
        "zero-price-undefined",
        "rank-reversal-possible",
        "scale-without-descriptors",
        "unadopted-rules",
    }


@pytest.mark.parametrize(
    ("runs", "bids", "seed", "place"),
    [(0, 5, 1, "runs"), (10, 1, 1, "bids"), (10, 5, -1, "seed")],
)
def test_a_test_that_would_show_nothing_is_refused(
    runs: int, bids: int, seed: int, place: str
) -> None:
    with pytest.raises(PodiumError, match=f"^{place}: "):
        stress_test(example(), None, runs=runs, bids=bids, seed=seed)


@pytest.mark.slow
def test_five_thousand_criteria_are_tested_as_one_is() -> None:
    questions = (scored(f"q{number}", "0.02") for number in range(5000))

    test = stress_test(tender(model(price("40"), group("g", "60", *questions))), None)

    assert test.simulation is not None
    assert len(test.effective_weights) == 5001
    swings = {test.largest_swing[f"q{number}"] for number in range(5000)}
    assert swings == {test.largest_swing["q0"]}
