"""What must hold between the parts of a pack, and between it and the packs below it."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken
from tests.rules.small_packs import (
    LAW,
    POLICY,
    SOURCES,
    any_of,
    law,
    parameter,
    policy,
    refusal_of,
    rule,
)

LIMIT = parameter("limit", "integer", "from: 2021-01-01, is: 5")
ENDING = parameter("limit", "integer", "from: 2020-01-01, until: 2022-12-31, is: 5")


def policy_refusal(folder: Path, law_rules: str, **files: str) -> str:
    """Return the words in which a policy on a law of these rules is refused."""
    below = law(folder, rules=law_rules)
    with pytest.raises(PackIsBroken) as refused:
        policy(folder, below, **files)
    return str(refused.value)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"rules": rule("one", "kpis_minimum: 3") + rule("one", "notifiable: true")},
            "law/rules.yaml:8: the id «one» stands twice. Rename one: ids share one namespace.",
        ),
        (
            {"rules": rule("limit", "kpis_minimum: 3"), "parameters": LIMIT},
            "law/rules.yaml:1: the id «limit» stands twice. Rename one: ids share one namespace.",
        ),
        (
            {"rules": rule("act", "kpis_minimum: 3")},
            "law/rules.yaml:1: the id «act» stands twice. Rename one: ids share one namespace.",
        ),
        (
            {"rules": rule("goods", "kpis_minimum: 3")},
            "law/rules.yaml:1: «goods» is a word of the vocabulary. Give it another id.",
        ),
        (
            {"rules": rule("enhanced", "kpis_minimum: 3")},
            "law/rules.yaml:1: «enhanced» is a word of the vocabulary. Give it another id.",
        ),
        (
            {"rules": rule("regime", "kpis_minimum: 3")},
            "law/rules.yaml:1: «regime» is a word of the vocabulary. Give it another id.",
        ),
        (
            {"rules": rule("category", "kpis_minimum: 3")},
            "law/rules.yaml:1: «category» is a word of the vocabulary. Give it another id.",
        ),
    ],
)
def test_ids_share_one_namespace_with_the_vocabulary(
    files: dict[str, str], words: str, tmp_path: Path
) -> None:
    assert refusal_of(tmp_path, **files) == words


@pytest.mark.parametrize("word", ["true", "false"])
def test_an_id_is_no_truth_value(word: str, tmp_path: Path) -> None:
    assert refusal_of(tmp_path, rules=rule(word, "kpis_minimum: 3")) == (
        f"law/rules.yaml:1: «{word}» is a word of the vocabulary. Give it another id."
    )


def test_the_place_of_an_id_is_where_it_stands_however_deep(tmp_path: Path) -> None:
    outcomes = (
        "- id: air\n  theme: green\n  title: Air\n  cites: [paper p.1]\n  indicators:\n"
        "    - {id: miles, title: Miles, unit: miles}\n"
        "    - {id: the-tier, title: Tiers, unit: tiers}\n"
    )
    rules = rule("the-tier", "social_value_tier: light", from_="2021-01-01", cites="[paper p.1]")

    found = policy_refusal(tmp_path, rule("one", "kpis_minimum: 3"), rules=rules, outcomes=outcomes)

    assert found == (
        "policy/outcomes.yaml:7: the id «the-tier» stands twice. "
        "Rename one: ids share one namespace."
    )


def test_an_id_of_the_pack_below_cannot_be_taken_again(tmp_path: Path) -> None:
    found = policy_refusal(
        tmp_path,
        rule("one", "kpis_minimum: 3"),
        rules=rule("one", "kpis_minimum: 4", from_="2021-01-01"),
    )

    assert found == (
        "policy/rules.yaml:1: the id «one» stands twice. Rename one: ids share one namespace."
    )


@pytest.mark.parametrize(
    ("then", "when", "words"),
    [
        (
            "kpis_minimum: 3",
            "notifiable is true",
            "requirements reads «notifiable», which is concluded in the stage requirements",
        ),
        (
            "regime: outside",
            "coverage is above_threshold",
            "regime reads «coverage», which is concluded in the stage coverage",
        ),
        (
            "coverage: above_threshold",
            any_of("nation is wales", "estimated_value is at least threshold", "duties is fly"),
            "coverage reads «duties», which is concluded in the stage duties",
        ),
        (
            "threshold: estimated_value",
            "estimated_value is at least threshold",
            "threshold reads «threshold», which is concluded in the stage threshold",
        ),
        (
            "kpis_minimum: standstill_working_days",
            "always",
            (
                "requirements reads «standstill_working_days», which is "
                "concluded in the stage requirements"
            ),
        ),
    ],
)
def test_a_rule_reads_conclusions_of_earlier_stages_only(
    then: str, when: str, words: str, tmp_path: Path
) -> None:
    duty = "- {id: fly, title: Fly, cites: [act s.3]}\n"

    assert refusal_of(tmp_path, rules=rule("one", then, when), duties=duty) == (
        f"law/rules.yaml:1: the rule «one» of the stage {words}. "
        "Read what is known in earlier stages only."
    )


def test_a_rule_may_not_be_older_than_its_parameter(tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: 3", "total_months is at least limit", from_="2020-12-31")

    assert refusal_of(tmp_path, rules=text, parameters=LIMIT) == (
        "law/rules.yaml:1: the rule «one» is in force from 2020-12-31, and «limit» has no value "
        "before 2021-01-01. Let the rule begin later, or give the parameter an earlier value."
    )


def test_a_rule_may_be_as_old_as_its_parameter(tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: limit", from_="2021-01-01")

    (found,) = law(tmp_path, rules=text, parameters=LIMIT).rules

    assert found.parameters == ("limit",)


@pytest.mark.parametrize("keys", [{}, {"until": "2023-01-01"}])
def test_a_rule_may_not_outlive_its_parameter(keys: dict[str, str], tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: limit", **keys)

    assert refusal_of(tmp_path, rules=text, parameters=ENDING) == (
        "law/rules.yaml:1: the rule «one» outlives «limit», whose last value ends on 2022-12-31. "
        "End the rule, or give the parameter a later value (or «is: repealed»)."
    )


def test_a_rule_may_end_with_its_parameter(tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: limit", until="2022-12-31")

    assert law(tmp_path, rules=text, parameters=ENDING).rules[0].until_on is not None


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (
            LIMIT,
            (
                "the rule «one» is in force from 2020-01-01, and «limit» has no value before "
                "2021-01-01. Let the rule begin later, or give the parameter an earlier value."
            ),
        ),
        (
            ENDING,
            (
                "the rule «one» outlives «limit», whose last value ends on 2022-12-31. "
                "End the rule, or give the parameter a later value (or «is: repealed»)."
            ),
        ),
    ],
)
def test_a_duty_may_not_be_concluded_while_its_days_have_no_value(
    limit: str, words: str, tmp_path: Path
) -> None:
    duty = (
        "- {id: tell-them, title: Tell them, cites: [act s.3], "
        "due: {days: limit, kind: calendar, after: contract_entered}}\n"
    )

    found = refusal_of(
        tmp_path, rules=rule("one", "duties: [tell-them]"), duties=duty, parameters=limit
    )

    assert found == f"law/rules.yaml:1: {words}"


def test_a_rule_may_outlive_what_is_repealed(tmp_path: Path) -> None:
    repealed = parameter(
        "limit", "integer", "from: 2020-01-01, is: 5", "from: 2022-01-01, is: repealed"
    )

    assert law(tmp_path, rules=rule("one", "kpis_minimum: limit"), parameters=repealed).rules


@pytest.mark.parametrize("name", ["nation", "kpis_minimum", "another-limit", "x", ""])
def test_a_reason_names_only_what_its_rule_reads(name: str, tmp_path: Path) -> None:
    text = rule(
        "one",
        "kpis_minimum: limit",
        "category is goods",
        from_="2021-01-01",
        because=f"'It is {{category}}, {{limit}} and {{{name}}}.'",
    )
    other = parameter("another-limit", "integer", "from: 2021-01-01, is: 5")

    assert refusal_of(tmp_path, rules=text, parameters=LIMIT + other) == (
        f"law/rules.yaml:1: the reason of «one» names «{{{name}}}», which the rule does not read. "
        "Name only facts, conclusions and parameters of its «when» or «then»."
    )


@pytest.mark.parametrize("because", ["It is { so.", "It is } so.", "It is {{category}}."])
def test_a_reasons_braces_are_those_of_its_placeholders(because: str, tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: 3", "category is goods", because=f"'{because}'")

    assert refusal_of(tmp_path, rules=text) == (
        "law/rules.yaml:1: a brace stands alone in the reason of «one». Close it."
    )


@pytest.mark.parametrize(
    "other",
    [
        rule("two", "regime: outside"),
        rule("three", "kpis_minimum: 4"),
    ],
)
def test_a_rule_overrides_rules_of_its_pack_and_stage_only(other: str, tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: 3", overrides="[two]") + other

    assert refusal_of(tmp_path, rules=text) == (
        "law/rules.yaml:1: the rule «one» overrides «two», no rule of this pack and its stage. "
        "Override a rule of the same pack and stage."
    )


def test_a_policy_does_not_override_the_law(tmp_path: Path) -> None:
    found = policy_refusal(
        tmp_path,
        rule("two", "kpis_minimum: 3"),
        rules=rule("one", "kpis_minimum: 0", from_="2021-01-01", overrides="[two]"),
    )

    assert found == (
        "policy/rules.yaml:1: the rule «one» overrides «two», no rule of this pack and its stage. "
        "Override a rule of the same pack and stage."
    )


@pytest.mark.parametrize(
    ("rules", "circle"),
    [
        ({"one": "one"}, "one → one"),
        ({"one": "two", "two": "one"}, "one → two → one"),
        ({"one": "two", "two": "three", "three": "two"}, "two → three → two"),
    ],
)
def test_rules_may_not_override_each_other_in_a_circle(
    rules: dict[str, str], circle: str, tmp_path: Path
) -> None:
    text = "".join(
        rule(id_, "kpis_minimum: 3", overrides=f"[{other}]") for id_, other in rules.items()
    )

    found = refusal_of(tmp_path, rules=text)

    assert found.endswith(f": the rules override each other: {circle}. Break the circle.")


def test_what_carries_a_paragraph_is_declared(tmp_path: Path) -> None:
    text = (
        "- id: act\n  title: The Act\n  kind: statute\n  confidence: seen\n"
        "  covers: [{at: s.1, carried_by: [law-regime]}, {at: s.2, carried_by: [nothing]}]\n"
    )

    assert refusal_of(tmp_path, sources=text) == (
        "law/sources.yaml:5: act s.2 is carried by «nothing», which this pack lacks. "
        "Name a rule, parameter, outcome, indicator, clause or duty of the pack."
    )


def test_a_rule_does_not_begin_before_its_pack(tmp_path: Path) -> None:
    assert refusal_of(tmp_path, rules=rule("one", "kpis_minimum: 3", from_="2019-12-31")) == (
        "law/rules.yaml:1: the rule «one» begins on 2019-12-31, before its pack does. "
        "Let it begin on 2020-01-01 or later, or let the pack begin earlier."
    )


def test_a_policy_stands_on_the_law(tmp_path: Path) -> None:
    text = LAW.replace("kind: law", "kind: policy")

    assert refusal_of(tmp_path, pack=text) == (
        "law/pack.yaml:1: a policy stands on the law. Write «stands_on: [uk]»."
    )


def test_a_pack_stands_on_the_packs_that_it_names(tmp_path: Path) -> None:
    found = policy_refusal(
        tmp_path, rule("one", "kpis_minimum: 3"), pack=POLICY.replace("[law]", "[other]")
    )

    assert found == (
        "policy/pack.yaml:1: the pack stands on other, and was given law. Mend «stands_on»."
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("kind: law", "kind: laws", "3: «laws» is not a kind. Write one of: law, policy"),
        ("from: 2020-01-01\n", "", "1: the key «from» is missing. Add «from»"),
        ("id: law", "id: The Law", "1: «The Law» is not an id. Write it in-kebab-case"),
        (
            "id: law",
            "name: law",
            "1: «name» is not a key that may stand here. Did you mean «title»?",
        ),
        (
            "from: 2020-01-01\n",
            "from: 2020-01-01\nuntil: 2019-01-01\n",
            "6: «until» lies before «from». Mend one of the dates",
        ),
    ],
)
def test_a_manifest_is_refused_with_its_line(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    assert refusal_of(tmp_path, pack=LAW.replace(old, new)).rstrip(".") == f"law/pack.yaml:{words}"


def test_a_source_may_be_declared_by_the_law_alone(tmp_path: Path) -> None:
    below = law(tmp_path)

    with pytest.raises(PackIsBroken) as refused:
        policy(tmp_path, below, sources=SOURCES["law"])

    assert str(refused.value) == (
        "policy/sources.yaml:1: the id «act» stands twice. Rename one: ids share one namespace."
    )
