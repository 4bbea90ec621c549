"""Whether an evaluation leaves something to settle before an award can be recommended.

It is told from the result on record, so that it can be asked of many tenders at once.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.settling.issues import LotState
from evaluation.tender import LowPriceVerdict
from webapp.services.kept import Kept
from webapp.services.lot_awards.standing import NOT_IN_LOTS, InLots, LotPlace, in_lots
from webapp.store import Session, result_workloads
from webapp.store.result_workloads import AskedPrice, LastResult

_MOST = 100
_KEPT = frozenset(LowPriceVerdict)


class After(StrEnum):
    """What comes after an evaluation: nothing but the recommendation, or something before it.

    `LOTS` is the award of the lots together of which the tender is one, `LOT_BY_LOT` that there is
    none of the contract as a whole, since its own lots are awarded together.
    """

    RECOMMEND = "recommend"
    SETTLE = "settle"
    AGAIN = "again"
    LOTS = "lots"
    LOT_BY_LOT = "lot by lot"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What of a result tells whether it leaves something open: its bids by their ids."""

    is_provisional: bool
    ranked: frozenset[str]
    screened: frozenset[str]


_OUTCOMES: Kept[Outcome] = Kept(_MOST)


def after_evaluation(session: Session, procurement_ids: Collection[UUID]) -> Mapping[UUID, After]:
    """Return what comes after the last evaluation of each of some tenders, in three queries."""
    asked: dict[UUID, list[AskedPrice]] = {}
    for one in result_workloads.asked_prices(session, procurement_ids):
        asked.setdefault(one.procurement_id, []).append(one)
    lots = in_lots(session, procurement_ids)
    return {
        row.procurement_id: _after(
            row, asked.get(row.procurement_id, ()), lots.get(row.procurement_id, NOT_IN_LOTS)
        )
        for row in result_workloads.last_results(session, procurement_ids)
    }


def outcome_of(result: str, sha256: str) -> Outcome:
    """Return what a result leaves open, from its canonical JSON, read once for its digest."""
    return _OUTCOMES.of(sha256, lambda: _outcome(result))


def is_open(outcome: Outcome, asked: Iterable[AskedPrice]) -> bool:
    """Return whether a promise or a price has to be settled.

    A price is in question by the screen until its tender is kept, whether or not its bidder was
    asked; and by any question that its bidder was asked until that is decided on.
    """
    verdicts = {bid_id(one.bidder): one.verdict for one in asked}
    waiting = {bid for bid, verdict in verdicts.items() if verdict is None}
    return (
        outcome.is_provisional
        or not waiting.isdisjoint(outcome.ranked)
        or any(verdicts.get(bid) not in _KEPT for bid in outcome.screened)
    )


def _after(row: LastResult, asked: Iterable[AskedPrice], lots: InLots) -> After:
    if row.is_overtaken:
        return After.AGAIN
    if is_open(outcome_of(row.result, row.result_sha256), asked):
        return After.SETTLE
    if lots.is_lot_by_lot:
        return After.LOT_BY_LOT
    if lots.place is None:
        return After.AGAIN if row.is_of_lots else After.RECOMMEND
    return _in_lot(lots.place)


def _in_lot(place: LotPlace) -> After:
    if place.state in {LotState.NOT_AWARDED, LotState.OUT_OF_DATE}:
        return After.LOTS
    if place.is_again:
        return After.AGAIN
    return After.RECOMMEND if place.state is LotState.DECIDED else After.LOTS


def _outcome(result: str) -> Outcome:
    found = json.loads(result)
    return Outcome(
        is_provisional=bool(found["provisional"]),
        ranked=frozenset(one["id"] for one in found["bids"] if one["rank"] is not None),
        screened=frozenset(one["bid"] for one in found["abnormally_low"]),
    )
