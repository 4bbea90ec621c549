"""Rules made ready for the interpreter: those in force on a day, stage by stage."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rules.condition import Literal, Operand
from rules.contributions import Contribution, Order
from rules.decision import Finding, Status
from rules.pack import Rule
from rules.sheet import Mask, Reading, Sheet, truth_under
from rules.truth import ABSENT, Plain, Truth
from rules.vocabulary import CONCLUSIONS_BY_STAGE, Conclusion, Stage, Value


class ReadyRule(NamedTuple):
    """A rule with the mask of its condition, and what it concludes.

    All of `bits` and of `parts` must be true. `literals` are what it contributes for certain
    where it concludes literals, by conclusion; `others` are the operands that are none.
    """

    bits: int
    parts: tuple[Mask, ...]
    rule: Rule
    mask: Mask
    literals: tuple[tuple[str, Contribution], ...]
    others: tuple[tuple[str, Operand], ...]


class ReadyStage(NamedTuple):
    """The rules of one stage that are in force on a day, and the sheet of their comparisons.

    `absent` and `unreached` are what its conclusions are while no rule has reached them.
    """

    sheet: Sheet
    rules: tuple[ReadyRule, ...]
    by_id: Mapping[str, ReadyRule]
    has_exceptions: bool
    absent: Mapping[str, Plain]
    unreached: Mapping[str, Finding]


def ready_stage(stage: Stage, rules: Iterable[Rule], orders: Mapping[str, Order]) -> ReadyStage:
    """Return the rules of a stage made ready; `orders` orders the values of conclusions."""
    sheet = Sheet()
    ready = tuple(_ready(rule, sheet.add(rule.when), orders) for rule in rules)
    names = [conclusion.name for conclusion in CONCLUSIONS_BY_STAGE[stage]]
    return ReadyStage(
        sheet,
        ready,
        {one.rule.id: one for one in ready},
        any(one.rule.overrides for one in ready),
        dict.fromkeys(names, ABSENT),
        {name: Finding(name, Status.ABSENT) for name in names},
    )


def _ready(rule: Rule, mask: Mask, orders: Mapping[str, Order]) -> ReadyRule:
    literals: list[tuple[str, Contribution]] = []
    others: list[tuple[str, Operand]] = []
    for name, operand in rule.then:
        value = _literal(operand, orders[name])
        if value is None:
            others.append((name, operand))
        else:
            literals.append((name, Contribution(rule, value, is_certain=True)))
    bits, parts = (mask.bits, mask.parts) if mask.is_all else (0, (mask,))
    return ReadyRule(bits, parts, rule, mask, tuple(literals), tuple(others))


def _literal(operand: Operand, order: Order) -> Value | None:
    if not isinstance(operand, Literal):
        return None
    if isinstance(order, Conclusion):
        return operand.values[0]
    return tuple(str(value) for value in operand.values)


def sorted_by_truth(stage: ReadyStage, reading: Reading) -> tuple[list[ReadyRule], list[ReadyRule]]:
    """Return the rules whose conditions are true, and those whose are unknown."""
    fired: list[ReadyRule] = []
    maybe: list[ReadyRule] = []
    false, unknown = reading.false, reading.unknown
    for ready in stage.rules:
        bits = ready.bits
        if bits & false:
            continue
        parts = ready.parts
        truth: Truth = None if bits & unknown else True
        for part in parts:
            of_part = truth_under(part, reading)
            if of_part is False:
                truth = False
                break
            if of_part is None:
                truth = None
        if truth:
            fired.append(ready)
        elif truth is None:
            maybe.append(ready)
    return fired, maybe
