"""The tree of criteria: deep, wide, and with minimums only where they hang on no other bid."""

from typing import Any

import pytest

from forms.tender import read_model, read_tender
from forms.tender.tree import DEEPEST_TREE
from tests.forms.samples import refusals
from tests.forms.tender.documents import EXAMPLE, edited, refused, sent

QUALITY = "model.criteria[1]"
GATE = {"id": "insured", "title": "Insured", "kind": "gate"}


def question(name: str, weight: str) -> dict[str, Any]:
    return {"id": name, "title": name, "kind": "scored", "weight": weight, "scale": "0-5"}


def nested(levels: int) -> bytes:
    """Return a tender with one question under that many levels, its own counted."""
    criteria = [question("q", "100")]
    for level in range(levels - 1):
        group = {"id": f"g{level}", "title": "Group", "kind": "group", "weight": "100"}
        criteria = [{**group, "criteria": criteria}]
    bids = [{"id": "A", "bidder": "Alpha", "scores": {"q": "3"}}]
    return sent({**EXAMPLE, "model": {"criteria": criteria}, "bids": bids})


@pytest.mark.parametrize("levels", [1, 50, DEEPEST_TREE])
def test_a_deep_tree_is_read(levels: int) -> None:
    model = read_tender(nested(levels), name="x").model

    assert len(model.walk) == levels
    assert model.effective_weights["q"] == 100


def test_a_tree_that_is_too_deep_is_refused_in_words() -> None:
    (refusal,) = refusals(lambda: read_tender(nested(DEEPEST_TREE + 1), name="x"))

    assert refusal.startswith("model" + ".criteria[0]" * (DEEPEST_TREE + 1))
    assert refusal.endswith(
        ": more than 64 criteria stand within one another. Bring the criteria into fewer levels."
    )


def test_five_thousand_criteria_are_read() -> None:
    criteria = [question(f"q{index}", "0.02") for index in range(5000)]

    model = read_model(sent({**EXAMPLE, "model": {"criteria": criteria}}), name="x").model

    assert [leaf.id for leaf in model.leaves] == [f"q{index}" for index in range(5000)]


@pytest.mark.parametrize(
    ("place", "given", "refusal"),
    [
        (
            "model.criteria",
            [],
            "there is no criterion. Give at least one criterion with a weight.",
        ),
        ("model.criteria", {}, "it is an object. Give a list of criteria."),
        (
            f"{QUALITY}.criteria",
            [],
            "the group has no criterion. Give at least one criterion with a weight.",
        ),
        (f"{QUALITY}.criteria", {}, "it is an object. Give a list of criteria."),
        (
            f"{QUALITY}.criteria",
            [GATE],
            (
                "the group holds gates alone, and none with a weight. "
                "Give it a criterion with a weight, or put the gates outside of it."
            ),
        ),
        (
            f"{QUALITY}.criteria[1]",
            "q2",
            "it is a text. Give a criterion: id, title, kind and more by kind.",
        ),
    ],
)
def test_what_is_no_list_of_criteria_is_refused(place: str, given: object, refusal: str) -> None:
    assert refused({place: given, "bids": [{}]})[0] == f"{place}: {refusal}"


def test_a_gate_may_stand_in_a_group_with_a_minimum() -> None:
    changes = {f"{QUALITY}.criteria[1]": GATE, f"{QUALITY}.criteria[0].weight": "100"}

    model = read_model(sent(edited(EXAMPLE, changes)), name="x").model

    assert model.by_id["insured"].weight is None


@pytest.mark.parametrize(
    ("group", "holds"), [("model.criteria[2]", "sv-offer"), ("model.criteria[3]", "price")]
)
def test_a_minimum_of_a_group_that_hangs_on_other_bids_is_refused(group: str, holds: str) -> None:
    minimum = {"percent": "50", "disqualifies": True}
    outer = {"id": "all", "title": "All", "kind": "group", "weight": "10", "minimum": minimum}
    criteria = [*EXAMPLE["model"]["criteria"][1:], {**GATE, "id": "x"}]
    criteria.append(
        {**outer, "criteria": [{**outer, "criteria": EXAMPLE["model"]["criteria"][:1]}]}
    )
    changes: dict[str, object] = {f"{group}.minimum": minimum}
    if holds == "price":
        changes = {"model.criteria": criteria}

    expected = [
        f"{place}.minimum: whether a bid reached the minimum would hang on the other bids, because "
        f"the group holds {holds}. "
        "Set minimums on the scored criteria, or leave the minimum out."
        for place in ([group] if holds != "price" else [f"{group}.criteria[0]", group])
    ]

    assert refused(changes) == expected


def test_faults_in_every_branch_are_listed_from_the_top() -> None:
    lines = refused(
        {
            "model.criteria[0].weight": "x",
            f"{QUALITY}.weight": "x",
            f"{QUALITY}.criteria[0].scale": "x",
            f"{QUALITY}.criteria[1].title": "",
            "model.criteria[2].criteria[0].formula": "x",
        }
    )

    assert [line.partition(": ")[0] for line in lines] == [
        "model.criteria[0].weight",
        f"{QUALITY}.weight",
        f"{QUALITY}.criteria[0].scale",
        f"{QUALITY}.criteria[1].title",
        "model.criteria[2].criteria[0].formula",
    ]
