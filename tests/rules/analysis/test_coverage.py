"""What cases put to the test: rules, conditions both ways, dated values, conclusions."""

from datetime import date
from pathlib import Path

from rules.analysis.coverage import Counter, Tally, coverage_of
from rules.analysis.report import ConclusionCoverage, OneSided, Share, UnusedValue
from rules.evaluators import evaluators_of
from rules.money import Percent
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import DAY, all_of, law_stack, parameter, rule

WALES: dict[str, Value] = {"nation": "wales", "duration_months": 12}
ENGLAND: dict[str, Value] = {"nation": "england", "duration_months": 11}
LIMIT = parameter("limit", "integer", "from: 2020-01-01, is: 6", "from: 2022-01-01, is: 12")
RULES = rule(
    "long", "kpis_minimum: 3", all_of("nation is wales", "duration_months is at least limit")
)


def counted(stack: Stack, *cases: dict[str, Value]) -> Tally:
    """Count cases, each of them one of the fewest indicators."""
    counter = Counter(stack.packs[0], stack)
    for case in cases:
        facts = known_facts({"commenced_on": DAY, **case})
        found = evaluators_of(stack).interpreter.interpret(facts, DAY, Percent(2000))
        counter.count(found, ["kpis_minimum"])
    return counter.tally


def test_what_was_seen_both_ways_is_covered(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMIT)

    coverage = coverage_of(
        stack.packs[0], counted(stack, WALES, ENGLAND, {"nation": "wales"}), ["kpis_minimum"]
    )

    assert coverage.rules == Share(1, 1)
    assert coverage.conditions == Share(2, 2)
    assert coverage.one_sided == ()
    assert coverage.conclusions == (ConclusionCoverage("kpis_minimum", 3, 1, 1, 1),)


def test_a_condition_seen_one_way_is_named_with_what_it_never_was(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMIT)

    always = coverage_of(stack.packs[0], counted(stack, WALES), ["kpis_minimum"])
    never = coverage_of(stack.packs[0], counted(stack, ENGLAND), ["kpis_minimum"])

    assert always.one_sided == (
        OneSided("long", "nation is wales", "false"),
        OneSided("long", "duration_months is at least limit", "false"),
    )
    assert {one.never for one in never.one_sided} == {"true"}
    assert (always.rules, never.rules) == (Share(1, 1), Share(0, 1))


def test_an_unknown_fact_shows_a_condition_in_neither_way(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMIT)

    coverage = coverage_of(stack.packs[0], counted(stack, {}), ["kpis_minimum"])

    assert coverage.conditions == Share(0, 2)


def test_a_value_is_used_only_on_a_day_on_which_it_is_in_force(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMIT)

    coverage = coverage_of(stack.packs[0], counted(stack, WALES), ["kpis_minimum"])

    assert coverage.values == Share(1, 2)
    assert coverage.unused == (UnusedValue("limit", date(2020, 1, 1)),)


def test_what_was_counted_elsewhere_is_added(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=RULES, parameters=LIMIT)
    tally = counted(stack, WALES)

    tally.join(counted(stack, ENGLAND))

    assert tally == counted(stack, WALES, ENGLAND)
