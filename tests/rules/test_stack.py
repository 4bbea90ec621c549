"""Packs stacked: everything in them by its id, law before policy."""

from pathlib import Path

import pytest

from rules.pack import Citation
from rules.stack import Stack
from rules.vocabulary import Stage
from tests.rules.small_packs import law_stack, parameter, policy_stack, rule

PAPER = {"from_": "2021-01-01", "cites": "[paper p.1]"}
LAW_FILES = {
    "rules": rule("law-one", "kpis_minimum: 3") + rule("law-two", "regime: outside"),
    "duties": "- {id: law-duty, title: The law's, cites: [act s.3]}\n",
    "parameters": parameter("limit", "integer", "from: 2020-01-01, is: 5"),
}
POLICY_FILES = {
    "rules": rule("policy-one", "kpis_minimum: 5", **PAPER),
    "duties": "- {id: policy-duty, title: The policy's, cites: [paper p.3]}\n",
    "outcomes": (
        "- {id: air, theme: green, title: Air, cites: [paper p.2], "
        "indicators: [{id: miles, title: Miles, unit: miles}]}\n"
    ),
    "clauses": (
        "- {id: miles-clause, version: 1, indicator: miles, question: Q?, obligation: O., "
        "kpi: K., evidence: E., if_missed: M.}\n"
    ),
}


@pytest.fixture
def stack(tmp_path: Path) -> Stack:
    """Return a policy on a law."""
    return policy_stack(tmp_path, LAW_FILES, **POLICY_FILES)


def test_everything_is_found_by_its_id_law_before_policy(stack: Stack) -> None:
    assert list(stack.rules) == ["law-one", "law-two", "policy-one"]
    assert list(stack.parameters) == ["limit"]
    assert list(stack.duties) == ["law-duty", "policy-duty"]
    assert list(stack.outcomes) == ["air"]
    assert list(stack.indicators) == ["miles"]
    assert list(stack.clauses) == ["miles-clause"]
    assert list(stack.sources) == ["act", "paper"]
    assert list(stack.pillars) == ["green", "fair"]
    assert list(stack.bodies) == ["board"]


def test_the_rules_of_a_stage_come_law_before_policy(stack: Stack) -> None:
    by_stage = {
        stage: [one.id for one in rules] for stage, rules in stack.rules_by_stage.items() if rules
    }

    assert by_stage == {Stage.REGIME: ["law-two"], Stage.REQUIREMENTS: ["law-one", "policy-one"]}


def test_a_stack_knows_its_law_and_its_policy(stack: Stack, tmp_path: Path) -> None:
    alone = law_stack(tmp_path / "alone")

    assert (stack.law.id, stack.policy and stack.policy.id) == ("law", "policy")
    assert (alone.law.id, alone.policy) == ("law", None)


@pytest.mark.parametrize(
    ("refers_to", "ids"),
    [
        ("pillar", ["green", "fair"]),
        ("outcome", ["air"]),
        ("indicator", ["miles"]),
        ("clause", ["miles-clause"]),
        ("duty", ["law-duty", "policy-duty"]),
        ("body", ["board"]),
    ],
)
def test_ids_have_the_order_in_which_they_are_declared(
    refers_to: str, ids: list[str], stack: Stack
) -> None:
    assert list(stack.declared_order(refers_to)) == ids


def test_nothing_else_has_an_order(stack: Stack) -> None:
    with pytest.raises(KeyError, match="no pack declares ids of a source"):
        stack.declared_order("source")


def test_the_sources_that_were_not_seen_are_known(stack: Stack) -> None:
    assert stack.unsure_sources == {"paper"}


def test_a_citation_is_written_out_for_a_reader(stack: Stack) -> None:
    assert stack.full_citation(Citation("act", "s.52(1)")) == "The Act, s.52(1)"
