"""A stress test as `podium/stress/1`."""

import json

from evaluation.evaluate import evaluate
from evaluation.stress import stress_test
from evaluation.stress.serialisation import stress_json
from forms.tender.reading import read_tender
from tests.evaluation.builders import contested, example, gate, model, scored, tender
from tests.evaluation.stress.models import clean_price, clean_question
from tests.evaluation.written import written_tender


def test_the_format_has_what_the_interface_promises() -> None:
    found = stress_json(stress_test(example(), None))

    assert list(found)[:6] == [
        "format",
        "findings",
        "effective_weights",
        "largest_swing",
        "simulation",
        "reversal",
    ]
    assert found["format"] == "podium/stress/1"
    assert found["effective_weights"] == {
        "price": "40.00",
        "q1": "30.00",
        "q2": "20.00",
        "sv-offer": "5.00",
        "sv-method": "5.00",
    }
    assert found["largest_swing"] == found["effective_weights"]
    assert {name: found["simulation"][name] for name in ("bids", "runs", "seed")} == {
        "bids": 5,
        "runs": 20_000,
        "seed": 1,
    }
    assert set(found["findings"][0]) == {"id", "severity", "criterion", "message"}


def test_figures_have_the_places_of_the_model_and_rates_one() -> None:
    made = model(clean_price("33.333"), clean_question("q", "66.667"), places=1)

    found = stress_json(stress_test(tender(made), None, runs=300))

    assert found["effective_weights"] == {"price": "33.3", "q": "66.7"}
    assert found["simulation"]["tie_rate"] == "0.0"
    assert found["simulation"]["by_chance"] == "20.0"


def test_what_there_is_not_is_null() -> None:
    found = stress_json(stress_test(tender(model(gate("insurance"))), None))

    assert (found["simulation"], found["reversal"], found["curve"]) == (None, None, None)
    assert (
        stress_json(stress_test(tender(model(scored("q", "100"))), None, runs=10))["simulation"][
            "decided_by_price"
        ]
        is None
    )


def test_a_finding_of_the_whole_model_names_no_criterion() -> None:
    found = stress_json(stress_test(tender(model(scored("q", "90"))), None, runs=10))

    assert found["findings"][0]["criterion"] is None


def test_the_example_s_bids_can_be_sent_in_as_they_stand() -> None:
    """What a counter-example says is taken by the reader of tenders, and evaluates as it says."""
    made = contested()
    found = stress_json(stress_test(made, None))
    written = {**written_tender(made), "bids": found["reversal"]["bids"]}

    evaluation = evaluate(read_tender(json.dumps(written).encode(), name="example"))

    assert evaluation.winner == found["reversal"]["winner_with"]


def test_the_same_test_is_the_same_text() -> None:
    first, second = (json.dumps(stress_json(stress_test(example(), None))) for _ in range(2))

    assert first == second
