"""Parts and files that the tests give a procurement."""

from datetime import datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from evaluation.outline.case import Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.lots import Division, Lot, Lots
from webapp.services.accounts import Person
from webapp.services.parts import Kind, PartSaved, save_part
from webapp.services.parts.kinds import CASE, CHECKLIST, LOTS
from webapp.store import Store, attachments
from webapp.store.part_tables import Attachment

T = TypeVar("T")

SETTLED = Checklist(tuple(Item(topic, State.DONE, f"Note on {topic.value}") for topic in Topic))
WRITTEN = Case(
    need="The contract ends on 31 March.",
    options="A framework; doing it ourselves; a contract in two lots.",
    budget="£75,000 a year from parks revenue.",
    approved_where="Cabinet, 11 February 2026, minute 97.",
    reach="Sites in the three wards with the poorest health are cut first.",
    ask="To approve the procurement.",
    risks=(Risk("Nobody bids", Level.LOW, Level.HIGH, "Two lots", "Head of parks"),),
)
DIVIDED = Lots(
    Division.DIVIDED,
    "Two areas that smaller firms can serve.",
    (Lot(1, "Parks, north", value=180_000_00), Lot(2, "Parks, south", value=180_000_00)),
)
CONTENT = b"Market report\n"


def with_parts(store: Store, person: Person, procurement_id: UUID, now: datetime) -> None:
    """Settle the checklist, write the case, and divide into lots."""

    def save(kind: Kind[T], value: T) -> None:
        outcome = save_part(
            store,
            person,
            procurement_id=procurement_id,
            kind=kind,
            value=value,
            revision=0,
            now=now,
        )
        assert isinstance(outcome, PartSaved)

    save(CHECKLIST, SETTLED)
    save(CASE, WRITTEN)
    save(LOTS, DIVIDED)


def with_file(
    store: Store, folder: Path, person: Person, procurement_id: UUID, now: datetime
) -> UUID:
    """Attach a file, whose id is that of the procurement, so that its address is known."""
    digest = attachments.keep(folder, CONTENT)
    with store.writing() as session:
        session.add(
            Attachment(
                id=procurement_id,
                procurement_id=procurement_id,
                name="report.txt",
                media_type="text/plain",
                size=len(CONTENT),
                sha256=digest,
                description="Market report",
                attached_by=person.id,
                attached_at=now,
            )
        )
    return procurement_id
