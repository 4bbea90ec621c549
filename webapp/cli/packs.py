"""`podium packs`: list, show, test, check and compare the rule packs."""

from collections.abc import Iterable, Iterator
from datetime import date
from os import cpu_count
from pathlib import Path

import click

from rules.analysis import analyse
from rules.errors import PackIsBroken, UnknownPack
from rules.library import SHIPPED, Library
from rules.pack import Pack
from rules.pack_json import pack_json
from rules.packtests import TestReport, run_tests
from rules.reading import pack_text
from rules.wording import date_in_words
from webapp.cli import ANSWER_IS_NO, WRONG_INPUT
from webapp.cli.arguments import FOLDER, Day, day_or_today, format_option
from webapp.cli.check_printout import check_json, print_check
from webapp.cli.differences import diff
from webapp.cli.output import Words, console, print_entry, print_json, print_text, say, shown
from webapp.cli.steps import many_steps

_HEAD = 10
_AT_ONCE = min(2, cpu_count() or 1)
"""How many processes analyse a pack together."""

_packs_option = click.option(
    "--packs",
    "folder",
    type=FOLDER,
    help="Another folder of packs, such as one with a council's draft; the law need not be in it.",
)


def _library(folder: Path | None) -> Library:
    found = Library(folder or SHIPPED, beneath=SHIPPED)
    if not found.ids():
        raise UnknownPack(
            str(folder),
            "no folder in it holds a pack.yaml",
            "Name the folder that holds the packs' folders",
        )
    return found


@click.group()
def packs() -> None:
    """Read, test, analyse and compare the rule packs."""


packs.add_command(diff)


@packs.command("list")
@_packs_option
@format_option
def list_packs(folder: Path | None, form: str) -> None:
    """List the packs: what each is, and from when it decides."""
    library = _library(folder)
    found: list[Pack] = []
    broken: list[PackIsBroken] = []
    for id_ in library.ids():
        try:
            found.append(library.pack(id_))
        except PackIsBroken as error:
            broken.append(error)
    if form == "json":
        print_json({"format": "podium/packs/1", "packs": [_brief(pack) for pack in found]})
    else:
        _print_packs(found)
    for fault in broken:
        click.echo(str(fault), err=True)
    if broken:
        click.get_current_context().exit(WRONG_INPUT)


def _print_packs(found: Iterable[Pack]) -> None:
    out = console()
    for place, pack in enumerate(found):
        if place:
            out.print()
        print_text(out, f"{pack.id}  {pack.title}", "bold")
        until = f" to {date_in_words(pack.until_on)}" if pack.until_on else ""
        held = (
            (len(pack.rules), "rules"),
            (len(pack.parameters), "parameters"),
            (len(pack.outcomes), "outcomes"),
            (len(pack.clauses), "clauses"),
            (len(pack.tests), "tests"),
        )
        rows = (
            ("Kind", f"{pack.kind}, version {pack.version}"),
            ("In force", f"from {date_in_words(pack.from_on)}{until}"),
            ("Stands on", ", ".join(pack.stands_on)),
            ("Holds", ", ".join(f"{count:,} {of}" for count, of in held if count)),
            ("SHA-256", pack.sha256),
        )
        for head, text in rows:
            if text:
                print_entry(out, head, [Words(text)], label=_HEAD)


def _brief(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.id,
        "title": pack.title,
        "kind": pack.kind.value,
        "version": pack.version,
        "sha256": pack.sha256,
        "from": pack.from_on.isoformat(),
        "until": pack.until_on.isoformat() if pack.until_on else None,
        "rules": len(pack.rules),
        "tests": len(pack.tests),
    }


@packs.command()
@click.argument("pack_id", metavar="ID")
@_packs_option
@click.option("--on", type=Day(), help="Only what is in force on this day, with its values then.")
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text")
def show(pack_id: str, folder: Path | None, on: date | None, form: str) -> None:
    """Show a pack: every value, rule, outcome and clause, with its source."""
    if on is not None and form == "json":
        raise click.UsageError(
            "--on is for text and html: JSON is the whole pack, each rule and value with its days. "
            "Leave out --on, or the format."
        )
    library = _library(folder)
    pack = library.pack(pack_id)
    stack = library.stack_of(pack)
    match form:
        case "json":
            print_json(pack_json(pack))
        case "html":
            from webapp.documents.policy import render_policy

            say(render_policy(pack, stack, on))
        case _:
            say(shown(pack_text(pack, stack, on)))


@packs.command()
@click.argument("pack_id", metavar="[ID]", required=False)
@_packs_option
@format_option
def test(pack_id: str | None, folder: Path | None, form: str) -> None:
    """Run the packs' own tests; exit 1 when one fails or a rule is not shown both ways."""
    library = _library(folder)
    chosen = _chosen(library, pack_id)
    reports: list[TestReport] = []
    with many_steps(form) as tell:
        for pack in chosen:
            tell(f"{pack.id}: {len(pack.tests)} tests")
            reports.append(run_tests(pack, library.stack_of(pack)))
    if form == "json":
        print_json({"format": "podium/pack-tests/1", "packs": [_tests(one) for one in reports]})
    else:
        for report in reports:
            for line in _test_lines(report):
                say(line)
    if not all(report.has_passed for report in reports):
        click.get_current_context().exit(ANSWER_IS_NO)


def _chosen(library: Library, pack_id: str | None) -> list[Pack]:
    return [library.pack(id_) for id_ in ([pack_id] if pack_id else library.ids())]


def _tests(report: TestReport) -> dict[str, object]:
    return {
        "id": report.pack,
        "passed": report.has_passed,
        "tests": [
            {"name": outcome.test.name, "failures": list(outcome.failures)}
            for outcome in report.outcomes
        ],
        "never_fired": list(report.never_fired),
        "never_silent": list(report.never_silent),
    }


def _test_lines(report: TestReport) -> Iterator[str]:
    failed = 0
    for outcome in report.outcomes:
        failed += bool(outcome.failures)
        for failure in outcome.failures:
            yield f"{outcome.test.place}: {outcome.test.name}: {failure}"
    for id_ in report.never_fired:
        yield f"{report.pack}: no test shows «{id_}» firing. Add one with «fires: [{id_}]»."
    for id_ in report.never_silent:
        yield f"{report.pack}: no test shows «{id_}» silent. Add one with «silent: [{id_}]»."
    yield f"{report.pack}: {len(report.outcomes) - failed} tests passed, {failed} failed"


@packs.command()
@click.argument("pack_id", metavar="[ID]", required=False)
@_packs_option
@click.option("--seed", default=1, show_default=True, help="The seed of the sample.")
@click.option("--on", type=Day(), help="Look for what ends from this day, not from today.")
@format_option
def check(pack_id: str | None, folder: Path | None, seed: int, on: date | None, form: str) -> None:
    """Analyse the packs over combinations of facts; exit 1 when a fault is found."""
    library = _library(folder)
    chosen = _chosen(library, pack_id)
    day = day_or_today(on)
    with many_steps(form) as tell:
        reports = [
            analyse(
                pack,
                library.stack_of(pack),
                seed=seed,
                on=day,
                processes=_AT_ONCE,
                progress=tell,
            )
            for pack in chosen
        ]
    if form == "json":
        print_json({"format": "podium/pack-check/1", "packs": list(map(check_json, reports))})
    else:
        out = console()
        for report in reports:
            print_check(report, out)
    if not all(report.is_clean for report in reports):
        click.get_current_context().exit(ANSWER_IS_NO)
