"""Saying which procurement tenders a lot: who may, which ones, and that it is said once."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.lots import GROUP, awarded, divided_procurement, joined, joined_lots
from tests.webapp.results import evaluated_tender
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene
from tests.webapp.services.panel.acts import acts
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.ending.ending import end_procurement
from webapp.services.lot_awards.acting import NO_SUCH_LOT, NOT_AN_OFFICER, NOT_DIVIDED
from webapp.services.lot_awards.joining import (
    HAS_A_LOT,
    IS_TAKEN,
    ITSELF,
    NESTED,
    NO_SUCH_TENDER,
    NOT_JOINED,
    NOT_PUBLISHED,
    join_lot,
    leave_lot,
)
from webapp.services.lot_awards.standing import place_of
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.store.lot_tables import LotTender

People = Callable[..., Person]
WHY = "It was the tender of the other lot."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def group_id(store: WatchedStore, person_of: People) -> UUID:
    return divided_procurement(store, person_of, NOW)


@pytest.fixture
def tender(store: WatchedStore, person_of: People) -> Scene:
    return evaluated_tender(store, person_of, NOW)


def taken_out(
    store: WatchedStore, person: Person, group_id: UUID, lot: int, read: int, because: str = WHY
) -> Done | Refused:
    return leave_lot(
        store,
        person,
        procurement_id=group_id,
        lot=lot,
        because=because,
        read=read,
        now=NOW,
    )


def test_a_tender_is_joined_once_taken_out_with_the_reason_and_joined_elsewhere(
    store: WatchedStore, officer: Person, group_id: UUID, tender: Scene
) -> None:
    first = joined(store, officer, group_id, 1, tender.procurement_id, NOW)
    again = joined(store, officer, group_id, 1, tender.procurement_id, NOW)
    bare = taken_out(store, officer, group_id, 1, 1, "")
    out = taken_out(store, officer, group_id, 1, 1)
    twice = taken_out(store, officer, group_id, 1, 1)
    other = joined(store, officer, group_id, 2, tender.procurement_id, NOW)

    with store.reading() as session:
        place = place_of(session, tender.procurement_id)
    assert (first, again, bare, out, twice, other) == (
        Done(), Done(), NO_REASON, Done(), Done(), Done(),
    )  # fmt: skip
    assert place is not None
    assert (place.lot, place.reference) == (2, GROUP)
    assert [len(acts(store, one)) for one in ("join-lot", "join-lot-of", "leave-lot")] == [2, 2, 1]


def test_what_can_be_no_tender_of_a_lot_is_refused(
    store: WatchedStore, person_of: People, officer: Person, group_id: UUID, tender: Scene
) -> None:
    other = divided_procurement(store, person_of, NOW, reference="COV-2026-011")
    unpublished = decided(store, person_of(Role.BUYER), NOW, reference="COV-2026-012")
    joined(store, officer, group_id, 1, tender.procurement_id, NOW)

    assert joined(store, officer, group_id, 2, tender.procurement_id, NOW) == HAS_A_LOT
    assert joined(store, officer, other, 1, tender.procurement_id, NOW) == HAS_A_LOT
    assert joined(store, officer, group_id, 2, group_id, NOW) == ITSELF
    assert joined(store, officer, group_id, 2, uuid4(), NOW) == NO_SUCH_TENDER
    assert joined(store, officer, group_id, 2, unpublished, NOW) == NOT_PUBLISHED
    assert joined(store, officer, group_id, 3, unpublished, NOW) == NO_SUCH_LOT
    assert joined(store, officer, group_id, 1, unpublished, NOW) == IS_TAKEN


def test_a_tender_of_another_authority_is_as_if_there_were_none(
    store: WatchedStore, person_of: People, officer: Person, group_id: UUID
) -> None:
    foreign = evaluated_tender(store, lambda role: person_of(role, "elsewhere"), NOW)

    assert joined(store, officer, group_id, 1, foreign.procurement_id, NOW) == NO_SUCH_TENDER


def test_lots_have_no_lots(
    store: WatchedStore, person_of: People, officer: Person, group_id: UUID, tender: Scene
) -> None:
    other = divided_procurement(store, person_of, NOW, reference="COV-2026-011")
    joined(store, officer, group_id, 1, tender.procurement_id, NOW)
    with store.by_hand() as session:
        session.add(
            LotTender(
                procurement_id=other,
                number=1,
                lot=1,
                tender_id=group_id,
                because="",
                made_by=officer.id,
                made_at=NOW,
            )
        )
    third = evaluated_tender(store, person_of, NOW, reference="COV-2026-013")

    assert joined(store, officer, group_id, 2, third.procurement_id, NOW) == NESTED


def test_two_officers_at_once_do_not_both_join(
    store: WatchedStore, person_of: People, officer: Person, group_id: UUID, tender: Scene
) -> None:
    other = evaluated_tender(store, person_of, NOW, reference="COV-2026-013")
    joined(store, officer, group_id, 1, tender.procurement_id, NOW)

    late = join_lot(
        store,
        officer,
        procurement_id=group_id,
        lot=2,
        tender_id=other.procurement_id,
        read=0,
        now=NOW,
    )

    assert late == CHANGED_MEANWHILE
    assert taken_out(store, officer, group_id, 2, 1) == NOT_JOINED


@pytest.mark.parametrize("role", [Role.BUYER, Role.EVALUATION_CHAIR, Role.PANEL_CHAIR])
def test_only_an_officer_joins_and_takes_out(
    role: Role, store: WatchedStore, person_of: People, officer: Person, group_id: UUID,
    tender: Scene,
) -> None:  # fmt: skip
    refused = joined(store, person_of(role), group_id, 1, tender.procurement_id, NOW)
    joined(store, officer, group_id, 1, tender.procurement_id, NOW)

    assert refused == NOT_AN_OFFICER
    assert taken_out(store, person_of(role), group_id, 1, 1) == NOT_AN_OFFICER


def test_taken_out_after_an_award_nobody_is_passed_over_any_more_and_the_rest_waits(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    divided = joined_lots(store, person_of, NOW)
    awarded(store, officer, divided.procurement_id, NOW)
    second = divided.tenders[1].procurement_id
    with store.reading() as session:
        before = len(built(session, second).tender.passed_over)

    out = taken_out(store, officer, divided.procurement_id, 2, 2)

    with store.reading() as session:
        after = len(built(session, second).tender.passed_over)
        first = place_of(session, divided.tenders[0].procurement_id)
    assert (out, before, after) == (Done(), 1, 0)
    assert first is not None
    assert first.state == "out_of_date"


def test_a_tender_that_ended_without_award_can_be_replaced(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    divided = joined_lots(store, person_of, NOW)
    end_procurement(
        store,
        officer,
        procurement_id=divided.tenders[1].procurement_id,
        because="The southern parks are closed.",
        links=LINKS,
        now=NOW,
    )

    out = taken_out(store, officer, divided.procurement_id, 2, 2)

    assert out == Done()


def test_a_procurement_without_lots_has_none_that_could_be_joined(
    store: WatchedStore, person_of: People, officer: Person, tender: Scene
) -> None:
    other = divided_procurement(store, person_of, NOW, titles=())

    assert joined(store, officer, other, 1, tender.procurement_id, NOW) == NOT_DIVIDED
