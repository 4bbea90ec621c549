"""Rules as the rules engine wants them: flat fields, one fact, small shards.

Parameters reach the engine as fields, so that a value that changes is not a new rule. A
comparison with a field that is missing must be false; durable-rules finds it true where the
missing field stands on the right, so each right-hand field is guarded by `$ex`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import prod

from rules.condition import (
    AllOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operator,
    ParameterName,
    leaves,
)
from rules.errors import EngineFailed
from rules.fields import (
    ANCHOR_FIELD,
    DAY_FIELD,
    Field,
    Shard,
    Test,
    day_number,
    field_value,
)
from rules.pack import Rule
from rules.vocabulary import Kind, Value

RULES_A_SHARD = 40
MATCHES_A_SHARD = 60
"""The engine fails at 65 matches at once; an `any` with two true branches matches twice."""
FIELDS_A_SHARD = 240
LITERALS_A_SHARD = 400
"""The engine hangs at 512 different values that one field is asked to be equal to."""

ANCHOR = "ANCHOR"
"""In capitals, which no rule's id has."""

EQUAL = "$eq"
OPERATORS: Mapping[Operator, str] = {
    Operator.IS: EQUAL,
    Operator.IS_NOT: "$neq",
    Operator.IS_ONE_OF: EQUAL,
    Operator.IS_NOT_ONE_OF: "$neq",
    Operator.IS_AT_LEAST: "$gte",
    Operator.IS_AT_MOST: "$lte",
    Operator.IS_MORE_THAN: "$gt",
    Operator.IS_LESS_THAN: "$lt",
}

_EQUALITIES = (Operator.IS, Operator.IS_NOT, Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF)
_NOT_A_WORD = re.compile(r"[^a-z0-9]")


def compile_stage(
    rules: Sequence[Rule], operators: Mapping[Operator, str] = OPERATORS
) -> tuple[Shard, ...]:
    """Return the rules of one stage in shards; a test may hand in other operators."""
    shards: list[Shard] = []
    batch: list[Rule] = []
    for rule in rules:
        _refuse_unfit(rule)
        if batch and not _fits([*batch, rule]):
            shards.append(_shard(batch, operators))
            batch = []
        batch.append(rule)
    if batch:
        shards.append(_shard(batch, operators))
    return tuple(shards)


def _fits(rules: Sequence[Rule]) -> bool:
    return (
        len(rules) <= RULES_A_SHARD
        and 1 + sum(_matches(rule.when) for rule in rules) <= MATCHES_A_SHARD
        and len({field.name for rule in rules for field in _fields(rule.when)}) <= FIELDS_A_SHARD
        and len({one for rule in rules for one in _equals(rule.when)}) <= LITERALS_A_SHARD
    )


def _refuse_unfit(rule: Rule) -> None:
    """Refuse a rule that the engine could not bear even in a shard of its own."""
    matches = _matches(rule.when)
    if 1 + matches > MATCHES_A_SHARD:
        raise EngineFailed(
            rule.id,
            f"the rule could match {matches} times at once, "
            f"and the engine bears {MATCHES_A_SHARD - 1}",
            "Split the rule, or let fewer «any» stand together",
        )
    fields = len({field.name for field in _fields(rule.when)})
    if fields > FIELDS_A_SHARD:
        raise EngineFailed(
            rule.id,
            f"the rule reads {fields} values, and the engine bears {FIELDS_A_SHARD}",
            "Split the rule",
        )
    literals = len({*_equals(rule.when)})
    if literals > LITERALS_A_SHARD:
        raise EngineFailed(
            rule.id,
            f"the rule names {literals} values, and the engine bears {LITERALS_A_SHARD}",
            "Compare with the first and the last of them, or split the rule",
        )


def _equals(condition: Condition) -> Iterator[tuple[str, Value]]:
    """Yield each name with the values written out that it is asked to be, or not to be."""
    for leaf in leaves(condition):
        if isinstance(leaf.operand, Literal) and leaf.operator in _EQUALITIES:
            yield from ((leaf.name, value) for value in leaf.operand.values)


def _matches(condition: Condition) -> int:
    """Return how often a rule with this condition can match one fact at most."""
    if isinstance(condition, Comparison):
        literal = condition.operand
        several = condition.kind is Kind.IDS and condition.operator is Operator.IS_ONE_OF
        return len(literal.values) if several and isinstance(literal, Literal) else 1
    counts = [_matches(part) for part in condition.parts]
    if isinstance(condition, AllOf):
        return prod(counts)
    return sum(counts)


def _shard(rules: Sequence[Rule], operators: Mapping[Operator, str]) -> Shard:
    fields = tuple({field.name: field for rule in rules for field in _fields(rule.when)}.values())
    _refuse_collisions([ANCHOR_FIELD, DAY_FIELD, *(field.name for field in fields)])
    return Shard(
        rules=tuple(rules),
        tests={rule.id: {"$and": list(_rule_tests(rule, operators))} for rule in rules},
        fields=fields,
        names=(ANCHOR_FIELD, DAY_FIELD, *(field.name for field in fields)),
    )


def _rule_tests(rule: Rule, operators: Mapping[Operator, str]) -> Iterator[Test]:
    yield {"$gte": {DAY_FIELD: day_number(rule.from_on)}}
    if rule.until_on is not None:
        yield {"$lte": {DAY_FIELD: day_number(rule.until_on)}}
    if rule.when != AllOf(()):
        yield _test(rule.when, operators)


def _test(condition: Condition, operators: Mapping[Operator, str]) -> Test:
    if isinstance(condition, Comparison):
        return _leaf(condition, operators)
    parts = [_test(part, operators) for part in condition.parts]
    if len(parts) == 1:
        return parts[0]
    return {"$and" if isinstance(condition, AllOf) else "$or": parts}


def _leaf(leaf: Comparison, operators: Mapping[Operator, str]) -> Test:
    field, operator = _value_field(leaf.name), operators[leaf.operator]
    match leaf.operand:
        case Literal(values):
            if leaf.kind is Kind.IDS:
                return _membership(leaf, values, operators)
            tests = [_compared(field, operator, field_value(value)) for value in values]
            return _joined(leaf.operator, tests)
        case ParameterName(id_):
            return _guarded(field, operator, _parameter_field(id_))
        case FactName(name):
            return _guarded(field, operator, _value_field(name))


def _membership(
    leaf: Comparison, values: Sequence[Value], operators: Mapping[Operator, str]
) -> Test:
    wanted = int(operators[leaf.operator] == EQUAL)
    tests = [{_member_field(leaf.name, str(value)): wanted} for value in values]
    return _joined(leaf.operator, tests)


def _joined(operator: Operator, tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    is_negative = operator in {Operator.IS_NOT, Operator.IS_NOT_ONE_OF}
    return {"$and" if is_negative else "$or": tests}


def _compared(field: str, operator: str, value: object) -> Test:
    return {field: value} if operator == EQUAL else {operator: {field: value}}


def _guarded(field: str, operator: str, other: str) -> Test:
    return {"$and": [{"$ex": {other: 1}}, _compared(field, operator, {"$m": other})]}


def _fields(condition: Condition) -> Iterator[Field]:
    if not isinstance(condition, Comparison):
        for part in condition.parts:
            yield from _fields(part)
        return
    name, operand = condition.name, condition.operand
    if condition.kind is Kind.IDS and isinstance(operand, Literal):
        for value in operand.values:
            yield Field(_member_field(name, str(value)), "member", name, str(value))
        return
    yield Field(_value_field(name), "value", name)
    match operand:
        case ParameterName(id_):
            yield Field(_parameter_field(id_), "parameter", id_)
        case FactName(other):
            yield Field(_value_field(other), "value", other)
        case Literal():
            pass


def _value_field(name: str) -> str:
    return f"v_{name}"


def _member_field(name: str, member: str) -> str:
    return f"m_{name}__{_NOT_A_WORD.sub('_', member)}"


def _parameter_field(id_: str) -> str:
    return f"p_{_NOT_A_WORD.sub('_', id_)}"


def _hash(name: str) -> int:
    """Return the 32-bit hash by which the engine tells field names apart."""
    value = 2166136261
    for byte in name.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


def _refuse_collisions(names: Iterable[str], of: Callable[[str], int] = _hash) -> None:
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(of(name), name)
        if other != name:
            raise EngineFailed(
                name,
                f"the engine cannot tell this field from «{other}»",
                "Rename one of the two facts, parameters or ids",
            )
