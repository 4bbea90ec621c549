"""`podium lots`: what it prints, what it refuses, and where it looks for a lot's tender."""

import json
from pathlib import Path
from typing import Any

from tests.webapp.cli.conftest import Podium
from tests.webapp.cli.tenders import TENDER, copied
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

EXAMPLE = Path(DEMONSTRATION).with_name("grounds-maintenance-lots.json")


def lots(**changes: object) -> dict[str, Any]:
    """Return two lots of the tender that other commands are tested with."""
    return {
        "format": "podium/lots/1",
        "reference": "COV-2026-014",
        "rule": "in_order",
        "limit": 1,
        "model": TENDER["model"],
        "lots": [
            {"id": "1", "tender": {"bids": TENDER["bids"]}},
            {"id": "2", "tender": {"bids": TENDER["bids"]}},
        ],
        **changes,
    }


def written(folder: Path, value: object, name: str = "lots.json") -> Path:
    """Return a file that holds a value."""
    path = folder / name
    path.write_text(json.dumps(value))
    return path


def test_the_example_is_awarded_with_a_reason_for_every_bid(podium: Podium) -> None:
    answer = podium("lots", EXAMPLE)

    words = " ".join(answer.out.split())
    assert (answer.code, answer.err) == (0, "")
    assert "Of 3 lots, 3 are awarded." in words
    assert "It is first in lot 3; it has lot 2, so it is at the limit of 1 lot." in words
    assert "points, 1.23 fewer." in words


def test_it_says_what_each_rule_decides_and_only_where_there_is_a_limit(
    podium: Podium, tmp_path: Path
) -> None:
    start = "Each lot goes to its first bid."
    sums = (
        "of the combinations of awards in which each tender that is ranked above the one awarded a "
        "lot is of a supplier at the limit, and which award as many lots as can be awarded, the "
        "one with the lowest sum of prices is made."
    )
    limited, free, own = (
        " ".join(podium("lots", written(tmp_path, lots(rule="lowest_cost", **more))).out.split())
        for more in (
            {},
            {"limit": 2, "tie_break": ["best_total"]},
            {"limit": 2, "bidders": {"A": {"limit": 1}}},
        )
    )
    without = lots(rule="lowest_cost", tie_break=["best_total"])
    del without["limit"]
    bare = " ".join(podium("lots", written(tmp_path, without)).out.split())

    exceeds = (
        "Each lot goes to its first-ranked tender, or to one of those that share first place, "
        f"where every lot can be awarded so within the limit. Where that cannot be, {sums}"
    )
    assert f"At most 1 lot a bidder. {exceeds}" in limited
    assert f"At most 2 lots a bidder. {exceeds}" in free
    assert f"At most 2 lots a bidder. {exceeds}" in own
    assert f"{start} Where several share that place, it goes by the greater total score." in bare
    assert "combinations" not in bare


def test_the_json_stands_alone_and_holds_each_lots_evaluation(
    podium: Podium, tmp_path: Path
) -> None:
    path = written(tmp_path, lots())

    answer = podium("lots", path, "--json")

    assert answer == podium("lots", path, "--format", "json")
    found = answer.json
    assert (found["format"], found["decided"]) == ("podium/lots-result/1", True)
    assert [(one["id"], one["outcome"], one["bids"]) for one in found["lots"]] == [
        ("1", "awarded", ["B"]),
        ("2", "awarded", ["A"]),
    ]
    beta = found["bidders"][1]
    assert (beta["id"], beta["limit"], beta["won"]) == ("B", 1, ["1"])
    assert beta["lots"][1]["verdict"] == "passed_over"
    assert found["evaluations"]["1"]["format"] == "podium/evaluation/1"
    assert found["evaluations"]["1"]["winner"] == "B"


def test_a_tie_is_an_answer_and_lists_the_equal_combinations(
    podium: Podium, tmp_path: Path
) -> None:
    alpha = TENDER["bids"][0]
    twins = {"bids": [alpha, alpha | {"id": "T", "bidder": "Twin Ltd"}]}
    value = lots(lots=[{"id": "1", "tender": twins}, {"id": "2", "tender": twins}])

    answer = podium("lots", written(tmp_path, value))

    assert answer.code == 0
    assert "Of 2 lots, 0 are awarded, 2 tied" in " ".join(answer.out.split())
    assert "lot 1: A; lot 2: T" in answer.out
    assert "lot 1: T; lot 2: A" in answer.out


def test_a_lots_tender_is_looked_for_beside_the_lots_and_nowhere_else(
    podium: Podium, tmp_path: Path
) -> None:
    folder = tmp_path / "lots"
    folder.mkdir()
    written(folder, copied(), "one.json")
    written(tmp_path, copied(), "above.json")
    (folder / "link.json").symlink_to(tmp_path / "above.json")
    value = lots()
    value["lots"][0]["tender"] = "one.json"
    assert podium("lots", written(folder, value)).code == 0

    for outside in ("../above.json", str(tmp_path / "above.json"), "link.json", "a\0b"):
        value["lots"][0]["tender"] = outside
        answer = podium("lots", written(folder, value))

        assert answer.code == 2
        assert "it lies outside the folder of the lots" in answer.err

    piped = podium("lots", "-", given=json.dumps(value).encode())
    assert piped.code == 2
    assert "Write the tender itself in its place" in piped.err


def test_a_faulty_model_is_refused_under_its_lot(podium: Podium, tmp_path: Path) -> None:
    value = lots()
    value["model"] = json.loads(json.dumps(TENDER["model"]))
    value["model"]["criteria"][0]["weight"] = "30"

    answer = podium("lots", written(tmp_path, value))

    assert answer.code == 2
    assert "lots[0] (1).tender.model.criteria: the weights at the top level total 90" in answer.err
