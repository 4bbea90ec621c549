"""What the record of a procurement says of how it stands."""

import json
from datetime import timedelta
from uuid import UUID

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import PANEL_BODY, cast, seated, send
from tests.webapp.proposals import proposing, settled
from tests.webapp.samples import answered, decided
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.deciding import decide
from webapp.services.approval.recording import Verdict
from webapp.services.approval.states import Choice, Outcome
from webapp.services.approval.stepping import Done
from webapp.services.submission.taking_back import withdraw
from webapp.store import Store
from webapp.store import procurements as rows
from webapp.store.models import ProcurementRecord

LATER = NOW + timedelta(hours=1)


def record_of(store: Store, procurement_id: UUID) -> ProcurementRecord:
    with store.reading() as session:
        found = rows.procurement(session, procurement_id)
    assert found is not None
    return found[0]


def test_it_waits_for_the_buyer_since_it_came_to_them(store: WatchedStore, buyer: Person) -> None:
    record = record_of(store, decided(store, buyer, NOW))

    assert (record.stage, record.waits_for, record.waits_since) == ("decided", "buyer", NOW)


def test_the_stage_follows_the_outline(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)
    version_id = send(store, buyer, procurement_id, LATER)

    sent = record_of(store, procurement_id)
    withdraw(store, buyer, version_id=version_id, why="Not yet", now=LATER)
    back = record_of(store, procurement_id)

    assert (sent.stage, sent.waits_for, sent.waits_since) == ("submitted", "panel", LATER)
    assert (back.stage, back.waits_for, back.waits_since) == ("withdrawn", "buyer", LATER)


def test_what_is_sealed_waits_for_nobody(store: WatchedStore, buyer: Person) -> None:
    members = [seated(store, f"Member {number}", NOW) for number in range(3)]
    chair = seated(store, "The Chair", NOW, role=Role.PANEL_CHAIR)
    procurement_id = decided(store, buyer, NOW)
    version_id = send(store, buyer, procurement_id, NOW)
    for person in (*members, chair):
        cast(store, person, version_id, Choice.APPROVE, NOW)

    done = decide(
        store,
        chair,
        version_id=version_id,
        body=PANEL_BODY,
        verdict=Verdict(Outcome.APPROVE, "", ()),
        now=LATER,
    )

    record = record_of(store, procurement_id)
    assert done == Done()
    assert (record.stage, record.waits_for, record.waits_since) == ("sealed", "nobody", None)


def test_the_measures_of_a_proposal_are_told(store: WatchedStore, buyer: Person) -> None:
    plain = record_of(store, answered(store, buyer, NOW, reference="plain"))
    procurement_id = proposing(store, buyer, NOW)
    settled(store, buyer, procurement_id, NOW)

    measures = json.loads(record_of(store, procurement_id).measures or "[]")

    assert plain.measures is None
    assert measures == sorted(measures)
    assert all(id_ and own is None for id_, own in measures)
    assert measures
