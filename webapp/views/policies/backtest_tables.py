"""The tables of a back-test's page: heads, rows of text, and which columns hold figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.serialisation import JsonObject
from rules.stack import Stack
from rules.wording import lower_first
from webapp.services.backtesting import words

MOST_CHANGES = 100
MOST_HEADLINES = 5


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text; `numeric` are the places of the columns that hold figures."""

    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    note: str = ""


def tables(head: JsonObject, stacks: Sequence[Stack]) -> tuple[Table, ...]:
    """Return the tables of a back-test that have a row; `head` has everything but its rows."""
    found = [_counts(head, stacks), _lacking(head)]
    if head["against"] is not None:
        found = [_changes(head, stacks), _shifts(head), *_groups(head), *found]
    return tuple(table for table in found if table.rows)


def _policies(head: JsonObject) -> tuple[str, ...]:
    return (head["policy"], head["against"]) if head["against"] else (head["policy"],)


def _changes(head: JsonObject, stacks: Sequence[Stack]) -> Table:
    found = words.changes(head, stacks)
    further = len(found) - MOST_CHANGES
    return Table(
        "What changes",
        "What changes, conclusion by conclusion",
        ("Conclusion", *_policies(head), "Releases"),
        tuple(
            (one.conclusion, one.value, one.against, f"{one.notices:,}")
            for one in found[:MOST_CHANGES]
        ),
        (3,),
        f"{further:,} further changes are in the files." if further > 0 else "",
    )


def _shifts(head: JsonObject) -> Table:
    means = (f"Mean, {lower_first(name)}" for name in _policies(head))
    return Table(
        "By how much",
        "By how much numbers change",
        ("Conclusion", "Higher", "Lower", "The same", *means),
        tuple(
            (
                one.conclusion,
                f"{one.raised:,}",
                f"{one.lowered:,}",
                f"{one.same:,}",
                one.mean,
                one.mean_against,
            )
            for one in words.shifts(head)
        ),
        (1, 2, 3, 4, 5),
        "Higher and lower: what the second policy makes of the first's figure.",
    )


def _groups(head: JsonObject) -> Iterator[Table]:
    found = words.groups(head)
    for by in dict.fromkeys(one.by for one in found):
        of_kind = [one for one in found if one.by == by]
        columns = tuple(name for name, _ in of_kind[0].conclusions)[:MOST_HEADLINES]
        yield Table(
            f"For whom, by {lower_first(by)}",
            f"Releases that come out differently, by {lower_first(by)}",
            (by, "Decided", "Changed", *columns),
            tuple(
                (
                    one.value,
                    f"{one.notices:,}",
                    f"{one.changed:,}",
                    *(f"{count:,}" for _, count in one.conclusions[:MOST_HEADLINES]),
                )
                for one in of_kind
            ),
            tuple(range(1, 3 + len(columns))),
        )


def _counts(head: JsonObject, stacks: Sequence[Stack]) -> Table:
    policies = _policies(head)
    return Table(
        "What the decided releases came to",
        "How often each value came out",
        ("Conclusion", "Value", *policies),
        tuple(
            (one.conclusion, one.value, f"{one.notices:,}")
            + (() if one.against is None else (f"{one.against:,}",))
            for one in words.counts(head, stacks)
        ),
        tuple(range(2, 2 + len(policies))),
    )


def _lacking(head: JsonObject) -> Table:
    return Table(
        "What the undecided releases lack",
        "Facts that releases do not tell",
        ("Fact", "Releases"),
        tuple((title, f"{count:,}") for _, title, count in words.lacking(head)),
        (1,),
        "One release can lack several.",
    )
