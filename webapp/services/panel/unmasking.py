"""Showing somebody on the panel a bidder's name, or the prices, before the terms would."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.panel.acting import NO_REASON, Done, Scene, note, scene_of
from webapp.services.refusals import Refused
from webapp.store import Store, evaluators
from webapp.store import tenders as rows
from webapp.store.scoring_tables import Unmasking

NOT_AN_UNMASKER = Refused(
    "A procurement officer decides what is shown early", "Ask the officer of this tender"
)
TO_ONESELF = Refused(
    "Nobody shows names or prices to themselves", "Have another procurement officer decide"
)
NOT_OF_THE_PANEL = Refused(
    "They do not evaluate this tender, so nothing is hidden from them", "Choose an evaluator"
)
NO_SUCH_BIDDER = Refused("There is no such bidder", "Choose one of those on the page")


def unmask(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    user_id: UUID,
    bidder_id: UUID | None,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Show an evaluator a bidder's name, or all prices where no bidder is named; on record."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        bidders = {one.bidder.id: one.bidder for one in rows.invited(session, procurement_id)}
        if refused := _why_not(scene, person, user_id):
            return refused
        if bidder_id is not None and bidder_id not in bidders:
            return NO_SUCH_BIDDER
        shown = evaluators.unmaskings(session, procurement_id)
        if any((one.user_id, one.bidder_id) == (user_id, bidder_id) for one in shown):
            return Done()
        if not because:
            return NO_REASON
        row = Unmasking(procurement_id=procurement_id, user_id=user_id, bidder_id=bidder_id)
        row.because, row.made_by, row.made_at = because, person.id, now
        session.add(row)
        known: dict[str, object] = {"user": str(user_id), "why": because}
        if bidder_id is not None:
            known |= {"bidder": bidders[bidder_id].number}
        note(session, scene, "show-early", person, now=now, detail=known)
        return Done()


def _why_not(scene: Scene, person: Person, user_id: UUID) -> Refused | None:
    if person.id not in scene.officers:
        return NOT_AN_UNMASKER
    if person.id == user_id:
        return TO_ONESELF
    return None if user_id in scene.people else NOT_OF_THE_PANEL
