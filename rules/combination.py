"""What the rules that fired in the engine conclude together, once exceptions are applied.

The interpreter has its own way of doing this, in three values; the two are compared.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from rules.condition import FactName, Literal, Operand, ParameterName
from rules.errors import Contradiction
from rules.money import Money, Percent
from rules.pack import Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Combination, Conclusion, Kind, Value


def displaced(fired: Sequence[Rule]) -> dict[str, tuple[str, ...]]:
    """Return for each displaced rule the rules that displace it.

    A displaced rule displaces nothing; the loader has refused circles.
    """
    displacers: dict[str, list[str]] = {rule.id: [] for rule in fired}
    for rule in fired:
        for other in rule.overrides:
            if other in displacers:
                displacers[other].append(rule.id)

    def stands(id_: str) -> bool:
        return not any(stands(other) for other in displacers[id_])

    found = {
        id_: tuple(other for other in others if stands(other))
        for id_, others in displacers.items()
        if others
    }
    return {id_: others for id_, others in found.items() if others}


def combined(
    fired: Sequence[Rule],
    facts: Mapping[str, Value],
    stack: Stack,
    day: date,
    rate: Percent,
    *,
    except_for: Container[str] = (),
) -> dict[str, Value]:
    """Return the conclusions of the rules that fired in one stage, by name.

    `facts` holds facts and the conclusions of earlier stages; `except_for` the conclusions
    that a missing fact could still change, which are nobody's to combine yet.

    Raises:
        Contradiction: two standing rules conclude different values of an `only`.
    """
    gone = displaced(fired)
    given: dict[str, list[tuple[Rule, Value]]] = {}
    for rule in fired:
        if rule.id in gone:
            continue
        for name, operand in rule.then:
            if name in except_for:
                continue
            value = concluded_value(operand, CONCLUSION_BY_NAME[name], facts, stack, day)
            if value is not None:
                given.setdefault(name, []).append((rule, value))
    return {
        name: _one(CONCLUSION_BY_NAME[name], values, stack, rate) for name, values in given.items()
    }


def concluded_value(
    operand: Operand, conclusion: Conclusion, facts: Mapping[str, Value], stack: Stack, day: date
) -> Value | None:
    """Return the value of an operand of `then` on a day, None where it has none."""
    match operand:
        case Literal():
            return literal_value(operand, conclusion)
        case ParameterName(id_):
            return stack.parameters[id_].value_on(day)
        case FactName(name):
            return facts.get(name)


def literal_value(literal: Literal, conclusion: Conclusion) -> Value:
    """Return what a literal of `then` concludes: of kind ids all of them, else the one value."""
    if conclusion.kind is Kind.IDS:
        return literal.values  # type: ignore[return-value]  # the loader types ids as texts
    return literal.values[0]


def _one(
    conclusion: Conclusion, given: Sequence[tuple[Rule, Value]], stack: Stack, rate: Percent
) -> Value:
    values = [value for _, value in given]
    match conclusion.combines:
        case Combination.ONLY:
            for rule, value in given:
                if value != values[0]:
                    raise Contradiction(
                        conclusion.name,
                        f"«{given[0][0].id}» and «{rule.id}» conclude different values",
                        "Mend the packs: let one rule override the other",
                    )
            return values[0]
        case Combination.ANY:
            return True in values
        case Combination.ALL:
            held = {id_ for value in values if isinstance(value, tuple) for id_ in value}
            return tuple(id_ for id_ in stack.declared_order(conclusion.refers_to) if id_ in held)
        case Combination.HIGHEST:
            return max(values, key=lambda value: _rank(conclusion, value, rate))
        case Combination.LOWEST:
            return min(values, key=lambda value: _rank(conclusion, value, rate))


def _rank(conclusion: Conclusion, value: Value, rate: Percent) -> int:
    if conclusion.kind is Kind.ENUMERATION:
        return conclusion.values.index(str(value))
    if isinstance(value, Money):
        return value.scaled_gross(rate)
    if isinstance(value, date):
        return value.toordinal()
    return int(value)  # type: ignore[arg-type]  # integers and percentages are what is left
