"""Rules made ready for the interpreter: those in force in a period, stage by stage.

Between two days on which a rule or a value begins or ends, all are the same. So the rules of a
period are prepared once, with its parameters put in, and what a set of rules comes to is
remembered: it depends on nothing else, unless a rule concludes a fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from rules.condition import FactName, Literal, Operand, ParameterName
from rules.contributions import standing_of
from rules.decision import Finding, Status
from rules.pack import Rule
from rules.sheet import Mask, Reading, Sheet, truth_under
from rules.truth import ABSENT, Plain, Truth
from rules.vocabulary import CONCLUSIONS_BY_STAGE, Conclusion, Kind, Stage, Value


class ReadyRule(NamedTuple):
    """A rule with the mask of its condition; `bit` is its own among the rules of its stage."""

    bit: int
    rule: Rule
    mask: Mask


class Concluding(NamedTuple):
    """A rule that reaches a conclusion: with a value of the period's, or with a fact's."""

    ready: ReadyRule
    value: Value | None
    fact: str


class ReadyConclusion(NamedTuple):
    """A conclusion with the rules of its stage that reach it.

    `rules` has the bits of those and of all that can displace them. `is_fixed` tells that no
    fact is concluded, so that which rules fire decides.
    """

    conclusion: Conclusion
    by: tuple[Concluding, ...]
    rules: int
    is_fixed: bool


class ReadyStage(NamedTuple):
    """The rules of one stage that are in force in a period, and the sheet of their comparisons.

    `branching` are those whose condition has parts. `with_exceptions` has the bits of those
    that displace or can be displaced. `absent` and `unreached` are what its conclusions are
    while no rule has reached them.
    """

    sheet: Sheet
    rules: tuple[ReadyRule, ...]
    by_id: Mapping[str, ReadyRule]
    branching: tuple[ReadyRule, ...]
    with_exceptions: int
    conclusions: tuple[ReadyConclusion, ...]
    absent: Mapping[str, Plain]
    unreached: Mapping[str, Finding]

    def among(self, bits: int) -> list[Rule]:
        """Return the rules of these bits, in the order of the packs."""
        rules = self.rules
        found = []
        while bits:
            lowest = bits & -bits
            found.append(rules[lowest.bit_length() - 1].rule)
            bits ^= lowest
        return found

    def sort(self, reading: Reading) -> tuple[int, int]:
        """Return the bits of the rules whose conditions are true, and those that are unknown."""
        alive = ((1 << len(self.rules)) - 1) & ~reading.out
        unknown = alive & reading.open
        for bit, _, mask in self.branching:
            if bit & alive:
                truth = truth_under(mask, reading)
                if truth is False:
                    alive ^= bit
                elif truth is None:
                    unknown |= bit
        return alive & ~unknown, alive & unknown

    def standing(self, fired: int, maybe: int, among: int) -> dict[str, Truth]:
        """Return whether rules stand after exceptions, of those of `among` that have any."""
        bits = self.with_exceptions & among
        if not (fired | maybe) & bits:
            return {}
        return standing_of(self.among(fired & bits), self.among(maybe & bits))


def ready_stage(
    stage: Stage,
    rules: Iterable[Rule],
    parameters: Mapping[str, Value | None],
    plain: Mapping[str, Plain],
) -> ReadyStage:
    """Return the rules of a stage made ready.

    `parameters` are the values of the period, None where there is none; `plain` the same as
    they are compared.
    """
    in_force = tuple(rules)
    sheet = Sheet([rule.when for rule in in_force], plain)
    ready = tuple(
        ReadyRule(1 << place, rule, mask)
        for place, (rule, mask) in enumerate(zip(in_force, sheet.masks, strict=True))
    )
    by_id = {one.rule.id: one for one in ready}
    displaced_by = _displacers(ready, by_id)
    of_stage = CONCLUSIONS_BY_STAGE[stage]
    found = (_ready(one, ready, displaced_by, parameters) for one in of_stage)
    return ReadyStage(
        sheet=sheet,
        rules=ready,
        by_id=by_id,
        branching=tuple(one for one in ready if one.mask.parts or not one.mask.is_all),
        with_exceptions=_bits(
            one for bit, others in displaced_by.items() for one in (bit, *others)
        ),
        conclusions=tuple(one for one in found if one.by),
        absent=dict.fromkeys([item.name for item in of_stage], ABSENT),
        unreached={item.name: Finding(item.name, Status.ABSENT) for item in of_stage},
    )


def _displacers(
    ready: Sequence[ReadyRule], by_id: Mapping[str, ReadyRule]
) -> dict[int, tuple[int, ...]]:
    """Return for the bit of each rule that can be displaced the bits of those that do it."""
    found: dict[int, tuple[int, ...]] = {}
    for one in ready:
        for other in one.rule.overrides:
            if other in by_id:
                bit = by_id[other].bit
                found[bit] = (*found.get(bit, ()), one.bit)
    return found


def _ready(
    conclusion: Conclusion,
    ready: Iterable[ReadyRule],
    displaced_by: Mapping[int, tuple[int, ...]],
    parameters: Mapping[str, Value | None],
) -> ReadyConclusion:
    by: list[Concluding] = []
    for one in ready:
        for name, operand in one.rule.then:
            if name == conclusion.name:
                fact = operand.name if isinstance(operand, FactName) else ""
                by.append(Concluding(one, _fixed(operand, conclusion, parameters), fact))
    bits = _bits(each.ready.bit for each in by)
    while (wider := bits | _bits(_those_that_displace(bits, displaced_by))) != bits:
        bits = wider
    return ReadyConclusion(conclusion, tuple(by), bits, not any(each.fact for each in by))


def _fixed(
    operand: Operand, conclusion: Conclusion, parameters: Mapping[str, Value | None]
) -> Value | None:
    match operand:
        case Literal(values):
            is_list = conclusion.kind is Kind.IDS
            return tuple(str(value) for value in values) if is_list else values[0]
        case ParameterName(id_):
            return parameters[id_]
        case FactName():
            return None


def _those_that_displace(bits: int, displaced_by: Mapping[int, tuple[int, ...]]) -> Iterator[int]:
    for bit, others in displaced_by.items():
        if bit & bits:
            yield from others


def _bits(found: Iterable[int]) -> int:
    return reduce(or_, found, 0)
