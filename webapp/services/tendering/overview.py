"""What the page of a tender shows: how far it has come, who is invited, and who was told what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.lots import Division
from evaluation.panel.visibility import Sight
from webapp.services.accounts import Person
from webapp.services.bids.moments import time_left
from webapp.services.lot_awards.standing import LotPlace, place_of
from webapp.services.panel.access import panel_access
from webapp.services.parts import read_part
from webapp.services.parts.kinds import LOTS
from webapp.services.tendering.published import Published, publications_of
from webapp.services.tendering.standing import TenderStanding
from webapp.services.tendering.steps import Step, coming
from webapp.store import Session, Store, lots
from webapp.store import publications as rows
from webapp.store.finding import Reading


@dataclass(frozen=True, slots=True, eq=False)
class TenderOverview:
    """A tender at a moment.

    `left` is the time until the deadline in words, empty once it has passed. `shows_bidders` says
    whether who asks may know who is invited: in the order of a masked panel's letters a list
    would unmask them. `linked` are the bidders with a link that opens, `told` the greatest number
    of a change that each was told of. `step` is what is next, `may_score` whether who asks scores
    answers now, and `is_chair` whether they chair the panel and may moderate. `lot` is the lot of
    another procurement that this tenders, None where it tenders none; `is_divided` says that its
    own outline divides it into lots.
    """

    standing: TenderStanding
    publications: tuple[Published, ...]
    left: str
    shows_bidders: bool
    linked: frozenset[UUID]
    told: Mapping[UUID, int]
    questions: int
    questions_open: int
    step: Step
    may_score: bool
    is_chair: bool
    lot: LotPlace | None
    is_divided: bool

    @property
    def last(self) -> Published | None:
        """What is published now, None before anything is."""
        return self.publications[-1] if self.publications else None

    @property
    def bids(self) -> int:
        """How many bidders have a bid here."""
        return sum(one.has_bid for one in self.standing.bidders)


def tender_overview(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> TenderOverview:
    """Return how the tender of a procurement stands, as far as a person may know it."""
    with store.reading() as session:
        return _overview(session, person, procurement_id, now)


def _overview(
    session: Session, person: Person, procurement_id: UUID, now: datetime
) -> TenderOverview:
    seen = panel_access(session, person, procurement_id, now=now)
    standing = seen.standing
    ids = [one.bidder_id for one in standing.bidders]
    links = rows.open_links(session, ids) if ids else ()
    asked, unanswered = rows.counted_questions(session, procurement_id)
    return TenderOverview(
        standing=standing,
        publications=publications_of(session, procurement_id),
        left=time_left(standing.deadline_at, now) if standing.deadline_at else "",
        shows_bidders=seen.visible.sees(Sight.BIDDERS),
        linked=frozenset(one.bidder_id for one in links if one.expires_at > now),
        told=rows.told_numbers(session, procurement_id),
        questions=asked,
        questions_open=unanswered,
        step=_step(session, standing, now),
        may_score=bool(seen.visible.scores),
        is_chair=seen.is_chair,
        lot=place_of(session, standing.procurement_id),
        is_divided=_is_divided(session, standing.procurement_id),
    )


def _is_divided(session: Session, procurement_id: UUID) -> bool:
    held = read_part(session, procurement_id, LOTS)
    return held is not None and held.value.division is Division.DIVIDED


def _step(session: Session, standing: TenderStanding, now: datetime) -> Step:
    of_this = Reading(frozenset(), frozenset({standing.procurement_id}))
    for one in coming(session, of_this, now=now):
        return one.step
    if standing.refused:
        return Step.APPROVE_OUTLINE
    has_lots = bool(lots.joined(session, standing.procurement_id))
    return Step.LOT_BY_LOT if has_lots else Step.PUBLISH
