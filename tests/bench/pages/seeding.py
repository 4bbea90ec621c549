"""Many procurements in a database: a few prepared through the services, the others their copies.

A copy has its own key, reference, value and moment, and every answer of its original, so that its
pages hold as much as anybody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, product
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, inspect, select

from rules.money import Money, Pence, VatBasis
from tests.webapp.samples import answered, decided, started
from webapp.services.accounts import Person
from webapp.store import Session, Store, audit
from webapp.store.models import Answer, Base, DecisionRecord, ProcurementRecord

ROWS_A_STATEMENT = 2_000
DECIDED_IN = 50
"""Of how many procurements one is decided; its record holds the whole decision."""


@dataclass(frozen=True, slots=True)
class Original:
    """A procurement with its answers and its recorded decisions."""

    procurement: ProcurementRecord
    answers: Sequence[Answer]
    decisions: Sequence[DecisionRecord]


def seed(store: Store, person: Person, count: int, *, now: datetime) -> list[UUID]:
    """Put so many procurements of a person's organisation into a store, and return their keys."""
    return copy(store, originals(store, person, now=now), range(count))


def copy(store: Store, each: Sequence[Original], numbers: range) -> list[UUID]:
    """Put copies of these procurements into a store, and return their keys."""
    whole = [one for one in each if one.decisions]
    others = [one for one in each if not one.decisions]
    chosen = (
        (number, whole[0] if number % DECIDED_IN == 0 else others[number % len(others)])
        for number in numbers
    )
    made: list[UUID] = []
    while part := list(islice(chosen, ROWS_A_STATEMENT)):
        rows: dict[type[Base], list[dict[str, Any]]] = {
            ProcurementRecord: [],
            Answer: [],
            DecisionRecord: [],
        }
        made += [_copy(original, number, rows) for number, original in part]
        with store.writing() as session:
            _insert(session, rows)
            _tell(session, rows[ProcurementRecord][-1])
    return made


def originals(store: Store, person: Person, *, now: datetime) -> list[Original]:
    """Prepare a procurement of each category and size, one just begun and one decided."""
    values = (95_000_00, 360_000_00, 6_200_000_00)
    keys = [
        answered(
            store,
            person,
            now,
            reference=f"ORIGINAL-{number}",
            category=category,
            estimated_value=Money(Pence(pence), VatBasis.INCLUDED),
        )
        for number, (category, pence) in enumerate(product(("services", "works", "goods"), values))
    ]
    keys.append(started(store, person, now, reference="ORIGINAL-STARTED"))
    keys.append(decided(store, person, now, reference="ORIGINAL-DECIDED"))
    with store.reading() as session:
        return [_original(session, key) for key in keys]


def _original(session: Session, key: UUID) -> Original:
    procurement = session.get_one(ProcurementRecord, key)
    answers = session.scalars(select(Answer).where(Answer.procurement_id == key)).all()
    decisions = session.scalars(
        select(DecisionRecord).where(DecisionRecord.procurement_id == key)
    ).all()
    return Original(procurement, answers, decisions)


def _tell(session: Session, last: dict[str, Any]) -> None:
    """Add an act, without which nothing that is kept of the record would be looked up again."""
    audit.append(
        session,
        "start-procurement",
        at=last["created_at"],
        subject=f"procurement/{last['id']}",
        actor_id=last["created_by"],
        organisation_id=last["organisation_id"],
        detail={"reference": last["reference"], "title": last["title"]},
    )


def _copy(original: Original, number: int, rows: dict[type[Base], list[dict[str, Any]]]) -> UUID:
    key = uuid4()
    changed = {
        "id": key,
        "reference": f"COV-{number:05d}",
        "title": f"Grounds maintenance, lot {number}",
        "changed_at": original.procurement.changed_at - timedelta(minutes=number),
    }
    rows[ProcurementRecord].append({**_columns(original.procurement), **changed})
    for answer in original.answers:
        own = {"id": uuid4(), "procurement_id": key, "replaces": None}
        rows[Answer].append({**_columns(answer), **own})
    for decision in original.decisions:
        rows[DecisionRecord].append({**_columns(decision), "id": uuid4(), "procurement_id": key})
    return key


def _columns(record: Base) -> dict[str, Any]:
    return {one.key: getattr(record, one.key) for one in inspect(type(record)).column_attrs}


def _insert(session: Session, rows: dict[type[Base], list[dict[str, Any]]]) -> None:
    for table, values in rows.items():
        if values:
            session.execute(insert(table), values)
