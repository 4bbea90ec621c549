"""Telling the officers of every lot that something befell the award of one of them."""

from datetime import datetime
from uuid import UUID

from evaluation.settling.issues import LotState
from webapp.addresses import award_page, lots_page
from webapp.services.accounts import Person
from webapp.services.lot_awards.standing import LotPlace, place_in
from webapp.services.panel.acting import scene_of, tell_of
from webapp.services.refusals import Refused
from webapp.store import Session
from webapp.store.lot_members import members_of


def tell_other_lots(
    session: Session, person: Person, tender_id: UUID, happened: str, *, now: datetime
) -> None:
    """Tell the officers of all lots, if a tender is of one that was awarded together with others.

    `happened` says to that lot what did, after its name and without a full stop. Each is told once,
    with the page that is theirs to open.
    """
    session.flush()
    members = members_of(session, [tender_id])
    place = place_in(members, tender_id)
    if place is None or place.state is LotState.NOT_AWARDED:
        return
    told = {person.id}
    others = [one.tender_id for one in members if one.tender_id != tender_id]
    for one in (place.group_id, *others):
        scene = scene_of(session, one, is_also_ended=True)
        if isinstance(scene, Refused):
            continue
        tell_of(
            session,
            scene,
            scene.officers - told,
            kind="lot-changed",
            title="An award of a lot that others rest on",
            text=f"{_called(place)} {happened}. The awards of other lots can rest on it: read on "
            "the page how they stand now, and whether the lots are to be awarded again.",
            address=lots_page(one) if one == place.group_id else award_page(one),
            now=now,
        )
        told |= scene.officers


def tell_if_out_of_date(
    session: Session, person: Person, tender_id: UUID, before: LotPlace | None, *, now: datetime
) -> None:
    """Tell the same where a new evaluation made an award of the lots out of date that stood."""
    if before is None or before.state in {LotState.NOT_AWARDED, LotState.OUT_OF_DATE}:
        return
    session.flush()
    after = place_in(members_of(session, [tender_id]), tender_id)
    if after is not None and after.state is LotState.OUT_OF_DATE:
        happened = "was evaluated anew, so that the award of the lots is out of date"
        tell_other_lots(session, person, tender_id, happened, now=now)


def _called(place: LotPlace) -> str:
    return f"Lot {place.lot} of {place.reference}"
