"""`podium bundle` and `podium replay`: an evaluation sealed, and recomputed from the seal alone."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from rules.wording import counted, date_in_words, listed
from webapp.cli import ANSWER_IS_NO
from webapp.cli.arguments import (
    day_or_today,
    format_option,
    input_name,
    issued_on_option,
    read_input,
)
from webapp.cli.output import (
    INDENT,
    Words,
    console,
    print_entry,
    print_heading,
    print_json,
    print_text,
    refuse_closed_output,
    shown,
)
from webapp.cli.steps import step
from webapp.cli.tenders import refusals_of, tender_bytes

if TYPE_CHECKING:
    from webapp.services.bundles import Replay

FORMAT = "podium/replay/1"


@click.command()
@click.argument("tender")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The bundle to write: a name that ends in .zip.",
)
@issued_on_option
def bundle(tender: str, output: Path, issued_on: date | None) -> None:
    """Seal the evaluation of TENDER: inputs, rules, results and documents in one file."""
    from evaluation.stress import Draws
    from webapp.services.bundles import seal
    from webapp.services.files import refuse_missing_folder, write_whole

    refuse_closed_output()
    if output.suffix.lower() != ".zip":
        raise click.BadParameter(
            f"{output.name!r} is no bundle. Let the name end in .zip.", param_hint="-o"
        )
    refuse_missing_folder(output)
    day = day_or_today(issued_on)
    data, name = tender_bytes(tender)
    with refusals_of(tender), step("Evaluating the bids, writing the documents and sealing them"):
        sealed = seal(data, Draws(), issued_on=day, name=name)
    write_whole(output, sealed.data)
    out = console()
    print_text(out, f"Wrote {output}, issued on {date_in_words(day)}.")
    print_text(out, _held(tuple(sealed.made.files)))
    if sealed.made.reported.is_withheld:
        print_text(
            out,
            "It holds no assessment summaries, because something is in their way: "
            "podium report tells what.",
        )
    print_text(out, "Keep its seal elsewhere, and whoever replays the bundle can compare it:")
    print_text(out, sealed.sha256, "bold", indent=INDENT)


@click.command()
@click.argument("file")
@format_option
def replay(file: str, form: str) -> int:
    """Recompute the bundle FILE from what it holds, and name each difference."""
    from forms.bundles import LARGEST_BUNDLE, read_bundle
    from webapp.services.bundles import replay as replay_bundle

    refuse_closed_output()
    data = read_input(file, LARGEST_BUNDLE)
    read = read_bundle(data, name=input_name(file))
    with step("Recomputing everything from the bundle alone"):
        found = replay_bundle(read)
    if form == "json":
        print_json(_json(found))
    else:
        _print(found, console())
    return 0 if found.is_equal else ANSWER_IS_NO


def _json(found: "Replay") -> dict[str, Any]:
    return {
        "format": FORMAT,
        "equal": found.is_equal,
        "seal": found.sha256,
        "recomputed": [] if found.made is None else list(found.made.files),
        "differences": [one._asdict() for one in found.differences],
        "other_versions": list(found.other_versions),
    }


def _print(found: "Replay", out: Console) -> None:
    if found.made is None:
        print_text(
            out,
            "Nothing was recomputed: what went in is not what was sealed.",
            "bold",
        )
    elif found.is_equal:
        print_text(out, "Everything came out again as it was sealed.", "bold")
        print_text(out, f"Recomputed from the bundle alone: {_held(tuple(found.made.files))}")
    else:
        print_text(out, "Not everything came out again as it was sealed.", "bold")
    if found.differences:
        print_heading(out, counted(len(found.differences), "difference"))
        for one in found.differences:
            where = f"{one.file}, {one.place}" if one.place else one.file
            told = f"The bundle has {one.sealed}; it should be {one.recomputed}."
            print_text(out, shown(where), "bold", indent=INDENT)
            print_text(out, shown(told), indent=INDENT * 2)
    _print_other_versions(found, out)
    out.print()
    print_entry(out, "Seal of the bundle", [Words(found.sha256)], label=20)


def _print_other_versions(found: "Replay", out: Console) -> None:
    if not found.other_versions:
        return
    out.print()
    print_text(
        out,
        "What the files say was compared, their bytes were not, because the bundle was made "
        f"with other versions: {listed(found.other_versions)}.",
    )


def _held(files: tuple[str, ...]) -> str:
    """Return what a bundle holds, in a sentence."""
    packs = {name.split("/")[1] for name in files if name.startswith("packs/")}
    results = [
        Path(name).stem.replace("stress", "stress test")
        for name in files
        if name.startswith("results/")
    ]
    documents = {Path(name).stem for name in files if name.startswith("documents/")}
    rules = f", the rule packs {listed(sorted(packs))}" if packs else ""
    return (
        f"The tender{rules}, the {listed(sorted(results))}, and "
        f"{counted(len(documents), 'document')}, each as HTML and PDF."
    )
