"""The workbook as a whole, made of a published model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from evaluation.model import Model
from evaluation.workbook.answers import answers_sheet
from evaluation.workbook.commitments import commitments_sheet
from evaluation.workbook.declarations import DECLARATIONS, Declaration, declarations_sheet
from evaluation.workbook.layout import Workbook
from evaluation.workbook.price import price_sheet
from evaluation.workbook.start import EDITION_AT, start_sheet

_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Issue:
    """What a workbook says of its tender.

    `deadline` is the last moment for bids in words, `publication` the number of the publication
    from 1, and `issued_on` the day of it.
    """

    title: str
    reference: str
    authority: str
    deadline: str
    publication: int
    issued_on: date


def bidders_workbook(
    model: Model,
    issue: Issue,
    *,
    price_lines: tuple[str, ...] = (),
    price_basis: str = "",
    declarations: tuple[Declaration, ...] = DECLARATIONS,
    meanings: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Workbook:
    """Return the workbook in which bidders answer a published model.

    Args:
        model: The model as it was published.
        issue: What it says of its tender.
        price_lines: What the price is made of, none where one amount is asked for.
        price_basis: For what and on which basis the price is asked.
        declarations: What bidders declare, at least one.
        meanings: What counts of each measure, by its id.
    """
    asked = (
        answers_sheet(model),
        price_sheet(model.price, price_lines, price_basis),
        commitments_sheet(model, meanings),
        declarations_sheet(declarations),
    )
    others = tuple(sheet for sheet in asked if sheet is not None)
    digest = model.sha256[:_DIGITS]
    edition = f"Publication {issue.publication}, model {digest}"
    first = start_sheet(issue.title, issue.reference, issue.deadline, edition, others)
    return Workbook(
        title=issue.title,
        reference=issue.reference,
        authority=issue.authority,
        edition=edition,
        model=digest,
        edition_at=EDITION_AT,
        issued_on=issue.issued_on,
        sheets=(first, *others),
    )
