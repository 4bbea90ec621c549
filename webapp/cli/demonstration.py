"""`podium demo`: the main job on a real notice, then the service with a user for each role."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console

from rules.summary import decision_sentence
from rules.vocabulary import FACT_BY_NAME
from rules.wording import date_in_words, named_in_words
from webapp.cli.printout import console, print_side_by_side, safe
from webapp.cli.service import PORT, run_server
from webapp.services.demonstration import (
    NOTICE,
    Demonstration,
    add_people,
    demonstrate,
    email_of,
    put_on_record,
    write_files,
)
from webapp.settings import settings_from_environment
from webapp.store import Store
from webapp.store.migration import upgrade

WORKERS = 2


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop before serving.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
def demo(no_serve: bool, port: int) -> None:  # noqa: FBT001 - click passes flags so
    """Decide a real notice, write its outline, and serve the pages."""
    out = console()
    with _step(out, "Reading the rule packs and a published notice"):
        shown = demonstrate()
    _print_notice(shown, out)
    _print_decisions(shown, out)
    settings = settings_from_environment(is_loopback=True)
    folder = settings.instance_folder / "demo"
    with _step(out, "Writing the outline documents"):
        written = write_files(shown, folder, issued_on=date.today())  # noqa: DTZ011 - the reader's own day
    out.print("What was written", style="bold")
    for path in written:
        out.print(safe(f"  {_near(path)}"))
    with _step(out, "Preparing the service and its users"):
        upgrade(settings.database_url)
        store = Store(settings.database_url)
        now = datetime.now(UTC)
        passwords = add_people(store, settings.instance_folder, now=now)
        put_on_record(store, shown, next(iter(passwords.values())), now=now)
        store.close()
    out.print("\nWho may sign in", style="bold")
    for role, password in passwords.items():
        out.print(safe(f"  {email_of(role):<32}{password}"))
    if no_serve:
        out.print(safe("\nTo serve the pages: make demo, or .venv/bin/podium serve"))
        return
    run_server("127.0.0.1", port, WORKERS)


@contextmanager
def _step(out: Console, what: str) -> Iterator[None]:
    if out.is_terminal:
        with out.status(f"{what}…"):
            yield
    else:
        out.print(safe(f"{what}…"))
        yield


def _near(path: Path) -> Path:
    """Return a path as seen from where the command was called, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _print_notice(shown: Demonstration, out: Console) -> None:
    reading = shown.reading
    out.print("\nThe notice", style="bold")
    out.print(safe(f"  {reading.title}"))
    out.print(safe(f"  {reading.buyer}; {reading.ocid}; Open Government Licence v2.0"))
    for fact, value in reading.facts.items():
        words = named_in_words(fact, value)
        out.print(
            safe(f"  {FACT_BY_NAME[fact].title}: {words}, read from {reading.read_from[fact]}")
        )
    out.print(
        safe(
            f"  What {NOTICE.name} does not tell is answered as a buyer of such work would;\n"
            "  Coventry's policy is applied to it for the demonstration."
        )
    )


def _print_decisions(shown: Demonstration, out: Console) -> None:
    out.print("\nWhat was decided", style="bold")
    for decision in (shown.as_published, shown.later):
        day = date_in_words(decision.decided_as_of)
        out.print(safe(f"  As of {day}: {decision_sentence(decision)}"))
    out.print()
    print_side_by_side(shown.as_published, shown.later, shown.packs, out)
