"""The demonstration's procurement put on record, as its buyer would have done it."""

from datetime import datetime

from rules.vocabulary import FACT_BY_NAME, Supply
from webapp.roles import Role
from webapp.services.accounts import Person, person_in
from webapp.services.decisions.deciding import decide_procurement
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.people import DemonstrationFailed, Seat
from webapp.services.preparing.answering import Saved, answer_page
from webapp.services.preparing.procurements import Started, start_procurement
from webapp.store import Store, people

REFERENCE = "DEMO-2019-001"


def put_on_record(store: Store, shown: Demonstration, *, now: datetime) -> bool:
    """Record the procurement as its buyer would have; False if it is there already."""
    person = demonstrated(store, Seat(Role.BUYER))
    started = start_procurement(
        store,
        person,
        organisation_id=person.memberships[0].organisation_id,
        reference=REFERENCE,
        title=shown.procurement.title,
        now=now,
    )
    if not isinstance(started, Started) or not started.is_new:
        return False
    facts = shown.procurement.facts()
    asked = {
        name: value for name, value in facts.items() if FACT_BY_NAME[name].supply is Supply.ASKED
    }
    saved = answer_page(
        store, person, procurement_id=started.procurement_id, answers=asked, version=1, now=now
    )
    if isinstance(saved, Saved):
        decide_procurement(
            store, person, procurement_id=started.procurement_id, version=saved.version, now=now
        )
    return True


def demonstrated(store: Store, seat: Seat) -> Person:
    """Return one of the demonstration's people."""
    with store.reading() as session:
        user = people.user_by_email(session, seat.email)
        if user is None:
            raise DemonstrationFailed(
                seat.email, "there is no such account", "Run the demonstration in a new folder"
            )
        return person_in(session, user)
