"""The lots as they can be awarded now: the last evaluation of each, with nothing left open."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from evaluation.outline.lots import Lot
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from evaluation.settling.issues import Kind, lots_called
from evaluation.tender import Tender
from rules.canonical import sha256_of
from rules.uk_time import day_of
from rules.wording import date_in_words, listed, upper_first
from webapp.services.accounts import Person
from webapp.services.awarding.resting import resting_of
from webapp.services.ending.ended import Ended, ended_of
from webapp.services.lot_awards.acting import Group, acting_on, officer_of
from webapp.services.lot_awards.matching import LotBid, Matched, matched
from webapp.services.panel.acting import Scene
from webapp.services.refusals import Refused
from webapp.services.result.building import Built, built
from webapp.services.result.canonical import canonical_tender
from webapp.services.result.reading import Run, last_run
from webapp.services.result.records import packs_json
from webapp.store import Session
from webapp.store.lots import JoinedRow

FEWEST = 2
_TOO_FEW = Refused(
    "Fewer than two lots have a tender that goes on, so that there is nothing to award together",
    "Join the tender of another lot, or take the only one out and award it by itself",
)
_OPEN = frozenset({Kind.PROMISES, Kind.PRICES})


@dataclass(frozen=True, eq=False)
class Part:
    """A lot with the last evaluation of its tender; `base` is the tender by itself.

    `scene` is the procurement that tenders it, with its officers.
    """

    lot: Lot
    scene: Scene
    run: Run
    made: Built

    @property
    def id(self) -> str:
        """The id of the lot among all of them."""
        return str(self.lot.number)

    @cached_property
    def base(self) -> Tender:
        """The tender as it stands, without what it has from an award of the lots."""
        return by_itself(self.made.tender)

    @cached_property
    def sha256_before(self) -> str:
        """The digest of the tender by itself."""
        return sha256_of(canonical_tender(self.base))

    def bid_id(self, bid: str) -> str:
        """Return by which id a bid stands among those of all lots."""
        return f"{self.id}-{bid}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A lot that is not awarded with the others, and why."""

    number: int
    title: str
    because: str


@dataclass(frozen=True, eq=False)
class Gathered:
    """The lots that can be awarded together, and those that nobody is to have now."""

    scene: Scene
    group: Group
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]

    @cached_property
    def bidders(self) -> tuple[Matched, ...]:
        """Who bids for which lots."""
        return matched(
            [
                LotBid(part.lot.number, part.bid_id(bid.id), bid.bidder, bid.identifier)
                for part in self.parts
                for bid in part.base.bids
            ]
        )

    @property
    def limit(self) -> int | None:
        """How many lots one bidder may win, None for any number."""
        return self.group.lots.most_lots

    @property
    def over_limit(self) -> tuple[Matched, ...]:
        """The bidders that bid for more lots than they may win."""
        if self.limit is None:
            return ()
        return tuple(one for one in self.bidders if len(one.lots) > self.limit)


def gather(
    session: Session, person: Person, procurement_id: UUID, *, now: datetime
) -> Gathered | Refused:
    """Return the lots as an officer can have them awarded now, or what is in the way."""
    found = acting_on(session, person, procurement_id, now=now)
    if isinstance(found, Refused):
        return found
    scene, group = found
    said = group.joined.keys() | group.left_out.keys()
    bare = tuple(str(one.number) for one in group.lots.lots if one.number not in said)
    if bare:
        word = "Lot" if len(bare) == 1 else "Lots"
        has = "has" if len(bare) == 1 else "have"
        return Refused(
            f"{word} {listed(bare)} {has} no tender yet",
            "Say on the page of the lots which procurement tenders each, or that none does now",
        )
    if group.dropped:
        return Refused(
            f"The approved outline has no {lots_called(group.dropped)} any more, and "
            f"{'it has' if len(group.dropped) == 1 else 'they have'} a tender",
            "Take that out first, with the reason",
        )
    parts, left_out = [], []
    for lot in group.lots.lots:
        row = group.joined.get(lot.number)
        if row is None:
            left_out.append(LeftOut(lot.number, lot.title, group.left_out[lot.number]))
            continue
        if (ended := ended_of(session, row.tender_id)) is not None:
            left_out.append(LeftOut(lot.number, lot.title, ended_words(row, ended)))
            continue
        part = _part(session, person, lot, row, now)
        if isinstance(part, Refused):
            return Refused(f"Lot {lot.number} ({row.reference}): {part.problem}", part.remedy)
        parts.append(part)
    if len(parts) < FEWEST:
        return _TOO_FEW
    return Gathered(scene, group, tuple(parts), tuple(left_out))


def ended_words(row: JoinedRow | None, ended: Ended) -> str:
    """Return that the tender of a lot ended; `row` is None for whoever may not read that tender."""
    its = f"Its tender, {row.reference}," if row else "Its tender"
    return f"{its} was ended without award on {date_in_words(day_of(ended.at))}."


def _part(
    session: Session, person: Person, lot: Lot, row: JoinedRow, now: datetime
) -> Part | Refused:
    found = officer_of(session, person, row.tender_id, now=now)
    if isinstance(found, Refused):
        return found
    scene, access = found
    if refused := why_not_ready(session, row.tender_id, access.phase):
        return refused
    if not (access.sees(Sight.RESULT) and access.sees(Sight.NAMES)):
        return access.refused or _UNSEEN
    run = last_run(session, row.tender_id)
    if run is None:
        return _NOT_EVALUATED
    return Part(lot, scene, run, built(session, row.tender_id))


_NOT_EVALUATED = Refused(
    "its bids are not evaluated", "Have them evaluated on the page of its result"
)
_UNSEEN = Refused(
    "its result is not yours to see yet", "Ask an officer who may see the result of every lot"
)
_OUT_OF_DATE = Refused(
    "something that its last evaluation rests on has changed since",
    "Evaluate its bids again on the page of its result",
)
_RECOMMENDED = Refused(
    "an award of it is recommended or approved on what stands now",
    "Take that back first, with its reason, since what one lot is awarded by rests on all",
)
_END = "end the tender of each lot that is still open without award, and tender it anew"
_TOLD = Refused(
    "it is decided and its bidders are told, so that the lots can’t be awarded anew together",
    f"Take its award back, of which every bidder is told; or {_END}",
)
_ENTERED = Refused(
    "its contract is entered into, so that the lots can’t be awarded anew together",
    upper_first(_END),
)


def why_not_ready(session: Session, tender_id: UUID, phase: Phase) -> Refused | None:
    """Return what keeps the tender of a lot from being awarded with the others, None if nothing.

    The evaluation that counts is the last, if it is of what stands on record now but for what the
    tender has from an award of the lots.
    """
    if not phase.is_at_least(Phase.EVALUATED):
        return _NOT_EVALUATED
    if phase.is_at_least(Phase.RECOMMENDED):
        return {Phase.TOLD: _TOLD, Phase.AWARDED: _ENTERED}.get(phase, _RECOMMENDED)
    resting = resting_of(session, tender_id)
    if first := next((one for one in resting.issues if one.kind in _OPEN), None):
        return Refused(first.problem, first.remedy)
    run = last_run(session, tender_id)
    if run is None:
        return _NOT_EVALUATED
    return None if is_of_what_stands(run, resting.judged.built) else _OUT_OF_DATE


def is_of_what_stands(run: Run, made: Built) -> bool:
    """Return whether an evaluation is of a tender as it stands, but for an award of the lots."""
    if run.packs != packs_json(made.packs):
        return False
    if run.tender_sha256 == made.sha256:
        return True
    then, now = map(by_itself, (run.tender, made.tender))
    return canonical_tender(then) == canonical_tender(now)


def by_itself(tender: Tender) -> Tender:
    """Return the tender of a lot without what it has from an award of the lots."""
    return replace(tender, passed_over=(), lots=None)
