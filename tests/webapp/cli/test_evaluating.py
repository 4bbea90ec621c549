"""`podium evaluate`: what it prints, what it refuses, and that a tie is an answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.webapp.cli.conftest import Podium
from tests.webapp.cli.tenders import TENDER, WITH_POLICY, copied, written
from webapp.services.demonstration.award import TENDER as DEMONSTRATION

Change = Callable[[dict[str, Any]], object]


def test_the_json_stands_alone_and_holds_what_the_interfaces_promise(
    podium: Podium, tmp_path: Path
) -> None:
    answer = podium("evaluate", written(tmp_path), "--format", "json")

    assert (answer.code, answer.err) == (0, "")
    found = answer.json
    assert (found["format"], found["provisional"], found["winner"]) == (
        "podium/evaluation/1",
        False,
        "B",
    )
    assert found["ranking"] == [["B"], ["A"]]
    alpha, beta, gamma = found["bids"]
    assert (alpha["rank"], beta["rank"], gamma["verdict"]) == (2, 1, "disqualified")
    assert (gamma["rank"], gamma["total"]) == (None, None)
    assert alpha["points"]["price"] == {"percent": "80.00", "points": "32.00"}
    assert alpha["points"]["q1"] == {"percent": "80.00", "points": "24.00"}
    assert gamma["reasons"][0]["rule"] == "minimum"
    assert set(found["robustness"]) >= {
        "weights", "flips", "flips_total", "flips_complete", "rank_reversals", "rounding",
    }  # fmt: skip


def test_the_sentence_comes_first_and_the_order_after_it(podium: Podium, tmp_path: Path) -> None:
    answer = podium("evaluate", written(tmp_path))

    lines = [line for line in answer.out.splitlines() if line]
    assert answer.code == 0
    assert lines[0] == "COV-2026-014"
    assert lines[2].startswith("Beta Ltd (B) is first with ")
    assert "Of 3 bids, 2 are ranked and 1 disqualified." in lines[2]
    words = " ".join(answer.out.split())
    assert "No procurement and policy were given, so every commitment counts" in words
    assert "‘Method’ scored 2, below the minimum score of 3." in words
    assert "How sure the first place is" in words


def test_a_tender_is_read_from_a_pipe(podium: Podium, tmp_path: Path) -> None:
    piped = podium("evaluate", "-", given=json.dumps(TENDER).encode())

    assert piped == podium("evaluate", written(tmp_path))


def test_what_the_packs_say_of_commitments_is_printed_with_its_citation(podium: Podium) -> None:
    words = " ".join(podium("evaluate", DEMONSTRATION).out.split())

    assert "It is delivered outside the area that the tender documents name" in words
    assert "Scrutiny Board (Coventry City Council, 9 November 2022), 3.1.4" in words
    assert "Settled by: evaluation chair" in words
    assert "B and C have exactly the same figure." in words
    assert "Prices to ask about, before anything is decided on them" in words


def test_an_unknown_answer_leaves_the_result_provisional(podium: Podium, tmp_path: Path) -> None:
    answer = podium("evaluate", written(tmp_path, copied(**WITH_POLICY)))

    words = " ".join(answer.out.split())
    assert answer.code == 0
    assert "provisionally" in words
    assert "Needs review" in words


def _twins(value: dict[str, Any]) -> None:
    value["bids"] = [value["bids"][0], value["bids"][0] | {"id": "T", "bidder": "Twin Ltd"}]


def _nobody(value: dict[str, Any]) -> None:
    value["bids"] = value["bids"][2:]


@pytest.mark.parametrize(
    ("change", "said"), [(_twins, "Nobody is first alone."), (_nobody, "Nobody is first.")]
)
def test_a_tied_or_empty_ranking_is_an_answer(
    podium: Podium, tmp_path: Path, change: Change, said: str
) -> None:
    value = copied()
    change(value)
    path = written(tmp_path, value)

    assert said in podium("evaluate", path).out
    answer = podium("evaluate", path, "--format", "json")
    assert (answer.code, answer.json["winner"]) == (0, None)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("A.q1", "points of q1 is 24: 80 × 30 ÷ 100"),
        ("A", "Alpha Ltd (A)"),
        ("C", "Gamma Ltd (C), q1"),
    ],
)
def test_a_figure_unfolds_down_to_what_was_given(
    podium: Podium, tmp_path: Path, asked: str, told: str
) -> None:
    answer = podium("evaluate", written(tmp_path), "--explain", asked)

    assert answer.code == 0
    assert told in answer.out
    assert "as given" in answer.out


def test_every_bid_unfolds_where_none_is_named(podium: Podium, tmp_path: Path) -> None:
    answer = podium("evaluate", written(tmp_path), "--format", "json", "--explain")

    explained = answer.json["explained"]
    assert {one["bid"] for one in explained} == {"A", "B", "C"}
    assert all(one["lines"][0]["depth"] == 0 for one in explained)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Z", "there is no bid 'Z'"),
        ("A.nothing", "bid A has no points for the criterion 'nothing'"),
        ("C.price", "bid C has no points for the criterion 'price'"),
    ],
)
def test_what_cannot_be_explained_is_refused(
    podium: Podium, tmp_path: Path, asked: str, told: str
) -> None:
    answer = podium("evaluate", written(tmp_path), "--explain", asked)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"--explain: {told}. Name one of: ")


def test_an_id_with_dots_is_explained_all_the_same(podium: Podium, tmp_path: Path) -> None:
    value = copied()
    value["bids"][0]["id"] = "A.1"

    assert (
        "points of q1 is 24"
        in podium("evaluate", written(tmp_path, value), "--explain", "A.1.q1").out
    )


def _no_bids(value: dict[str, Any]) -> None:
    value["bids"] = []


def _faulty(value: dict[str, Any]) -> None:
    value["model"]["criteria"][0]["weight"] = "41"


def _without_consequence(value: dict[str, Any]) -> None:
    del value["model"]["criteria"][1]["minimum"]["disqualifies"]


def _spaced(value: dict[str, Any]) -> None:
    value["bids"][0]["scores"]["q1"] = "4 "


def _unknown_policy(value: dict[str, Any]) -> None:
    value["policy"] = "atlantis"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_no_bids, "bids"),
        (_faulty, "model.criteria: "),
        (_without_consequence, "model.criteria[1].minimum: "),
        (_spaced, "bids[0] (A).scores.q1"),
        (_unknown_policy, "policy: there is no policy «atlantis»"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_by_its_place(
    podium: Podium, tmp_path: Path, change: Change, place: str
) -> None:
    value = copied()
    change(value)

    answer = podium("evaluate", written(tmp_path, value))

    assert (answer.code, answer.out) == (2, "")
    assert place in answer.err


@pytest.mark.parametrize("given", [b"", b"{", b"[]", b"\xff", b'{"format": "podium/tender/2"}'])
def test_what_is_no_tender_is_refused(podium: Podium, given: bytes) -> None:
    answer = podium("evaluate", "-", given=given)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("standard input: ")


def test_a_bidder_steers_no_terminal(podium: Podium, tmp_path: Path) -> None:
    value = copied()
    value["bids"][1]["bidder"] = "[red]Beta[/red] :smile: Ltd"

    answer = podium("evaluate", written(tmp_path, value))

    assert "[red]Beta[/red] :smile: Ltd (B) is first" in answer.out


def test_many_bids_are_printed_as_far_as_anyone_reads(podium: Podium, tmp_path: Path) -> None:
    value = copied()
    value["bids"] = [
        value["bids"][0] | {"id": f"B{number}", "price": str(90_000 + number)}
        for number in range(30)
    ]

    answer = podium("evaluate", written(tmp_path, value))

    assert answer.code == 0
    assert "The other 18: podium evaluate --format json" in answer.out


def test_what_needs_review_opens_how_sure_it_is_and_says_what_to_answer(
    podium: Podium, tmp_path: Path
) -> None:
    value = copied(**WITH_POLICY)
    path = written(tmp_path, value)

    words = " ".join(podium("evaluate", path).out.split())
    found = podium("evaluate", path, "--format", "json").json["pending"]

    sure = words.partition("How sure the first place is")[2]
    assert "What needs review can" in sure.partition(" first with ")[0]
    assert "under bids[A].commitments.carbon.answers." in words
    assert (found["commitments"], found["complete"]) == (2, True)
    assert "B" in found["winners"]


def test_errors_of_the_model_are_named_beside_the_result(podium: Podium, tmp_path: Path) -> None:
    value = copied(**WITH_POLICY)
    weights = {"price": "88", "quality": "10", "sv": "2"}
    for criterion in value["model"]["criteria"]:
        criterion["weight"] = weights[criterion["id"]]

    words = " ".join(podium("evaluate", written(tmp_path, value)).out.split())

    assert "that the stress test names: Social value holds 2.00 of the points" in words


def test_a_promise_that_earns_nothing_says_why_where_its_points_unfold(podium: Podium) -> None:
    words = " ".join(podium("evaluate", DEMONSTRATION, "--explain", "B").out.split())

    assert "adds 0: not counted (cov-2022-bid-outside-area). It is delivered outside" in words


def test_what_stands_in_the_way_of_the_letters_is_counted(podium: Podium, tmp_path: Path) -> None:
    last = podium("evaluate", written(tmp_path)).out.rstrip().splitlines()[-1]

    assert last.startswith("Letters cannot be written yet: ")
    assert last.endswith(" findings; podium report lists them.")
    assert "Letters cannot" not in podium("evaluate", DEMONSTRATION).out


@pytest.mark.parametrize("change", [_faulty, _unknown_policy])
@pytest.mark.parametrize("command", [("evaluate",), ("report", "-o", "out")])
def test_what_is_refused_after_reading_bears_the_name_of_the_input(
    podium: Podium, tmp_path: Path, change: Change, command: tuple[str, ...]
) -> None:
    value = copied()
    change(value)
    path = written(tmp_path, value)

    assert podium(*command, path).err.startswith(f"{path}: ")


def test_a_bundle_is_told_from_json(podium: Podium) -> None:
    answer = podium("evaluate", "-", given=b"PK\x03\x04\x00\x00")

    assert (answer.code, answer.err) == (
        2,
        (
            "standard input: it is a zip file. Name the JSON itself; a bundle is recomputed with "
            "podium replay.\n"
        ),
    )


def test_who_is_passed_over_stands_below_the_sentence_and_in_the_order(
    podium: Podium, tmp_path: Path
) -> None:
    over = [{"bid": "B", "because": "You are at the limit of 1 lot."}]
    path = written(tmp_path, copied(passed_over=over))

    words = " ".join(podium("evaluate", path).out.split())
    found = podium("evaluate", path, "--format", "json").json

    assert "Beta Ltd (B) is first with" in words
    assert (
        "Beta Ltd is first, and the lot is not to be awarded to it. What it is told: “You are at "
        "the limit of 1 lot.” Under the published methodology, which includes the rule of the "
        "lots, Alpha Ltd, which is second, has the most advantageous tender: the lot goes to it."
    ) in words
    assert "Passed over" in words
    assert "whoever is passed over" in words
    assert (found["winner"], found["passed_over"]) == ("A", over)
    assert found["ranking"] == [["B"], ["A"]]
