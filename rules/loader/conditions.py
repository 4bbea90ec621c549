"""Conditions as a lawyer writes them, parsed, typed by their left side, negation at the leaves."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

from rules.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactName,
    Literal,
    Operand,
    Operator,
    ParameterName,
)
from rules.loader.nodes import Listing, Node, Table, Text, as_listing, refuse
from rules.loader.scalars import HOW_IT_IS_WRITTEN, nearest, refuse_value, typed
from rules.pack import Parameter, Place
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    ORDERED_KINDS,
    Conclusion,
    Fact,
    Kind,
    Value,
)

NEGATED = {
    Operator.IS: Operator.IS_NOT,
    Operator.IS_NOT: Operator.IS,
    Operator.IS_ONE_OF: Operator.IS_NOT_ONE_OF,
    Operator.IS_NOT_ONE_OF: Operator.IS_ONE_OF,
    Operator.IS_AT_LEAST: Operator.IS_LESS_THAN,
    Operator.IS_LESS_THAN: Operator.IS_AT_LEAST,
    Operator.IS_AT_MOST: Operator.IS_MORE_THAN,
    Operator.IS_MORE_THAN: Operator.IS_AT_MOST,
}
LISTS = (Operator.IS_ONE_OF, Operator.IS_NOT_ONE_OF)
EQUALITIES = (Operator.IS, Operator.IS_NOT, *LISTS)

_SENTENCE = re.compile(
    r"(?P<name>[a-z0-9_]+) (?P<operator>is not one of|is one of|is at least|is at most|"
    r"is more than|is less than|is not|is) (?P<operand>\S.*)"
)
_PARAMETER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may name: parameters by id, and ids by what they are of."""

    parameters: dict[str, Parameter]
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def allowed(self, subject: Fact | Conclusion) -> tuple[str, ...]:
        """Return the values that a subject of kind enumeration or ids may have."""
        if isinstance(subject, Conclusion) and subject.refers_to:
            return tuple(sorted(self.ids.get(subject.refers_to, frozenset())))
        return subject.values


def read_condition(node: Node, names: Names) -> Condition:
    """Return the condition that a node states; `always` is the empty `all`."""
    if isinstance(node, Text) and node.value == "always":
        return AllOf(())
    return _read(node, names, negated=False)


def _read(node: Node, names: Names, *, negated: bool) -> Condition:
    if isinstance(node, Text):
        comparison = _sentence(node, names)
        return negation(comparison) if negated else comparison
    if isinstance(node, Listing):
        refuse(node.place, "a list does not say how its conditions join", "Write «all:» before it")
    return _joined(node, names, negated=negated)


def _joined(table: Table, names: Names, *, negated: bool) -> Condition:
    table.allow("all", "any", "not")
    if len(table.entries) != 1:
        refuse(table.place, "a condition has one of all, any and not", "Nest them")
    ((key, node),) = table.entries.items()
    if key == "not":
        return _read(node, names, negated=not negated)
    listing = as_listing(node, key)
    if not listing.items:
        refuse(listing.place, f"«{key}» is empty", "Write a condition, or «when: always»")
    parts = tuple(_read(item, names, negated=negated) for item in listing.items)
    return AllOf(parts) if (key == "all") is not negated else AnyOf(parts)


def negation(leaf: Comparison) -> Comparison:
    """Return the leaf that is true when this one is false, and unknown when it is."""
    operator = NEGATED[leaf.operator]
    operand = leaf.text.removeprefix(f"{leaf.name} {leaf.operator} ")
    text = f"{leaf.name} {operator} {operand}"
    return Comparison(leaf.name, leaf.kind, operator, leaf.operand, text)


def _sentence(text: Text, names: Names) -> Comparison:
    found = _SENTENCE.fullmatch(" ".join(text.value.split()))
    if found is None:
        refuse(
            text.place,
            f"«{text.value}» is not a condition",
            "Write «name operator operand», such as «estimated_value is more than a-parameter»",
        )
    name, operator = found["name"], Operator(found["operator"])
    subject = FACT_BY_NAME.get(name) or CONCLUSION_BY_NAME.get(name)
    if subject is None:
        near = nearest(name, FACT_BY_NAME, CONCLUSION_BY_NAME)
        refuse(text.place, f"«{name}» is no fact and no conclusion", near)
    if operator not in EQUALITIES and subject.kind not in ORDERED_KINDS:
        refuse(text.place, f"«{name}» has no order", "Use «is» or «is one of»")
    operand = _operand(found["operand"], operator, subject, names, text.place)
    return Comparison(name, subject.kind, operator, operand, found[0])


def _operand(
    words: str, operator: Operator, subject: Fact | Conclusion, names: Names, place: Place
) -> Operand:
    if operator in LISTS:
        return Literal(tuple(_literal(word, subject, names, place) for word in _members(words)))
    if typed(words, subject.kind, names.allowed(subject)) is not None:
        return Literal((_literal(words, subject, names, place),))
    if words in names.parameters:
        _check_parameter(names.parameters[words], subject, place)
        return ParameterName(words)
    other = FACT_BY_NAME.get(words) or CONCLUSION_BY_NAME.get(words)
    if other is not None and _is_of_its_kind(other, subject):
        return FactName(words)
    return Literal((_literal(words, subject, names, place),))


def _is_of_its_kind(other: Fact | Conclusion, subject: Fact | Conclusion) -> bool:
    if other.kind is not subject.kind or other.has_basis != subject.has_basis:
        return False
    match subject.kind:
        case Kind.IDS:
            return False
        case Kind.ENUMERATION:
            return not set(subject.values).isdisjoint(other.values)
        case _:
            return True


def _members(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


def _literal(word: str, subject: Fact | Conclusion, names: Names, place: Place) -> Value:
    allowed = names.allowed(subject)
    value = typed(word, subject.kind, allowed)
    if value is None:
        if subject.kind in ORDERED_KINDS and word not in names.parameters:
            _refuse_parameter(word, subject, names, place)
        what = f": {', '.join(allowed[:12])}" if allowed else ""
        problem = f"«{word}» is no value of «{subject.name}», no parameter and no fact of its kind"
        refuse_value(Text(word, place), subject.kind, problem, what)
    _refuse_basis(subject, has_basis=False, place=place, words=word)
    return value


def _refuse_parameter(word: str, subject: Fact | Conclusion, names: Names, place: Place) -> None:
    """Refuse what can only be meant for a parameter; leave what may be a value to the caller."""
    fitting = [id_ for id_, one in names.parameters.items() if one.kind is subject.kind]
    near = get_close_matches(word, fitting, n=1) or get_close_matches(word, names.parameters, n=1)
    if not (_PARAMETER.fullmatch(word) and (near or "-" in word)):
        return
    wanted = HOW_IT_IS_WRITTEN[subject.kind]
    refuse(
        place,
        f"«{word}» is no value of «{subject.name}», and no parameter of that name is declared",
        f"Write «{near[0]}», if that is meant"
        if near
        else f"Declare it in parameters.yaml, or write {wanted}",
    )


def _check_parameter(parameter: Parameter, subject: Fact | Conclusion, place: Place) -> None:
    if parameter.kind is not subject.kind:
        refuse(
            place,
            f"«{subject.name}» is {subject.kind}, «{parameter.id}» is {parameter.kind}",
            "Compare it with a parameter of its own kind",
        )
    has_basis = any(getattr(value.value, "vat", None) for value in parameter.values)
    if subject.kind is Kind.MONEY and subject.has_basis and not has_basis:
        _refuse_value_without_basis(parameter, subject, place)
    _refuse_basis(subject, has_basis=has_basis, place=place, words=parameter.id)


def _refuse_value_without_basis(
    parameter: Parameter, subject: Fact | Conclusion, place: Place
) -> NoReturn:
    """Refuse a value at its own line: the condition that compares with it is at no fault."""
    at = next((one.place for one in parameter.values if one.value is not None), None)
    refuse(
        at or place,
        f"«{parameter.id}» states no VAT basis, and «{subject.name}», for which {place} "
        "names it, has one",
        "Add «vat: included» or «vat: excluded» to its values",
    )


def _refuse_basis(subject: Fact | Conclusion, *, has_basis: bool, place: Place, words: str) -> None:
    if subject.kind is Kind.MONEY and subject.has_basis != has_basis:
        refuse(
            place,
            f"«{subject.name}» and «{words}» do not both state a VAT basis",
            "Compare an amount that has a VAT basis with a parameter that states «vat:»",
        )


def read_operand(words: str, conclusion: Conclusion, names: Names, place: Place) -> Operand:
    """Return what a rule concludes: a literal, a parameter or a fact, typed by the conclusion."""
    operand = _operand(words, Operator.IS, conclusion, names, place)
    if isinstance(operand, FactName) and conclusion.kind is Kind.ENUMERATION:
        other = FACT_BY_NAME.get(words) or CONCLUSION_BY_NAME[words]
        if not set(other.values) <= set(conclusion.values):
            refuse(
                place,
                f"«{words}» may have values that «{conclusion.name}» has not",
                "Write a rule for each value",
            )
    return operand
