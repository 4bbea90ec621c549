"""How several rules' conclusions become one, and how a policy adds to the law."""

from pathlib import Path

import pytest

from rules.combination import combined
from rules.decision import Finding, Status
from rules.errors import Contradiction
from rules.money import STANDARD_RATE
from rules.vocabulary import Value
from tests.rules.small_packs import DAY, decided, law_stack, parameter, policy_stack, rule

PAPER = {"from_": "2021-01-01", "cites": "[paper p.1]"}


def found(folder: Path, name: str, *thens: str) -> Finding:
    """Return what is found where rules of a policy conclude these, one each."""
    text = "".join(rule(f"rule-{place}", then, **PAPER) for place, then in enumerate(thens))
    return decided(policy_stack(folder, {}, rules=text)).findings[name]


@pytest.mark.parametrize(
    ("name", "thens", "value", "rules"),
    [
        ("kpis_minimum", ["kpis_minimum: 3", "kpis_minimum: 5"], 5, ("rule-1",)),
        ("kpis_minimum", ["kpis_minimum: 5", "kpis_minimum: 3"], 5, ("rule-0",)),
        ("kpis_minimum", ["kpis_minimum: 5", "kpis_minimum: 5"], 5, ("rule-0", "rule-1")),
        ("measures_maximum", ["measures_maximum: 6", "measures_maximum: 4"], 4, ("rule-1",)),
        ("measures_maximum", ["measures_maximum: 0", "measures_maximum: 4"], 0, ("rule-0",)),
        ("delivery_plan", ["delivery_plan: false", "delivery_plan: true"], True, ("rule-1",)),
        ("delivery_plan", ["delivery_plan: false"], False, ("rule-0",)),
        ("notifiable", ["notifiable: false", "notifiable: false"], False, ("rule-0", "rule-1")),
        (
            "social_value_tier",
            ["social_value_tier: standard", "social_value_tier: enhanced"],
            "enhanced",
            ("rule-1",),
        ),
        (
            "social_value_tier",
            ["social_value_tier: none", "social_value_tier: light"],
            "light",
            ("rule-1",),
        ),
        (
            "social_value_minimum",
            ["social_value_minimum: 5%", "social_value_minimum: 12.5%"],
            1250,
            ("rule-1",),
        ),
        (
            "social_value_maximum",
            ["social_value_maximum: 30%", "social_value_maximum: 20%"],
            2000,
            ("rule-1",),
        ),
        (
            "pillars",
            ["pillars: [fair]", "pillars: [green]"],
            ("green", "fair"),
            ("rule-0", "rule-1"),
        ),
        (
            "pillars",
            ["pillars: [fair, green]", "pillars: [green]"],
            ("green", "fair"),
            ("rule-0", "rule-1"),
        ),
        ("approvals", ["approvals: [board]"], ("board",), ("rule-0",)),
    ],
)
def test_conclusions_combine_as_the_vocabulary_says(
    name: str, thens: list[str], value: Value, rules: tuple[str, ...], tmp_path: Path
) -> None:
    assert found(tmp_path, name, *thens) == Finding(name, Status.CONCLUDED, value, rules)


def test_two_values_of_what_has_only_one_are_refused_with_both_citations(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", cites="[act s.1, act s.2]") + rule(
        "two", "notifiable: false", cites="[act s.3]"
    )

    with pytest.raises(Contradiction) as refused:
        decided(law_stack(tmp_path, rules=text))

    assert refused.value.place == "notifiable"
    assert str(refused.value) == (
        "notifiable: «one» (act s.1, act s.2) and «two» (act s.3) conclude different values of "
        "«Notifiable below-threshold contract». Mend the packs: let one rule override the other, "
        "or part their conditions."
    )


def test_the_engines_side_refuses_a_contradiction_as_well(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true") + rule("two", "notifiable: false")
    stack = law_stack(tmp_path, rules=text)

    with pytest.raises(Contradiction) as refused:
        combined(tuple(stack.rules.values()), {}, stack, DAY, STANDARD_RATE)

    assert str(refused.value) == (
        "notifiable: «one» and «two» conclude different values. "
        "Mend the packs: let one rule override the other."
    )


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("kpis_minimum", "kpis_minimum: 3", "kpis_minimum: 4"),
        ("measures_maximum", "measures_maximum: 3", "measures_maximum: 2"),
        ("delivery_plan", "delivery_plan: false", "delivery_plan: true"),
        ("pillars", "pillars: [green]", "pillars: [fair]"),
        ("notifiable", "notifiable: true", "notifiable: false"),
        ("social_value_tier", "social_value_tier: light", "social_value_tier: standard"),
    ],
)
def test_a_doubtful_rule_that_could_change_a_conclusion_makes_it_undetermined(
    name: str, one: str, other: str, tmp_path: Path
) -> None:
    text = rule("one", one, **PAPER) + rule("second", other, "nation is wales", **PAPER)

    finding = decided(policy_stack(tmp_path, {}, rules=text)).findings[name]

    assert (finding.status, finding.hangs_on, finding.rules) == (
        Status.UNDETERMINED,
        ("nation",),
        ("one",),
    )


@pytest.mark.parametrize(
    ("name", "one", "other", "value"),
    [
        ("kpis_minimum", "kpis_minimum: 3", "kpis_minimum: 2", 3),
        ("measures_maximum", "measures_maximum: 3", "measures_maximum: 4", 3),
        ("delivery_plan", "delivery_plan: true", "delivery_plan: false", True),
        ("pillars", "pillars: [green]", "pillars: [green]", ("green",)),
        ("notifiable", "notifiable: true", "notifiable: true", True),
        (
            "social_value_tier",
            "social_value_tier: standard",
            "social_value_tier: light",
            "standard",
        ),
    ],
)
def test_a_doubtful_rule_that_could_not_change_a_conclusion_leaves_it(
    name: str, one: str, other: str, value: Value, tmp_path: Path
) -> None:
    text = rule("one", one, **PAPER) + rule("second", other, "nation is wales", **PAPER)

    finding = decided(policy_stack(tmp_path, {}, rules=text)).findings[name]

    assert finding == Finding(name, Status.CONCLUDED, value, ("one",))


def test_a_policy_raises_what_the_law_sets_and_never_lowers_it(tmp_path: Path) -> None:
    law_files = {"rules": rule("law-kpis", "kpis_minimum: 3")}
    more = rule("policy-kpis", "kpis_minimum: 5", "category is works", **PAPER)
    less = rule("policy-fewer", "kpis_minimum: 0", **PAPER)
    stack = policy_stack(tmp_path, law_files, rules=more + less)

    assert decided(stack, category="goods").value("kpis_minimum") == 3
    assert decided(stack, category="works").value("kpis_minimum") == 5


def test_a_policy_adds_to_the_duties_of_the_law_in_the_order_declared(tmp_path: Path) -> None:
    law_files = {
        "rules": rule("law-one", "duties: [law-duty]"),
        "duties": "- {id: law-duty, title: The law's, cites: [act s.3]}\n",
    }
    stack = policy_stack(
        tmp_path,
        law_files,
        rules=rule("policy-one", "duties: [policy-duty]", **PAPER),
        duties="- {id: policy-duty, title: The policy's, cites: [paper p.3]}\n",
    )

    assert decided(stack).value("duties") == ("law-duty", "policy-duty")


def test_a_policy_that_denies_what_the_law_finds_is_a_contradiction(tmp_path: Path) -> None:
    stack = policy_stack(
        tmp_path,
        {"rules": rule("law-one", "notifiable: true")},
        rules=rule("policy-one", "notifiable: false", **PAPER),
    )

    with pytest.raises(Contradiction, match=r"«law-one» .* and «policy-one» "):
        decided(stack)


def test_a_policy_may_repeat_what_the_law_finds(tmp_path: Path) -> None:
    stack = policy_stack(
        tmp_path,
        {"rules": rule("law-one", "notifiable: true")},
        rules=rule("policy-one", "notifiable: true", **PAPER),
    )

    assert decided(stack).findings["notifiable"] == Finding(
        "notifiable", Status.CONCLUDED, value=True, rules=("law-one", "policy-one")
    )


def test_a_conclusion_takes_its_parameters_value_of_the_day(tmp_path: Path) -> None:
    limits = parameter("limit", "integer", "from: 2020-01-01, is: 3") + parameter(
        "other-limit", "integer", "from: 2020-01-01, is: 2", "from: 2022-06-01, is: 4"
    )
    text = rule("one", "kpis_minimum: limit") + rule("two", "kpis_minimum: other-limit")
    stack = law_stack(tmp_path, rules=text, parameters=limits)

    assert decided(stack).findings["kpis_minimum"] == Finding(
        "kpis_minimum", Status.CONCLUDED, 4, ("two",)
    )
