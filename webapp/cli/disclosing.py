"""`podium disclose`: the file of a procurement for a bidder, a public request or a court."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import click

from evaluation.disclosure import AudienceIsUnknown, Recipient, recipient_of
from rules.errors import PodiumError
from webapp.cli import ANSWER_IS_NO
from webapp.cli.stores import opened_store
from webapp.settings import settings_from_environment
from webapp.store import Store

_PART: Final = 1 << 16


class NoSuchProcurement(PodiumError):
    """The installation has no procurement of that reference, or several organisations have one."""


class ForWhom(click.ParamType[Recipient]):
    """Whom a file is for: `bidder:<number>`, `public` or `court`."""

    name = "recipient"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Recipient:
        """Return whom a file is for, or refuse what names nobody."""
        try:
            return value if isinstance(value, Recipient) else recipient_of(str(value))
        except AudienceIsUnknown:
            self.fail(f"{value!r} names nobody. Write bidder:3, public or court.", param, ctx)


@click.command()
@click.argument("reference")
@click.option(
    "--for",
    "recipient",
    required=True,
    type=ForWhom(),
    metavar="WHOM",
    help="bidder:<number> in the order of invitation, public, or court.",
)
@click.option(
    "-o",
    "output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: a name that ends in .zip.",
)
@click.option("--organisation", help="Whose procurement, where several have one so called.")
def disclose(reference: str, recipient: Recipient, output: Path, organisation: str | None) -> int:
    """Write everything about the procurement REFERENCE into a zip, redacted for whom it is.

    That this was done is on record too.
    """
    from webapp.services.disclosure.making import Made, kept_in
    from webapp.services.disclosure.making import disclose as made_for
    from webapp.services.files import refuse_missing_folder, write_parts

    if output.suffix.lower() != ".zip":
        raise click.BadParameter("Let the name end in .zip.", param_hint="-o")
    refuse_missing_folder(output)
    settings = settings_from_environment()
    with opened_store(settings) as store:
        made = made_for(
            store,
            kept_in(settings.instance_folder, settings.secret_key),
            None,
            procurement_id=_found(store, reference, organisation),
            recipient=recipient,
            now=datetime.now(UTC),
        )
    if not isinstance(made, Made):
        click.echo(f"{made.problem}. {made.remedy}.", err=True)
        return ANSWER_IS_NO
    with made.file as file:
        write_parts(output, iter(lambda: file.read(_PART), b""))
    click.echo(f"Wrote {output}, {made.size:,} bytes, for {recipient.code}.")
    click.echo("What it holds, and what is withheld on which ground, is in its index.html.")
    click.echo(f"SHA-256 of its index.json: {made.sha256}")
    return 0


def _found(store: Store, reference: str, organisation: str | None) -> UUID:
    from webapp.store import disclosures

    with store.reading() as session:
        every = disclosures.procurements_of(session, reference)
    found = [id_ for id_, name in every if organisation in (None, name)]
    if not found:
        raise NoSuchProcurement(
            reference, "there is no procurement of that reference", "Write it as its page does"
        )
    if len(found) > 1:
        raise NoSuchProcurement(
            reference,
            f"{len(found)} organisations have a procurement so called",
            "Name the one with --organisation",
        )
    return found[0]
