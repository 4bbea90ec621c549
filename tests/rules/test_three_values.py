"""True, false, unknown: what a rule does with a fact that is missing, in both evaluators."""

from datetime import date
from pathlib import Path

import pytest

from rules.decision import Decision, Finding, Status
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import (
    all_of,
    any_of,
    decided,
    law_stack,
    parameter,
    policy_stack,
    rule,
    value_of,
)


def one_rule(folder: Path, when: str, then: str = "notifiable: true", **files: str) -> Stack:
    """Load a law of one rule."""
    return law_stack(folder, rules=rule("one", then, when), **files)


def fired(decision: Decision) -> list[str]:
    """Return the rules that fired."""
    return [entry.rule for entry in decision.trace]


def concluded(*rules: str, value: Value = True, name: str = "notifiable") -> Finding:
    """Return what is found where these rules conclude a value."""
    return Finding(name, Status.CONCLUDED, value, rules)


def undetermined(*hangs_on: str, name: str = "notifiable", rules: tuple[str, ...] = ()) -> Finding:
    """Return what is found where these facts could still change a conclusion."""
    return Finding(name, Status.UNDETERMINED, rules=rules, hangs_on=hangs_on)


def absent(name: str = "notifiable") -> Finding:
    """Return what is found where no rule reached a conclusion and none still could."""
    return Finding(name, Status.ABSENT)


def test_a_rule_fires_when_its_condition_is_true(tmp_path: Path) -> None:
    decision = decided(one_rule(tmp_path, "nation is wales"), nation="wales")

    assert fired(decision) == ["one"]
    assert decision.findings["notifiable"] == concluded("one")


def test_a_conclusion_that_no_rule_reaches_is_absent(tmp_path: Path) -> None:
    decision = decided(one_rule(tmp_path, "nation is wales"), nation="england")

    assert fired(decision) == []
    assert decision.findings["notifiable"] == absent()
    assert (decision.needs, decision.open) == ((), ())


def test_a_missing_fact_leaves_a_required_conclusion_undetermined_and_is_needed(
    tmp_path: Path,
) -> None:
    decision = decided(one_rule(tmp_path, "nation is wales"))

    assert fired(decision) == []
    assert decision.findings["notifiable"] == undetermined("nation")
    assert (decision.needs, decision.open) == (("nation",), ())


def test_a_missing_fact_that_could_change_another_conclusion_is_open(tmp_path: Path) -> None:
    stack = one_rule(tmp_path, "nation is wales", "tendering_days_minimum: 10")

    decision = decided(stack)

    assert decision.findings["tendering_days_minimum"] == undetermined(
        "nation", name="tendering_days_minimum"
    )
    assert (decision.needs, decision.open) == ((), ("nation",))


def test_a_fact_that_is_needed_is_not_open_as_well(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "nation is wales") + rule(
        "two", "tendering_days_minimum: 10", all_of("nation is wales", "category is goods")
    )

    decision = decided(law_stack(tmp_path, rules=text))

    assert (decision.needs, decision.open) == (("nation",), ("category",))


def test_a_derived_fact_that_is_missing_needs_the_facts_it_is_derived_from(tmp_path: Path) -> None:
    stack = one_rule(tmp_path, "total_months is at least 12")

    assert decided(stack, duration_months=6).needs == ("extension_months",)
    assert decided(stack).needs == ("duration_months", "extension_months")
    assert decided(stack, duration_months=6, extension_months=6).value("notifiable") is True


@pytest.mark.parametrize(
    ("when", "facts", "finding"),
    [
        (all_of("nation is wales", "category is goods"), {"nation": "england"}, absent()),
        (
            all_of("nation is wales", "category is goods"),
            {"nation": "wales"},
            undetermined("category"),
        ),
        (
            all_of("nation is wales", "category is goods"),
            {},
            undetermined("nation", "category"),
        ),
        (
            any_of("nation is wales", "category is goods"),
            {"nation": "wales"},
            concluded("one"),
        ),
        (
            any_of("nation is wales", "category is goods"),
            {"nation": "england"},
            undetermined("category"),
        ),
        (
            any_of("nation is wales", "category is goods"),
            {"nation": "england", "category": "works"},
            absent(),
        ),
        ("{not: nation is wales}", {}, undetermined("nation")),
        ("{not: nation is wales}", {"nation": "england"}, concluded("one")),
        ("{not: nation is wales}", {"nation": "wales"}, absent()),
        (
            "{not: {all: [nation is wales, category is goods]}}",
            {"nation": "england"},
            concluded("one"),
        ),
        (
            "{not: {any: [nation is wales, category is goods]}}",
            {"nation": "england"},
            undetermined("category"),
        ),
        ("nation is not wales", {}, undetermined("nation")),
        ("nation is not one of wales, scotland", {}, undetermined("nation")),
        ("divided_into_lots is false", {}, undetermined("divided_into_lots")),
        ("divided_into_lots is not true", {}, undetermined("divided_into_lots")),
        ("duration_months is less than 12", {}, undetermined("duration_months")),
        ("duration_months is less than 12", {"duration_months": 0}, concluded("one")),
        (
            "framework_commenced_on is less than commenced_on",
            {},
            undetermined("framework_commenced_on"),
        ),
        (
            "commenced_on is more than framework_commenced_on",
            {},
            undetermined("framework_commenced_on"),
        ),
        (
            "commenced_on is not framework_commenced_on",
            {},
            undetermined("framework_commenced_on"),
        ),
        (
            "duration_months is extension_months",
            {},
            undetermined("duration_months", "extension_months"),
        ),
    ],
)
def test_a_missing_fact_is_unknown_and_neither_zero_nor_false(
    when: str, facts: dict[str, Value], finding: Finding, tmp_path: Path
) -> None:
    assert decided(one_rule(tmp_path, when), **facts).findings["notifiable"] == finding


CERTAIN = rule("certain", "kpis_minimum: 3")


@pytest.mark.parametrize(
    ("doubtful", "finding"),
    [
        ("kpis_minimum: 2", concluded("certain", value=3, name="kpis_minimum")),
        ("kpis_minimum: 3", concluded("certain", value=3, name="kpis_minimum")),
        (
            "kpis_minimum: 4",
            undetermined("nation", name="kpis_minimum", rules=("certain",)),
        ),
    ],
)
def test_a_rule_that_could_not_change_the_conclusion_leaves_it_determined(
    doubtful: str, finding: Finding, tmp_path: Path
) -> None:
    text = CERTAIN + rule("doubtful", doubtful, "nation is wales")

    assert decided(law_stack(tmp_path, rules=text)).findings["kpis_minimum"] == finding


def test_an_undetermined_conclusion_hands_nothing_to_the_next_stage(tmp_path: Path) -> None:
    text = (
        rule("one", "regime: pcr_2015", "nation is wales")
        + rule("two", "notifiable: true", "regime is not outside")
        + rule("three", "kpis_minimum: 1", "regime is outside")
    )

    decision = decided(law_stack(tmp_path, rules=text))

    assert fired(decision) == []
    assert decision.findings["notifiable"] == undetermined("nation")
    assert decision.findings["kpis_minimum"] == undetermined("nation", name="kpis_minimum")


@pytest.mark.parametrize(
    "when",
    [
        "regime is outside",
        "regime is not outside",
        "regime is one of outside, pcr_2015",
        "regime is not one of outside, pcr_2015",
        "{not: regime is outside}",
        "estimated_value is at least threshold",
        "estimated_value is less than threshold",
        "threshold is at most estimated_value",
        "threshold is not estimated_value",
        "{not: estimated_value is threshold}",
    ],
)
def test_every_comparison_with_an_absent_conclusion_is_false(when: str, tmp_path: Path) -> None:
    text = rule("never", "regime: outside", "nation is wales") + rule(
        "one", "notifiable: true", when
    )

    decision = decided(
        law_stack(tmp_path, rules=text), nation="england", estimated_value=value_of("£5.00")
    )

    assert fired(decision) == []
    assert decision.findings["notifiable"] == absent()


@pytest.mark.parametrize(
    "when", ["pillars is green", "pillars is not green", "pillars is not one of green, fair"]
)
def test_every_comparison_with_an_absent_set_is_false(when: str, tmp_path: Path) -> None:
    text = rule("one", "outcomes: [air]", when, from_="2021-01-01", cites="[paper p.1]")
    outcomes = "- {id: air, theme: green, title: Air, indicators: [], cites: [paper p.2]}\n"

    decision = decided(policy_stack(tmp_path, {}, rules=text, outcomes=outcomes))

    assert decision.findings["outcomes"] == absent("outcomes")


REPEALED = parameter(
    "limit", "integer", "from: 2020-01-01, is: 5", "from: 2022-06-01, is: repealed"
)


@pytest.mark.parametrize(
    "operator", ["is", "is not", "is at least", "is at most", "is more than", "is less than"]
)
def test_every_comparison_with_a_repealed_parameter_is_false(operator: str, tmp_path: Path) -> None:
    stack = one_rule(tmp_path, f"duration_months {operator} limit", parameters=REPEALED)
    last_day, next_day = date(2022, 5, 31), date(2022, 6, 1)

    before = [decided(stack, commenced_on=last_day, duration_months=months) for months in (4, 5, 6)]
    after = [decided(stack, commenced_on=next_day, duration_months=months) for months in (4, 5, 6)]

    assert any(fired(decision) for decision in before)
    assert [fired(decision) for decision in after] == [[], [], []]
    assert decided(stack, commenced_on=next_day).findings["notifiable"] == absent()


def test_a_repealed_parameter_concludes_nothing(tmp_path: Path) -> None:
    stack = one_rule(tmp_path, "always", "kpis_minimum: limit", parameters=REPEALED)

    assert decided(stack, commenced_on=date(2022, 5, 31)).value("kpis_minimum") == 5
    assert decided(stack, commenced_on=date(2022, 6, 1)).findings["kpis_minimum"] == absent(
        "kpis_minimum"
    )


def test_a_conclusion_that_is_a_missing_fact_is_undetermined(tmp_path: Path) -> None:
    stack = one_rule(tmp_path, "always", "kpis_minimum: duration_months")

    assert decided(stack, duration_months=4).findings["kpis_minimum"] == concluded(
        "one", value=4, name="kpis_minimum"
    )
    assert decided(stack).findings["kpis_minimum"] == undetermined(
        "duration_months", name="kpis_minimum"
    )
    assert decided(stack).needs == ("duration_months",)


def test_the_ids_that_are_certain_are_shown_while_others_are_not(tmp_path: Path) -> None:
    duties = "".join(
        f"- {{id: duty-{name}, title: Duty {name}, cites: [act s.3]}}\n" for name in "abc"
    )
    text = rule("one", "duties: [duty-c, duty-a]") + rule(
        "two", "duties: [duty-b]", "nation is wales"
    )

    decision = decided(law_stack(tmp_path, rules=text, duties=duties))

    assert decision.findings["duties"] == Finding(
        "duties",
        Status.UNDETERMINED,
        rules=("one",),
        hangs_on=("nation",),
        so_far=("duty-a", "duty-c"),
    )
    assert [duty.id for duty in decision.duties] == ["duty-a", "duty-c"]
    assert decision.open == ("nation",)


def test_a_rule_in_doubt_whose_ids_are_certain_anyway_changes_nothing(tmp_path: Path) -> None:
    duties = "- {id: duty-a, title: Duty a, cites: [act s.3]}\n"
    text = rule("one", "duties: [duty-a]") + rule("two", "duties: [duty-a]", "nation is wales")

    decision = decided(law_stack(tmp_path, rules=text, duties=duties))

    assert decision.findings["duties"] == concluded("one", value=("duty-a",), name="duties")
    assert decision.open == ()
