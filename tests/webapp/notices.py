"""Awards of which bidders were told, and contracts entered into, as the record has them."""

from datetime import date, datetime
from uuid import UUID

from rules.uk_time import day_of
from tests.webapp.award_rows import Signed, add_step, add_telling
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.store import Session
from webapp.store.award_tables import AwardNotice, AwardStep

_FIRST = "Alpha is first by the published model."


def told(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> UUID:
    """Put on record that the award was recommended and approved, and bidders told of it."""
    with store.by_hand() as session:
        signed = Signed(person, now)
        _step(session, scene, signed, 1, "recommended")
        approved = _step(session, scene, signed, 2, "approved")
        return add_telling(session, scene, approved, signed).id


def announced(
    store: WatchedStore, scene: Scene, telling_id: UUID, person: Person, now: datetime, ends: date
) -> None:
    """Put on record that the award notice was published, and began a standstill."""
    with store.by_hand() as session:
        session.add(
            AwardNotice(
                procurement_id=scene.procurement_id,
                number=1,
                award_telling_id=telling_id,
                published_on=day_of(now),
                reference="",
                standstill="mandatory",
                ends_on=ends,
                because="",
                made_by=person.id,
                made_at=now,
            )
        )


def entered_into(
    store: WatchedStore, scene: Scene, person: Person, now: datetime, on: date
) -> None:
    """Put on record that the contract was entered into."""
    with store.by_hand() as session:
        signed = Signed(person, now)
        add_step(session, scene, signed, number=3, state="awarded", because=_FIRST, on=on)


def _step(session: Session, scene: Scene, signed: Signed, number: int, state: str) -> AwardStep:
    return add_step(session, scene, signed, number=number, state=state, because=_FIRST)
