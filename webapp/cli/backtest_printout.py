"""A back-test as text: what lacks, what changes, for whom, by how much, and what came out."""

from collections.abc import Iterable, Sequence

from rich.console import Console

from forms.readings import READINGS
from rules.serialisation import JsonObject
from rules.stack import Stack
from rules.wording import counted
from webapp.cli.output import (
    INDENT,
    Words,
    console,
    print_columns,
    print_entry,
    print_heading,
    print_json,
    print_text,
    widths_of,
)
from webapp.services.backtesting import words

_MOST_CHANGES = 40
_MOST_HEADLINES = 4
_HEAD = 13


def print_backtest(head: JsonObject, stacks: Sequence[Stack], out: Console) -> None:
    """Print what a back-test came to, but for its rows."""
    against = head["against"]
    under = words.policy_words(head["policy"])
    if against:
        under += f" against {words.policy_words(against)}"
    print_text(
        out,
        f"{counted(head['notices'], 'release')} under {under}: "
        f"{head['decided']:,} decided, {head['undecided']:,} undecided",
        "bold",
    )
    if head["notices"]:
        for sentence in (*words.beginnings(head), words.again_words(head)):
            print_text(out, sentence, indent=INDENT)
    _print_missing(head, out)
    if against:
        _print_changes(head, stacks, out)
    found = words.counts(head, stacks)
    if found:
        print_heading(out, "What the decided releases came to")
        heads = ["Conclusion", "Value", *_policies(head)]
        rows = [
            [item.conclusion, item.value, f"{item.notices:,}"]
            + ([] if item.against is None else [f"{item.against:,}"])
            for item in found
        ]
        _print_table(heads, rows, (4, 4, 1, 1)[: len(heads)], out)
        text = "Every conclusion of every release: --format json, or -o FILE."
        print_text(out, text, "dim", indent=INDENT)


def _policies(head: JsonObject) -> list[str]:
    found = [words.policy_words(head["policy"])]
    return [*found, words.policy_words(head["against"])] if head["against"] else found


def _print_missing(head: JsonObject, out: Console) -> None:
    found = list(words.lacking(head))
    if found:
        print_heading(out, "What the undecided releases lack")
        print_text(out, "One release can lack several.", "dim", indent=INDENT)
        for name, title, count in found:
            print_entry(out, f"{count:>5,}  {name}", [Words(title)])


def _print_changes(head: JsonObject, stacks: Sequence[Stack], out: Console) -> None:
    print_heading(out, "What changes")
    print_text(out, words.headline(head), indent=INDENT)
    found = words.changes(head, stacks)
    if found:
        rows = [
            [item.conclusion, item.value, item.against, f"{item.notices:,}"]
            for item in found[:_MOST_CHANGES]
        ]
        _print_table(["Conclusion", *_policies(head), "Releases"], rows, (4, 3, 3, 1), out)
        rest = len(found) - _MOST_CHANGES
        if rest > 0:
            print_text(out, f"{rest:,} further changes: --format json.", "dim", indent=INDENT)
    moved = words.shifts(head)
    if moved:
        print_heading(out, "By how much")
        heads = ["Conclusion", "Higher", "Lower", "Same", *(f"Mean, {p}" for p in _policies(head))]
        shifted = [
            [
                item.conclusion,
                f"{item.raised:,}",
                f"{item.lowered:,}",
                f"{item.same:,}",
                item.mean,
                item.mean_against,
            ]
            for item in moved
        ]
        _print_table(heads, shifted, (5, 1, 1, 1, 2, 2), out)
    _print_groups(head, out)


def _print_groups(head: JsonObject, out: Console) -> None:
    found = words.groups(head)
    if not found:
        return
    print_heading(out, "For whom")
    chosen = [name for name, _ in found[0].conclusions][:_MOST_HEADLINES]
    rows = [
        [
            item.by,
            item.value,
            f"{item.notices:,}",
            f"{item.changed:,}",
            *(f"{count:,}" for _, count in item.conclusions[:_MOST_HEADLINES]),
        ]
        for item in found
    ]
    print_text(out, "Of how many each changes, and in what.", "dim", indent=INDENT)
    heads = ["", "Kind", "Decided", "Changed", *(one.removesuffix(" changed") for one in chosen)]
    _print_table(heads, rows, (4, 4, 2, 2, *(3 for _ in chosen)), out)


def _print_table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], shares: tuple[int, ...], out: Console
) -> None:
    widths = widths_of(out, shares)
    print_columns(out, [[Words(head, "dim")] for head in heads], widths, indent=INDENT)
    before = ""
    for row in rows:
        first = "" if row[0] == before else row[0]
        before = row[0]
        print_columns(out, [[Words(cell)] for cell in (first, *row[1:])], widths, indent=INDENT)


def print_readings(form: str) -> None:
    """Print the published table of how each fact is read from a notice."""
    if form == "json":
        print_json(
            {
                "format": "podium/readings/1",
                "readings": [
                    {
                        "fact": one.fact,
                        "fields": list(one.fields),
                        "how": one.how,
                        "unknown": one.unknown,
                    }
                    for one in READINGS
                ],
            }
        )
        return
    out = console()
    print_text(out, "How each fact is read from a published notice", "bold")
    print_text(out, "The first reading that finds the fact is the one taken.")
    for one in READINGS:
        print_heading(out, one.fact)
        print_entry(out, "Read from", [Words(field) for field in one.fields], label=_HEAD)
        print_entry(out, "How", [Words(one.how)], label=_HEAD)
        print_entry(out, "Unknown when", [Words(one.unknown)], label=_HEAD)
