"""Exceptions: which rules displace which, and what becomes of that while a fact is missing."""

from pathlib import Path

import pytest

from rules.decision import Finding, Status
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import all_of, decided, law_stack, rule

KPIS = "kpis_minimum"


def ladder(folder: Path, *rungs: tuple[str, str, str]) -> Stack:
    """Load a law of rules `top`, `middle`, … of which each overrides those after the colon.

    A rung is the rule's id and what it overrides (`top:middle`), its count of KPIs, its `when`.
    """
    text = ""
    for name, kpis, when in rungs:
        id_, _, overridden = name.partition(":")
        keys = {"overrides": f"[{overridden}]"} if overridden else {}
        text += rule(id_, f"{KPIS}: {kpis}", when, **keys)
    return law_stack(folder, rules=text)


def concluded(value: int, *rules: str) -> Finding:
    """Return what is found where these rules conclude a count of KPIs."""
    return Finding(KPIS, Status.CONCLUDED, value, rules)


def test_a_rule_that_fires_displaces_what_it_overrides(tmp_path: Path) -> None:
    stack = ladder(tmp_path, ("base", "3", "always"), ("exception:base", "0", "nation is wales"))

    decision = decided(stack, nation="wales")

    assert decision.findings[KPIS] == concluded(0, "exception")
    assert [(entry.rule, entry.displaced, entry.displaced_by) for entry in decision.trace] == [
        ("base", (), ("exception",)),
        ("exception", ("base",), ()),
    ]


def test_a_rule_that_is_silent_displaces_nothing(tmp_path: Path) -> None:
    stack = ladder(tmp_path, ("base", "3", "always"), ("exception:base", "0", "nation is wales"))

    assert decided(stack, nation="england").findings[KPIS] == concluded(3, "base")


def test_a_displaced_rule_displaces_nothing(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("base", "3", "always"),
        ("exception:base", "0", "always"),
        ("counter:exception", "1", "nation is wales"),
    )

    decision = decided(stack, nation="wales")

    assert decision.findings[KPIS] == concluded(3, "base")
    assert [(entry.rule, entry.displaced, entry.displaced_by) for entry in decision.trace] == [
        ("base", (), ()),
        ("exception", (), ("counter",)),
        ("counter", ("exception",), ()),
    ]


def test_a_chain_of_four_falls_every_second_rule(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("d", "9", "always"),
        ("c:d", "1", "always"),
        ("b:c", "2", "always"),
        ("a:b", "0", "always"),
    )

    decision = decided(stack)

    assert decision.findings[KPIS] == concluded(1, "c")
    assert {entry.rule: entry.displaced_by for entry in decision.trace} == {
        "a": (),
        "b": ("a",),
        "c": (),
        "d": ("c",),
    }


def test_one_standing_displacer_of_several_is_enough(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("base", "9", "always"),
        ("one:base", "1", "always"),
        ("two:base", "2", "always"),
        ("against-one:one", "0", "always"),
    )

    assert decided(stack).findings[KPIS] == concluded(2, "two")


def test_exceptions_part_what_would_contradict(tmp_path: Path) -> None:
    text = rule("base", "notifiable: true") + rule(
        "exception", "notifiable: false", "nation is wales", overrides="[base]"
    )
    stack = law_stack(tmp_path, rules=text)

    assert decided(stack, nation="wales").value("notifiable") is False
    assert decided(stack, nation="england").value("notifiable") is True


@pytest.mark.parametrize("facts", [{}, {"category": "goods"}])
def test_a_displacer_in_doubt_makes_the_conclusion_undetermined(
    facts: dict[str, Value], tmp_path: Path
) -> None:
    when = all_of("nation is wales", "category is goods")
    stack = ladder(tmp_path, ("base", "3", "always"), ("exception:base", "0", when))

    finding = decided(stack, **facts).findings[KPIS]

    missing = tuple(name for name in ("nation", "category") if name not in facts)
    assert finding == Finding(KPIS, Status.UNDETERMINED, hangs_on=missing)


def test_a_displacer_in_doubt_that_cannot_change_the_value_leaves_it(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("base", "3", "always"),
        ("second", "5", "always"),
        ("exception:base", "4", "nation is wales"),
    )

    assert decided(stack).findings[KPIS] == concluded(5, "second")


def test_a_doubt_two_steps_up_the_chain_is_needed(tmp_path: Path) -> None:
    text = (
        rule("base", f"{KPIS}: 9")
        + rule("exception", "notifiable: true", overrides="[base]")
        + rule("counter", "notifiable: true", "nation is wales", overrides="[exception]")
    )

    decision = decided(law_stack(tmp_path, rules=text))

    assert decision.findings[KPIS] == Finding(KPIS, Status.UNDETERMINED, hangs_on=("nation",))
    assert decision.needs == ("nation",)


def test_a_doubt_about_a_rule_that_is_displaced_anyway_is_not_needed(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("base", "9", "category is goods"),
        ("exception:base", "0", "always"),
    )

    decision = decided(stack)

    assert decision.findings[KPIS] == concluded(0, "exception")
    assert decision.needs == ()


def test_a_doubt_about_a_displacer_that_is_displaced_anyway_is_not_needed(tmp_path: Path) -> None:
    stack = ladder(
        tmp_path,
        ("base", "9", "duration_months is 1"),
        ("exception:base", "0", "nation is wales"),
        ("counter:exception", "0", "always"),
    )

    finding = decided(stack).findings[KPIS]

    assert finding == Finding(
        KPIS, Status.UNDETERMINED, rules=("counter",), hangs_on=("duration_months",)
    )


def test_a_contradiction_that_hangs_on_a_missing_exception_is_undetermined(
    tmp_path: Path,
) -> None:
    text = (
        rule("base", "notifiable: true")
        + rule("second", "notifiable: false", "category is goods")
        + rule("exception", "notifiable: false", "nation is wales", overrides="[base]")
    )
    stack = law_stack(tmp_path, rules=text)

    decision = decided(stack, category="goods")

    assert decision.findings["notifiable"] == Finding(
        "notifiable", Status.UNDETERMINED, rules=("second",), hangs_on=("nation",)
    )


def test_rules_of_later_stages_do_not_see_a_displaced_conclusion(tmp_path: Path) -> None:
    text = (
        rule("base", "regime: pcr_2015")
        + rule("exception", "regime: outside", "nation is scotland", overrides="[base]")
        + rule("later", "notifiable: true", "regime is pcr_2015")
    )

    decision = decided(law_stack(tmp_path, rules=text), nation="scotland")

    assert decision.value("regime") == "outside"
    assert decision.findings["notifiable"] == Finding("notifiable", Status.ABSENT)
