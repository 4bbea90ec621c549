"""A small licensed framework, uploaded and imported as a policy owner does it."""

from datetime import date, datetime
from uuid import UUID

from forms.workbooks import Columns
from tests.forms.workbooks.books import Content, book, number
from webapp.services.accounts import Person
from webapp.services.measures import (
    Head,
    Imported,
    ImportRefused,
    ImportRequest,
    Licence,
    WaitingFile,
    head_of,
    import_file,
    keep_file,
    open_file,
)
from webapp.store import Store

HEADER = ("Ref", "Measure", "Unit", "Value", "Theme")
ROWS: tuple[tuple[Content, ...], ...] = (
    ("L1", "Hours <b>given</b>", "hours", number("31.27"), "Social"),
    ("L2", "Waste avoided", "tonnes", None, "Environment"),
)
LICENCE = Licence("Subscription 2026", "A Publisher", "© A Publisher", "A Reader, Head of Legal")
COLUMNS = Columns(id=1, title=2, unit=3, value=4, theme=5)
COLLECTION = "Licensed framework"


def workbook(*rows: tuple[Content, ...]) -> bytes:
    """Return an Excel file of these rows, or of the two above, below its titles."""
    return book([HEADER, *(rows or ROWS)])


def upload(store: Store, person: Person, data: bytes, now: datetime) -> tuple[WaitingFile, Head]:
    """Upload a file for the person's first organisation, and look at its head."""
    organisation_id = person.memberships[0].organisation_id
    file_id = keep_file(
        store, person, data, name="framework.xlsx", organisation_id=organisation_id, now=now
    )
    waiting = open_file(store, file_id)
    assert waiting is not None
    return waiting, head_of(store, waiting)


def request(
    valid_from: date, *, collection: str = COLLECTION, why: str = "", price_year: int = 2024
) -> ImportRequest:
    """Return what a person says of the small framework."""
    return ImportRequest(
        columns=COLUMNS,
        price_year=price_year,
        collection=collection,
        valid_from=valid_from,
        why=why,
        licence=LICENCE,
    )


def attempt(
    store: Store,
    person: Person,
    now: datetime,
    asked: ImportRequest,
    *rows: tuple[Content, ...],
) -> Imported | ImportRefused:
    """Upload and import a file."""
    waiting, head = upload(store, person, workbook(*rows), now)
    return import_file(store, person, waiting, head, asked, now=now)


def imported(
    store: Store,
    person: Person,
    now: datetime,
    valid_from: date,
    *rows: tuple[Content, ...],
    collection: str = COLLECTION,
    why: str = "",
) -> UUID:
    """Upload and import a file that is in order, and return the import."""
    asked = request(valid_from, collection=collection, why=why)
    outcome = attempt(store, person, now, asked, *rows)
    assert isinstance(outcome, Imported)
    return outcome.import_id
