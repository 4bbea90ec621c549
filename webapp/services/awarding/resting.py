"""What a recommendation rests on: the last evaluation, and whether it is of what stands now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.low_price_questions import open_questions
from evaluation.settling.issues import Issue, Open, issues
from webapp.services.lot_awards.standing import InLots, of_lots
from webapp.services.result.building import Built
from webapp.services.result.records import is_of
from webapp.services.settling.judging import Judged, judged
from webapp.store import Session, results
from webapp.store import settlements as rows


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last evaluation on record, without what came of it."""

    id: UUID
    number: int
    by: str
    at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True, eq=False)
class Resting:
    """A tender as it stands, the last evaluation of it, and what stands in the way of an award.

    `run` is None before the bids were evaluated. While `run.is_current` the order of the bids
    that `judged` holds is that of the run. `lots` is what the procurement has to do with lots that
    are awarded together.
    """

    judged: Judged
    run: LastRun | None
    issues: tuple[Issue, ...]
    lots: InLots


def resting_of(session: Session, procurement_id: UUID) -> Resting:
    """Return what a recommendation would rest on now, in a fixed number of queries."""
    found = judged(session, procurement_id)
    run = last_run(session, procurement_id, found.built)
    lots = of_lots(session, procurement_id)
    opened = Open(
        is_evaluated=run is not None,
        is_current=run is not None and run.is_current,
        promises=open_promises(found),
        prices=len(open_prices(session, procurement_id, found)),
        lot=lots.standing,
    )
    return Resting(found, run, issues(opened, found.evaluation), lots)


def last_run(session: Session, procurement_id: UUID, made: Built) -> LastRun | None:
    """Return the last evaluation, and whether it is one of the tender as it stands now."""
    last = next(iter(results.runs(session, procurement_id)), None)
    if last is None:
        return None
    return LastRun(last.id, last.number, last.by, last.at, is_current=is_of(last, made))


def open_promises(found: Judged) -> int:
    """Return how many promises wait for a person's decision."""
    return sum(
        found.tender.by_id[one.bid].commitments[one.measure].settled is None for one in found.left
    )


def open_prices(session: Session, procurement_id: UUID, found: Judged) -> frozenset[UUID]:
    """Return the bidders whose price is in question: by the screen, or by a question they have."""
    if found.evaluation is None:
        return frozenset()
    asked = {one.bidder_id: one.id for one in rows.price_questions(session, procurement_id)}
    decided = {
        one.bidder_id: one.decision.price_question_id
        for one in rows.price_decisions(session, procurement_id)
    }
    waiting = {bidder for bidder, question in asked.items() if decided.get(bidder) != question}
    ranked = {found.bidder_of(one.id) for one in found.evaluation.bids if one.rank is not None}
    screened = {
        found.bidder_of(price.bid) for price in open_questions(found.tender, found.evaluation)
    }
    return frozenset((waiting & ranked) | screened)
