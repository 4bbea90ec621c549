"""`podium serve` and `podium users`: running the service, and who may sign in."""

import ipaddress
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import click

from rules.errors import PodiumError
from rules.library import stack
from rules.vocabulary import FACT_BY_NAME
from webapp.cli.arguments import policy_of, standard_input
from webapp.roles import Role
from webapp.services.accounts import AddUserRefused, add_user
from webapp.services.accounts.directory import reset_by_command, set_password_by_command
from webapp.services.accounts.enrolling import describe_organisation
from webapp.services.accounts.own import NOT_A_PASSWORD
from webapp.settings import Settings, settings_from_environment
from webapp.store import Store, StoreIsNotReady, is_current

PORT = 8000

_OPTIONS = MappingProxyType(
    {
        AddUserRefused.NO_NAME: "--name",
        AddUserRefused.NO_ORGANISATION: "--organisation",
        AddUserRefused.PASSWORD_TOO_SHORT: "password",
        AddUserRefused.PASSWORD_TOO_LONG: "password",
        AddUserRefused.ROLE_HELD_ALREADY: "--role",
    }
)
"""Where a refusal stands; the others stand at the address."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the service answers, and with how many processes and threads.

    `requests` is after how many a worker is replaced by a fresh one, 0 for never.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    workers: int = 2
    threads: int = 4
    requests: int = 100_000
    is_logged: bool = False


class PasswordNotRead(PodiumError):
    """The password on standard input is no text."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(1, 64),
    help="The processes that answer; one for each core.",
)
@click.option(
    "--threads",
    default=4,
    show_default=True,
    type=click.IntRange(1, 64),
    help="The threads of each process.",
)
@click.option(
    "--max-requests",
    default=100_000,
    show_default=True,
    type=click.IntRange(0),
    help="Replace a process by a fresh one after so many requests; 0 for never.",
)
@click.option(
    "--access-log", is_flag=True, help="Write each request to standard output, naming nobody."
)
def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    max_requests: int,
    access_log: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Serve the pages; the database must be up to date."""
    run_server(Serving(host, port, workers, threads, max_requests, is_logged=access_log))


def run_server(serving: Serving) -> None:
    """Serve until stopped.

    Raises:
        StoreIsNotReady: the database is missing or of another version.
        AddressNotFree: another program answers there.
    """
    from webapp.cli.server import Server, address_of, refuse_taken

    settings = settings_from_environment(is_loopback=is_loopback(serving.host) or None)
    _refuse_other_tables(settings)
    refuse_taken(serving.host, serving.port)
    click.echo(
        f"Podium serves at http://{address_of(serving.host, serving.port)} (stop with Ctrl-C)"
    )
    if remark := missing_contact(settings):
        click.echo(remark, err=True)
    Server(settings, serving).run()


def missing_contact(settings: Settings) -> str:
    """Return what to do where others use the service, and its pages name nobody to turn to."""
    if settings.contact is not None or (settings.is_loopback and not settings.hosts):
        return ""
    return (
        "The accessibility statement and the privacy notice name nobody to turn to. "
        "Set PODIUM_CONTACT, such as: Access team <access@example.org>"
    )


def is_loopback(host: str) -> bool:
    """Return whether an address is on this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


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
@click.option(
    "--authority-type",
    type=click.Choice(FACT_BY_NAME["authority_type"].values),
    help="What kind of authority it is, so that its procurements need not be told.",
)
@click.option(
    "--nation",
    type=click.Choice(FACT_BY_NAME["nation"].values),
    help="Where it is, so that its procurements need not be told.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(
    email: str,
    name: str,
    role: str,
    organisation: str,
    policy: str,
    authority_type: str | None,
    nation: str | None,
    password_stdin: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Add a person with a role; without --password-stdin a password is made and printed."""
    password = _given_password() if password_stdin else new_password()
    decides = policy_of(policy)
    stack(decides)
    settings = settings_from_environment()
    _refuse_other_tables(settings)
    store = Store(settings.database_url)
    added = add_user(
        store,
        email=email,
        name=name,
        password=password,
        organisation=organisation,
        policy=decides,
        role=Role(role),
        now=datetime.now(UTC),
    )
    if isinstance(added, AddUserRefused):
        raise click.ClickException(f"{_OPTIONS.get(added, '--email')}: {added.value}")
    if authority_type or nation:
        describe_organisation(
            store, added.organisation_id, authority_type=authority_type, nation=nation
        )
    click.echo(f"Added {email} as {Role(role).words.lower()} of {organisation}.")
    if not added.is_new:
        click.echo("The account was there already: its password is as it was.")
    elif not password_stdin:
        click.echo(f"Password: {password}")


@users.command("reset-second-factor")
@click.option("--email", required=True, help="The address that the person signs in with.")
def reset_second_factor(email: str) -> None:
    """Take the second factor off an account, for whom no administrator can do it."""
    settings = settings_from_environment()
    _refuse_other_tables(settings)
    refused = reset_by_command(Store(settings.database_url), email=email, now=datetime.now(UTC))
    if refused is not None:
        raise click.ClickException(f"--email: {refused.problem}. {refused.remedy}.")
    click.echo(f"The second factor of {email} is off, and its sign-ins have ended.")


@users.command("set-password")
@click.option("--email", required=True, help="The address that the person signs in with.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def set_password(
    email: str,
    password_stdin: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Set the password of somebody who has lost it; without --password-stdin one is printed."""
    password = _given_password() if password_stdin else new_password()
    settings = settings_from_environment()
    _refuse_other_tables(settings)
    refused = set_password_by_command(
        Store(settings.database_url), email=email, password=password, now=datetime.now(UTC)
    )
    if refused is not None:
        option = "password" if refused is NOT_A_PASSWORD else "--email"
        raise click.ClickException(f"{option}: {refused.problem}. {refused.remedy}.")
    click.echo(f"{email} has a new password, and its sign-ins have ended.")
    if not password_stdin:
        click.echo(f"Password: {password}")


def _refuse_other_tables(settings: Settings) -> None:
    if not is_current(settings.database_url):
        raise StoreIsNotReady(
            "database", "it is missing or of another version", "Run: podium db upgrade"
        )


def _given_password() -> str:
    line = standard_input().readline()
    try:
        return line.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise PasswordNotRead("password", "it is not UTF-8", "Send it as UTF-8") from error


def new_password() -> str:
    """Return a password that nobody chose."""
    return secrets.token_urlsafe(15)
