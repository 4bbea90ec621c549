"""Conditions as they are written: parsed, typed by their left side, negation at the leaves."""

from datetime import date
from pathlib import Path

import pytest

from rules.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
    leaves,
)
from rules.loader.conditions import NEGATED, Names, negation, read_condition
from rules.loader.nodes import read_yaml
from rules.pack import Parameter
from rules.vocabulary import Kind
from tests.rules.small_packs import all_of, law, parameter, refusal_of, rule

LIMITS = (
    parameter("a-value", "money", "from: 2020-01-01, is: £10.00, vat: included")
    + parameter("a-bare-value", "money", "from: 2020-01-01, is: £10.00")
    + parameter("a-number", "integer", "from: 2020-01-01, is: 5")
    + parameter("a-day", "date", "from: 2020-01-01, is: 2021-01-01")
)


def parameters(folder: Path) -> dict[str, Parameter]:
    """Load parameters of every kind that conditions name here."""
    return {item.id: item for item in law(folder, parameters=LIMITS).parameters}


def condition(text: str, names: Names | None = None) -> Condition:
    """Read a condition from the text of a pack."""
    return read_condition(read_yaml(text.encode(), "rules/a.yaml"), names or Names({}))


def is_(name: str, member: str, operator: Operator = Operator.IS) -> Comparison:
    """Return the comparison of an enumeration with one of its values."""
    return Comparison(
        name, Kind.ENUMERATION, operator, Literal((member,)), f"{name} {operator} {member}"
    )


@pytest.mark.parametrize(
    ("sentence", "operator", "kind", "operand"),
    [
        ("nation is wales", Operator.IS, Kind.ENUMERATION, Literal(("wales",))),
        ("nation is not wales", Operator.IS_NOT, Kind.ENUMERATION, Literal(("wales",))),
        (
            "category is one of goods, services",
            Operator.IS_ONE_OF,
            Kind.ENUMERATION,
            Literal(("goods", "services")),
        ),
        (
            "category is not one of goods , services",
            Operator.IS_NOT_ONE_OF,
            Kind.ENUMERATION,
            Literal(("goods", "services")),
        ),
        ("total_months is at least 12", Operator.IS_AT_LEAST, Kind.INTEGER, Literal((12,))),
        (
            "total_months is at most a-number",
            Operator.IS_AT_MOST,
            Kind.INTEGER,
            ParameterName("a-number"),
        ),
        (
            "estimated_value is more than a-value",
            Operator.IS_MORE_THAN,
            Kind.MONEY,
            ParameterName("a-value"),
        ),
        (
            "estimated_value is at least threshold",
            Operator.IS_AT_LEAST,
            Kind.MONEY,
            FactName("threshold"),
        ),
        (
            "commenced_on is less than 2025-02-24",
            Operator.IS_LESS_THAN,
            Kind.DATE,
            Literal((date(2025, 2, 24),)),
        ),
        (
            "framework_commenced_on is less than commenced_on",
            Operator.IS_LESS_THAN,
            Kind.DATE,
            FactName("commenced_on"),
        ),
        ("divided_into_lots is false", Operator.IS, Kind.BOOLEAN, Literal((False,))),
        ("also_includes is works", Operator.IS, Kind.IDS, Literal(("works",))),
        ("duration_months   is  12", Operator.IS, Kind.INTEGER, Literal((12,))),
    ],
)
def test_a_sentence_is_a_comparison_typed_by_its_left_side(
    sentence: str, operator: Operator, kind: Kind, operand: object, tmp_path: Path
) -> None:
    found = condition(sentence, Names(parameters(tmp_path)))

    assert isinstance(found, Comparison)
    assert (found.operator, found.kind, found.operand) == (operator, kind, operand)
    assert found.name == sentence.split(maxsplit=1)[0]
    assert found.text == " ".join(sentence.split())


def test_always_is_the_empty_all() -> None:
    assert condition("always") == AllOf(())


def test_all_and_any_nest() -> None:
    assert condition(
        "all: [nation is wales, any: [category is works, framework is none]]"
    ) == AllOf(
        (
            is_("nation", "wales"),
            AnyOf((is_("category", "works"), is_("framework", "none"))),
        )
    )


def test_not_is_pushed_to_the_leaves() -> None:
    text = "not: {all: [nation is wales, not: {any: [category is works, framework is none]}]}"

    assert condition(text) == AnyOf(
        (
            is_("nation", "wales", Operator.IS_NOT),
            AnyOf((is_("category", "works"), is_("framework", "none"))),
        )
    )


@pytest.mark.parametrize("operator", Operator)
def test_each_operator_has_an_opposite_whose_opposite_it_is(operator: Operator) -> None:
    opposite = NEGATED[operator]

    assert opposite is not operator
    assert NEGATED[opposite] is operator


@pytest.mark.parametrize("operator", list(Operator)[4:])
def test_the_opposite_of_a_comparison_says_so_in_words(operator: Operator) -> None:
    leaf = condition(f"total_months {operator} 12")
    assert isinstance(leaf, Comparison)

    assert negation(leaf) == condition(f"total_months {NEGATED[operator]} 12")


def test_the_leaves_come_in_the_order_written() -> None:
    text = "all: [nation is wales, any: [category is works, framework is none]]"

    assert [leaf.name for leaf in leaves(condition(text))] == ["nation", "category", "framework"]


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            "nation equals wales",
            (
                "«nation equals wales» is not a condition. Write «name operator operand», "
                "such as «estimated_value is more than a-parameter»"
            ),
        ),
        (
            "nation",
            (
                "«nation» is not a condition. Write «name operator operand», "
                "such as «estimated_value is more than a-parameter»"
            ),
        ),
        (
            "country is wales",
            "«country» is no fact and no conclusion. Write a name that rules/vocabulary declares",
        ),
        (
            "nation is france",
            (
                "«france» is no value of «nation», no parameter and no fact of its kind. "
                "Write one of its values: england, wales, scotland, northern_ireland"
            ),
        ),
        (
            "nation is one of wales, france",
            (
                "«france» is no value of «nation», no parameter and no fact of its kind. "
                "Write one of its values: england, wales, scotland, northern_ireland"
            ),
        ),
        (
            "nation is one of wales,",
            (
                "«» is no value of «nation», no parameter and no fact of its kind. "
                "Write one of its values: england, wales, scotland, northern_ireland"
            ),
        ),
        ("nation is at least wales", "«nation» has no order. Use «is» or «is one of»"),
        (
            "divided_into_lots is more than false",
            "«divided_into_lots» has no order. Use «is» or «is one of»",
        ),
        ("also_includes is at most works", "«also_includes» has no order. Use «is» or «is one of»"),
        (
            "divided_into_lots is no",
            (
                "«no» is no value of «divided_into_lots», no parameter and no fact of its kind. "
                "Write true or false"
            ),
        ),
        (
            "duration_months is at least 1:30",
            (
                "«1:30» is no value of «duration_months», no parameter and no fact of its kind. "
                "Write a whole number, such as 30"
            ),
        ),
        (
            "duration_months is at least 12.5",
            (
                "«12.5» is no value of «duration_months», no parameter and no fact of its kind. "
                "Write a whole number, such as 30"
            ),
        ),
        (
            "duration_months is at least no-such-number",
            (
                "«no-such-number» is no value of «duration_months», and no parameter of that name "
                "is declared. Write «a-number», if that is meant"
            ),
        ),
        (
            "duration_months is at least nation",
            (
                "«nation» is no value of «duration_months», no parameter and no fact of its kind. "
                "Write a whole number, such as 30"
            ),
        ),
        (
            "commenced_on is at least 2025-02-30",
            "«2025-02-30» is no real day. February 2025 has 28 days",
        ),
        (
            "duration_months is at least a-value",
            (
                "«duration_months» is integer, «a-value» is money. "
                "Compare it with a parameter of its own kind"
            ),
        ),
        (
            "commenced_on is at least a-number",
            (
                "«commenced_on» is date, «a-number» is integer. "
                "Compare it with a parameter of its own kind"
            ),
        ),
        (
            "estimated_value is more than £10.00",
            (
                "«estimated_value» and «£10.00» do not both state a VAT basis. Compare an "
                "amount that has a VAT basis with a parameter that states «vat:»"
            ),
        ),
        (
            "estimated_value is one of £10.00, £20.00",
            (
                "«estimated_value» and «£10.00» do not both state a VAT basis. Compare an "
                "amount that has a VAT basis with a parameter that states «vat:»"
            ),
        ),
        (
            "estimated_value is one of a-value",
            (
                "«a-value» is no value of «estimated_value», no parameter and no fact of its kind. "
                "Write £ with digits and two decimals, such as £5000000.00"
            ),
        ),
        (
            "also_includes is pillars",
            (
                "«pillars» is no value of «also_includes», no parameter and no fact of its kind. "
                "Write a list of ids: goods, services, works"
            ),
        ),
        (
            "category is nation",
            (
                "«nation» is no value of «category», no parameter and no fact of its kind. "
                "Write one of its values: goods, services, works"
            ),
        ),
        (
            "pillars is anything",
            (
                "«anything» is no value of «pillars», no parameter and no fact of its kind. "
                "Write a list of ids"
            ),
        ),
    ],
)
def test_a_condition_is_refused_with_its_line_and_a_remedy(
    when: str, words: str, tmp_path: Path
) -> None:
    text = rule("law-one", "kpis_minimum: 3", f'"{when}"')

    assert refusal_of(tmp_path, rules=text, parameters=LIMITS) == f"law/rules.yaml:4: {words}."


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            "[nation is wales]",
            "a list does not say how its conditions join. Write «all:» before it",
        ),
        ("{all: []}", "«all» is empty. Write a condition, or «when: always»"),
        ("{any: nation is wales}", "«any» is not a list. Write a list, as in [a, b]"),
        (
            "{all: [nation is wales], any: [nation is wales]}",
            "a condition has one of all, any and not. Nest them",
        ),
        ("{}", "a condition has one of all, any and not. Nest them"),
        (
            "{every: [nation is wales]}",
            "«every» is not a key that may stand here. Remove it",
        ),
        (
            "{not: [nation is wales]}",
            "a list does not say how its conditions join. Write «all:» before it",
        ),
    ],
)
def test_how_conditions_join_is_refused_with_its_line(
    when: str, words: str, tmp_path: Path
) -> None:
    text = rule("law-one", "kpis_minimum: 3", when)

    assert refusal_of(tmp_path, rules=text) == f"law/rules.yaml:4: {words}."


def test_a_condition_on_a_line_of_its_own_is_refused_with_that_line(tmp_path: Path) -> None:
    when = "\n    all:\n      - nation is wales\n      - any:\n          - nation is mars"

    assert refusal_of(tmp_path, rules=rule("law-one", "kpis_minimum: 3", when)) == (
        "law/rules.yaml:8: «mars» is no value of «nation», no parameter and no fact of its kind. "
        "Write one of its values: england, wales, scotland, northern_ireland."
    )


def test_always_cannot_stand_inside_another_condition(tmp_path: Path) -> None:
    text = rule("law-one", "kpis_minimum: 3", all_of("always", "nation is wales"))

    assert refusal_of(tmp_path, rules=text) == (
        "law/rules.yaml:4: «always» is not a condition. Write «name operator operand», "
        "such as «estimated_value is more than a-parameter»."
    )


def test_a_conclusion_of_money_takes_a_parameter_on_a_basis_only(tmp_path: Path) -> None:
    text = rule("law-one", "threshold: a-bare-value")

    assert refusal_of(tmp_path, rules=text, parameters=LIMITS) == (
        "law/parameters.yaml:10: «a-bare-value» states no VAT basis, and «threshold», for which "
        "law/rules.yaml:5 names it, has one. Add «vat: included» or «vat: excluded» to its values."
    )
