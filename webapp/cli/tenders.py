"""What the commands on tenders share: reading one, and the day on which a document is issued."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import click

from evaluation.commitments import SettledAgainstTheRules
from evaluation.faults import ModelIsFaulty
from evaluation.tender import Tender
from forms.errors import InvalidInput
from forms.tender import LARGEST_TENDER, read_model, read_tender
from rules.errors import OutsidePeriod, UnknownPack
from webapp.cli.arguments import Day, read_input

Command = TypeVar("Command", bound=Callable[..., Any])


def issued_on_option(command: Command) -> Command:
    """Add `--issued-on`, which is today where it is not given."""
    return click.option(
        "--issued-on",
        type=Day(),
        help="The date of issue on every document; today where not given.",
    )(command)


def day_of_issue(given: date | None) -> date:
    """Return the day given, or the reader's own today."""
    return given or date.today()  # noqa: DTZ011 - the reader's own day


def tender_bytes(name: str) -> tuple[bytes, str]:
    """Return what a file holds, and what it is called in refusals."""
    return read_input(name, LARGEST_TENDER), "standard input" if name == "-" else name


@contextmanager
def refusals_of(name: str) -> Iterator[None]:
    """Put the name of the input before what is refused of it once it was read.

    Raises:
        InvalidInput: the model is faulty, its policy unknown, or a commitment settled wrongly.
    """
    called = "standard input" if name == "-" else name
    try:
        yield
    except ModelIsFaulty as faulty:
        raise InvalidInput(called, faulty.errors) from faulty
    except (UnknownPack, OutsidePeriod, SettledAgainstTheRules) as refused:
        raise InvalidInput(called, (refused,)) from refused


def tender_from(name: str) -> Tender:
    """Return the tender in a file, bids and all."""
    data, called = tender_bytes(name)
    return read_tender(data, name=called)


def model_from(name: str) -> Tender:
    """Return the tender in a file without its bids, whatever stands there."""
    data, called = tender_bytes(name)
    return read_model(data, name=called)
