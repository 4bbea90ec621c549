"""Two evaluators must agree: every operator compiled wrongly, and every fault, is caught."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rules import truth
from rules.compiler import EQUAL, OPERATORS
from rules.condition import Operator
from rules.decide import decide_facts
from rules.decision import Decision
from rules.engine import Program, shared_engine
from rules.errors import EvaluatorsDisagree, PodiumError
from rules.evaluators import evaluators_of
from rules.interpreter import Interpreter
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import (
    DAY,
    decided,
    law,
    law_stack,
    parameter,
    policy_stack,
    rule,
    value_of,
)

ENGINE_OPERATORS = (EQUAL, "$neq", "$gte", "$lte", "$gt", "$lt")
ORDERED = (Operator.IS_AT_LEAST, Operator.IS_AT_MOST, Operator.IS_MORE_THAN, Operator.IS_LESS_THAN)
EQUALITIES = (Operator.IS, Operator.IS_NOT)
LISTS = (Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF)

PARAMETERS = (
    parameter("a-number", "integer", "from: 2020-01-01, is: 5")
    + parameter("a-day", "date", "from: 2020-01-01, is: 2021-06-01")
    + parameter("an-amount", "money", "from: 2020-01-01, is: £6.00, vat: included")
)
AROUND_FIVE: tuple[dict[str, Value], ...] = tuple({"duration_months": one} for one in (4, 5, 6))
AROUND_A_DAY: tuple[dict[str, Value], ...] = tuple(
    {"framework_commenced_on": date(2021, month, day)} for month, day in ((5, 31), (6, 1), (6, 2))
)
AROUND_AN_AMOUNT: tuple[dict[str, Value], ...] = tuple(
    {"estimated_value": value_of(pounds, "excluded")} for pounds in ("£4.99", "£5.00", "£5.01")
)
TWO_NUMBERS: tuple[dict[str, Value], ...] = tuple(
    {**one, "extension_months": 5} for one in AROUND_FIVE
)
SETS: tuple[dict[str, Value], ...] = tuple(
    {"also_includes": ids} for ids in ((), ("works",), ("goods",), ("works", "goods"))
)
NATIONS: tuple[dict[str, Value], ...] = tuple(
    {"nation": nation} for nation in ("wales", "england", "scotland")
)
LOTS: tuple[dict[str, Value], ...] = ({"divided_into_lots": True}, {"divided_into_lots": False})

SENTENCES: dict[str, tuple[tuple[Operator, ...], tuple[dict[str, Value], ...]]] = {
    "duration_months {} 5": ((*ORDERED, *EQUALITIES), AROUND_FIVE),
    "duration_months {} a-number": ((*ORDERED, *EQUALITIES), AROUND_FIVE),
    "duration_months {} extension_months": ((*ORDERED, *EQUALITIES), TWO_NUMBERS),
    "framework_commenced_on {} 2021-06-01": ((*ORDERED, *EQUALITIES), AROUND_A_DAY),
    "framework_commenced_on {} a-day": ((*ORDERED, *EQUALITIES), AROUND_A_DAY),
    "estimated_value {} an-amount": ((*ORDERED, *EQUALITIES), AROUND_AN_AMOUNT),
    "duration_months {} 5, 7": (LISTS, AROUND_FIVE),
    "nation {} wales": (EQUALITIES, NATIONS),
    "nation {} wales, england": (LISTS, NATIONS),
    "divided_into_lots {} true": (EQUALITIES, LOTS),
    "also_includes {} works": (EQUALITIES, SETS),
    "also_includes {} works, goods": (LISTS, SETS),
}
SENTENCE_CASES = [
    (sentence, operator) for sentence, (operators, _) in SENTENCES.items() for operator in operators
]


def stack_of(folder: Path, sentence: str, operator: Operator) -> Stack:
    """Load a law of one rule whose condition is the sentence with an operator."""
    text = rule("one", "notifiable: true", f'"{sentence.format(operator)}"')
    return law_stack(folder, rules=text, parameters=PARAMETERS)


def decide_under(stack: Stack, program: Program, facts: dict[str, Value]) -> Decision:
    """Decide with other compiled rules than the stack's own."""
    return decide_facts(known_facts({"commenced_on": DAY, **facts}), stack, program=program)


def disagreements(stack: Stack, program: Program, cases: tuple[dict[str, Value], ...]) -> list[str]:
    """Return the words in which these cases are refused."""
    found = []
    for facts in cases:
        try:
            decide_under(stack, program, facts)
        except EvaluatorsDisagree as error:
            found.append(str(error))
    return found


@pytest.mark.parametrize(("sentence", "operator"), SENTENCE_CASES)
def test_the_evaluators_agree_at_every_boundary(
    sentence: str, operator: Operator, tmp_path: Path
) -> None:
    stack = stack_of(tmp_path, sentence, operator)
    cases = SENTENCES[sentence][1]

    fired = [bool(decided(stack, **facts).trace) for facts in cases]

    assert True in fired
    assert False in fired
    assert disagreements(stack, Program(stack, shared_engine(), label="-right"), cases) == []


@pytest.mark.parametrize(("sentence", "operator"), SENTENCE_CASES)
def test_an_operator_compiled_to_any_other_is_caught(
    sentence: str, operator: Operator, tmp_path: Path
) -> None:
    stack = stack_of(tmp_path, sentence, operator)
    right = OPERATORS[operator]
    wrong = [one for one in ENGINE_OPERATORS if one != right]
    if operator in {*EQUALITIES, *LISTS}:
        wrong = [EQUAL if right == "$neq" else "$neq"]

    for flipped in wrong:
        program = Program(
            stack,
            shared_engine(),
            operators={**OPERATORS, operator: flipped},
            label=f"-{operator}-as-{flipped}",
        )
        caught = disagreements(stack, program, SENTENCES[sentence][1])
        assert caught, f"{operator} compiled to {flipped} went unseen"
        assert all("the two evaluators differ on one, given " in words for words in caught)


def test_the_refusal_names_the_rule_and_the_facts_and_parameters_it_reads(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, "duration_months {} a-number", Operator.IS_AT_LEAST)
    program = Program(
        stack,
        shared_engine(),
        operators={**OPERATORS, Operator.IS_AT_LEAST: "$gt"},
        label="-named",
    )

    with pytest.raises(EvaluatorsDisagree) as refused:
        decide_under(stack, program, {"duration_months": 5, "nation": "wales"})

    assert str(refused.value) == (
        "stage requirements: the two evaluators differ on one, "
        "given a-number = 5, duration_months = 5. "
        "Report this: the packs or an evaluator must be mended before this can be decided."
    )


@pytest.mark.parametrize("operator", Operator)
def test_a_fault_of_the_interpreter_is_caught(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The interpreter prepares its checks when it is made, so that each fault needs a new one."""
    right: Callable[..., bool] = truth._OF_VALUES[operator]
    operand = "5, 7" if operator in LISTS else "5"
    stack = law_stack(
        tmp_path,
        rules=rule("one", "notifiable: true", f'"duration_months {operator} {operand}"'),
        pack=f'id: law\ntitle: {operator}\nkind: law\nversion: "1"\nfrom: 2020-01-01\n',
    )
    monkeypatch.setitem(truth._OF_VALUES, operator, lambda left, limit: not right(left, limit))

    with pytest.raises(EvaluatorsDisagree, match="the two evaluators differ on one"):
        decided(stack, duration_months=5)


@pytest.mark.parametrize("operator", [*EQUALITIES, *LISTS])
def test_a_fault_of_the_interpreter_about_sets_is_caught(
    operator: Operator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    right: Callable[..., bool] = truth._OF_SETS[operator]
    operand = "works, goods" if operator in LISTS else "works"
    stack = law_stack(
        tmp_path,
        rules=rule("one", "notifiable: true", f'"also_includes {operator} {operand}"'),
        pack=f'id: law\ntitle: Sets {operator}\nkind: law\nversion: "1"\nfrom: 2020-01-01\n',
    )
    monkeypatch.setitem(truth._OF_SETS, operator, lambda left, limit: not right(left, limit))

    with pytest.raises(EvaluatorsDisagree, match="the two evaluators differ on one"):
        decided(stack, also_includes=("works",))


def test_a_rule_that_the_engine_lacks_is_caught(tmp_path: Path) -> None:
    both = rule("one", "notifiable: true") + rule("two", "kpis_minimum: 3")
    whole = law_stack(tmp_path / "a", rules=both)
    part = law_stack(tmp_path / "b", rules=rule("one", "notifiable: true"))

    with pytest.raises(EvaluatorsDisagree, match="differ on two, given"):
        decide_under(whole, Program(part, shared_engine(), label="-part"), {})


def test_a_conclusion_that_differs_is_caught(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same rules fire, but one side combines them otherwise."""
    text = rule("one", "kpis_minimum: 3") + rule("two", "kpis_minimum: 5")
    stack = law_stack(tmp_path, rules=text)
    monkeypatch.setattr("rules.evaluators.combined", lambda *_, **__: {"kpis_minimum": 3})

    with pytest.raises(EvaluatorsDisagree) as refused:
        decided(stack)

    assert str(refused.value) == (
        "kpis_minimum: one evaluator concludes 3, the other 5, from two. "
        "Report this: the packs or an evaluator must be mended before this can be decided."
    )


def test_a_conclusion_that_one_evaluator_lacks_is_caught(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "kpis_minimum: 3"))
    monkeypatch.setattr("rules.evaluators.combined", lambda *_, **__: {})

    with pytest.raises(EvaluatorsDisagree, match="one evaluator concludes None, the other 3"):
        decided(stack)


def test_nothing_is_decided_when_they_differ(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "kpis_minimum: 3"))
    monkeypatch.setattr(Program, "run", lambda *_: [])

    with pytest.raises(PodiumError):
        decided(stack)

    monkeypatch.undo()
    assert decided(stack).value("kpis_minimum") == 3


def test_a_stacks_evaluators_are_made_once(tmp_path: Path) -> None:
    text = rule("one", "kpis_minimum: 3")
    one, same = (Stack((law(tmp_path / name, rules=text),)) for name in "ab")

    assert evaluators_of(one) is evaluators_of(same)


def test_the_interpreter_alone_finds_what_both_agree_on(tmp_path: Path) -> None:
    outcomes = "- {id: air, theme: green, title: Air, indicators: [], cites: [paper p.2]}\n"
    keys = {"from_": "2021-01-01", "cites": "[paper p.1]"}
    text = (
        (
            rule("tier", "social_value_tier: light", "duration_months is at least 6", **keys)
            + rule("pillars", "pillars: [green]", "social_value_tier is not none", **keys)
            + rule("outcomes", "outcomes: [air]", "pillars is green", **keys)
        )
        .replace("id: pillars", "id: the-pillars")
        .replace("id: outcomes", "id: the-outcomes")
    )
    stack = policy_stack(tmp_path, {}, rules=text, outcomes=outcomes)

    for months, nation in product((5, 6, None), ("wales", "england")):
        given: dict[str, Value] = {"commenced_on": DAY, "nation": nation}
        if months is not None:
            given["duration_months"] = months
        facts = known_facts(given)
        decision = decide_facts(facts, stack)
        alone = Interpreter(stack).interpret(facts, DAY, decision.vat_rate)

        assert dict(decision.findings) == alone.findings
        assert [entry.rule for entry in decision.trace] == [one.id for one in alone.fired]
