"""Decisions side by side: each conclusion in words, and whether it is the same in all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from rules.decision import Decision, Status
from rules.money import Money, Pence, VatBasis, parse_amount, parse_percent
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, Conclusion, Kind, Value
from rules.wording import listed, named_in_words, upper_first
from webapp.documents.findings import NO_FINDING, NOT_SAID_YET, found_words

FEW = 4
"""Lists of more are not told whole in a table, but by what is new in them and what is gone."""

Answer: TypeAlias = str | tuple[str, ...]
"""A conclusion in words; where it is a list of ids, their titles."""
Column: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A conclusion with its answer in each column."""

    title: str
    cells: tuple[str, ...]
    is_changed: bool


def compared(first: Column, *others: Column) -> tuple[ComparedLine, ...]:
    """Return a line for each conclusion of which one of the columns has a finding."""
    lines = []
    for item in CONCLUSIONS:
        answers = [column.get(item.name, NO_FINDING) for column in (first, *others)]
        if all(answer == NO_FINDING for answer in answers):
            continue
        is_changed = any(answer != answers[0] for answer in answers)
        lines.append(ComparedLine(item.title, tuple(_cells(answers)), is_changed))
    return tuple(lines)


def decided_column(decision: Decision, stack: Stack) -> Column:
    """Return the conclusions of a decision."""
    return {item.name: _decided(item, decision, stack) for item in CONCLUSIONS}


def recorded_column(content: Mapping[str, Any], stack: Stack) -> Column:
    """Return the conclusions of a decision as it was recorded, `podium/decision/1`.

    An id that the present packs no longer declare stands for itself.
    """
    undetermined = set(content["undetermined"])
    return {
        item.name: NOT_SAID_YET
        if item.path in undetermined
        else _recorded(item, _held(content["conclusions"], item), stack)
        for item in CONCLUSIONS
    }


def _decided(item: Conclusion, decision: Decision, stack: Stack) -> Answer:
    finding = decision.findings[item.name]
    if finding.status is Status.CONCLUDED and isinstance(finding.value, tuple):
        return tuple(stack.title_of(one) for one in finding.value)
    return found_words(item.name, finding.status, finding.value, stack)


def _held(conclusions: Mapping[str, Any], item: Conclusion) -> Any:  # noqa: ANN401 - JSON
    head, _, tail = item.path.partition(".")
    held = conclusions.get(item.name if item.name in {"duties", "approvals"} else head)
    if item.name in {"duties", "approvals"}:
        return None if held is None else [one["id"] for one in held]
    return held.get(tail) if tail and isinstance(held, Mapping) else held


def _recorded(item: Conclusion, held: Any, stack: Stack) -> Answer:  # noqa: ANN401 - JSON
    if held is None:
        return NO_FINDING
    if item.kind is Kind.IDS:
        return tuple(stack.title_of(one) for one in held)
    return upper_first(named_in_words(item.name, _value(held, item.kind)))


def _value(held: Any, kind: Kind) -> Value:  # noqa: ANN401 - JSON
    """Return the value that a plain JSON value of a decision stands for."""
    match kind:
        case Kind.PERCENT:
            return parse_percent(f"{held}%") or 0
        case Kind.MONEY:
            basis = VatBasis(held["vat"]) if "vat" in held else None
            return Money(parse_amount(held["amount"]) or Pence(0), basis)
        case Kind.DATE:
            return date.fromisoformat(held)
        case _:
            value: Value = held
            return value


def _cells(answers: list[Answer]) -> Iterator[str]:
    """Yield the words of each column; long lists are told by their differences from the first."""
    first = answers[0]
    is_long = any(isinstance(one, tuple) and len(one) > FEW for one in answers)
    for number, answer in enumerate(answers):
        if isinstance(answer, str):
            yield answer
        elif not is_long:
            yield "; ".join(answer) or "None"
        elif number == 0 or isinstance(first, str):
            yield f"{len(answer)} in all"
        else:
            yield _difference(first, answer)


def _difference(first: tuple[str, ...], answer: tuple[str, ...]) -> str:
    new = [title for title in answer if title not in first]
    gone = [title for title in first if title not in answer]
    if not new and not gone:
        return f"The same {len(answer)}"
    parts = [f"{len(answer)} in all"]
    if new:
        parts.append(f"new: {listed(new)}")
    if gone:
        parts.append(f"gone: {listed(gone)}")
    return "; ".join(parts)
