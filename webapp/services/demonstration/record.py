"""The demonstration's procurement put on record, as its buyer would have done it."""

from datetime import datetime, timedelta

from rules.vocabulary import FACT_BY_NAME, Supply
from webapp.roles import Role
from webapp.services.accounts import Person, SignedIn, sign_in, sign_out, who_is
from webapp.services.answering import Saved, answer_page
from webapp.services.deciding import decide_procurement
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.people import email_of
from webapp.services.procurements import Started, start_procurement
from webapp.store import Store


def put_on_record(store: Store, shown: Demonstration, password: str, *, now: datetime) -> bool:
    """Record the procurement as its buyer would have; False if it is there already."""
    person = _buyer(store, password, now=now)
    if person is None:
        return False
    started = start_procurement(
        store,
        person,
        organisation_id=person.memberships[0].organisation_id,
        reference="DEMO-2019-001",
        title=shown.procurement.title,
        now=now,
    )
    if not isinstance(started, Started):
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


def _buyer(store: Store, password: str, *, now: datetime) -> Person | None:
    signed_in = sign_in(
        store,
        email=email_of(Role.BUYER),
        password=password,
        address="demo",
        now=now,
        lasts=timedelta(minutes=1),
    )
    if not isinstance(signed_in, SignedIn):
        return None
    person = who_is(store, signed_in.token, now=now)
    sign_out(store, signed_in.token, now=now)
    return person
