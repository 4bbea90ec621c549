"""`podium mail`: sending the e-mails that wait, where the service does not do it itself."""

from datetime import UTC, datetime

import click

from rules.wording import counted
from webapp.cli.stores import opened_store
from webapp.services.letters.delivering import tell_given_up
from webapp.services.telling.mailing import carrier_of, send_waiting
from webapp.settings import settings_from_environment


@click.group()
def mail() -> None:
    """Look after the e-mails of the service."""


@mail.command()
def send() -> int:
    """Send the e-mails that wait; those that fail are tried again later, six times at most."""
    settings = settings_from_environment()
    with opened_store(settings) as store:
        carrier = carrier_of(settings)
        done = send_waiting(
            store,
            settings,
            carrier,
            clock=lambda: datetime.now(UTC),
            on_given_up=tell_given_up,
        )
    click.echo(f"Sent {counted(done.sent, 'e-mail')}.")
    if done.failed:
        click.echo(f"{counted(done.failed, 'e-mail')} could not be sent now.", err=True)
    if done.given_up:
        click.echo(f"{counted(done.given_up, 'e-mail')} will be tried no more.", err=True)
    return 1 if done.failed else 0
