"""Rules that another one leaves nothing to add, seen over cases."""

from pathlib import Path

import pytest

from rules.analysis.shadows import Shadow, Shadows
from rules.evaluators import evaluators_of
from rules.money import Percent
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import DAY, law_stack, policy_stack, rule

WALES: dict[str, Value] = {"nation": "wales"}
ENGLAND: dict[str, Value] = {"nation": "england"}


def looked(stack: Stack, *cases: dict[str, Value]) -> Shadows:
    """Look through cases for the shadowed rules of the topmost pack."""
    shadows = Shadows(stack.packs[-1], stack)
    for case in cases:
        facts = known_facts({"commenced_on": DAY, **case})
        found = evaluators_of(stack).interpreter.interpret(facts, DAY, Percent(2000))
        shadows.look(found, case)
    return shadows


@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("notifiable: true", "notifiable: true"),
        ("kpis_minimum: 3", "kpis_minimum: 2"),
        ("kpis_minimum: 3", "kpis_minimum: 3"),
        ("measures_maximum: 3", "measures_maximum: 4"),
        ("social_value_tier: standard", "social_value_tier: light"),
        ("delivery_plan: true", "delivery_plan: true"),
        ("kpis_minimum: 3, notifiable: true", "notifiable: true"),
    ],
)
def test_a_rule_that_adds_nothing_is_found_with_the_one_over_it(
    tmp_path: Path, over: str, under: str
) -> None:
    rules = rule("over", over) + rule("under", under, "nation is wales")

    found = looked(law_stack(tmp_path, rules=rules), WALES, ENGLAND, WALES).found()

    assert found == (Shadow("under", "over", is_displaced=False, cases=2, example=WALES),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kpis_minimum: 2", "kpis_minimum: 3"),
        ("measures_maximum: 4", "measures_maximum: 3"),
        ("notifiable: true", "kpis_minimum: 3, notifiable: true"),
    ],
)
def test_a_rule_that_adds_something_is_not(tmp_path: Path, one: str, other: str) -> None:
    rules = rule("one", one) + rule("another", other, "nation is wales")

    assert looked(law_stack(tmp_path, rules=rules), WALES, ENGLAND).found() == ()


def test_a_list_within_another_is_found(tmp_path: Path) -> None:
    paper = {"from_": "2021-01-01", "cites": "[paper p.1]"}
    rules = rule("both", "pillars: [green, fair]", **paper) + rule(
        "part", "pillars: [green]", "nation is wales", **paper
    )

    (found,) = looked(policy_stack(tmp_path, {}, rules=rules), WALES).found()

    assert (found.rule, found.by) == ("part", "both")


def test_a_rule_that_once_fires_alone_is_not_found(tmp_path: Path) -> None:
    rules = rule("over", "kpis_minimum: 3", "nation is wales") + rule("under", "kpis_minimum: 2")

    assert looked(law_stack(tmp_path, rules=rules), WALES, ENGLAND).found() == ()


def test_of_two_that_say_the_same_the_later_is_named(tmp_path: Path) -> None:
    rules = rule("first", "notifiable: true") + rule("second", "notifiable: true")

    (found,) = looked(law_stack(tmp_path, rules=rules), WALES).found()

    assert (found.rule, found.by) == ("second", "first")


def test_a_rule_that_is_always_displaced_is_found_with_what_displaces_it(tmp_path: Path) -> None:
    rules = rule("general", "kpis_minimum: 3", "nation is wales") + rule(
        "special", "kpis_minimum: 1", overrides="[general]"
    )

    (found,) = looked(law_stack(tmp_path, rules=rules), WALES, ENGLAND).found()

    assert (found.rule, found.by, found.is_displaced) == ("general", "special", True)


def test_a_rule_that_displaces_another_matters(tmp_path: Path) -> None:
    rules = (
        rule("over", "kpis_minimum: 3")
        + rule("general", "kpis_minimum: 5")
        + rule("special", "kpis_minimum: 1", overrides="[general]")
    )

    assert "special" not in {
        one.rule for one in looked(law_stack(tmp_path, rules=rules), WALES).found()
    }


def test_what_was_seen_elsewhere_is_joined(tmp_path: Path) -> None:
    rules = rule("over", "kpis_minimum: 3", "nation is wales") + rule("under", "kpis_minimum: 2")
    stack = law_stack(tmp_path, rules=rules)
    alone, shadowed = looked(stack, ENGLAND), looked(stack, WALES, WALES)
    again = looked(stack, WALES)

    again.join(shadowed.state())

    assert again.found() == (Shadow("under", "over", is_displaced=False, cases=3, example=WALES),)
    again.join(alone.state())
    assert again.found() == ()
