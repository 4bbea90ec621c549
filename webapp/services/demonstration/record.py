"""The demonstration's procurement put on record, as its buyer would have done it."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from rules.procurement import Procurement
from rules.vocabulary import FACT_BY_NAME, Supply, Value
from webapp.roles import Role
from webapp.services.accounts import Person, person_in
from webapp.services.decisions.deciding import decide_procurement
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.people import DemonstrationFailed, Seat, failed
from webapp.services.preparing.answering import Saved, answer_page
from webapp.services.preparing.procurements import Started, start_procurement
from webapp.store import Store, people

REFERENCE = "DEMO-2019-001"


def put_on_record(store: Store, shown: Demonstration, *, now: datetime) -> bool:
    """Record the procurement as its buyer would have; False if it is there already.

    Raises:
        DemonstrationFailed: The answers were refused, which none of the demonstration should be.
    """
    bought = shown.procurement
    return start_decided(store, REFERENCE, bought.title, bought, now=now) is not None


def start_decided(
    store: Store,
    reference: str,
    title: str,
    bought: Procurement,
    *,
    untold: Mapping[str, Value] = MappingProxyType({}),
    now: datetime,
) -> UUID | None:
    """Have the buyer start a procurement, answer what is asked, and have it decided.

    `untold` are answers beside those that `bought` has. None is returned where a procurement of
    this reference is there already.

    Raises:
        DemonstrationFailed: The answers were refused.
    """
    buyer = demonstrated(store, Seat(Role.BUYER))
    started = start_procurement(
        store,
        buyer,
        organisation_id=buyer.memberships[0].organisation_id,
        reference=reference,
        title=title,
        now=now,
    )
    if not isinstance(started, Started) or not started.is_new:
        return None
    id_, facts = started.procurement_id, bought.facts()
    asked: dict[str, Value | None] = {
        name: value for name, value in facts.items() if FACT_BY_NAME[name].supply is Supply.ASKED
    }
    answers = {**asked, **untold}
    saved = answer_page(store, buyer, procurement_id=id_, answers=answers, version=1, now=now)
    if not isinstance(saved, Saved):
        raise failed(reference, "the answers", saved)
    decide_procurement(store, buyer, procurement_id=id_, version=saved.version, now=now)
    return id_


def demonstrated(store: Store, seat: Seat) -> Person:
    """Return one of the demonstration's people."""
    with store.reading() as session:
        user = people.user_by_email(session, seat.email)
        if user is None:
            raise DemonstrationFailed(
                seat.email, "there is no such account", "Run the demonstration in a new folder"
            )
        return person_in(session, user)
