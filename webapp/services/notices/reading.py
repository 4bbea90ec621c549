"""What each notice would hold and lack now, what keeps it from being made, and those made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.publication import PriceBasis
from rules.decision import DutyDue
from rules.money import VatBasis
from webapp.documents.notices import (
    Draft,
    Issue,
    NoticeKind,
    award_notice,
    contract_notice,
    tender_notice,
    termination_notice,
)
from webapp.services.accounts import Person
from webapp.services.notices.gathering import (
    NOT_ENDED,
    NOT_SIGNED,
    NOT_TOLD,
    Ground,
    award_of,
    contract_of,
    ending_of,
    ground_of,
)
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import notices as rows
from webapp.store.notices import MadeRow

NOT_MADE = Refused(
    "No notice of that number was made", "Go back to the notices, and see which were"
)
NOT_YOURS = Refused(
    "What this notice holds of the award is not shown to you",
    "It can be read on the central platform once it is published there",
)
_FROM = {NoticeKind.AWARD: Phase.TOLD, NoticeKind.CONTRACT: Phase.AWARDED}
_EARLY = {NoticeKind.AWARD: NOT_TOLD, NoticeKind.CONTRACT: NOT_SIGNED}
_OF_AWARD = (Sight.NAMES, Sight.PRICES, Sight.RESULT)


@dataclass(frozen=True, slots=True)
class Entered:
    """What is entered of a notice and stands nowhere else.

    `ocid` is what the central platform calls the contracting process, empty before it has given
    it; `vat` whether the winner's price counts value added tax, None where nobody said.
    """

    ocid: str = ""
    vat: VatBasis | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A notice that was made."""

    number: int
    sha256: str
    by_id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """A notice of a procurement as a person may see it.

    `draft` is what it would hold if it were made now, None where `refused` says why it can't be.
    `duty` is the duty that asks for it, None where none does. `entered` is what was entered last.
    `price_basis` is on which basis prices were asked for, as far as the tender says it.
    """

    kind: NoticeKind
    draft: Draft | None
    refused: Refused | None
    duty: DutyDue | None
    entered: Entered
    made: tuple[Made, ...]
    price_basis: PriceBasis = PriceBasis.UNSAID

    @property
    def asks_vat(self) -> bool:
        """Whether somebody has to say if the winner's price counts value added tax."""
        is_priced = self.kind in {NoticeKind.AWARD, NoticeKind.CONTRACT}
        return is_priced and self.price_basis.vat is None


def notices_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[NoticeShown, ...]:
    """Return every notice of a procurement, in the order in which they come."""
    with store.reading() as session:
        return notices_in(session, person, procurement_id, now=now)


def notice_of(
    store: Store, person: Person, procurement_id: UUID, kind: NoticeKind, *, now: datetime
) -> NoticeShown:
    """Return one notice of a procurement."""
    found = notices_of(store, person, procurement_id, now=now)
    return next(one for one in found if one.kind is kind)


def notice_file(
    store: Store,
    person: Person,
    procurement_id: UUID,
    kind: NoticeKind,
    number: int,
    *,
    now: datetime,
) -> str | Refused:
    """Return the text of a notice that was made."""
    with store.reading() as session:
        refused = hidden(panel_access(session, person, procurement_id, now=now), kind)
        if refused is not None:
            return refused
        wanted = (kind.value, number)
        found = (
            one.release
            for one, _ in rows.made(session, procurement_id)
            if (one.kind, one.number) == wanted
        )
        return next(found, NOT_MADE)


def notices_in(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> tuple[NoticeShown, ...]:
    """Return every notice of a procurement as a session sees it."""
    seen = panel_access(session, person, procurement_id, now=now)
    ground = ground_of(session, procurement_id)
    made = rows.made(session, procurement_id)
    entered = _entered(made)
    return tuple(
        _shown(
            session,
            seen,
            ground,
            kind,
            [one for one in made if one.notice.kind == kind],
            entered,
            now=now,
        )
        for kind in NoticeKind
    )


def hidden(seen: PanelAccess, kind: NoticeKind) -> Refused | None:
    """Return why a person may not see what a notice holds, None where they may."""
    is_open = kind in {NoticeKind.TENDER, NoticeKind.TERMINATION}
    if is_open or all(seen.sees(one) for one in _OF_AWARD):
        return None
    return seen.refused or NOT_YOURS


def drafted(
    session: Session,
    procurement_id: UUID,
    ground: Ground,
    kind: NoticeKind,
    issue: Issue,
    vat: VatBasis | None,
) -> Draft | Refused:
    """Return a notice as it would be issued, or what keeps it from that."""
    match kind:
        case NoticeKind.TENDER:
            return tender_notice(ground.purchase, ground.offered, issue)
        case NoticeKind.AWARD:
            found = award_of(session, procurement_id, ground, vat)
            if isinstance(found, Refused):
                return found
            return award_notice(ground.purchase, found[0], issue, contact=ground.contact)
        case NoticeKind.CONTRACT:
            contract = contract_of(session, procurement_id, ground, vat)
            if isinstance(contract, Refused):
                return contract
            return contract_notice(ground.purchase, contract, issue, contact=ground.contact)
        case NoticeKind.TERMINATION:
            ending = ending_of(session, procurement_id)
            if isinstance(ending, Refused):
                return ending
            return termination_notice(ground.purchase, ending, issue, contact=ground.contact)


def kept_from(seen: PanelAccess, ground: Ground | Refused, kind: NoticeKind) -> Refused | None:
    """Return what keeps a notice from being made, or from being seen, None where nothing does."""
    if isinstance(ground, Refused):
        return ground
    ended = seen.standing.ended
    if kind is NoticeKind.TERMINATION:
        return NOT_ENDED if ended is None else None
    if ended is not None:
        return ended.refused
    if kind in _FROM and not seen.phase.is_at_least(_FROM[kind]):
        return _EARLY[kind]
    return hidden(seen, kind)


def _shown(
    session: Session,
    seen: PanelAccess,
    ground: Ground | Refused,
    kind: NoticeKind,
    made: Sequence[MadeRow],
    entered: Entered,
    *,
    now: datetime,
) -> NoticeShown:
    found: Draft | Refused | None = kept_from(seen, ground, kind)
    duty, basis = None, PriceBasis.UNSAID
    if not isinstance(ground, Refused):
        basis = ground.offered.price_basis
        duties = (one for one in ground.decision.duties if one.notice == kind.number)
        duty = next(duties, None)
        if found is None:
            issue = Issue(len(made) + 1, now, entered.ocid)
            found = drafted(session, seen.standing.procurement_id, ground, kind, issue, entered.vat)
    return NoticeShown(
        kind=kind,
        draft=found if isinstance(found, Draft) else None,
        refused=found if isinstance(found, Refused) else None,
        duty=duty,
        entered=entered,
        made=tuple(
            Made(one.number, one.release_sha256, one.made_by, by, one.made_at) for one, by in made
        ),
        price_basis=basis,
    )


def _entered(made: Sequence[MadeRow]) -> Entered:
    """Return what was entered last of the notices of a procurement."""
    in_order = sorted((row.notice for row in made), key=lambda one: one.made_at, reverse=True)
    ocid = next((one.ocid for one in in_order if one.ocid), "")
    vat = next((one.price_vat for one in in_order if one.price_vat), None)
    return Entered(ocid, VatBasis(vat) if vat else None)
