"""Robustness as the published interface prints it."""

from dataclasses import replace

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.robustness import robustness
from evaluation.robustness.result import Chances
from evaluation.robustness.serialisation import chances_json, robustness_json
from evaluation.tender import Tender
from tests.evaluation import builders as make


def written(tender: Tender) -> dict[str, object]:
    return robustness_json(robustness(tender, NO_FINDINGS, evaluate(tender)))


def test_the_published_example_has_every_key() -> None:
    flips = [
        ("A", "q1", "4", "3", "B"),
        ("B", "q1", "3", "4", "B"),
        ("B", "q2", "3", "4", "B"),
    ]
    found = written(make.example())

    listed = found.pop("flips")
    assert found == {
        "weights": {
            "price": {"from": "0.0", "to": "48.9"},
            "quality": {"from": "39.4", "to": "100.0"},
            "sv": {"from": "0.0", "to": "100.0"},
        },
        "flips_total": 4,
        "flips_complete": True,
        "rank_reversals": [],
        "rounding": {"0": "A", "1": "A", "2": "A"},
    }
    assert isinstance(listed, list)
    for bid, criterion, old, new, winner in flips:
        change = {"bid": bid, "criterion": criterion, "from": old, "to": new}
        assert {"changes": [change], "winner": winner} in listed


def test_a_mean_without_an_end_is_written_to_six_places() -> None:
    made = make.model(make.scored("q1", "100"), agreed_by_mean=True)
    tender = make.tender(
        made,
        make.bid("A", None, {"q1": make.panel("3", "3", "4")}),
        make.bid("B", None, {"q1": "3"}),
    )

    assert written(tender)["flips"] == [
        {
            "changes": [{"bid": "A", "criterion": "q1", "from": "3.333333", "to": "2.333333"}],
            "winner": "B",
        },
        {"changes": [{"bid": "B", "criterion": "q1", "from": "3", "to": "4"}], "winner": "B"},
    ]


def test_without_a_winner_there_is_nothing_but_the_rounding() -> None:
    made = make.model(make.price("40"), make.scored("q1", "60"))
    bid = make.bid("A", "100", {"q1": "3"})

    found = written(make.tender(made, bid, replace(bid, id="B")))

    assert found == {
        "weights": {},
        "flips": [],
        "flips_total": 0,
        "flips_complete": True,
        "rank_reversals": [
            {"without": "A", "winner": "B"},
            {"without": "B", "winner": "A"},
        ],
        "rounding": {"0": None, "1": None, "2": None},
    }


def test_chances_are_written_in_per_cent_of_the_draws() -> None:
    chances = Chances(
        "Any.", draws=2_000, seed=1, alone={"A": 1_333, "B": 666}, shared=1, checked=3
    )

    assert chances_json(chances) == {
        "assumption": "Any.",
        "draws": 2_000,
        "seed": 1,
        "first": {"A": "66.7", "B": "33.3"},
        "shared": "0.1",
    }
