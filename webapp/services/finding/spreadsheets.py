"""A list of procurements as a file for a spreadsheet, sent as it is read."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from rules.money import VatBasis, amount_text
from rules.uk_time import UK
from rules.vocabulary.labels import label
from webapp.services.accounts import Person
from webapp.services.csv_lines import BYTE_ORDER_MARK, csv_line
from webapp.services.finding.listing import Row, reading_of, row_of
from webapp.store import Store
from webapp.store import finding as rows
from webapp.store.finding import Wanted

COLUMNS: Final = (
    "reference",
    "title",
    "value in pounds",
    "value's basis",
    "category",
    "social value tier",
    "stage",
    "waits for",
    "waits since (UK time)",
    "questions open",
    "next date",
    "what falls due",
    "started by",
    "changed (UK time)",
)
_MOMENT: Final = "%Y-%m-%d %H:%M"


def csv_parts(
    store: Store,
    person: Person,
    wanted: Wanted,
    *,
    today: date,
    words: Callable[[Row], tuple[str, str]],
) -> Iterator[str]:
    """Yield the procurements that are wanted as CSV, in their order, with a byte order mark.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. `words` says of
    a row its stage and what it waits for.
    """
    yield BYTE_ORDER_MARK
    yield csv_line(COLUMNS)
    with store.reading() as session:
        for record in rows.every_procurement(session, reading_of(person), wanted):
            row = row_of(record, today)
            yield csv_line(_cells(row, *words(row)))


def _cells(row: Row, stage: str, waits_for: str) -> tuple[str, ...]:
    value, coming = row.value, row.next_date
    since = row.waits_since
    return (
        row.reference,
        row.title,
        amount_text(value.pence) if value else "",
        _basis(value.vat) if value else "",
        label("category", row.category) if row.category else "",
        label("social_value_tier", row.tier) if row.tier else "",
        stage,
        waits_for,
        f"{since.astimezone(UK):{_MOMENT}}" if since else "",
        str(row.questions_open),
        coming[0].isoformat() if coming else "",
        coming[1] if coming else "",
        row.started_by,
        f"{row.changed_at.astimezone(UK):{_MOMENT}}",
    )


def _basis(vat: VatBasis | None) -> str:
    match vat:
        case VatBasis.INCLUDED:
            return "including VAT"
        case VatBasis.EXCLUDED:
            return "excluding VAT"
        case None:
            return "not said"
