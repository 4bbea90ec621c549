"""`podium lots`: who wins which of several lots, by the published rule, and why not the others."""

from pathlib import Path

import click

from forms.lots_tender import LARGEST_LOTS, read_lots
from forms.tender import LARGEST_TENDER
from webapp.cli.arguments import InputNotRead, format_option, input_name, read_input
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.steps import step

JSON = "json"
PIPED = "-"


@click.command("lots")
@click.argument("lots")
@click.option("--json", "is_json", is_flag=True, help="The same as --format json.")
@format_option
def lots(lots: str, form: str, *, is_json: bool) -> None:
    """Award the lots of LOTS, a podium/lots/1 file or - for standard input.

    A lot's tender stands in the file, or in a file of its own beside it or below.
    """
    from webapp.cli.lots_printout import print_lots
    from webapp.services.awards.lots import award_every_lot, awarded_json

    refuse_closed_output()
    called = input_name(lots)

    def tender_at(named: str) -> bytes:
        return read_input(str(beside(lots, named)), LARGEST_TENDER)

    read = read_lots(read_input(lots, LARGEST_LOTS), name=called, tender_at=tender_at)
    with step("Evaluating each lot, and awarding them together"):
        awarded = award_every_lot(read, name=called)
    if is_json or form == JSON:
        print_json(awarded_json(awarded))
        return
    print_lots(awarded, console())


def beside(lots: str, named: str) -> Path:
    """Return the file of a tender, which stands in the folder of the lots or below it.

    Raises:
        InputNotRead: it stands elsewhere, or the lots were piped in and have no folder.
    """
    if lots == PIPED:
        problem = "lots that are piped in have no folder to look for it in"
        raise InputNotRead(named, problem, "Write the tender itself in its place")
    folder = Path(lots).resolve().parent
    if "\0" not in named:
        path = (folder / named).resolve()
        if path.is_relative_to(folder):
            return path
    problem = "it lies outside the folder of the lots"
    raise InputNotRead(named, problem, "Put the tender beside the lots, and name it from there")
