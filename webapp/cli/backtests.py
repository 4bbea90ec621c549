"""`podium backtest`: a policy over published notices."""

import json
from pathlib import Path

import click
from rich.progress import track
from rich.table import Table

from forms.notices import LARGEST_NOTICES, NoticeReading, read_notices
from forms.readings import READINGS
from rules.library import stack
from rules.serialisation import JsonObject
from webapp.cli.arguments import format_option, policy_of, policy_option, print_json, read_input
from webapp.cli.printout import console, safe
from webapp.services.backtesting import backtest as run_backtest
from webapp.services.backtesting import backtest_csv
from webapp.services.files import write_whole

SHOWN = ("regime", "coverage", "social_value_act_duty", "notifiable", "social_value.tier")


@click.command()
@click.argument("notices", nargs=-1)
@policy_option
@click.option("--against", metavar="ID", help="A second policy, or none, to compare with.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .json or .csv by its name.",
)
@click.option("--readings", is_flag=True, help="Show how each fact is read from a notice.")
@format_option
def backtest(
    notices: tuple[str, ...],
    policy: str,
    against: str | None,
    output: Path | None,
    readings: bool,  # noqa: FBT001 - click passes flags so
    form: str,
) -> None:
    """Decide every release in NOTICES, files of published OCDS notices or - for one."""
    if readings:
        _print_readings(form)
        return
    if not notices:
        raise click.UsageError("No notices. Name a file of OCDS releases, or -.")
    if output is not None and output.suffix.lower() not in {".json", ".csv"}:
        raise click.BadParameter("Let the name end in .json or .csv.", param_hint="-o")
    packs = stack(policy_of(policy))
    other = None if against is None else stack(policy_of(against))
    read = [one for name in notices for one in _read(name)]
    is_quiet = form == "json" or not console().is_terminal
    rows = iter(track(read, description="Deciding…", disable=is_quiet, transient=True))
    result = run_backtest(rows, packs, other)
    if output is not None:
        write_whole(output, _as_file(result, output))
    if form == "json":
        print_json(result)
        return
    _print(result)
    if output is not None:
        click.echo(f"Wrote {output}")


def _read(name: str) -> tuple[NoticeReading, ...]:
    data = read_input(name, LARGEST_NOTICES)
    return read_notices(data, "standard input" if name == "-" else name)


def _as_file(result: JsonObject, path: Path) -> bytes:
    if path.suffix.lower() == ".csv":
        return backtest_csv(result).encode("utf-8-sig")
    return (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode()


def _print(result: JsonObject) -> None:
    out = console()
    against = f" against {result['against']}" if result["against"] else ""
    out.print(
        safe(
            f"{result['notices']} releases under {result['policy']}{against}: "
            f"{result['decided']} decided, {result['undecided']} undecided"
        ),
        style="bold",
    )
    missing: dict[str, int] = {}
    for row in result["rows"]:
        for name in row["needs"]:
            missing[name] = missing.get(name, 0) + 1
    for name, count in sorted(missing.items(), key=lambda item: -item[1]):
        out.print(safe(f"  {count} lack {name}"))
    table = Table("Conclusion", "Value", "Releases", *(["Against"] if against else []))
    for item in result["summary"]:
        if item["conclusion"] in SHOWN or (against and item["notices"] != item["against"]):
            cells = [item["conclusion"], json.dumps(item["value"]), str(item["notices"])]
            table.add_row(
                *(safe(cell) for cell in [*cells, *([str(item["against"])] if against else [])])
            )
    out.print(table)


def _print_readings(form: str) -> None:
    if form == "json":
        print_json(
            {
                "format": "podium/readings/1",
                "readings": [
                    {
                        "fact": one.fact,
                        "fields": list(one.fields),
                        "how": one.how,
                        "unknown": one.unknown,
                    }
                    for one in READINGS
                ],
            }
        )
        return
    table = Table("Fact", "Read from", "How", "Stays unknown when", title="Readings")
    for one in READINGS:
        table.add_row(
            *(safe(cell) for cell in (one.fact, "\n".join(one.fields), one.how, one.unknown))
        )
    console().print(table)
