"""What the page of what is to settle shows: what is open first, and all that was settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.wording import in_units
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.resting import LastRun, last_run, open_prices
from webapp.services.bids.unread import every_unread, left_out
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import Scene, scene_of
from webapp.services.refusals import Refused
from webapp.services.settling.acting import (
    NOT_A_SETTLER,
    bids_of,
    kept_out,
    role_of,
    too_early_or_late,
)
from webapp.services.settling.bid_words import NO_WORDS, BidWords, bid_words
from webapp.services.settling.judging import Judged, judged
from webapp.services.settling.price_cases import PriceCase, price_cases
from webapp.services.tendering.standing import Invited
from webapp.store import Session, Store, evaluators
from webapp.store import settlements as rows
from webapp.store.award_tables import BidExclusion, CommitmentSettlement


@dataclass(frozen=True, slots=True)
class Said:
    """A decision on record: what, why, by whom, in which role, and when."""

    verdict: str
    because: str
    by: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that the packs leave to a person, and what was decided of it, the last last."""

    bidder: int
    called: str
    measure: str
    title: str
    quantity: str
    in_words: str
    because: str
    shown_by: str
    said: tuple[Said, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.said


@dataclass(frozen=True, slots=True)
class Disregarded:
    """A declaration that a tender is disregarded, or that this was lifted; `stands` if it does."""

    number: int
    ground: str
    heard: str
    is_on: bool
    stands: bool
    said: Said


@dataclass(frozen=True, slots=True)
class BidShown:
    """A bid that was opened, and every declaration about it in order.

    `words` are what its bidder declared and what was wrong in its workbook, for officers.
    """

    bidder: int
    called: str
    declared: tuple[Disregarded, ...]
    words: BidWords

    @property
    def standing(self) -> tuple[Disregarded, ...]:
        """The declarations that stand."""
        return tuple(one for one in self.declared if one.stands)


@dataclass(frozen=True, slots=True, eq=False)
class SettlingPage:
    """What is to settle of a tender, and what was, as one person sees it.

    `is_moderated` says whether promises and prices are looked at yet. `not_now` says why nothing
    of it can be settled now, None if it can; `not_excluding` the same of declarations, and
    `because` why the bids can't be put in order. `unread` are how many bids count and can't be
    read, `left_out` how many of such were declared lost.
    """

    title: str
    access: PanelAccess
    is_officer: bool
    may_settle: bool
    not_now: Refused | None
    not_excluding: Refused | None
    is_moderated: bool
    because: str
    promises: tuple[Promise, ...]
    prices: tuple[PriceCase, ...]
    bids: tuple[BidShown, ...]
    run: LastRun | None
    unread: int
    left_out: int

    @property
    def procurement_id(self) -> UUID:
        """The procurement whose tender it is."""
        return self.access.standing.procurement_id

    @property
    def open_count(self) -> int:
        """How many things wait for somebody."""
        promises, prices = self.promises, self.prices
        return sum(one.is_open for one in promises) + sum(one.is_open for one in prices)

    def promise(self, bidder: int, measure: str) -> Promise | None:
        """Return a promise that the packs leave to a person."""
        return next(
            (one for one in self.promises if (one.bidder, one.measure) == (bidder, measure)), None
        )

    def price(self, bidder: int) -> PriceCase | None:
        """Return the price of a bid."""
        return next((one for one in self.prices if one.bidder == bidder), None)

    def bid(self, bidder: int) -> BidShown | None:
        """Return a bid that was opened."""
        return next((one for one in self.bids if one.bidder == bidder), None)


def settling_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> SettlingPage | Refused:
    """Return what is to settle, for whoever settles it or may see the result."""
    with store.reading() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        role = role_of(scene, access, person)
        if refused := _kept(access, role):
            return refused
        return _page(session, scene, access, role, now)


def _kept(access: PanelAccess, role: Role | None) -> Refused | None:
    """Return why somebody sees nothing of it: they neither settle nor see the result."""
    if role is None and not access.sees(Sight.RESULT):
        return access.refused or NOT_A_SETTLER
    return kept_out(access)


def _page(
    session: Session, scene: Scene, access: PanelAccess, role: Role | None, now: datetime
) -> SettlingPage:
    id_ = scene.procurement_id
    is_moderated = access.phase.is_at_least(Phase.MODERATED)
    found = judged(session, id_) if is_moderated else None
    settled, declared = rows.settlement_history(session, id_), rows.exclusion_history(session, id_)
    people = {one.made_by for one in settled} | {one.made_by for one in declared}
    names = evaluators.names(session, people)
    bids = bids_of(access)
    is_officer = role is Role.PROCUREMENT_OFFICER
    unread = every_unread(session, id_)
    words = bid_words(session, id_, access) if is_officer else {}
    prices: tuple[PriceCase, ...] = ()
    if found is not None and access.sees(Sight.PRICES):
        prices = price_cases(session, found, bids, open_prices(session, id_, found), access, now)
    return SettlingPage(
        title=scene.title,
        access=access,
        is_officer=is_officer,
        may_settle=role is not None and (found is None or role in found.roles),
        not_now=too_early_or_late(access.phase, Phase.MODERATED),
        not_excluding=too_early_or_late(access.phase, Phase.SCORING),
        is_moderated=is_moderated,
        because=found.because if found else "",
        promises=_promises(found, access, bids, settled, names) if found else (),
        prices=prices,
        bids=tuple(
            BidShown(
                number,
                access.called[one.bidder_id],
                _declared(one, declared, names),
                words.get(one.bidder_id, NO_WORDS),
            )
            for number, one in bids.items()
        ),
        run=last_run(session, id_, found.built) if found else None,
        unread=len(unread) - len(left_out(unread)),
        left_out=len(left_out(unread)),
    )


def _promises(
    found: Judged,
    access: PanelAccess,
    bids: Mapping[int, Invited],
    settled: Sequence[CommitmentSettlement],
    names: Mapping[UUID, str],
) -> tuple[Promise, ...]:
    """Return the promises that the packs leave to a person, those that are open first."""
    numbers = {bid_id(number): number for number in bids}
    promises = [
        Promise(
            bidder=numbers[one.bid],
            called=access.called[found.bidder_of(one.bid)],
            measure=one.measure,
            title=one.title,
            quantity=one.quantity,
            in_words=in_units(one.quantity, one.unit),
            because=one.because,
            shown_by=one.shown_by,
            said=tuple(
                Said(row.verdict, row.because, names[row.made_by], row.role, row.made_at)
                for row in settled
                if (row.bidder_id, row.measure) == (found.bidder_of(one.bid), one.measure)
            ),
        )
        for one in found.left
        if one.bid in numbers
    ]
    return tuple(sorted(promises, key=lambda one: not one.is_open))


def _declared(
    bid: Invited, declared: Sequence[BidExclusion], names: Mapping[UUID, str]
) -> tuple[Disregarded, ...]:
    own = [row for row in declared if row.bidder_id == bid.bidder_id]
    last = {row.ground: row.number for row in own}
    return tuple(
        Disregarded(
            number=row.number,
            ground=row.ground,
            heard=row.heard,
            is_on=row.is_on,
            stands=row.is_on and last[row.ground] == row.number,
            said=Said("", row.because, names[row.made_by], row.role, row.made_at),
        )
        for row in own
    )
