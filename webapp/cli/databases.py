"""`podium db`: the tables of the database, its backups, and the way back from them."""

from datetime import UTC, datetime
from pathlib import Path

import click

from webapp.settings import settings_from_environment
from webapp.store import is_current, upgrade
from webapp.store.audit import Chain
from webapp.store.backup import Backup, back_up, restore


@click.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def upgrade_database() -> None:
    """Create the tables, or bring older ones up to date."""
    settings = settings_from_environment()
    upgrade(settings.database_url)
    click.echo("The database is up to date.")


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> int:
    """Copy the database, attachments and sealed bids into FILE, while the service may go on."""
    settings = settings_from_environment()
    made = back_up(settings.database_url, settings.instance_folder, file, now=datetime.now(UTC))
    click.echo(f"Wrote {file}: {_held(made)}.")
    click.echo(
        f"The secret key ({settings.instance_folder / 'secret-key'}, or PODIUM_SECRET_KEY) is not "
        "in it: keep it elsewhere."
    )
    return _answer_of(made.chain)


@db.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def restore_backup(file: Path) -> int:
    """Put the backup FILE into an empty place: a new database, no attachments, no bids."""
    settings = settings_from_environment()
    made, chain = restore(settings.database_url, settings.instance_folder, file)
    click.echo(f"Restored {file} of {made.made_at:%d %B %Y %H:%M} UTC: {_held(made)}.")
    if chain != made.chain:
        raise click.ClickException(
            "database: the audit log is not the one that was backed up. Use another backup"
        )
    if not is_current(settings.database_url):
        click.echo("Its tables are of an earlier version. Run: podium db upgrade")
    return _answer_of(chain)


def _held(backup: Backup) -> str:
    return (
        f"{backup.chain.entries:,} acts up to {backup.chain.head[:16]}…, "
        f"{backup.attachments:,} attachments, {backup.sealed_bids:,} sealed bids"
    )


def _answer_of(chain: Chain) -> int:
    """Return 0 for a whole chain, else 1, and name where it is broken."""
    if chain.broken_at is None:
        return 0
    click.echo(f"The audit log does not fit together at act {chain.broken_at:,}.", err=True)
    return 1
