"""`podium packs`: list, show, test and check the rule packs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from rules.analysis import AnalysisReport, analyse
from rules.library import SHIPPED, Library
from rules.pack import Pack
from rules.pack_json import pack_json
from rules.packtests import TestReport, run_tests
from rules.reading import pack_text
from rules.stack import Stack
from webapp.cli.arguments import format_option, print_json
from webapp.cli.printout import console, safe


def _library(folder: Path | None) -> Library:
    return Library(folder or SHIPPED)


_packs_option = click.option(
    "--packs",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of packs, such as one with a council's draft.",
)


@click.group()
def packs() -> None:
    """Read, test and analyse the rule packs."""


@packs.command("list")
@_packs_option
@format_option
def list_packs(folder: Path | None, form: str) -> None:
    """List the packs: what each is, and from when it decides."""
    library = _library(folder)
    found = [library.pack(id_) for id_ in library.ids()]
    if form == "json":
        print_json({"format": "podium/packs/1", "packs": [_brief(pack) for pack in found]})
        return
    out = console()
    for pack in found:
        last = f" to {pack.until_on}" if pack.until_on else ""
        out.print(safe(f"{pack.id}  {pack.title}"), style="bold")
        out.print(safe(f"  {pack.kind}, version {pack.version}, from {pack.from_on}{last}"))
        out.print(
            safe(
                f"  {len(pack.rules)} rules, {len(pack.parameters)} parameters, "
                f"{len(pack.outcomes)} outcomes, {len(pack.clauses)} clauses, "
                f"{len(pack.tests)} tests"
            )
        )
        out.print(safe(f"  sha256 {pack.sha256}"), style="dim")


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
@click.option("--format", "form", type=click.Choice(["text", "html", "json"]), default="text")
def show(pack_id: str, folder: Path | None, form: str) -> None:
    """Show a pack: every value, rule, outcome and clause, with its source."""
    library = _library(folder)
    pack = library.pack(pack_id)
    stack = _stack(library, pack)
    match form:
        case "json":
            print_json(pack_json(pack))
        case "html":
            from webapp.documents.policy import render_policy

            click.echo(render_policy(pack, stack))
        case _:
            click.echo(pack_text(pack, stack))


@packs.command()
@click.argument("pack_id", metavar="[ID]", required=False)
@_packs_option
@format_option
def test(pack_id: str | None, folder: Path | None, form: str) -> None:
    """Run the packs' own tests; exit 1 when one fails or a rule is not shown both ways."""
    library = _library(folder)
    reports = [run_tests(pack, _stack(library, pack)) for pack in _chosen(library, pack_id)]
    if form == "json":
        print_json({"format": "podium/pack-tests/1", "packs": [_tests(one) for one in reports]})
    else:
        for report in reports:
            for line in _test_lines(report):
                click.echo(line)
    sys.exit(0 if all(report.has_passed for report in reports) else 1)


def _chosen(library: Library, pack_id: str | None) -> list[Pack]:
    return [library.pack(id_) for id_ in ([pack_id] if pack_id else library.ids())]


def _stack(library: Library, pack: Pack) -> Stack:
    return library.stack(pack.id if pack.stands_on else None)


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
@format_option
def check(pack_id: str | None, folder: Path | None, seed: int, form: str) -> None:
    """Analyse the packs over combinations of facts; exit 1 when a fault is found."""
    library = _library(folder)
    chosen = _chosen(library, pack_id)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console() if form == "text" else None,
        disable=form != "text",
        transient=True,
    ) as progress:
        task = progress.add_task("", total=None)
        reports = [
            analyse(
                pack,
                _stack(library, pack),
                seed=seed,
                progress=lambda what: progress.update(task, description=what[:70]),
            )
            for pack in chosen
        ]
    if form == "json":
        print_json({"format": "podium/pack-check/1", "packs": [_check(one) for one in reports]})
    else:
        for report in reports:
            for line in _check_lines(report):
                click.echo(line)
    sys.exit(0 if all(report.is_clean for report in reports) else 1)


def _check(report: AnalysisReport) -> dict[str, object]:
    return {
        "id": report.pack,
        "clean": report.is_clean,
        "cases": report.cases,
        "complete": list(report.complete),
        "sampled": list(report.sampled),
        "decided_again": report.decided_again,
        "never_fired": list(report.never_fired),
        "findings": [
            {
                "kind": finding.kind,
                "conclusion": finding.conclusion,
                "message": finding.message,
                "example": finding.example,
            }
            for finding in report.findings
        ],
    }


def _check_lines(report: AnalysisReport) -> Iterator[str]:
    for finding in report.findings:
        yield f"{report.pack}: {finding.kind} in {finding.conclusion}: {finding.message}"
        yield f"    for example where {finding.example}"
    for id_ in report.never_fired:
        yield f"{report.pack}: «{id_}» fired in no case that was looked at"
    verdict = "clean" if report.is_clean else f"{len(report.findings)} findings"
    yield (
        f"{report.pack}: {verdict}; {report.cases:,} cases judged, "
        f"{report.decided_again:,} decided again by both evaluators"
    )
    if report.complete:
        yield f"    every combination: {', '.join(report.complete)}"
    if report.sampled:
        yield f"    all pairs and a seeded sample: {', '.join(report.sampled)}"
