"""What several commands take: an input file or `-`, a policy, packs, a day, a format."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from forms.development import read_case
from forms.procurement import LARGEST_PROCUREMENT, read_procurement
from rules.development import Development
from rules.errors import PodiumError, UnknownPack
from rules.library import SHIPPED, Library, shipped
from rules.procurement import Procurement
from rules.stack import Stack

Command = TypeVar("Command", bound=Callable[..., Any])

LAW_ALONE = "none"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A folder of packs, which must be there."""


class InputNotRead(PodiumError):
    """An input is not there, cannot be read or is too large."""


class Day(click.ParamType[date]):
    """A date as `YYYY-MM-DD`."""

    name = "date"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> date:
        """Return the date, or refuse what is none."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self.fail(f"{text!r} is not a date. Write it as 2026-03-02.", param, ctx)
        return day


def packs_option(command: Command) -> Command:
    """Add `--packs`."""
    return click.option(
        "--packs",
        "folder",
        metavar="FOLDER",
        type=FOLDER,
        help="Another folder of packs that the policy is in, such as one with a draft.",
    )(command)


def policy_option(command: Command) -> Command:
    """Add `--policy`."""
    return click.option(
        "--policy",
        default="coventry",
        show_default=True,
        metavar="ID",
        help="The policy pack to decide under; none means the law alone.",
    )(command)


def format_option(command: Command) -> Command:
    """Add `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="json prints JSON alone on standard output.",
    )(command)


def issued_on_option(command: Command) -> Command:
    """Add `--issued-on`, which is today where it is not given."""
    return click.option(
        "--issued-on",
        type=Day(),
        help="The date of issue on every document; today where not given.",
    )(command)


def day_or_today(given: date | None) -> date:
    """Return the day given, or the reader's own today."""
    return given or date.today()  # noqa: DTZ011 - the reader's own day


def policy_of(text: str) -> str | None:
    """Return the id of a policy, None for the law alone."""
    return None if text == LAW_ALONE else text


def input_name(name: str) -> str:
    """Return what an input is called in refusals."""
    return "standard input" if name == "-" else name


def read_input(name: str, largest: int) -> bytes:
    """Return the bytes of a file, or of standard input where the name is `-`.

    Raises:
        InputNotRead: it cannot be read, or is larger than `largest` bytes.
    """
    shown = input_name(name) or "the input"
    if not name:
        raise InputNotRead(shown, "its name is empty", "Name a file that exists, or - to pipe it")
    try:
        if name == "-":
            data = standard_input().read(largest + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(largest + 1)
    except OSError as error:
        raise InputNotRead(
            shown,
            f"it cannot be read: {error.strerror}",
            "Name a file that exists, or - to pipe it",
        ) from error
    if len(data) > largest:
        raise InputNotRead(shown, f"it is larger than {largest:,} bytes", "Give a smaller file")
    return data


def standard_input() -> BinaryIO:
    """Return standard input as bytes.

    Raises:
        InputNotRead: it is closed.
    """
    if sys.stdin is None:
        raise InputNotRead("standard input", "it is closed", "Pipe something into the command")
    return sys.stdin.buffer


def stack_of(policy: str, folder: Path | None, option: str = "--packs") -> Stack:
    """Return the law with a policy on it, from a folder of packs or of those that ship.

    Raises:
        UnknownPack: there is no such policy; the remedy names the option that takes a folder.
        PackIsBroken: its files are not in the form that packs have.
    """
    if folder is not None:
        return Library(folder, beneath=SHIPPED).stack(policy_of(policy))
    try:
        return shipped().stack(policy_of(policy))
    except UnknownPack as error:
        raise or_in_a_folder(error, option) from error


def or_in_a_folder(error: UnknownPack, option: str) -> UnknownPack:
    """Return a refusal with the further remedy that a folder may be named."""
    remedy = f"{error.remedy}. Or name the folder that it is in with {option} FOLDER"
    return UnknownPack(error.place, error.problem, remedy)


def procurement_from(name: str) -> Procurement:
    """Return the procurement in a file."""
    data = read_input(name, LARGEST_PROCUREMENT)
    return read_procurement(data, input_name(name))


def case_from(name: str) -> Procurement | Development:
    """Return the procurement or the planning application in a file."""
    data = read_input(name, LARGEST_PROCUREMENT)
    return read_case(data, input_name(name))
