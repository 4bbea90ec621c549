"""`podium outline`: the Procurement Outline Document of one procurement."""

from datetime import date
from pathlib import Path

import click

from rules.decide import decide
from webapp.cli.arguments import (
    Day,
    day_or_today,
    issued_on_option,
    packs_option,
    policy_option,
    procurement_from,
    stack_of,
)
from webapp.services.files import OUTLINE_KINDS, refuse_missing_folder, write_outline


@click.command()
@click.argument("procurement")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .pdf, .html or .docx by its name.",
)
@policy_option
@packs_option
@click.option("--on", type=Day(), help="Decide as if it commenced on another day.")
@issued_on_option
def outline(
    procurement: str,
    output: Path,
    policy: str,
    folder: Path | None,
    on: date | None,
    issued_on: date | None,
) -> None:
    """Write the outline document of PROCUREMENT, a file or - for standard input."""
    if output.suffix.lower() not in OUTLINE_KINDS:
        *others, last = OUTLINE_KINDS
        raise click.BadParameter(
            f"{output.name!r} is no outline document. "
            f"Let the name end in {', '.join(others)} or {last}.",
            param_hint="-o",
        )
    refuse_missing_folder(output)
    packs = stack_of(policy, folder)
    read = procurement_from(procurement)
    decision = decide(read, packs, on=on, why_not=True)
    write_outline(read, decision, packs, output, issued_on=day_or_today(issued_on))
    click.echo(f"Wrote {output}")
