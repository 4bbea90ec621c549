"""Properties that hold for any rules whatever: the evaluators agree, and no decision is hasty."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
)
from rules.decide import decide_facts
from rules.decision import Status
from rules.errors import Contradiction
from rules.loader.conditions import negation
from rules.money import Money, Pence, Percent, VatBasis
from rules.pack import Citation, Pack, Place, Rule
from rules.procurement import known_facts
from rules.sheet import Sheet, truth_under
from rules.stack import Stack
from rules.truth import plain_value, truth_of
from rules.vocabulary import CONCLUSION_BY_NAME, Kind, Stage, Value
from tests.rules.small_packs import DAY, law, parameter

ORDERINGS = list(Operator)[4:]
EQUALITIES = [Operator.IS, Operator.IS_NOT]
LISTS = [Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF]
NATIONS = ("wales", "england", "scotland")
LIMITS = (
    parameter("a-number", "integer", "from: 2020-01-01, is: 2")
    + parameter("no-number", "integer", "from: 2020-01-01, is: 2", "from: 2021-01-01, is: repealed")
    + parameter("an-amount", "money", "from: 2020-01-01, is: £1.20, vat: included")
    + parameter("a-day", "date", "from: 2020-01-01, is: 2021-06-01")
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Return a law whose parameters the rules made here name."""
    folder: Path = tmp_path_factory.mktemp("base")
    return law(folder, parameters=LIMITS)


def leaf(name: str, kind: Kind, operator: Operator, operand: object) -> Comparison:
    """Return a comparison; its text is not read."""
    assert isinstance(operand, Literal | ParameterName | FactName)
    return Comparison(name, kind, operator, operand, f"{name} {operator} it")


NUMBERS = st.builds(
    leaf,
    st.just("duration_months"),
    st.just(Kind.INTEGER),
    st.sampled_from([*ORDERINGS, *EQUALITIES]),
    st.one_of(
        st.integers(1, 3).map(lambda number: Literal((number,))),
        st.sampled_from([ParameterName("a-number"), ParameterName("no-number")]),
        st.sampled_from([FactName("extension_months"), FactName("kpis_minimum")]),
    ),
)
AMOUNTS = st.builds(
    leaf,
    st.sampled_from(["estimated_value", "threshold"]),
    st.just(Kind.MONEY),
    st.sampled_from([*ORDERINGS, *EQUALITIES]),
    st.sampled_from(
        [ParameterName("an-amount"), FactName("threshold"), FactName("estimated_value")]
    ),
)
DAYS = st.builds(
    leaf,
    st.just("framework_commenced_on"),
    st.just(Kind.DATE),
    st.sampled_from([*ORDERINGS, *EQUALITIES]),
    st.one_of(
        st.just(Literal((date(2021, 6, 1),))),
        st.just(ParameterName("a-day")),
        st.just(FactName("commenced_on")),
    ),
)
CHOICES = st.one_of(
    st.builds(
        leaf,
        st.just("nation"),
        st.just(Kind.ENUMERATION),
        st.sampled_from(EQUALITIES),
        st.sampled_from(NATIONS).map(lambda nation: Literal((nation,))),
    ),
    st.builds(
        leaf,
        st.just("nation"),
        st.just(Kind.ENUMERATION),
        st.sampled_from(LISTS),
        st.lists(st.sampled_from(NATIONS), min_size=1, unique=True).map(
            lambda nations: Literal(tuple(nations))
        ),
    ),
    st.builds(
        leaf,
        st.sampled_from(["divided_into_lots", "notifiable"]),
        st.just(Kind.BOOLEAN),
        st.sampled_from(EQUALITIES),
        st.booleans().map(lambda value: Literal((value,))),
    ),
    st.builds(
        leaf,
        st.just("also_includes"),
        st.just(Kind.IDS),
        st.sampled_from([*EQUALITIES, *LISTS]),
        st.sampled_from([Literal(("works",)), Literal(("works", "goods"))]),
    ),
)
LEAVES = st.one_of(NUMBERS, AMOUNTS, DAYS, CHOICES)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=3).map(lambda some: AllOf(tuple(some))),
        st.lists(parts, min_size=1, max_size=3).map(lambda some: AnyOf(tuple(some))),
    ),
    max_leaves=5,
)
LATER_ONLY = {"threshold": 3, "kpis_minimum": 5, "notifiable": 5}
"""The first stage whose rules may read these conclusions."""

THENS: dict[Stage, list[tuple[str, Literal | ParameterName | FactName]]] = {
    Stage.REGIME: [("regime", Literal(("outside",))), ("regime", Literal(("pcr_2015",)))],
    Stage.THRESHOLD: [
        ("threshold", ParameterName("an-amount")),
        ("threshold", FactName("estimated_value")),
    ],
    Stage.REQUIREMENTS: [
        ("kpis_minimum", Literal((1,))),
        ("kpis_minimum", Literal((3,))),
        ("kpis_minimum", ParameterName("no-number")),
        ("kpis_minimum", FactName("extension_months")),
        ("notifiable", Literal((True,))),
        ("notifiable", Literal((False,))),
    ],
    Stage.PILLARS: [
        ("measures_maximum", Literal((4,))),
        ("measures_maximum", Literal((2,))),
        ("delivery_plan", Literal((True,))),
        ("delivery_plan", Literal((False,))),
    ],
}


def names_of(condition: Condition) -> set[str]:
    """Return the names that a condition reads."""
    if isinstance(condition, Comparison):
        other = condition.operand
        return {condition.name} | ({other.name} if isinstance(other, FactName) else set())
    return set().union(*(names_of(part) for part in condition.parts))


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Draw up to eight rules; each may override earlier ones of its stage."""
    made: list[Rule] = []
    for place in range(draw(st.integers(1, 8))):
        stage = draw(st.sampled_from(list(THENS)))
        when = draw(CONDITIONS | st.just(AllOf(())))
        if any(LATER_ONLY.get(name, 0) > stage for name in names_of(when)):
            when = AllOf(())
        alike = [one.id for one in made if one.stage is stage]
        overrides = draw(st.lists(st.sampled_from(alike), unique=True)) if alike else []
        then = draw(st.sampled_from(THENS[stage]))
        read = {then[1].name} if isinstance(then[1], FactName) else set()
        made.append(
            Rule(
                id=f"rule-{place}",
                title="",
                stage=stage,
                from_on=date(2020, 1, 1),
                until_on=None,
                when=when,
                then=(then,),
                because="",
                cites=(Citation("act", "s.1"),),
                place=Place("rules.yaml", place),
                reads=tuple(sorted(names_of(when) | read)),
                overrides=tuple(overrides),
            )
        )
    return tuple(made)


FACTS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        "nation": st.sampled_from(NATIONS),
        "duration_months": st.integers(1, 3),
        "extension_months": st.integers(1, 3),
        "divided_into_lots": st.booleans(),
        "also_includes": st.sampled_from([(), ("works",), ("works", "goods"), ("services",)]),
        "framework_commenced_on": st.sampled_from([date(2021, 5, 31), date(2021, 6, 1), DAY]),
        "estimated_value": st.builds(
            Money,
            st.integers(99, 121).map(Pence),
            st.sampled_from(VatBasis),
            st.sampled_from([Percent(0), Percent(2000)]),
        ),
    },
)


def stacked(base: Pack, made: tuple[Rule, ...]) -> Stack:
    """Return the base with these rules; its digest tells it apart from others."""
    return Stack((replace(base, rules=made, sha256=f"random-{hash(made)}"),))


@pytest.mark.slow
@given(made=rules(), facts=FACTS)
@settings(max_examples=150)
def test_the_evaluators_agree_on_any_rules(
    base: Pack, made: tuple[Rule, ...], facts: dict[str, Value]
) -> None:
    stack = stacked(base, made)

    try:
        decision = decide_facts(known_facts({"commenced_on": DAY, **facts}), stack)
    except Contradiction:
        return

    for name, finding in decision.findings.items():
        kind = CONCLUSION_BY_NAME[name].kind
        assert (finding.value is None) is (finding.status is not Status.CONCLUDED), kind
        assert bool(finding.hangs_on) is (finding.status is Status.UNDETERMINED)


@pytest.mark.slow
@given(
    made=rules(),
    facts=FACTS,
    hidden=st.sets(
        st.sampled_from(
            [
                "nation",
                "duration_months",
                "extension_months",
                "divided_into_lots",
                "framework_commenced_on",
                "estimated_value",
            ]
        )
    ),
)
@settings(max_examples=150)
def test_what_is_decided_under_any_rules_stays_so_whatever_is_learned(
    base: Pack, made: tuple[Rule, ...], facts: dict[str, Value], hidden: set[str]
) -> None:
    stack = stacked(base, made)
    known = {name: value for name, value in facts.items() if name not in hidden}
    rate = facts.get("estimated_value")
    if isinstance(rate, Money) and "estimated_value" in hidden:
        facts = {**facts, "estimated_value": replace(rate, rate=Percent(2000))}

    try:
        before = decide_facts(known_facts({"commenced_on": DAY, **known}), stack)
        after = decide_facts(known_facts({"commenced_on": DAY, **facts}), stack)
    except Contradiction:
        return

    for name, finding in before.findings.items():
        if finding.status is not Status.UNDETERMINED:
            assert after.findings[name].value == finding.value
        else:
            learned = facts.keys() - known.keys()
            assert learned & set(finding.hangs_on) or after.findings[name] == finding


@given(condition=CONDITIONS, facts=FACTS)
def test_a_mask_over_a_sheet_finds_what_reading_the_condition_finds(
    condition: Condition, facts: dict[str, Value]
) -> None:
    plain = {name: plain_value(value, Percent(2000)) for name, value in facts.items()}
    plain |= {"a-number": 2, "no-number": 2, "an-amount": 1_200_000, "a-day": DAY.toordinal()}

    sheet = Sheet([condition], plain)
    reading = sheet.read(plain)

    truth = truth_of(condition, plain)
    assert truth_under(sheet.masks[0], reading) is truth
    assert truth is False or not reading.out
    assert truth is not True or not reading.open


@given(one=LEAVES, facts=FACTS)
def test_a_negation_is_true_when_the_leaf_is_false_and_unknown_when_it_is(
    one: Comparison, facts: dict[str, Value]
) -> None:
    """Nothing is absent here: every comparison with what is absent is false, negated or not."""
    plain = {name: plain_value(value, Percent(2000)) for name, value in facts.items()}
    plain |= {"a-number": 2, "no-number": 2, "an-amount": 1_200_000, "a-day": DAY.toordinal()}
    truth, opposite = truth_of(one, plain), truth_of(negation(one), plain)

    assert opposite is (None if truth is None else not truth)
