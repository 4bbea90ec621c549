"""Evaluating: the packs judge what is promised where both a procurement and a policy are given."""

import json
from typing import Any

import pytest

from evaluation.evaluate import NO_FINDINGS
from evaluation.faults import ModelIsFaulty
from evaluation.notes import NO_POLICY
from evaluation.tender import CommitmentVerdict, Tender
from forms.tender import read_tender
from rules.errors import UnknownPack
from rules.library import stack
from rules.stack import Stack
from webapp.services.awards.evaluating import evaluate_tender, evaluated_json
from webapp.services.demonstration.award import TENDER

DEMONSTRATION: dict[str, Any] = json.loads(TENDER.read_bytes())


def tender(**changes: Any) -> Tender:  # noqa: ANN401 - any JSON value
    """Return the demonstration's tender with some of its keys changed; None takes one out."""
    value = {key: one for key, one in (DEMONSTRATION | changes).items() if one is not None}
    return read_tender(json.dumps(value).encode(), name="tender.json")


def test_the_packs_judge_each_commitment_under_the_policy() -> None:
    found = evaluate_tender(tender())

    verdicts = {id_: one.verdict for id_, one in found.findings.items()}
    not_counted = [id_ for id_, one in verdicts.items() if one is CommitmentVerdict.NOT_COUNTED]
    assert not_counted == [
        ("B", "qualifications"),
        ("C", "carbon"),
        ("D", "carbon"),
        ("E", "landfill"),
    ]
    assert found.findings["C", "care-leavers"].settled_by == "evaluation_chair"
    assert found.evaluation.ranking == (("A",), ("B",), ("C",), ("D",))
    assert found.evaluation.notes == ()


@pytest.mark.parametrize("absent", ["procurement", "policy"])
def test_without_either_no_pack_judges_and_the_result_says_so(absent: str) -> None:
    found = evaluate_tender(tender(**{absent: None}))

    assert found.findings is NO_FINDINGS
    assert (found.decision is None) is (absent == "procurement")
    assert "No procurement and policy were given" in found.evaluation.notes[0]


def test_without_both_there_are_no_packs() -> None:
    bids = [bid | {"commitments": {}} for bid in DEMONSTRATION["bids"]]

    found = evaluate_tender(tender(procurement=None, policy=None, bids=bids))

    assert (found.packs, found.decision) == (None, None)
    assert found.evaluation.notes[0] == NO_POLICY


@pytest.mark.parametrize("changes", [{}, {"procurement": None}])
def test_an_unknown_policy_is_refused_with_and_without_a_procurement(
    changes: dict[str, None],
) -> None:
    with pytest.raises(UnknownPack, match="there is no policy «nowhere»"):
        evaluate_tender(tender(policy="nowhere", **changes))


def test_a_faulty_model_is_refused_before_any_pack_is_asked() -> None:
    model = DEMONSTRATION["model"]
    criteria = [dict(item) for item in model["criteria"]]
    criteria[1]["weight"] = "46"

    def no_packs(policy: str | None) -> Stack:
        raise AssertionError(policy)

    with pytest.raises(ModelIsFaulty, match="total 101"):
        evaluate_tender(tender(model=model | {"criteria": criteria}), no_packs)


def test_the_packs_are_those_that_are_given() -> None:
    asked: list[str | None] = []

    def packs_of(policy: str | None) -> Stack:
        asked.append(policy)
        return stack(policy)

    evaluate_tender(tender(), packs_of)

    assert asked == ["coventry"]


def test_the_json_holds_how_sure_the_order_is() -> None:
    found = evaluated_json(evaluate_tender(tender()))

    assert (found["format"], found["winner"]) == ("podium/evaluation/1", "A")
    assert set(found["robustness"]) >= {"weights", "flips", "rank_reversals", "rounding"}


def test_the_order_of_bids_changes_no_figure() -> None:
    forth = evaluated_json(evaluate_tender(tender()))
    back = evaluated_json(evaluate_tender(tender(bids=DEMONSTRATION["bids"][::-1])))

    assert forth["ranking"] == back["ranking"]
    assert sorted(forth["bids"], key=str) == sorted(back["bids"], key=str)


def test_the_law_alone_is_named_as_the_command_line_names_it() -> None:
    found = evaluate_tender(tender(policy="none"))

    assert found.packs is not None
    assert [pack.id for pack in found.packs.packs] == ["uk"]
    assert {one.verdict for one in found.findings.values()} == {CommitmentVerdict.COUNTED}


def test_fewer_draws_are_made_where_many_weights_are_drawn() -> None:
    criteria = [
        {"id": f"q{n}", "title": "Q", "kind": "scored", "weight": "0.5", "scale": "0-5"}
        for n in range(200)
    ]
    bids = [
        {"id": bid, "bidder": bid, "scores": {each["id"]: mark for each in criteria}}
        for bid, mark in (("A", "4"), ("B", "3"))
    ]
    found = evaluate_tender(tender(model={"criteria": criteria}, bids=bids, procurement=None))

    assert [each.draws for each in found.chances] == [25_000, 25_000]
