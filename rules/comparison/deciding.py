"""What two packs decide, side by side: which conclusions each reaches, and with which values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.condition import Literal, Operand, ParameterName
from rules.money import Money
from rules.pack import Pack, Rule
from rules.reading.conditions import title_of
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Conclusion, Kind, Value
from rules.wording import in_words, subject_of, unit_of


@dataclass(frozen=True, slots=True)
class Side:
    """What one pack decides of a conclusion: the values it can come to, and by how many rules."""

    values: tuple[str, ...]
    rules: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A conclusion that at least one of two packs decides."""

    name: str
    title: str
    first: Side | None
    second: Side | None


def decided(first: tuple[Pack, Stack], second: tuple[Pack, Stack]) -> tuple[Decided, ...]:
    """Return every conclusion that either pack decides, as both stand on their last day."""
    sides = [_sides(*first), _sides(*second)]
    return tuple(
        Decided(name, conclusion.title, sides[0].get(name), sides[1].get(name))
        for name, conclusion in CONCLUSION_BY_NAME.items()
        if name in sides[0] or name in sides[1]
    )


def _sides(pack: Pack, stack: Stack) -> dict[str, Side]:
    last = pack.until_on or date.max
    rules = [rule for rule in pack.rules if rule.in_force(last)]
    found: dict[str, Side] = {}
    for name in dict.fromkeys(name for rule in rules for name, _ in rule.then):
        concluding = [rule for rule in rules if name in dict(rule.then)]
        found[name] = Side(_values(CONCLUSION_BY_NAME[name], concluding, stack), len(concluding))
    return found


def _values(conclusion: Conclusion, rules: Iterable[Rule], stack: Stack) -> tuple[str, ...]:
    held: list[tuple[tuple[int, int], str]] = []
    for rule in rules:
        held += _each(dict(rule.then)[conclusion.name], conclusion, stack)
    return tuple(dict.fromkeys(words for _, words in sorted(held, key=lambda pair: pair[0])))


def _each(
    operand: Operand, conclusion: Conclusion, stack: Stack
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield each value of an operand with its place in the order of such values, and its words."""
    match operand:
        case Literal(values):
            for value in values:
                yield _order(value, conclusion), _words(value, conclusion, stack)
        case ParameterName(id_):
            latest = stack.parameters[id_].values[-1].value
            if latest is not None:
                yield _order(latest, conclusion), _words(latest, conclusion, stack)
        case _:
            yield (1, 0), f"the {subject_of(operand.name).title.lower()}"


def _order(value: Value, conclusion: Conclusion) -> tuple[int, int]:
    match value:
        case Money():
            return (0, value.pence)
        case date():
            return (0, value.toordinal())
        case int():
            return (0, -value if conclusion.kind is Kind.BOOLEAN else value)
        case str() if value in conclusion.values:
            return (0, conclusion.values.index(value))
        case _:
            return (0, 0)


def _words(value: Value, conclusion: Conclusion, stack: Stack) -> str:
    if conclusion.kind is Kind.IDS:
        return title_of(str(value), stack)
    return in_words(value, conclusion.kind, conclusion.name, unit_of(conclusion))
