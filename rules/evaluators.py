"""The two evaluators of a stack of packs, made once, run stage by stage and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.combination import combined
from rules.decision import Status
from rules.engine import Program, shared_engine
from rules.errors import EvaluatorsDisagree
from rules.explanation import Explainer
from rules.interpretation import Interpretation
from rules.interpreter import Interpreter
from rules.money import Percent
from rules.pack import Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS_BY_STAGE, Stage, Value, stages_of

_REMEDY = "Report this: the packs or an evaluator must be mended before this can be decided"


@dataclass(frozen=True, slots=True)
class Evaluators:
    """Both evaluators of one stack, and what explains what they find."""

    interpreter: Interpreter
    program: Program
    explainer: Explainer


@lru_cache(maxsize=32)
def evaluators_of(stack: Stack) -> Evaluators:
    """Return the evaluators of a stack, made and registered once a process."""
    return Evaluators(Interpreter(stack), Program(stack, shared_engine()), Explainer(stack))


def evaluate(
    facts: Mapping[str, Value],
    stack: Stack,
    day: date,
    rate: Percent,
    program: Program | None = None,
) -> Interpretation:
    """Run every stage in both evaluators, compare them, and return what they agree on.

    Raises:
        EvaluatorsDisagree: naming the rules and the facts that they read.
        Contradiction: two rules that stand conclude different values.
    """
    evaluators = evaluators_of(stack)
    program = program or evaluators.program
    found = evaluators.interpreter.begin(facts, day, rate)
    fields = program.fields(day, rate)
    fields.add(facts)
    known = dict(facts)
    for stage in stages_of(facts):
        fired = program.run(stage, fields)
        expected = evaluators.interpreter.advance(found, stage)
        if fired != expected:
            _refuse_difference(stage, fired, expected, found)
        undetermined = {
            item.name
            for item in CONCLUSIONS_BY_STAGE[stage]
            if found.findings[item.name].status is Status.UNDETERMINED
        }
        concluded = combined(fired, known, stack, day, rate, except_for=undetermined)
        certain = _agreed(stage, concluded, found)
        fields.add(certain)
        known.update(certain)
    evaluators.interpreter.explain(found)
    return found


def _refuse_difference(
    stage: Stage, fired: Iterable[Rule], expected: Iterable[Rule], found: Interpretation
) -> None:
    rules = {rule.id: rule for rule in (*fired, *expected)}
    only = {rule.id for rule in fired} ^ {rule.id for rule in expected}
    read = {name for id_ in only for name in (*rules[id_].reads, *rules[id_].parameters)}
    facts = ", ".join(f"{name} = {found.plain.get(name)}" for name in sorted(read))
    raise EvaluatorsDisagree(
        f"stage {stage.name.lower()}",
        f"the two evaluators differ on {', '.join(sorted(only)) or 'an order'}, given {facts}",
        _REMEDY,
    )


def _agreed(
    stage: Stage, concluded: Mapping[str, Value], found: Interpretation
) -> dict[str, Value]:
    """Return what the engine's side concludes and no missing fact could change."""
    certain: dict[str, Value] = {}
    for conclusion in CONCLUSIONS_BY_STAGE[stage]:
        name = conclusion.name
        finding, value = found.findings[name], concluded.get(name)
        if finding.status is Status.UNDETERMINED:
            continue
        if value != finding.value:
            raise EvaluatorsDisagree(
                name,
                f"one evaluator concludes {value}, the other {finding.value}, "
                f"from {', '.join(finding.rules) or 'no rule'}",
                _REMEDY,
            )
        if value is not None:
            certain[name] = value
    return certain
