"""What other facts would change, side by side, and the tipping points of a decision."""

from collections.abc import Iterable, Sequence

from rich.console import Console

from rules.decision import Decision, Finding
from rules.serialisation import JsonObject, json_value
from rules.stack import Stack
from rules.tipping_points import Change, Tip, TippingPoint, held_otherwise
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME, Kind, Value
from rules.wording import counted, listed, named_in_words
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_entry,
    print_heading,
    print_text,
    widths_of,
)
from webapp.documents.changes import ChangeWords, change_words, changes_of

_COLUMNS = (6, 5, 7)
_MOST_TOLD = 3


def print_what_if(
    before: Decision, after: Decision, tried: Iterable[str], stack: Stack, out: Console
) -> None:
    """Print what a change of facts changes, side by side."""
    print_heading(out, f"What if {', '.join(tried)}")
    lines = [change_words(change, stack) for change in changes_of(before, after)]
    if not lines:
        print_text(out, "No conclusion changes.", indent=INDENT)
        return
    print_text(out, _counted(lines), indent=INDENT)
    widths = widths_of(out, _COLUMNS)
    heads = ("", "Now", "Then")
    print_columns(out, [[Words(text, "dim")] for text in heads], widths, indent=INDENT)
    for line in lines:
        moved = [Words(f"{sign} {title}") for sign, some in _signed(line) for title in some]
        cells = [[Words(line.title)], [Words(line.before, "bold")]]
        print_columns(out, [*cells, [Words(line.after, "bold"), *moved]], widths, indent=INDENT)
    left = ", ".join(name for name in after.needs if name not in before.needs)
    if left:
        print_text(out, f"Needed before that decision is whole: {left}.", indent=INDENT)


def _signed(line: ChangeWords) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("+", line.new), ("-", line.gone)


def _counted(lines: Sequence[ChangeWords]) -> str:
    return f"{counted(len(lines), 'conclusion changes', 'conclusions change')}."


def print_tipping_points(
    points: Sequence[TippingPoint], decision: Decision, stack: Stack, out: Console
) -> None:
    """Print for each number and date the nearest values at which a conclusion changes."""
    print_heading(out, "Tipping points")
    text = (
        "With everything else as it is, the nearest values at which a conclusion changes."
        if points
        else "No number or date is known that a conclusion could turn on."
    )
    print_text(out, text, "dim", indent=INDENT)
    for point in points:
        now = named_in_words(point.fact, point.now)
        said = [Words(f"Now {now}", "bold")]
        said += [words for tip in (point.below, point.above) for words in _tip(point, tip, stack)]
        if len(said) == 1:
            said.append(Words(_why_none(point.fact, decision, stack)))
        print_entry(out, FACT_BY_NAME[point.fact].title, said)


def _why_none(fact: str, decision: Decision, stack: Stack) -> str:
    held = held_otherwise(fact, decision.findings, stack)
    if not held:
        return "No value that it may have changes a conclusion."
    titles = listed(f"‘{CONCLUSION_BY_NAME[name].title}’" for name in held)
    return f"No value of it alone changes a conclusion: more than one reason holds for {titles}."


def _tip(point: TippingPoint, tip: Tip | None, stack: Stack) -> list[Words]:
    if tip is None:
        return []
    lines = [change_words(change, stack) for change in tip.changes]
    left = len(lines) - _MOST_TOLD
    value = named_in_words(point.fact, tip.value)
    is_day = FACT_BY_NAME[point.fact].kind is Kind.DATE
    side = ("Earlier", "Later") if is_day else ("Lower", "Higher")
    head = f"{side[tip is point.above]}: {value}. {_counted(lines)}"
    told = [Words(f"· {line}", "dim") for line in lines[:_MOST_TOLD]]
    more = [Words(f"· and {left} more", "dim")] if left > 0 else []
    return [Words(head), *told, *more]


def what_if_json(before: Decision, after: Decision) -> list[JsonObject]:
    """Return the conclusions that differ, each before and after."""
    return [_change(change) for change in changes_of(before, after)]


def tipping_points_json(points: Iterable[TippingPoint]) -> list[JsonObject]:
    """Return tipping points as plain JSON; a side that tips nothing is null."""
    return [
        {
            "fact": point.fact,
            "now": _value(point, point.now),
            "below": _tip_json(point, point.below),
            "above": _tip_json(point, point.above),
        }
        for point in points
    ]


def _tip_json(point: TippingPoint, tip: Tip | None) -> JsonObject | None:
    if tip is None:
        return None
    return {
        "value": _value(point, tip.value),
        "changes": [_change(change) for change in tip.changes],
    }


def _value(point: TippingPoint, value: Value) -> object:
    fact = FACT_BY_NAME[point.fact]
    return json_value(value, fact.kind, fact.unit)


def _change(change: Change) -> JsonObject:
    conclusion = CONCLUSION_BY_NAME[change.conclusion]

    def side(finding: Finding) -> object:
        return json_value(finding.value, conclusion.kind, conclusion.unit)

    return {
        "conclusion": conclusion.path,
        "before": side(change.before),
        "before_status": change.before.status.value,
        "after": side(change.after),
        "after_status": change.after.status.value,
    }
