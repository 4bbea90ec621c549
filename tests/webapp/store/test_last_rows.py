"""What stands of rows that are only ever added."""

from collections.abc import Callable

from sqlalchemy import select

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import opened_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.award_tables import BidExclusion
from webapp.store.last_rows import is_last, is_last_exclusion


def test_the_last_row_of_each_thing_stands(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    scene = opened_tender(store, (person_of(Role.BUYER), officer), NOW)
    said = ((0, 1, "conflict"), (0, 2, "improper"), (0, 3, "conflict"), (1, 1, "conflict"))
    with store.by_hand() as session:
        session.add_all(
            BidExclusion(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[place],
                number=number,
                ground=ground,
                because="It was told so",
                is_on=True,
                made_by=officer.id,
                made_at=NOW,
            )
            for place, number, ground in said
        )

    with store.reading() as session:
        rows = select(BidExclusion.bidder_id, BidExclusion.number)
        of_grounds = {tuple(row) for row in session.execute(rows.where(is_last_exclusion()))}
        last_of_bids = rows.where(is_last(BidExclusion.number, BidExclusion.bidder_id))
        of_bids = {tuple(row) for row in session.execute(last_of_bids)}

    alpha, beta = scene.bidders
    assert of_grounds == {(alpha, 2), (alpha, 3), (beta, 1)}
    assert of_bids == {(alpha, 3), (beta, 1)}
