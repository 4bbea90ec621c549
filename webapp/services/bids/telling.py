"""Whom the opening of bids tells: those who can be the second by whose hand they are opened."""

from datetime import datetime
from uuid import UUID

from webapp.addresses import opening_page
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.acting import scene_of, tell_of
from webapp.services.panel.composition import chair_of
from webapp.services.refusals import Refused
from webapp.store import Session, evaluators, panels, procurements


def tell_first_hand(
    session: Session, person: Person, procurement_id: UUID, role: Role, *, now: datetime
) -> None:
    """Tell those of another role that a second person is waited for.

    They are the officers, the chair of the panel, and the buyer who began the procurement.
    """
    scene = scene_of(session, procurement_id)
    found = procurements.procurement(session, procurement_id)
    if isinstance(scene, Refused) or found is None:
        return
    chair = chair_of(evaluators.chairings(session, procurement_id))
    buyers = panels.holders(
        session, scene.organisation_id, {Role.BUYER}, procurement_id=procurement_id
    )
    asked = {
        Role.PROCUREMENT_OFFICER: scene.officers,
        Role.EVALUATION_CHAIR: scene.chairs & {chair},
        Role.BUYER: {user_id for user_id, _, _ in buyers} & {found[0].created_by},
    }
    others = {user_id for one, theirs in asked.items() if one is not role for user_id in theirs}
    tell_of(
        session,
        scene,
        others - {person.id},
        kind="second-hand-awaited",
        title="The bids wait for a second person to open them",
        text=f"{person.name} has opened them as {role.words.lower()}. They are read as soon as "
        "somebody with another role has too.",
        address=opening_page(procurement_id),
        now=now,
    )
