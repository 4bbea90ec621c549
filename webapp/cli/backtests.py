"""`podium backtest`: a policy over published notices."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from forms.notices import LARGEST_NOTICES, NoticeReading, read_notices
from webapp.cli.arguments import (
    FOLDER,
    Day,
    format_option,
    input_name,
    policy_option,
    read_input,
    stack_of,
)
from webapp.cli.backtest_printout import print_backtest, print_readings
from webapp.cli.output import console, refuse_closed_output
from webapp.cli.steps import many_steps
from webapp.services.backtesting import BackTest, Policies, csv_parts, json_parts, run_backtest
from webapp.services.files import refuse_missing_folder, write_parts

_TOLD_EVERY = 20


@click.command()
@click.argument("notices", nargs=-1)
@policy_option
@click.option(
    "--packs",
    "own_folder",
    metavar="FOLDER",
    type=FOLDER,
    help="Another folder of packs that the policy is in, such as one with a draft.",
)
@click.option("--against", metavar="ID", help="A second policy, or none, to compare with.")
@click.option(
    "--against-in",
    "folder",
    metavar="FOLDER",
    type=FOLDER,
    help="The folder of packs that the second policy is in, such as one with a draft.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .json or .csv by its name.",
)
@click.option("--on", type=Day(), help="Decide each as if it commenced on one day, such as today.")
@click.option("--seed", default=1, show_default=True, help="Of the sample decided again.")
@click.option("--readings", is_flag=True, help="Show how each fact is read from a notice.")
@format_option
def backtest(  # noqa: PLR0913, PLR0917 - click passes one for each option
    notices: tuple[str, ...],
    policy: str,
    own_folder: Path | None,
    against: str | None,
    folder: Path | None,
    output: Path | None,
    on: date | None,
    seed: int,
    readings: bool,  # noqa: FBT001 - click passes flags so
    form: str,
) -> None:
    """Decide every release in NOTICES, files of published OCDS notices or - for one."""
    refuse_closed_output()
    if readings:
        print_readings(form)
        return
    _refuse_wrong_call(notices, against, folder, output)
    policies = _policies((policy, own_folder), (against, folder))
    with (
        many_steps(form, "Deciding") as tell,
        run_backtest(
            _read_all(notices), policies, on=on, seed=seed, progress=_now_and_then(tell)
        ) as found,
    ):
        if output is not None:
            write_parts(output, (part.encode() for part in _as_file(found, output)))
        if form == "json":
            for part in json_parts(found):
                click.echo(part, nl=False)
            return
        stacks = [policies.stack, *([policies.against] if policies.against else [])]
        print_backtest(found.head, stacks, console())
        if output is not None:
            click.echo(f"Wrote {output}")


def _refuse_wrong_call(
    notices: tuple[str, ...], against: str | None, folder: Path | None, output: Path | None
) -> None:
    if not notices:
        raise click.UsageError("No notices. Name a file of OCDS releases, or -.")
    if notices.count("-") > 1:
        raise click.UsageError("Standard input is named twice. Name - once.")
    if folder is not None and against is None:
        raise click.UsageError("--against-in names a folder, but no policy in it: add --against.")
    if output is not None:
        if output.suffix.lower() not in {".json", ".csv"}:
            raise click.BadParameter("Let the name end in .json or .csv.", param_hint="-o")
        refuse_missing_folder(output)


def _policies(first: tuple[str, Path | None], second: tuple[str | None, Path | None]) -> Policies:
    """Return both policies, each with the folder that it is in; of one id, by their folders."""
    policy, own_folder = first
    against, folder = second
    is_same = against == policy
    return Policies(
        stack_of(policy, own_folder),
        None if against is None else stack_of(against, folder, "--against-in"),
        name=f"{policy} in {own_folder}" if own_folder and is_same else "",
        name_against=f"{against} in {folder}" if folder and is_same else "",
    )


def _read_all(names: Iterable[str]) -> Iterator[NoticeReading]:
    """Yield what the releases of each file tell, one file in memory at a time."""
    for name in names:
        data = read_input(name, LARGEST_NOTICES)
        yield from read_notices(data, input_name(name))


def _now_and_then(tell: Callable[[str], None]) -> Callable[[int], None]:
    """Return what takes a count of releases, and tells of it every so often."""

    def told(count: int) -> None:
        if count % _TOLD_EVERY == 0:
            tell(f"{count:,} releases decided")

    return told


def _as_file(found: BackTest, path: Path) -> Iterator[str]:
    if path.suffix.lower() != ".csv":
        yield from json_parts(found)
        return
    yield "\ufeff"
    yield from csv_parts(found)
