"""Answers that the tests give, and procurements that have them."""

from datetime import date, datetime
from uuid import UUID

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from webapp.services.accounts import Person
from webapp.services.decisions.deciding import DecisionRecorded, decide_procurement
from webapp.services.preparing.answering import Saved, answer_page
from webapp.services.preparing.procurements import (
    Preparation,
    Started,
    open_procurement,
    start_procurement,
)
from webapp.store import Store

BASIC: dict[str, Value | None] = {
    "authority_type": "local_authority",
    "nation": "england",
    "category": "services",
    "also_includes": (),
    "special_regime": "none",
    "framework": "none",
    "estimated_value": Money(Pence(360_000_00), VatBasis.INCLUDED),
    "value_cannot_be_estimated": False,
    "commenced_on": date(2026, 3, 2),
    "duration_months": 36,
    "extension_months": 24,
}
"""Enough for the rules to be asked: £360,000 of services, above the threshold."""


def started(
    store: Store, person: Person, now: datetime, *, reference: str = "COV-2026-014"
) -> UUID:
    """Start a procurement without an answer."""
    outcome = start_procurement(
        store,
        person,
        organisation_id=person.memberships[0].organisation_id,
        reference=reference,
        title="Grounds maintenance",
        now=now,
    )
    assert isinstance(outcome, Started)
    return outcome.procurement_id


def answered(
    store: Store,
    person: Person,
    now: datetime,
    *,
    reference: str = "COV-2026-014",
    **answers: Value | None,
) -> UUID:
    """Start a procurement with the basic answers, and others."""
    procurement_id = started(store, person, now, reference=reference)
    outcome = answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers={**BASIC, **answers},
        version=1,
        now=now,
    )
    assert isinstance(outcome, Saved)
    return procurement_id


def decided(
    store: Store,
    person: Person,
    now: datetime,
    *,
    reference: str = "COV-2026-014",
    **answers: Value | None,
) -> UUID:
    """Start a procurement, answer it and have it decided."""
    procurement_id = answered(store, person, now, reference=reference, **answers)
    found = open_procurement(store, procurement_id)
    assert found is not None
    outcome = decide_procurement(
        store, person, procurement_id=procurement_id, version=found.version, now=now
    )
    assert isinstance(outcome, DecisionRecorded)
    return procurement_id


def stands(store: Store, procurement_id: UUID) -> Preparation:
    """Return a procurement as its pages read it."""
    found = open_procurement(store, procurement_id)
    assert found is not None
    return found
