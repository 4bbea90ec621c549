"""The steps of an award, and what bidders were told of it, as rows of the record."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from tests.webapp.results import run_id_of
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store import Session
from webapp.store.award_tables import AwardStep, AwardTelling, LetterSent


class Signed(NamedTuple):
    """Who did something, when, and in which role."""

    person: Person
    at: datetime
    role: Role = Role.PROCUREMENT_OFFICER


def add_step(
    session: Session,
    scene: Scene,
    signed: Signed,
    *,
    number: int,
    state: str,
    because: str = "It best satisfies the award criteria",
    on: date | None = None,
    run: int = 1,
) -> AwardStep:
    """Put a step of the award on record, and return it."""
    step = AwardStep(
        procurement_id=scene.procurement_id,
        number=number,
        evaluation_run_id=run_id_of(session, scene, run),
        state=state,
        because=because,
        role=signed.role.value,
        on_day=on,
        made_by=signed.person.id,
        made_at=signed.at,
    )
    session.add(step)
    session.flush()
    return step


def add_telling(
    session: Session,
    scene: Scene,
    approved: AwardStep,
    signed: Signed,
    *,
    issuing: str = "{}",
    letters: Sequence[str] = (),
    ids: Sequence[UUID] = (),
) -> AwardTelling:
    """Put on record that bidders were told, with the HTML of the letters in their order.

    `ids` are those of the letters, chance's where none are given.
    """
    telling = AwardTelling(
        procurement_id=scene.procurement_id,
        number=1,
        award_step_id=approved.id,
        issued_on=signed.at.date(),
        issuing=issuing,
        made_by=signed.person.id,
        made_at=signed.at,
    )
    session.add(telling)
    session.flush()
    session.add_all(
        LetterSent(
            id=id_,
            procurement_id=scene.procurement_id,
            bidder_id=bidder_id,
            award_telling_id=telling.id,
            kind="assessment-summary",
            html=html,
            html_sha256="0" * 64,
            made_by=signed.person.id,
            made_at=signed.at,
        )
        for bidder_id, html, id_ in zip(
            scene.bidders, letters, ids or [uuid4() for _ in letters], strict=False
        )
    )
    return telling
