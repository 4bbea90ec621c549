"""What the commands on tenders share: reading one, and naming it in what is refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from evaluation.commitments import SettledAgainstTheRules
from evaluation.faults import ModelIsFaulty
from evaluation.tender import Tender
from forms.errors import InvalidInput
from forms.tender import LARGEST_TENDER, read_model, read_tender
from rules.errors import OutsidePeriod, UnknownPack
from webapp.cli.arguments import input_name, read_input


def tender_bytes(name: str) -> tuple[bytes, str]:
    """Return what a file holds, and what it is called in refusals."""
    return read_input(name, LARGEST_TENDER), input_name(name)


@contextmanager
def refusals_of(name: str) -> Iterator[None]:
    """Put the name of the input before what is refused of it once it was read.

    Raises:
        InvalidInput: the model is faulty, its policy unknown, or a commitment settled wrongly.
    """
    called = input_name(name)
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
