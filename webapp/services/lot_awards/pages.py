"""What the pages of lots show: which procurement tenders each, how each stands, who won which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.lots import Lot
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from webapp.roles import READERS, RESULT_READERS
from webapp.services.accounts import Person
from webapp.services.lot_awards.acting import (
    Group,
    acting_on,
    group_in,
    group_or_rest,
    leaving_of,
)
from webapp.services.lot_awards.gathering import FEWEST, LeftOut, ended_words, why_not_ready
from webapp.services.lot_awards.seeing import Seen, seen_in
from webapp.services.lot_awards.showing import AwardShown, shown_award, shown_earlier
from webapp.services.lot_awards.standing import is_again, is_fresh
from webapp.services.panel.access import PanelAccess
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import lot_awards as award_rows
from webapp.store import lots as rows
from webapp.store.lot_awards import AwardRow, EarlierAward
from webapp.store.lot_members import MemberRow, members_of
from webapp.store.lots import Candidate, JoinedRow

_DROPPED = "The approved outline has no such lot any more"
NOT_WHOLE = Refused(
    "The files hold names, prices and marks of tenders that you may not see",
    "Read on the page of the lots what is yours to see",
)
OF_ANOTHER = Refused(
    "This is the tender of a lot, and you may not open the procurement that is divided",
    "Ask one of its officers to have the lots awarded",
)


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot with the procurement that tenders it, None where none does.

    `is_joined` says that one tenders it, `is_theirs` that whoever asks may read that procurement,
    and `reads_result` that they may open the page of its result. `phase` is how far it has come,
    None where that is not theirs to read. What its result tells is told to nobody who may not see
    that: `waits` says what is still to be done in it before the lots can be awarded, `is_again`
    that its bids are to be evaluated again with what the award of the lots adds to its tender, and
    `is_ready` that nothing of it keeps the lots from being awarded. `left_out` says why it is not
    awarded with the others, empty where it is or waits to be.
    """

    number: int
    title: str
    tender: JoinedRow | None = None
    is_joined: bool = False
    phase: Phase | None = None
    is_ended: bool = False
    is_theirs: bool = False
    reads_result: bool = False
    waits: str = ""
    is_again: bool = False
    is_ready: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LotsPage:
    """The lots of a divided procurement as one person sees them.

    `is_officer` says that they may act on the divided procurement now; `award` is the last award,
    `earlier` are those before it, `is_fresh` that it is of the tenders as they stand. `is_seen`
    says that what it comes to is theirs to see, `is_whole` that its files are.
    """

    procurement_id: UUID
    reference: str
    title: str
    limit: int | None
    limit_reasons: str
    lots: tuple[LotShown, ...]
    is_officer: bool
    award: AwardShown | None
    earlier: tuple[EarlierAward, ...]
    is_fresh: bool
    is_seen: bool
    is_whole: bool

    @property
    def is_ready(self) -> bool:
        """Whether nothing that is shown keeps the lots from being awarded."""
        return not self.is_alone and all(one.left_out or one.is_ready for one in self.lots)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The lots that are not awarded with the others."""
        return tuple(
            LeftOut(one.number, one.title, one.left_out) for one in self.lots if one.left_out
        )

    @property
    def is_alone(self) -> bool:
        """Whether so many lots are left out that too few are left to be awarded together."""
        return sum(not one.left_out for one in self.lots) < FEWEST


@dataclass(frozen=True, slots=True, eq=False)
class JoinPage:
    """What can be said of one lot: its tender now, or those that it could have.

    `tender` is None too where it is one that whoever asks may not read: `is_joined` tells.
    `left_out` says why it is not tendered now, empty where that is not said. `said` is how much was
    said of the lots of the procurement when the page was read.
    """

    procurement_id: UUID
    title: str
    number: int
    lot: str
    is_joined: bool
    tender: JoinedRow | None
    candidates: tuple[Candidate, ...]
    left_out: str
    said: int


def lots_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> LotsPage | Refused:
    """Return the lots of a procurement with their tenders, as far as somebody may see them."""
    with store.reading() as session:
        group = group_or_rest(session, procurement_id)
        if isinstance(group, Refused):
            return group
        seen = seen_in(session, person, procurement_id, now=now)
        members = members_of(session, [procurement_id])
        award = award_rows.last_award(session, procurement_id)
        acting = acting_on(session, person, procurement_id, now=now)
        return LotsPage(
            procurement_id=procurement_id,
            reference=group.reference,
            title=group.title,
            limit=group.lots.most_lots,
            limit_reasons=group.lots.limit_reasons,
            lots=tuple(_lots(session, person, group, seen, members)),
            is_officer=not isinstance(acting, Refused),
            award=shown_award(award, seen) if award else None,
            earlier=_earlier(session, award, seen),
            is_fresh=award is not None and is_fresh(members),
            is_seen=seen.sees_names,
            is_whole=seen.sees_all,
        )


def _earlier(session: Session, last: AwardRow | None, seen: Seen) -> tuple[EarlierAward, ...]:
    if last is None or last.award.number == 1:
        return ()
    found = award_rows.earlier_awards(session, last.award.procurement_id, last.award.number)
    return shown_earlier(found, seen)


def group_of_tender(store: Store, procurement_id: UUID) -> UUID | None:
    """Return the divided procurement of which another tenders a lot, None if of none."""
    with store.reading() as session:
        found = rows.group_of(session, procurement_id)
        return found[0] if found else None


def join_page_of(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> JoinPage | Refused | None:
    """Return what an officer can say of a lot, None where there is no such lot."""
    with store.reading() as session:
        found = leaving_of(session, person, procurement_id, now=now)
        if not isinstance(found, Refused) and number not in found[1].joined:
            found = acting_on(session, person, procurement_id, now=now)
        if isinstance(found, Refused):
            return found
        _, group = found
        row = group.joined.get(number)
        lot = group.lot(number) or (Lot(number, _DROPPED) if row else None)
        if lot is None:
            return None
        offered = rows.candidates(session, group.organisation_id, procurement_id)
        return JoinPage(
            procurement_id=procurement_id,
            title=group.title,
            number=number,
            lot=lot.title,
            is_joined=row is not None,
            tender=row if row and _may_read(person, group.organisation_id, row.tender_id) else None,
            candidates=tuple(
                one for one in offered if _may_read(person, group.organisation_id, one.id)
            ),
            left_out=group.left_out.get(number, ""),
            said=group.said,
        )


def award_files(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> AwardRow | Refused | None:
    """Return an award of lots to somebody who may see all of it, None without one."""
    with store.reading() as session:
        group = group_in(session, procurement_id)
        if isinstance(group, Refused):
            return group
        found = award_rows.award_numbered(session, procurement_id, number)
        if found is None:
            return None
        seen = seen_in(session, person, procurement_id, now=now)
        return found if seen.sees_all else NOT_WHOLE


def _may_read(person: Person, organisation_id: UUID, procurement_id: UUID) -> bool:
    return bool(person.roles_in(organisation_id, procurement_id) & READERS)


def _lots(
    session: Session,
    person: Person,
    group: Group,
    seen: Seen,
    members: Sequence[MemberRow],
) -> list[LotShown]:
    known = {one.lot: one for one in members}
    found = []
    dropped = (Lot(one, _DROPPED) for one in group.dropped)
    for lot in (*group.lots.lots, *dropped):
        row = group.joined.get(lot.number)
        if row is None:
            because = group.left_out.get(lot.number, "")
            found.append(LotShown(lot.number, lot.title, left_out=because))
            continue
        access, member = seen.access[row.tender_id], known.get(lot.number)
        roles = person.roles_in(group.organisation_id, row.tender_id)
        is_theirs, is_seen = bool(roles & (READERS | RESULT_READERS)), access.sees(Sight.RESULT)
        ended, is_out = access.standing.ended, member is None or member.outcome is None
        waits = _waits(session, access) if is_theirs else ""
        found.append(
            LotShown(
                number=lot.number,
                title=lot.title,
                tender=row if is_theirs else None,
                is_joined=True,
                phase=access.phase if is_theirs else None,
                is_ended=ended is not None,
                is_theirs=is_theirs,
                reads_result=bool(roles & RESULT_READERS),
                waits=waits,
                is_again=is_theirs and is_seen and member is not None and is_again(member),
                is_ready=is_theirs and is_seen and not waits,
                left_out=ended_words(row if is_theirs else None, ended) if ended and is_out else "",
            )
        )
    return found


def _waits(session: Session, access: PanelAccess) -> str:
    """Return what keeps the tender of a lot from being awarded now, as far as they may know it.

    That prices are in question is a part of the result, and is told to nobody before that is.
    """
    is_evaluated = access.phase.is_at_least(Phase.EVALUATED)
    if access.standing.ended is not None or (is_evaluated and not access.sees(Sight.RESULT)):
        return ""
    refused = why_not_ready(session, access.standing.procurement_id, access.phase)
    return refused.problem if refused else ""
