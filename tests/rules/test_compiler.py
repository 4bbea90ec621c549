"""Rules compiled for the engine: guarded comparisons, shards within its limits."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.compiler import (
    FIELDS_A_SHARD,
    MATCHES_A_SHARD,
    RULES_A_SHARD,
    _hash,
    _matches,
    _refuse_collisions,
    compile_stage,
)
from rules.condition import AllOf, Comparison, Condition, Operator
from rules.engine import Engine
from rules.errors import EngineFailed
from rules.fields import FieldValue, Shard, Test
from rules.loader.conditions import Names, read_condition
from rules.loader.nodes import read_yaml
from rules.pack import Place, Rule
from rules.vocabulary import Stage
from tests.rules.small_packs import all_of, any_of, law, law_stack, parameter, rule

COLLIDING = ("p_software_support_days", "p_training_sport_value")
"""Two fields of equal 32-bit FNV-1a hash, 0x575ed0c5, found by a birthday search over phrases.

The engine tells field names apart by that hash alone, so that to it these two are one.
"""


def compiled(folder: Path, *whens: str, then: str = "notifiable: true", **files: str) -> Shard:
    """Return the one shard of rules `rule-0`, `rule-1` and so on, with these conditions."""
    text = "".join(rule(f"rule-{place}", then, when) for place, when in enumerate(whens))
    stack = law_stack(folder, rules=text, **files)
    (found,) = compile_stage(tuple(stack.rules.values()))
    return found


def test_a_rule_is_compiled_to_flat_fields_and_the_days_it_is_in_force(tmp_path: Path) -> None:
    text = rule(
        "one",
        "notifiable: true",
        all_of("nation is wales", "category is one of goods, works", "divided_into_lots is false"),
        until="2024-12-31",
    )
    stack = law_stack(tmp_path, rules=text)

    (found,) = compile_stage(tuple(stack.rules.values()))

    assert found.tests == {
        "one": {
            "$and": [
                {"$gte": {"f_decided_on": 20200101}},
                {"$lte": {"f_decided_on": 20241231}},
                {
                    "$and": [
                        {"v_nation": "wales"},
                        {"$or": [{"v_category": "goods"}, {"v_category": "works"}]},
                        {"v_divided_into_lots": 0},
                    ]
                },
            ]
        }
    }
    assert found.names == (
        "f_anchor",
        "f_decided_on",
        "v_nation",
        "v_category",
        "v_divided_into_lots",
    )


IN_2022: dict[str, FieldValue] = {"f_anchor": 1, "f_decided_on": 20220601}
LIMIT = parameter("a-limit", "integer", "from: 2020-01-01, is: 5")


@pytest.mark.parametrize(
    ("when", "test"),
    [
        ("duration_months is 5", {"v_duration_months": 5}),
        ("duration_months is not 5", {"$neq": {"v_duration_months": 5}}),
        ("duration_months is at least 5", {"$gte": {"v_duration_months": 5}}),
        ("commenced_on is less than 2022-06-01", {"$lt": {"v_commenced_on": 20220601}}),
        (
            "nation is not one of wales, england",
            {"$and": [{"$neq": {"v_nation": "wales"}}, {"$neq": {"v_nation": "england"}}]},
        ),
        (
            "duration_months is more than a-limit",
            {
                "$and": [
                    {"$ex": {"p_a_limit": 1}},
                    {"$gt": {"v_duration_months": {"$m": "p_a_limit"}}},
                ]
            },
        ),
        (
            "duration_months is extension_months",
            {
                "$and": [
                    {"$ex": {"v_extension_months": 1}},
                    {"v_duration_months": {"$m": "v_extension_months"}},
                ]
            },
        ),
        ("also_includes is works", {"m_also_includes__works": 1}),
        ("also_includes is not works", {"m_also_includes__works": 0}),
        (
            "also_includes is one of works, goods",
            {"$or": [{"m_also_includes__works": 1}, {"m_also_includes__goods": 1}]},
        ),
        (
            "also_includes is not one of works, goods",
            {"$and": [{"m_also_includes__works": 0}, {"m_also_includes__goods": 0}]},
        ),
    ],
)
def test_a_condition_in_the_engines_own_words(when: str, test: Test, tmp_path: Path) -> None:
    found = compiled(tmp_path, when, parameters=LIMIT)

    assert found.tests["rule-0"]["$and"][1] == test


COMPARED_FIELDS: dict[str, Test] = {
    "is": {"v_x": {"$m": "v_y"}},
    "is not": {"$neq": {"v_x": {"$m": "v_y"}}},
    "is at least": {"$gte": {"v_x": {"$m": "v_y"}}},
    "is at most": {"$lte": {"v_x": {"$m": "v_y"}}},
    "is more than": {"$gt": {"v_x": {"$m": "v_y"}}},
    "is less than": {"$lt": {"v_x": {"$m": "v_y"}}},
}


@pytest.mark.parametrize("operator", COMPARED_FIELDS)
def test_the_engine_finds_a_comparison_with_a_missing_right_field_true(operator: str) -> None:
    """What the guard is for; with the left field missing the engine is right."""
    engine = Engine()
    engine.register(operator, raw(COMPARED_FIELDS[operator]))

    assert engine.run(operator, {"f_anchor": 1, "v_x": 5}) == {"one"}
    assert engine.run(operator, {"f_anchor": 1, "v_y": 5}) == frozenset()
    assert engine.run(operator, {"f_anchor": 1}) == frozenset()


def raw(test: Test) -> Shard:
    """Return a shard of one rule, `one`, with a test of the engine's own."""
    return Shard(rules=(), tests={"one": test}, fields=(), names=())


def unguarded(test: Test) -> Test:
    """Return a compiled test without the guards of its right-hand fields."""
    parts = [part for part in test["$and"] if "$ex" not in part]
    return {"$and": [unguarded(part) if "$and" in part else part for part in parts]}


FIELD_OPERATORS = [one.value for one in Operator if "one of" not in one]


@pytest.mark.parametrize("operator", FIELD_OPERATORS)
@pytest.mark.parametrize("other", ["extension_months", "a-limit"])
def test_the_guard_makes_a_comparison_with_a_missing_right_field_false(
    operator: str, other: str, tmp_path: Path
) -> None:
    found = compiled(tmp_path, f"duration_months {operator} {other}", parameters=LIMIT)
    fact = {**IN_2022, "v_duration_months": 5}
    engine = Engine()
    engine.register("guarded", found)
    engine.register(
        "unguarded",
        replace(found, tests={"rule-0": unguarded(dict(found.tests["rule-0"]))}),
    )

    assert engine.run("guarded", fact) == frozenset()
    assert engine.run("unguarded", fact) == {"rule-0"}


def condition(text: str) -> Condition:
    """Read a condition."""
    return read_condition(read_yaml(text.encode(), "a.yaml"), Names({}))


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("always", 1),
        ("nation is wales", 1),
        ("nation is one of wales, england", 1),
        ("also_includes is one of goods, works, services", 3),
        ("also_includes is not one of goods, works, services", 1),
        (any_of("nation is wales", "category is goods"), 2),
        (all_of("nation is wales", "category is goods"), 1),
        (
            all_of(
                any_of("nation is wales", "category is goods"),
                any_of("nation is wales", "category is goods", "framework is none"),
            ),
            6,
        ),
    ],
)
def test_how_often_a_rule_may_match_at_most(text: str, matches: int) -> None:
    assert _matches(condition(text)) == matches


def rules_of(folder: Path, count: int, when: str) -> tuple[Rule, ...]:
    """Load rules of one stage, all with the same condition."""
    text = "".join(rule(f"rule-{place}", "notifiable: true", when) for place in range(count))
    return law(folder, rules=text).rules


@pytest.mark.parametrize(
    ("count", "when", "sizes"),
    [
        (RULES_A_SHARD, "nation is wales", [40]),
        (RULES_A_SHARD + 1, "nation is wales", [40, 1]),
        (100, "always", [40, 40, 20]),
        (31, any_of("nation is wales", "category is goods"), [29, 2]),
    ],
)
def test_a_shard_holds_no_more_than_the_engine_bears(
    count: int, when: str, sizes: list[int], tmp_path: Path
) -> None:
    shards = compile_stage(rules_of(tmp_path, count, when))

    assert [len(one.rules) for one in shards] == sizes
    assert [one.id for shard in shards for one in shard.rules] == [
        f"rule-{place}" for place in range(count)
    ]


def test_every_rule_of_a_full_shard_may_match_in_every_way_at_once(tmp_path: Path) -> None:
    when = any_of("nation is wales", "category is goods")
    (shard, _) = compile_stage(rules_of(tmp_path, 31, when))
    engine = Engine()
    engine.register("full", shard)

    fired = engine.run("full", {**IN_2022, "v_nation": "wales", "v_category": "goods"})

    assert fired == {one.id for one in shard.rules}
    assert sum(_matches(one.when) for one in shard.rules) < MATCHES_A_SHARD


def test_forty_rules_with_the_same_test_all_fire(tmp_path: Path) -> None:
    (shard,) = compile_stage(rules_of(tmp_path, RULES_A_SHARD, "always"))
    engine = Engine()
    engine.register("alike", shard)

    assert len(engine.run("alike", IN_2022)) == RULES_A_SHARD


def test_a_rule_that_could_match_too_often_alone_is_refused(tmp_path: Path) -> None:
    eight = any_of(*(f"duration_months is more than {number}" for number in range(8)))

    with pytest.raises(EngineFailed) as refused:
        compile_stage(rules_of(tmp_path, 1, all_of(eight, eight)))

    assert str(refused.value) == (
        "rule-0: the rule could match 64 times at once, and the engine bears 59. "
        "Split the rule, or let fewer «any» stand together."
    )


def test_a_rule_that_reads_too_many_fields_is_refused() -> None:
    leaf = condition("nation is wales")
    assert isinstance(leaf, Comparison)
    parts = tuple(replace(leaf, name=f"fact_{number}") for number in range(FIELDS_A_SHARD + 1))
    one = Rule(
        id="rule-0",
        title="",
        stage=Stage.REQUIREMENTS,
        from_on=date(2020, 1, 1),
        until_on=None,
        when=AllOf(parts),
        then=(),
        because="",
        cites=(),
        place=Place("rules.yaml", 1),
    )

    with pytest.raises(EngineFailed, match="reads 241 values"):
        compile_stage([one])


def test_the_colliding_names_have_one_hash() -> None:
    assert {_hash(name) for name in COLLIDING} == {0x575ED0C5}


@pytest.mark.parametrize(
    ("text", "hash_"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_the_hash_is_the_published_fnv_1a_of_32_bits(text: str, hash_: int) -> None:
    """The test vectors are those of the draft by Fowler, Noll, Vo and Eastlake."""
    assert _hash(text) == hash_


def test_the_engine_takes_one_colliding_field_for_the_other() -> None:
    """What the refusal is for."""
    engine = Engine()
    engine.register("colliding", raw({"$gt": {COLLIDING[0]: 5}}))

    assert engine.run("colliding", {"f_anchor": 1, COLLIDING[1]: 9}) == {"one"}


def test_colliding_fields_of_one_shard_are_refused(tmp_path: Path) -> None:
    limits = parameter("software-support-days", "integer", "from: 2020-01-01, is: 5") + parameter(
        "training-sport-value", "integer", "from: 2020-01-01, is: 5"
    )

    with pytest.raises(EngineFailed) as refused:
        compiled(
            tmp_path,
            "duration_months is at least software-support-days",
            "duration_months is at most training-sport-value",
            parameters=limits,
        )

    assert str(refused.value) == (
        "p_training_sport_value: the engine cannot tell this field from "
        "«p_software_support_days». Rename one of the two facts, parameters or ids."
    )


def test_a_field_does_not_collide_with_itself() -> None:
    _refuse_collisions([COLLIDING[0], COLLIDING[0], "v_nation"])

    with pytest.raises(EngineFailed):
        _refuse_collisions(COLLIDING)
