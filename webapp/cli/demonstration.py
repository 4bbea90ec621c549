"""`podium demo`: the main job on a real notice, then the service with a user for each role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from rules.decision import Decision
from rules.summary import decision_sentence
from rules.vocabulary import FACT_BY_NAME
from rules.wording import date_in_words, named_in_words
from webapp.cli.arguments import day_or_today
from webapp.cli.comparisons import print_side_by_side
from webapp.cli.demonstration_award import print_award_files, print_demonstrated_award
from webapp.cli.demonstration_people import print_links, print_people
from webapp.cli.output import (
    INDENT,
    Words,
    console,
    print_columns,
    print_entry,
    print_heading,
    print_text,
    safe,
    widths_of,
)
from webapp.cli.service import PORT, Serving, run_server
from webapp.cli.steps import step
from webapp.services.demonstration.award import demonstrate_award, write_award
from webapp.services.demonstration.before_panel import put_before_panel
from webapp.services.demonstration.notice import Demonstration, demonstrate, write_files
from webapp.services.demonstration.people import Seat, add_people
from webapp.services.demonstration.record import put_on_record
from webapp.services.demonstration.tenders import SINCE, put_tenders_on_record
from webapp.settings import LOOPBACK_ADDRESS, Settings, settings_from_environment
from webapp.store import Store
from webapp.store.migration import upgrade

WORKERS = 2


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop before serving.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
def demo(no_serve: bool, port: int) -> None:  # noqa: FBT001 - click passes flags so
    """Decide a real notice, write its outline, evaluate bids on it, and serve the pages."""
    out = console()
    today = day_or_today(None)
    settings = settings_from_environment(is_loopback=True)
    with step("Reading the rule packs and a published notice", out):
        shown = demonstrate()
    _print_notice(shown, out)
    _print_decisions(shown, out)
    folder = settings.instance_folder / "demo"
    with step("Writing the outline documents", out):
        written = write_files(shown, folder, issued_on=today)
    _print_files(shown, written, out)
    with step("Evaluating five bids, writing the report and the letters, sealing them", out):
        award = demonstrate_award(issued_on=today)
        write_award(award, folder)
    print_demonstrated_award(award, out)
    print_heading(out, "What was written on it")
    print_text(out, f"In {_near(folder)}:", indent=INDENT)
    print_award_files(award, out)
    address = settings.address if settings.address != LOOPBACK_ADDRESS else _address(port)
    with step("Preparing the service, its users, and tenders as if weeks had passed", out):
        prepared = _prepare(shown, settings, address)
    print_people(prepared.passwords, out)
    print_links(prepared.links, address, out)
    if no_serve:
        out.print(safe("\nTo serve the pages: make demo, or .venv/bin/podium serve"))
        return
    out.print()
    run_server(Serving(port=port, workers=WORKERS))


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The users' passwords, and the paths of bidders' links by the reference of the tender."""

    passwords: Mapping[Seat, str]
    links: Mapping[str, str]


def _prepare(shown: Demonstration, settings: Settings, address: str) -> _Prepared:
    upgrade(settings.database_url)
    store = Store(settings.database_url)
    folder = settings.instance_folder
    try:
        now = datetime.now(UTC)
        passwords = add_people(store, folder, now=now - SINCE)
        links = put_tenders_on_record(
            store, shown, folder=folder, secret=settings.secret_key, address=address, now=now
        )
        put_on_record(store, shown, now=now)
        put_before_panel(store, shown, now=now)
    finally:
        store.close()
    return _Prepared(passwords, links)


def _address(port: int) -> str:
    """Return where the service answers on this machine."""
    return f"http://127.0.0.1:{port}"


def _near(path: Path) -> Path:
    """Return a path as seen from where the command was called, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _print_notice(shown: Demonstration, out: Console) -> None:
    reading = shown.reading
    print_text(out, "Podium decides a real public notice, and tells which rule says so.")
    print_heading(out, "The notice")
    print_text(out, reading.title, "bold", indent=INDENT)
    print_text(out, f"{reading.buyer}, under the Open Government Licence v2.0", indent=INDENT)
    for fact, value in reading.facts.items():
        cells = [FACT_BY_NAME[fact].title, named_in_words(fact, value), reading.read_from[fact]]
        styles = ("", "bold", "dim")
        words = [[Words(*cell)] for cell in zip(cells, styles, strict=True)]
        print_columns(out, words, widths_of(out, (10, 9, 15)), indent=INDENT)
    print_text(
        out,
        "The right column says where in the notice it was read. What the notice does not tell is "
        "answered as a buyer of such work would. From here on Coventry City Council stands in as "
        f"the buyer, under its own policy: {reading.buyer} has no part in it.",
        indent=INDENT,
    )


def _print_decisions(shown: Demonstration, out: Console) -> None:
    print_heading(out, "What was decided")
    for decision in (shown.as_published, shown.later):
        print_text(out, f"As of {_day(decision)}: {decision_sentence(decision)}", indent=INDENT)
    out.print()
    print_side_by_side(shown.as_published, shown.later, shown.packs, out)


def _print_files(shown: Demonstration, written: Sequence[Path], out: Console) -> None:
    print_heading(out, "What was written")
    print_text(out, f"In {_near(written[0].parent)}:", indent=INDENT)
    rows = [
        (f"outline-{one.decided_as_of.year}", f"the outline as of {_day(one)}")
        for one in (shown.as_published, shown.later)
    ]
    lines = [
        (", ".join(path.name for path in written if path.stem == stem), said) for stem, said in rows
    ]
    answers = ", ".join(path.name for path in written if path.suffix == ".json")
    lines.append((answers, "what went in, and both decisions in full"))
    label = min(max(len(names) for names, _ in lines), out.width // 2 + INDENT * 3)
    for names, said in lines:
        print_entry(out, names, [Words(said)], label=label)


def _day(decision: Decision) -> str:
    return date_in_words(decision.decided_as_of)
