"""`podium packs diff`: what differs between two packs, by meaning."""

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console

from rules.comparison import (
    Change,
    Comparison,
    Detail,
    StageTables,
    Way,
    compare,
    comparison_json,
    stage_tables,
)
from rules.comparison.deciding import Figure, Side
from rules.errors import UnknownPack
from rules.library import SHIPPED, Library
from rules.pack import Pack
from rules.reading.text import grid_lines
from rules.stack import Stack
from webapp.cli.arguments import FOLDER, format_option, or_in_a_folder
from webapp.cli.output import (
    Words,
    console,
    print_columns,
    print_entry,
    print_heading,
    print_json,
    print_text,
    safe,
    widths_of,
)

MOST_SHOWN = 12
_SIGNS = {Way.ADDED: "+", Way.REMOVED: "-", Way.CHANGED: "~"}
_HEAD = 24
_SIDES = (3, 4, 4)
_NO_TABLE = "It has no table here: its rules of this part, if any, read better as sentences."


@click.command()
@click.argument("first_id", metavar="ID")
@click.argument("second_id", metavar="ID")
@click.option(
    "--packs",
    "folder",
    type=FOLDER,
    help="The folder of packs that holds the second one, such as a draft of the first.",
)
@click.option(
    "--first-packs",
    "first_folder",
    type=FOLDER,
    help="The folder of packs that holds the first one.",
)
@format_option
def diff(
    first_id: str, second_id: str, folder: Path | None, first_folder: Path | None, form: str
) -> None:
    """Compare two packs by meaning: two versions of one policy, or two policies.

    Exit 0 once they are compared, whether they differ or not.
    """
    first = _found(first_id, first_folder, "--first-packs")
    second = _found(second_id, folder, "--packs")
    comparison = compare(first, second)
    if form == "json":
        print_json(comparison_json(comparison))
    else:
        out = console()
        print_comparison(out, comparison)
        if not comparison.is_one_policy:
            print_tables(out, comparison.headings, stage_tables(first, second))


def _found(id_: str, folder: Path | None, option: str) -> tuple[Pack, Stack]:
    """Return a pack and its stack; a draft's folder need not hold the law that it stands on.

    Raises:
        UnknownPack: the folder holds no such pack.
        PackIsBroken: its files are not in the form that packs have.
    """
    library = Library(folder or SHIPPED, beneath=SHIPPED)
    if folder is not None and id_ not in library.ids():
        raise UnknownPack(
            str(folder),
            f"there is no pack «{id_}» in it",
            f"Name one of: {', '.join(library.ids())}"
            if library.ids()
            else "Name the folder that holds the packs' folders",
        )
    try:
        pack = library.pack(id_)
    except UnknownPack as error:
        raise or_in_a_folder(error, option) from error
    return pack, library.stack_of(pack)


def print_comparison(out: Console, comparison: Comparison) -> None:
    """Print what differs, as a reader wants it: first in a sentence, then thing by thing."""
    one, other = comparison.titles
    print_text(out, f"{one} ({_reference(comparison, 0)})", "bold")
    print_text(out, f"{other} ({_reference(comparison, 1)})", "bold")
    out.print()
    print_text(out, summary(comparison))
    if comparison.is_one_policy:
        _print_changes(out, comparison)
    else:
        _print_conclusions(out, comparison)


def summary(comparison: Comparison) -> str:
    """Return in a sentence how two packs differ."""
    if comparison.is_same:
        return "They say the same."
    one, other = comparison.titles
    if not comparison.is_one_policy:
        alone = [
            sum(item.second is None for item in comparison.conclusions),
            sum(item.first is None for item in comparison.conclusions),
        ]
        both = len(comparison.conclusions) - sum(alone)
        return (
            f"They are two policies. Both decide {both} conclusions; “{one}” alone decides "
            f"{alone[0]}, “{other}” alone {alone[1]}. What each can come to, as it stands last:"
        )
    counts = [
        f"{number} {way}"
        for way in Way
        if (number := sum(part.count(way) for part in comparison.chapters))
    ]
    return f"Things that differ: {', '.join(counts) or 'only what the packs say of themselves'}."


def _reference(comparison: Comparison, side: int) -> str:
    pack = (comparison.first, comparison.second)[side]
    return f"{pack.id}, version {pack.version}, SHA-256 {pack.sha256[:12]}"


def _print_changes(out: Console, comparison: Comparison) -> None:
    if comparison.manifest:
        print_heading(out, "The packs")
        for detail in comparison.manifest:
            _print_detail(out, detail, Way.CHANGED)
    for part in comparison.chapters:
        if part.changes:
            print_heading(out, f"{part.holding.value.capitalize()}: {_counted(part.changes)}")
            for change in part.changes:
                _print_change(out, change)


def _counted(changes: tuple[Change, ...]) -> str:
    held = {way: sum(change.way is way for change in changes) for way in Way}
    return ", ".join(f"{number} {way}" for way, number in held.items() if number)


def _print_change(out: Console, change: Change) -> None:
    out.print()
    print_text(out, f"{_SIGNS[change.way]} {change.title} ({change.id})", "bold")
    for detail in change.details:
        _print_detail(out, detail, change.way)


def _print_detail(out: Console, detail: Detail, way: Way) -> None:
    if way is not Way.CHANGED:
        print_entry(out, detail.what, [Words(detail.before or detail.after)], label=_HEAD)
        return
    said = [Words(f"- {detail.before}" if detail.before else "- (not there)")]
    said.append(Words(f"+ {detail.after}" if detail.after else "+ (not there any more)"))
    print_entry(out, detail.what, said, label=_HEAD)


def _print_conclusions(out: Console, comparison: Comparison) -> None:
    widths = widths_of(out, _SIDES)
    out.print()
    heads = ("Conclusion", *comparison.headings)
    print_columns(out, [[Words(head, "bold")] for head in heads], widths, indent=2)
    for item in comparison.conclusions:
        cells = [[Words(item.title)], [Words(_side(item.first))], [Words(_side(item.second))]]
        print_columns(out, cells, widths, indent=2)


def _side(side: Side | None) -> str:
    if side is None:
        return "not decided"
    shown = [_value(value, side) for value in side.values[:MOST_SHOWN]]
    left = len(side.values) - len(shown)
    listed = side.between.join(shown) + (
        f"; and {left} more, which --format json lists" if left else ""
    )
    tag = f" [each {side.tag}]" if side.tag else ""
    return f"{listed}{tag} ({side.rules} {'rule' if side.rules == 1 else 'rules'})"


def _value(value: Figure, side: Side) -> str:
    return f"{value.words} [{value.tag}]" if value.tag and not side.tag else value.words


def print_tables(out: Console, heads: tuple[str, str], stages: Iterable[StageTables]) -> None:
    """Print how each pack decides: the tables of each stage, with the amounts that decide."""
    for stage in stages:
        print_heading(out, f"{stage.title}: how each decides")
        for head, grids in zip(heads, stage.sides, strict=True):
            out.print()
            print_text(out, head, "bold")
            if not grids:
                print_text(out, _NO_TABLE, indent=2)
            for grid in grids:
                for line in grid_lines(grid, out.width):
                    out.print(safe(line), no_wrap=True, overflow="ignore", crop=False)
