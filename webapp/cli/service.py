"""`podium serve`, `podium db` and `podium users`: running and looking after the service."""

import ipaddress
import secrets
import sys
from datetime import UTC, datetime

import click

from webapp.roles import Role
from webapp.services.accounts import AddUserRefused, add_user
from webapp.settings import settings_from_environment
from webapp.store import Store
from webapp.store.migration import StoreIsNotReady, is_current, upgrade

PORT = 8000


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages; the database must be up to date."""
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int) -> None:
    """Serve until stopped.

    Raises:
        StoreIsNotReady: the database is missing or of another version.
    """
    from webapp.cli.server import Server

    settings = settings_from_environment(is_loopback=is_loopback(host) or None)
    if not is_current(settings.database_url):
        raise StoreIsNotReady(
            "database", "it is missing or of another version", "Run: podium db upgrade"
        )
    click.echo(f"Podium serves at http://{host}:{port} (stop with Ctrl-C)")
    Server(settings, host, port, workers).run()


def is_loopback(host: str) -> bool:
    """Return whether an address is on this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@click.group()
def db() -> None:
    """Look after the database."""


@db.command("upgrade")
def upgrade_database() -> None:
    """Create the tables, or bring older ones up to date."""
    settings = settings_from_environment()
    upgrade(settings.database_url)
    click.echo("The database is up to date.")


@click.group()
def users() -> None:
    """Look after the people who may sign in."""


@users.command()
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", required=True, help="The person's name.")
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role]), help="What for."
)
@click.option("--organisation", required=True, help="The authority; made when it is new.")
@click.option("--policy", default="coventry", show_default=True, help="A new authority's policy.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    email: str,
    name: str,
    role: str,
    organisation: str,
    policy: str,
    password_stdin: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Add a person with a role; without --password-stdin a password is made and printed."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else new_password()
    settings = settings_from_environment()
    if not is_current(settings.database_url):
        raise StoreIsNotReady(
            "database", "it is missing or of another version", "Run: podium db upgrade"
        )
    store = Store(settings.database_url)
    added = add_user(
        store,
        email=email,
        name=name,
        password=password,
        organisation=organisation,
        policy=None if policy == "none" else policy,
        role=Role(role),
        now=datetime.now(UTC),
    )
    if isinstance(added, AddUserRefused):
        raise click.ClickException(added.value)
    click.echo(f"Added {email} as {Role(role).words.lower()} of {organisation}.")
    if not added.is_new:
        click.echo("The account was there already: its password is as it was.")
    elif not password_stdin:
        click.echo(f"Password: {password}")


def new_password() -> str:
    """Return a password that nobody chose."""
    return secrets.token_urlsafe(15)
