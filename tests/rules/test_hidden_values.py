"""Values that never show: another rule's is always higher, lower, or true."""

from pathlib import Path

import pytest

from rules.evaluators import evaluators_of
from rules.hidden_values import HiddenValue, HiddenValues
from rules.money import Percent
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import DAY, law_stack, parameter, policy_stack, rule

WALES: dict[str, Value] = {"nation": "wales"}
ENGLAND: dict[str, Value] = {"nation": "england"}
THREE = rule("three", "kpis_minimum: 3")


def looking(stack: Stack, *cases: dict[str, Value]) -> HiddenValues:
    """Look through cases for hidden values of the topmost pack."""
    values = HiddenValues(stack.packs[-1], stack)
    for case in cases or ({},):
        facts = known_facts({"commenced_on": DAY, **case})
        found = evaluators_of(stack).interpreter.interpret(facts, DAY, Percent(2000))
        values.look(found, case)
    return values


def hidden(stack: Stack, *cases: dict[str, Value]) -> tuple[HiddenValue, ...]:
    """Return the hidden values of the topmost pack in these cases."""
    return looking(stack, *cases).found()


@pytest.mark.parametrize(
    ("prevailing", "beaten"),
    [
        ("kpis_minimum: 3", "kpis_minimum: 2"),
        ("social_value_maximum: 10%", "social_value_maximum: 30%"),
        ("quantified_commitments: true", "quantified_commitments: false"),
    ],
)
def test_a_value_that_another_always_beats_is_found_with_what_beats_it(
    prevailing: str, beaten: str, tmp_path: Path
) -> None:
    name = beaten.partition(":")[0]
    stack = law_stack(tmp_path, rules=rule("one", prevailing) + rule("two", beaten))

    assert hidden(stack, WALES, ENGLAND) == (HiddenValue("two", name, WALES, ["one"]),)


def test_a_value_that_shows_once_is_not_hidden(tmp_path: Path) -> None:
    rules = rule("three", "kpis_minimum: 3", "nation is wales") + rule("two", "kpis_minimum: 2")
    stack = law_stack(tmp_path, rules=rules)

    assert hidden(stack, WALES, ENGLAND) == ()
    assert hidden(stack, ENGLAND, WALES) == ()
    assert hidden(stack, WALES) == (HiddenValue("two", "kpis_minimum", WALES, ["three"]),)


def test_each_rule_that_prevails_in_some_case_is_named_once(tmp_path: Path) -> None:
    rules = (
        rule("three", "kpis_minimum: 3", "nation is wales")
        + rule("four", "kpis_minimum: 4", "nation is england")
        + rule("two", "kpis_minimum: 2")
    )
    stack = law_stack(tmp_path, rules=rules)

    assert hidden(stack, WALES, ENGLAND, WALES) == (
        HiddenValue("two", "kpis_minimum", WALES, ["three", "four"]),
    )


def test_of_two_equal_values_neither_is_hidden(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=THREE + rule("same", "kpis_minimum: 3"))

    assert hidden(stack) == ()


def test_a_rule_that_never_fires_hides_nothing(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=THREE + rule("two", "kpis_minimum: 2", "nation is wales"))

    assert hidden(stack, ENGLAND) == ()


def test_a_conclusion_that_a_missing_fact_could_change_tells_nothing(tmp_path: Path) -> None:
    rules = (
        THREE + rule("two", "kpis_minimum: 2") + rule("four", "kpis_minimum: 4", "nation is wales")
    )
    stack = law_stack(tmp_path, rules=rules)

    assert hidden(stack, {}) == ()


def test_a_displaced_rule_is_no_hidden_value(tmp_path: Path) -> None:
    rules = rule("three", "kpis_minimum: 3", overrides="[two]") + rule("two", "kpis_minimum: 2")
    stack = law_stack(tmp_path, rules=rules)

    assert hidden(stack) == ()


def test_a_repealed_value_is_no_hidden_value(tmp_path: Path) -> None:
    repealed = parameter("gone", "integer", "from: 2020-01-01, is: repealed")
    stack = law_stack(
        tmp_path, rules=THREE + rule("two", "kpis_minimum: gone"), parameters=repealed
    )

    assert hidden(stack) == ()


def test_a_policy_whose_value_the_law_always_beats_is_found(tmp_path: Path) -> None:
    low = rule("low", "kpis_minimum: 1", from_="2021-01-01", cites="[paper p.1]")
    stack = policy_stack(tmp_path, {"rules": THREE}, rules=low)

    assert hidden(stack) == (HiddenValue("low", "kpis_minimum", {}, ["three"]),)


def test_a_law_that_a_policy_tightens_is_no_fault_of_the_policy(tmp_path: Path) -> None:
    high = rule("high", "kpis_minimum: 5", from_="2021-01-01", cites="[paper p.1]")
    stack = policy_stack(tmp_path, {"rules": THREE}, rules=high)

    assert hidden(stack) == ()


def test_what_was_seen_elsewhere_is_joined(tmp_path: Path) -> None:
    rules = rule("three", "kpis_minimum: 3", "nation is wales") + rule("two", "kpis_minimum: 2")
    stack = law_stack(tmp_path, rules=rules)
    first, second, third = (looking(stack, case) for case in (WALES, WALES, ENGLAND))

    first.join(*second.state())

    assert first.found() == (HiddenValue("two", "kpis_minimum", WALES, ["three"]),)
    first.join(*third.state())
    assert first.found() == ()
