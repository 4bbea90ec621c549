"""Of which lot a procurement is the tender, and what the last award of the lots comes to in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from evaluation.lots import LotOutcome
from evaluation.settling.issues import LotStanding, LotState
from evaluation.tender import PassedOver
from webapp.services.lot_awards.resting import numbers_of
from webapp.services.lot_awards.terms import passed_over_of
from webapp.store import Session
from webapp.store.lot_members import MemberRow, members_of

_ENTERED = "awarded"


@dataclass(frozen=True, slots=True)
class LotPlace:
    """The lot that a procurement tenders.

    `group_id` is the divided procurement, `reference` and `title` its own, `lot` the number of
    the lot there. `passed_over` are the bids to which the lot is not awarded by the last award.
    `is_again` says that its bids are to be evaluated again with what that adds to the tender.
    `ended` are the lots that ended without award though the award of this one rests on them;
    of the others, bidders of `told` know of the award, and the contract of `entered` is entered
    into, so that the lots can't be awarded together again as they are.
    """

    group_id: UUID
    reference: str
    title: str
    lot: int
    state: LotState
    passed_over: tuple[PassedOver, ...]
    is_again: bool
    ended: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    entered: tuple[int, ...] = ()

    @property
    def called(self) -> str:
        """The lot as pages call it."""
        return f"lot {self.lot} of {self.reference}"

    @property
    def standing(self) -> LotStanding:
        """The lot and how it stands, as what is in the way of an award is told."""
        return LotStanding(self.called, self.state, self.ended, self.told, self.entered)


@dataclass(frozen=True, slots=True)
class InLots:
    """What a procurement has to do with lots that are awarded together.

    `place` is the lot that it tenders, None where it tenders none. `is_lot_by_lot` says that it is
    divided itself and that its lots have tenders of their own, by which they are awarded together.
    """

    place: LotPlace | None
    is_lot_by_lot: bool
    called: str

    @property
    def standing(self) -> LotStanding | None:
        """How it stands, as what is in the way of an award is told; None where nothing can be."""
        if self.is_lot_by_lot:
            return LotStanding(self.called, LotState.LOT_BY_LOT)
        return self.place.standing if self.place else None


NOT_IN_LOTS = InLots(None, is_lot_by_lot=False, called="")


def in_lots(session: Session, procurement_ids: Collection[UUID]) -> Mapping[UUID, InLots]:
    """Return what each of some procurements has to do with lots, if it has; in one query."""
    groups: dict[UUID, list[MemberRow]] = {}
    for one in members_of(session, procurement_ids):
        groups.setdefault(one.procurement_id, []).append(one)
    found = {}
    for members in groups.values():
        of = members[0]
        found[of.procurement_id] = InLots(None, is_lot_by_lot=True, called=of.reference)
        for one in members:
            place = place_in(members, one.tender_id)
            found[one.tender_id] = InLots(place, is_lot_by_lot=False, called=one.reference)
    return found


def of_lots(session: Session, procurement_id: UUID) -> InLots:
    """Return what a procurement has to do with lots that are awarded together; in one query."""
    return in_lots(session, [procurement_id]).get(procurement_id, NOT_IN_LOTS)


def place_of(session: Session, tender_id: UUID) -> LotPlace | None:
    """Return the lot that a procurement tenders, None if it tenders none; in one query."""
    return of_lots(session, tender_id).place


def place_in(found: Sequence[MemberRow], tender_id: UUID) -> LotPlace | None:
    """Return the lot that a procurement tenders, among all lots with theirs."""
    own = next((one for one in found if one.tender_id == tender_id), None)
    if own is None:
        return None
    return LotPlace(
        group_id=own.procurement_id,
        reference=own.reference,
        title=own.title,
        lot=own.lot,
        state=_state(own, found),
        passed_over=passed_over_of(own.passed_over or "[]"),
        is_again=is_again(own),
        ended=ended_below(own, found),
        told=tuple(one.lot for one in found if one is not own and _is_told(one)),
        entered=tuple(one.lot for one in found if one is not own and one.award_state == _ENTERED),
    )


def is_again(one: MemberRow) -> bool:
    """Return whether the bids of a lot are to be evaluated with what its award adds to its tender.

    The award then stands on the last evaluation, which is of the tender without that.
    """
    if one.outcome is None or one.is_ended:
        return False
    return one.last_run_id == one.used_run_id and one.last_sha256 != one.sha256_after


def is_fresh(found: Sequence[MemberRow]) -> bool:
    """Return whether the last award of lots is of their tenders as they were last evaluated.

    A tender that has to be evaluated again because of the award itself is as it was. One that
    ended without award stays as it was then, unless the award of another lot rests on its.
    """
    if not found or found[0].award is None:
        return False
    return _is_of_tenders(found) and not any(ended_below(one, found) for one in found)


def ended_below(own: MemberRow, found: Sequence[MemberRow]) -> tuple[int, ...]:
    """Return the lots that ended without award though the award of a lot rests on them."""
    if own.is_ended:
        return ()
    rests_on = numbers_of(own.rests_on)
    return tuple(one.lot for one in found if one.is_ended and one.lot in rests_on)


def _is_of_tenders(found: Sequence[MemberRow]) -> bool:
    """Return whether the last award is of the tenders that go on, and of the approved outline."""
    known = sum(one.outcome is not None for one in found)
    is_whole = known == found[0].outcomes and found[0].is_of_outline
    return is_whole and all(one.is_ended or _is_as_awarded(one) for one in found)


def _is_told(one: MemberRow) -> bool:
    return one.is_told and one.award_state != _ENTERED


def _is_as_awarded(one: MemberRow) -> bool:
    if one.outcome is None:
        return False
    is_same = (one.last_sha256, one.last_packs) == (one.sha256_after, one.used_packs)
    return is_same or one.last_run_id == one.used_run_id


def _state(own: MemberRow, found: Sequence[MemberRow]) -> LotState:
    if own.award is None:
        return LotState.NOT_AWARDED
    if own.outcome is None or not _is_of_tenders(found) or ended_below(own, found):
        return LotState.OUT_OF_DATE
    return LotState.TIED if own.outcome == LotOutcome.TIED else LotState.DECIDED
