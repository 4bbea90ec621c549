"""Conditions and conclusions as clauses of a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

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
from rules.pack import Parameter, ParameterValue
from rules.reading.clauses import (
    ids_pattern,
    list_cell,
    list_clause,
    member_cell,
    member_words,
    subject_words,
    whole_clause,
    yes_no_clause,
)
from rules.reading.phrases import Name, Phrase, Words, joined, said, words
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Combination, Conclusion, Fact, Kind, Value
from rules.wording import date_in_words, in_words, lower_first, subject_of, unit_of

_NEGATED = frozenset({Operator.IS_NOT, Operator.IS_NOT_ONE_OF})
_OF_DATES = {
    Operator.IS: "on",
    Operator.IS_NOT: "not on",
    Operator.IS_AT_LEAST: "on or after",
    Operator.IS_AT_MOST: "on or before",
    Operator.IS_MORE_THAN: "after",
    Operator.IS_LESS_THAN: "before",
}
_BOUNDED = {Combination.HIGHEST: "is at least", Combination.LOWEST: "is at most"}
_SUPERLATIVES = ("Lowest", "Highest", "Fewest", "Most", "Shortest", "Recommended")


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which a rule holds; values are shown as they stand at its end."""

    from_on: date
    until_on: date | None = None

    def value_of(self, parameter: Parameter) -> ParameterValue | None:
        """Return the last value that a parameter takes within the period."""
        held = [
            one for one in parameter.values if not self.until_on or one.from_on <= self.until_on
        ]
        return held[-1] if held else None

    def earlier_of(self, parameter: Parameter) -> tuple[ParameterValue, ...]:
        """Return the other values that a parameter takes within the period, before its last."""
        last = self.value_of(parameter)
        return tuple(
            one
            for one, following in pairwise(parameter.values)
            if last is not None
            and following.from_on <= last.from_on
            and following.from_on > self.from_on
            and one.value != last.value
        )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts conditions and conclusions into words, under the packs that they stand in."""

    stack: Stack
    period: Period

    def clause(self, condition: Condition) -> Phrase:
        """Return a condition as a clause, or as several with words between them."""
        match condition:
            case Comparison():
                return self.comparison(condition)
            case AllOf(parts):
                return joined((self.clause(part) for part in parts), ", and")
            case AnyOf(parts):
                held = [self._alternative(part) for part in parts]
                return (Words("either"), *joined(held, ", or"))

    def lines(self, condition: Condition, depth: int = 0) -> Iterator[tuple[int, Phrase]]:
        """Yield a condition as lines of a list, each with how far it is indented."""
        if isinstance(condition, Comparison):
            yield depth, self.comparison(condition)
            return
        if isinstance(condition, AnyOf):
            yield depth, words("at least one of these:")
        elif depth:
            yield depth, words("all of these:")
        below = depth if isinstance(condition, AllOf) and not depth else depth + 1
        for part in condition.parts:
            yield from self.lines(part, below)

    def comparison(self, leaf: Comparison) -> Phrase:
        """Return one comparison as a clause."""
        return self._clause(leaf, is_named=True)

    def brief(self, leaf: Comparison) -> Phrase:
        """Return one comparison as a clause that names no value, only gives it."""
        return self._clause(leaf, is_named=False)

    def _clause(self, leaf: Comparison, *, is_named: bool) -> Phrase:
        subject = subject_of(leaf.name)
        is_so = leaf.operator not in _NEGATED
        match leaf.kind, leaf.operand:
            case Kind.BOOLEAN, Literal((bool() as value,)):
                return words(yes_no_clause(subject, is_so=value is is_so))
            case Kind.IDS, Literal(values):
                return self._holds(subject, values, is_so=is_so)
            case Kind.ENUMERATION, Literal(values):
                return _member(subject, values, is_so=is_so)
            case kind, operand:
                verb = _OF_DATES[leaf.operator] if kind is Kind.DATE else leaf.operator
                side = Words(f"{subject_words(subject)} {verb}")
                return (side, *self.operand(operand, subject, is_named=is_named))

    def cell(self, leaf: Comparison) -> Phrase:
        """Return one comparison for a table whose column names its subject."""
        subject = subject_of(leaf.name)
        is_so = leaf.operator not in _NEGATED
        match leaf.kind, leaf.operand:
            case Kind.BOOLEAN, Literal((bool() as value,)):
                return words("yes" if value is is_so else "no")
            case ((Kind.ENUMERATION | Kind.IDS), Literal(values)):
                whole = words(list_cell(subject.name, map(str, values)))
                each = (self._member_cell(subject, one) for one in values)
                listed = whole or joined(each, ",", "or")
                return listed if is_so else (Words("not"), *listed)
            case Kind.DATE, operand:
                return (
                    Words(_OF_DATES[leaf.operator]),
                    *self.operand(operand, subject, is_named=False),
                )
            case _, operand:
                side = str(leaf.operator).removeprefix("is ")
                return (
                    *words("" if side == "is" else side),
                    *self.operand(operand, subject, is_named=False),
                )

    def concluded_cell(self, name: str, operand: Operand) -> Phrase:
        """Return a conclusion for a table whose column names it."""
        conclusion = CONCLUSION_BY_NAME[name]
        match conclusion.kind, operand:
            case Kind.IDS, Literal(values):
                return joined((self._named(conclusion, str(one)) for one in values), ";")
            case kind, _:
                return self.cell(Comparison(name, kind, Operator.IS, operand, ""))

    def concluded(self, name: str, operand: Operand) -> Phrase:
        """Return a conclusion as a clause."""
        conclusion = CONCLUSION_BY_NAME[name]
        match conclusion.kind, operand:
            case Kind.BOOLEAN, Literal((bool() as value,)):
                return words(yes_no_clause(conclusion, is_so=value))
            case Kind.IDS, Literal(values):
                return self._holds(conclusion, values, is_so=True, last=", and")
            case Kind.ENUMERATION, Literal((str() as value,)):
                whole = whole_clause(name, value, is_so=True)
                said_by_title = f"{subject_words(conclusion)} {_verb(conclusion)}"
                return words(whole or f"{said_by_title} {member_words(name, value)}")
            case _:
                head = Words(f"{subject_words(conclusion)} {_verb(conclusion)}")
                return (head, *self.operand(operand, conclusion))

    def operand(
        self, operand: Operand, subject: Fact | Conclusion, *, is_named: bool = True
    ) -> Phrase:
        """Return an operand: a value, a parameter's value with its name, or another fact."""
        match operand:
            case Literal(values):
                return joined((self._literal(subject, one) for one in values), ",", "or")
            case ParameterName(id_):
                return self.parameter(id_, unit=unit_of(subject), is_named=is_named)
            case FactName(other):
                return words(subject_words(subject_of(other)))

    def parameter(self, id_: str, *, unit: str = "", is_named: bool = True) -> Phrase:
        """Return a parameter's latest value in the period, and in brackets its name and day.

        Where it was another within the period, that stands beside it, or where it is to be found.
        """
        parameter = self.stack.parameters[id_]
        dated = self.period.value_of(parameter)
        if dated is None:
            return (Name(lower_first(parameter.title), id_),)
        value = _value_words(dated, parameter, unit)
        earlier = self.period.earlier_of(parameter)
        day = f"from {date_in_words(dated.from_on)}"
        if len(earlier) == 1:
            day = f"{day}; {_value_words(earlier[0], parameter, unit)} before"
        if not is_named:
            return (Name(value, id_), Words(f"({day})")) if earlier else (Name(value, id_),)
        has_changed = len({item.value for item in parameter.values}) > 1
        since = f", {day}" if has_changed else ""
        return (Words(f"{value} ("), Name(lower_first(parameter.title), id_), Words(f"{since})"))

    def _alternative(self, part: Condition) -> Phrase:
        clause = self.clause(part)
        return clause if isinstance(part, Comparison) else (Words("("), *clause, Words(")"))

    def _holds(
        self, subject: Fact | Conclusion, values: Iterable[Value], *, is_so: bool, last: str = ""
    ) -> Phrase:
        before, after = ids_pattern(subject, is_so=is_so)
        held: list[Phrase] = []
        for one in values:
            named = self._named(subject, str(one))
            has_article = before == "the " and said(named).startswith("The ")
            lead = "" if has_article else before.strip()
            held.append((*words(lead), *named, *words(after.strip())))
        return joined(held, ",", last or (", or" if is_so else ", and"))

    def _named(self, subject: Fact | Conclusion, id_: str) -> Phrase:
        if not isinstance(subject, Conclusion):
            return words(member_words(subject.name, id_).capitalize())
        return (Name(self.stack.title_of(id_), id_),)

    def _member_cell(self, subject: Fact | Conclusion, value: Value) -> Phrase:
        if subject.kind is Kind.IDS:
            return self._named(subject, str(value))
        return words(member_cell(subject.name, str(value)))

    def _literal(self, subject: Fact | Conclusion, value: Value) -> Phrase:
        if subject.kind is Kind.IDS:
            return self._named(subject, str(value))
        if subject.kind is Kind.ENUMERATION:
            return words(member_words(subject.name, str(value)))
        return words(in_words(value, subject.kind, subject.name, unit_of(subject)))


def _value_words(dated: ParameterValue, parameter: Parameter, unit: str) -> str:
    return "repealed" if dated.value is None else in_words(dated.value, parameter.kind, unit=unit)


def _verb(conclusion: Conclusion) -> str:
    if conclusion.title.startswith(_SUPERLATIVES):
        return "is"
    return _BOUNDED.get(conclusion.combines, "is")


def _member(subject: Fact | Conclusion, values: Iterable[Value], *, is_so: bool) -> Phrase:
    members = [str(value) for value in values]
    every = list_clause(subject.name, members) if is_so else ""
    if every:
        return words(every)
    clauses = [whole_clause(subject.name, one, is_so=is_so) for one in members]
    if all(clauses):
        return joined(map(words, dict.fromkeys(clauses)), ", or" if is_so else ", and")
    listed = joined((words(member_words(subject.name, one)) for one in members), ",", "or")
    return (Words(f"{subject_words(subject)} {'is' if is_so else 'is not'}"), *listed)
