"""What would change if a recorded decision were made again today; nothing is stored by looking."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rules.decide import decide
from rules.decision import Decision
from rules.errors import OutsidePeriod
from webapp.services.decisions.decisions import decided
from webapp.services.preparing.procurements import Preparation, opened
from webapp.store import Store
from webapp.store import procurements as rows


@dataclass(frozen=True, slots=True)
class DecidedAgain:
    """A recorded decision beside those of today.

    `recorded` is `podium/decision/1` as it was recorded, `today` the decision on the same
    answers under today's packs and settings, and `commenced_today` the same as if the
    procurement commenced today, None where the packs do not know today's law.
    """

    preparation: Preparation
    recorded: dict[str, Any]
    today: Decision
    commenced_today: Decision | None

    @property
    def has_same_packs(self) -> bool:
        """Whether it was recorded under today's packs and settings."""
        then = tuple(pack["sha256"] for pack in self.recorded["packs"])
        return then == self.preparation.stack_today.digests


def decide_again(store: Store, procurement_id: UUID, *, on: date) -> DecidedAgain | None:
    """Return a recorded decision beside those of a day, None where none is on record."""
    with store.reading() as session:
        preparation = opened(session, procurement_id, is_anew=True)
        latest = rows.latest_decision(session, procurement_id)
        recorded = latest[0].content if latest else None
    if preparation is None or recorded is None or not preparation.is_recorded:
        return None
    procurement, decision = preparation.journey.procurement, preparation.decision
    if procurement is None or decision is None:
        return None
    stack = preparation.stack_today
    try:
        commenced_today = decide(procurement, stack, on=on)
    except OutsidePeriod:
        commenced_today = None
    return DecidedAgain(
        preparation, json.loads(recorded), decided(procurement, stack), commenced_today
    )
