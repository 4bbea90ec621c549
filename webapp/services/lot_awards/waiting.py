"""Whether the letters, or the contract, of a lot have to wait for the awards of other lots.

A bidder that is passed over reads that it is to be awarded another lot. Nobody may read that before
that award is approved, nor before its rivals for that lot are told: all suppliers are treated the
same (Procurement Act 2023 s.12(2)). Lots whose awards rest on each other are told of on one day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from evaluation.settling.issues import LotState, lots_called
from evaluation.tender import Tender
from rules.wording import upper_first
from webapp.services.lot_awards.resting import numbers_of
from webapp.services.lot_awards.standing import LotPlace, place_in
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import award_on_record
from webapp.store import Session, award_steps
from webapp.store.lot_members import MemberRow, members_of

NOT_DECIDED = (
    "The award of the lots does not stand, or does not decide this one. Have the lots awarded "
    "again, all together"
)
_TAKE_BACK = "Take this award back, of which every bidder is told, and have the lots awarded again"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether the letters of a lot wait: `because` is empty where they do not.

    `same_day` says with which letters they are sent on one day, empty where with none.
    """

    because: str = ""
    same_day: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Rested:
    """A lot on whose award that of another rests: `is_mutual` if its own rests on that in turn."""

    lot: int
    tender_id: UUID
    is_mutual: bool
    is_approved: bool
    is_told: bool


def why_letters_wait(
    session: Session,
    tender_id: UUID,
    tender: Tender,
    *,
    is_ready: Callable[[UUID], bool],
) -> Waiting:
    """Return whether the letters of a lot have to wait for the sake of others.

    Nothing is asked of the store where the tender has nothing from an award of lots. `is_ready`
    tells of another lot's tender whether its own letters could be sent.
    """
    if tender.lots is None and not tender.passed_over:
        return Waiting()
    found = members_of(session, [tender_id])
    place = place_in(found, tender_id)
    if place is None or place.state is not LotState.DECIDED:
        ended = place.standing.why_out_of_date if place and place.ended else ""
        return Waiting(f"{ended}. Have the lots awarded again" if ended else NOT_DECIDED)
    rested = _rested(session, found, place)
    if open_ := [one.lot for one in rested if not one.is_approved]:
        have = "award is" if len(open_) == 1 else "awards are"
        problem = f"{_rest_on(open_, place)}, whose {have} not approved yet"
        return Waiting(f"{problem}. Have that approved first")
    if first := [one.lot for one in rested if not (one.is_told or one.is_mutual)]:
        its = "its" if len(first) == 1 else "their"
        problem = f"{_rest_on(first, place)}, whose bidders are not told yet"
        return Waiting(f"{problem}. Send {its} letters first")
    both = [one for one in rested if not one.is_told]
    if late := [one.lot for one in both if not is_ready(one.tender_id)]:
        problem = f"{_rest_on(late, place)}, and the other way round, and its letters can’t be sent"
        return Waiting(f"{problem} yet. See first to what holds those up")
    return Waiting(same_day=_same_day([one.lot for one in both], place))


def why_contract_waits(session: Session, tender_id: UUID, tender: Tender) -> Refused | None:
    """Return why the contract for a lot can't be entered into for the sake of others, if so.

    Nothing is asked of the store where the tender has nothing from an award of lots.
    """
    if tender.lots is None and not tender.passed_over:
        return None
    found = members_of(session, [tender_id])
    place = place_in(found, tender_id)
    if place is None or place.state is not LotState.DECIDED:
        stale = place is not None and place.state is LotState.OUT_OF_DATE
        problem = (
            place.standing.why_out_of_date
            if place and stale
            else NOT_DECIDED.split(". ", maxsplit=1)[0]
        )
        return Refused(problem, _TAKE_BACK)
    open_ = [one.lot for one in _rested(session, found, place) if not one.is_approved]
    if not open_:
        return None
    have = "is" if len(open_) == 1 else "are"
    return Refused(
        f"The award rests on that of {lots_called(open_)} of {place.reference}, which {have} not "
        "approved now",
        "Have that approved; or take this award back, of which every bidder is told, and have the "
        "lots awarded again",
    )


def _rested(session: Session, found: Sequence[MemberRow], place: LotPlace) -> list[_Rested]:
    own = next(one for one in found if one.lot == place.lot)
    rests_on = numbers_of(own.rests_on)
    return [_standing(session, one, own.lot) for one in found if one.lot in rests_on]


def _standing(session: Session, one: MemberRow, lot: int) -> _Rested:
    award = award_on_record(award_steps.progress(session, one.tender_id))
    return _Rested(
        lot=one.lot,
        tender_id=one.tender_id,
        is_mutual=lot in numbers_of(one.rests_on),
        is_approved=award.get("is_approved", False),
        is_told=award.get("is_told", False),
    )


def _rest_on(lots: Sequence[int], place: LotPlace) -> str:
    return f"The letters rest on {lots_called(lots)} of {place.reference}"


def _same_day(others: Sequence[int], place: LotPlace) -> str:
    if not others:
        return ""
    lots = lots_called(sorted([place.lot, *others]))
    return f"{upper_first(lots)} rest on each other: send the letters of each on the same day"
