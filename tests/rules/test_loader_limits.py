"""What no pack may hold, because it hides, crashes or hangs what reads it."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from rules.errors import EngineFailed, PackIsBroken
from rules.library import Library
from tests.rules.small_packs import (
    LAW,
    POLICY,
    all_of,
    decided,
    law_stack,
    parameter,
    refusal_of,
    rule,
    write_pack,
)


@pytest.mark.parametrize("mark", ["\u0007", "\u001b", "\u0085", "\u202e", "\u2066", "\u2028"])
def test_a_character_that_steers_what_is_shown_is_refused(mark: str, tmp_path: Path) -> None:
    escaped = f'"\\u{ord(mark):04x}So it is."'

    found = refusal_of(tmp_path, rules=rule("one", "kpis_minimum: 3", because=escaped))

    assert found == (
        f"law/rules.yaml:6: the text holds the character U+{ord(mark):04X}, which can't be shown. "
        "Take it out."
    )


def test_letters_of_every_script_may_stand_in_a_text(tmp_path: Path) -> None:
    stack = law_stack(
        tmp_path, rules=rule("one", "kpis_minimum: 3", because="Für «Łódź», 日本, 🙂 — £5.")
    )

    assert decided(stack).trace[0].because == "Für «Łódź», 日本, 🙂 — £5."


def test_a_text_of_any_length_is_quoted_in_part(tmp_path: Path) -> None:
    found = refusal_of(tmp_path, rules=rule("x" * 100_000 + "-", "kpis_minimum: 3"))

    assert found.startswith("law/rules.yaml:1: «xxx")
    assert found.endswith("x…. Write it in-kebab-case.")
    assert len(found) < 500


@pytest.mark.parametrize(
    "values",
    [
        ["from: 0001-01-01, is: 1", "from: 0001-01-01, is: 2"],
        ["from: 2021-01-01, is: 1", "from: 0001-01-01, is: 2"],
        ["from: 2021-01-01, until: 9999-12-31, is: 1"],
        ["from: 1899-12-31, is: 1"],
        ["from: 3000-01-01, is: 1"],
    ],
)
def test_a_day_beside_which_there_is_none_is_refused(values: list[str], tmp_path: Path) -> None:
    found = refusal_of(tmp_path, parameters=parameter("days", "integer", *values))

    assert "Write a date, such as 2025-02-24, of the years 1900 to 2999." in found


@pytest.mark.parametrize(
    ("type_", "value", "most"),
    [
        ("percent", "100.01%", "100% at most"),
        ("percent", "999%", "100% at most"),
        ("area", "1000000.00000001 ha", "1,000,000 ha at most"),
        ("area", "9999999999999999999999999999 m2", "1,000,000 ha at most"),
    ],
)
def test_a_value_beyond_any_that_can_be_is_refused(
    type_: str, value: str, most: str, tmp_path: Path
) -> None:
    text = parameter("limit", type_, f"from: 2020-01-01, is: {value}")

    found = refusal_of(tmp_path, parameters=text)

    assert f"«{value}» is not a value of is" in found
    assert found.endswith(f"{most}.")


def test_overrides_of_any_length_end_in_a_circle_or_none(tmp_path: Path) -> None:
    ids = [f"rule-{number}" for number in range(3_000)]
    text = "".join(
        rule(id_, "kpis_minimum: 3", overrides=f"[{other}]")
        for id_, other in zip(ids, [*ids[1:], "rule-2998"], strict=True)
    )

    found = refusal_of(tmp_path, rules=text)

    assert "the rules override each other: rule-2998 → rule-2999 → rule-2998." in found


@pytest.mark.parametrize("step", [1, -1])
def test_a_row_of_overrides_too_long_to_follow_is_refused(step: int, tmp_path: Path) -> None:
    ids = [f"rule-{number}" for number in range(51)]
    texts = [
        rule(id_, "kpis_minimum: 3", overrides=f"[{other}]") for id_, other in pairwise(ids)
    ] + [rule(ids[-1], "kpis_minimum: 3")]

    found = refusal_of(tmp_path, rules="".join(texts[::step]))

    assert "more than 50 rules override each other in a row, up to «rule-0»" in found


def test_what_a_commitment_has_is_read_where_commitments_are_judged(tmp_path: Path) -> None:
    found = refusal_of(tmp_path, rules=rule("one", "delivery_plan: true", when="in_area is true"))

    assert found == (
        "law/rules.yaml:1: the rule «one» reads «in_area», which only a commitment has. "
        "Read it where «commitment_verdict» is concluded."
    )


def test_no_pack_takes_the_name_of_the_law_alone(tmp_path: Path) -> None:
    assert refusal_of(tmp_path, pack=LAW.replace("id: law", "id: none")) == (
        "none/pack.yaml:1: «none» names the law alone. Give the pack another id."
    )


@pytest.mark.parametrize(
    ("stands_on", "words"),
    [
        ("[policy]", "a policy stands on the law. Write «stands_on: [uk]»"),
        ("[law, policy]", "a policy stands on the law. Write «stands_on: [uk]»"),
        ("[nowhere]", "the pack stands on «nowhere», and there is no pack of that id"),
    ],
)
def test_a_policy_stands_on_the_law_alone(stands_on: str, words: str, tmp_path: Path) -> None:
    law_stack(tmp_path)
    sources = "- {id: paper, title: The Paper, kind: policy, confidence: seen}\n"
    tier = rule("tier", "social_value_tier: light", from_="2021-01-01", cites="[paper p.1]")
    write_pack(tmp_path / "policy", {"pack": POLICY, "sources": sources, "rules": tier})
    other = POLICY.replace("id: policy", "id: other").replace("[law]", stands_on)
    parts = {"pack": other, "sources": sources.replace("paper", "note")}
    more = tier.replace("paper", "note").replace("id: tier", "id: more")
    write_pack(tmp_path / "other", {**parts, "rules": more})

    with pytest.raises(PackIsBroken) as refused:
        Library(tmp_path).stack("other")

    assert f"other/pack.yaml:1: {words}" in str(refused.value)


def test_the_law_stands_on_nothing(tmp_path: Path) -> None:
    law_stack(tmp_path)
    sources = "- {id: note, title: The Note, kind: statute, confidence: seen}\n"
    other = LAW.replace("id: law", "id: other") + "stands_on: [law]\n"
    more = rule("more", "kpis_minimum: 3", cites="[note p.1]")
    write_pack(tmp_path / "other", {"pack": other, "sources": sources, "rules": more})

    with pytest.raises(PackIsBroken, match=r"other/pack.yaml:1: the law stands on nothing"):
        Library(tmp_path).pack("other")


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "law" / "rules").mkdir(parents=True)
    os.mkfifo(tmp_path / "law" / "rules" / "pipe.yaml")

    found = refusal_of(tmp_path)

    assert found == "law/rules/pipe.yaml: this is no ordinary file. Put one in its place."


def test_a_link_to_nowhere_does_not_lie_unread(tmp_path: Path) -> None:
    (tmp_path / "law" / "rules").mkdir(parents=True)
    (tmp_path / "law" / "rules" / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")

    found = refusal_of(tmp_path)

    assert found == (
        "law/rules/gone.yaml: the file cannot be read: No such file or directory. Mend it."
    )


def test_a_link_to_what_never_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "law" / "rules").mkdir(parents=True)
    (tmp_path / "law" / "rules" / "zero.yaml").symlink_to("/dev/zero")

    found = refusal_of(tmp_path)

    assert found == "law/rules/zero.yaml: this is no ordinary file. Put one in its place."


def test_a_rule_that_names_more_values_than_the_engine_bears_is_refused(tmp_path: Path) -> None:
    """At 512 values of one field durable-rules never comes back."""
    values = ", ".join(map(str, range(512)))
    stack = law_stack(
        tmp_path, rules=rule("one", "kpis_minimum: 3", when=f"duration_months is one of {values}")
    )

    with pytest.raises(EngineFailed, match="one: the rule names 512 values, and the engine bears"):
        decided(stack, duration_months=3)


def test_rules_that_name_many_values_together_are_parted(tmp_path: Path) -> None:
    text = "".join(
        rule(
            f"rule-{first}",
            "kpis_minimum: 3",
            when=f"duration_months is one of {', '.join(map(str, range(first, first + 100)))}",
        )
        for first in range(0, 1_000, 100)
    )

    decision = decided(law_stack(tmp_path, rules=text), duration_months=950)

    assert [entry.rule for entry in decision.trace] == ["rule-900"]


def test_many_conditions_that_must_all_hold_are_borne(tmp_path: Path) -> None:
    sentences = [f"duration_months is not {number}" for number in range(390)]
    text = rule("one", "kpis_minimum: 3", when=all_of(*sentences))

    decision = decided(law_stack(tmp_path, rules=text), duration_months=600)

    assert [entry.rule for entry in decision.trace] == ["one"]
