"""`podium audit`: checking the chain of the audit log, and taking it along."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from rules.errors import PodiumError
from rules.wording import counted
from webapp.cli.stores import opened_store
from webapp.services.record import ExportForm, organisation_named, verified
from webapp.services.record import export as exported
from webapp.services.record.pinned import compared
from webapp.settings import settings_from_environment

HASH_LENGTH: Final = 64
"""The characters of a SHA-256 as the log writes it; documents and pages print fewer."""


class NoSuchOrganisation(PodiumError):
    """The installation has no organisation of that name."""


@click.group("audit")
def audit() -> None:
    """Look after the audit log."""


@audit.command()
@click.option("--head", help="A hash noted earlier; it has to be in the chain.")
def verify(head: str | None) -> int:
    """Compute every hash of the log again, and compare the rows that it pins with it."""
    if head is not None and len(head) != HASH_LENGTH:
        raise click.BadParameter(
            f"{head} has {len(head)} characters: give the whole hash, of {HASH_LENGTH}.",
            param_hint="--head",
        )
    with opened_store(settings_from_environment()) as store:
        chain, is_known = verified(store, noted=head)
        rows = compared(store)
    if chain.broken_at is not None:
        click.echo(f"The audit log does not fit together at act {chain.broken_at:,}.", err=True)
        return 1
    click.echo(f"All {chain.entries:,} acts fit together. Head: {chain.head}")
    if not is_known:
        click.echo(f"No act has the hash {head}: acts were taken off, or the log begun anew.")
        return 1
    if rows.before:
        before = counted(rows.before, "row")
        click.echo(
            f"{before} put on record before the log held digests of such rows: not compared."
        )
    for one in rows.unfit:
        click.echo(str(one), err=True)
    if rows.unfit:
        click.echo(f"{counted(len(rows.unfit), 'row')} not as the log has it.", err=True)
        return 1
    if rows.fit:
        click.echo(f"{counted(rows.fit, 'row')} of tenders as the log has them.")
    return 0


@audit.command()
@click.option("--organisation", required=True, help="Whose acts; of others the hashes alone.")
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .jsonl for the chain, .csv for a spreadsheet.",
)
def export(organisation: str, output: Path) -> None:
    """Write the record of an organisation into a file; that this was done is on record too."""
    kind = output.suffix.lower().removeprefix(".")
    if kind not in set(ExportForm):
        raise click.BadParameter("Let the name end in .jsonl or .csv.", param_hint="-o")
    with opened_store(settings_from_environment()) as store:
        organisation_id = organisation_named(store, organisation)
        if organisation_id is None:
            raise NoSuchOrganisation(
                "--organisation",
                f"there is no organisation {organisation!r}",
                "Give its whole name",
            )
        with output.open("w", encoding="utf-8", newline="") as file:
            form, now = ExportForm(kind), datetime.now(UTC)
            file.writelines(exported(store, organisation_id, form, now=now))
    click.echo(f"Wrote {output}.")
