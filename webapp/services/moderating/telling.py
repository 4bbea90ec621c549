"""Whom moderation tells: the officers, who evaluate the bids once every score is agreed."""

from datetime import datetime

from evaluation.panel.phases import Phase
from webapp.addresses import moderation_page, result_page
from webapp.services.accounts import Person
from webapp.services.moderating.places import Place
from webapp.services.panel.acting import tell_of
from webapp.services.tendering.standing import standing_of
from webapp.store import Session


def tell_if_all(session: Session, place: Place, person: Person, *, now: datetime) -> bool:
    """Tell the officers once every score is agreed; return whether it is."""
    session.flush()
    phase = standing_of(session, place.table.procurement_id, now=now).phase
    if phase is not Phase.MODERATED:
        return False
    text = "The panel has agreed a score for every answer. The bids can be evaluated now."
    _tell(
        session,
        place,
        person,
        "scores-agreed",
        "Every score is agreed",
        text,
        result_page(place.table.procurement_id),
        now=now,
    )
    return True


def tell_reopened(session: Session, place: Place, person: Person, *, now: datetime) -> None:
    """Tell the officers where what was evaluated, or could be, no longer stands."""
    if not place.table.access.phase.is_at_least(Phase.MODERATED):
        return
    text = (
        "The chair has reopened an answer whose score was agreed. What was evaluated with it no "
        "longer stands, and is evaluated again once the panel has agreed the score anew."
    )
    _tell(
        session,
        place,
        person,
        "score-reopened",
        "A score is reopened",
        text,
        moderation_page(place.table.procurement_id),
        now=now,
    )


def _tell(
    session: Session,
    place: Place,
    person: Person,
    kind: str,
    title: str,
    text: str,
    address: str,
    *,
    now: datetime,
) -> None:
    """Tell the officers of the tender, but for whoever acts."""
    tell_of(
        session,
        place.table.scene,
        place.table.sitting.officers - {person.id},
        kind=kind,
        title=title,
        text=text,
        address=address,
        now=now,
    )
