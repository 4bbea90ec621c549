"""Awards of which bidders were told, and contracts entered into, as the record has them."""

from datetime import date, datetime
from uuid import UUID

from rules.uk_time import day_of
from tests.webapp.clients import WatchedStore
from tests.webapp.results import run_id_of
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.store import Session
from webapp.store.award_tables import AwardNotice, AwardStep, AwardTelling


def told(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> UUID:
    """Put on record that the award was recommended and approved, and bidders told of it."""
    with store.by_hand() as session:
        _step(session, scene, person, now, 1, "recommended")
        approved = _step(session, scene, person, now, 2, "approved")
        telling = AwardTelling(
            procurement_id=scene.procurement_id,
            number=1,
            award_step_id=approved.id,
            issued_on=day_of(now),
            issuing="{}",
            made_by=person.id,
            made_at=now,
        )
        session.add(telling)
        session.flush()
        return telling.id


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
        _step(session, scene, person, now, 3, "awarded", on)


def _step(
    session: Session, scene: Scene, person: Person, now: datetime, number: int, state: str,
    on: date | None = None,
) -> AwardStep:  # fmt: skip
    step = AwardStep(
        procurement_id=scene.procurement_id,
        number=number,
        evaluation_run_id=run_id_of(session, scene),
        state=state,
        because="Alpha is first by the published model.",
        role="procurement_officer",
        on_day=on,
        made_by=person.id,
        made_at=now,
    )
    session.add(step)
    session.flush()
    return step
