"""What the record of a procurement says of how it stands: its stage, whose turn it is, since when.

Whatever changes one of these says so here, so that a list and the pages it leads to agree.
"""

from datetime import datetime
from enum import StrEnum

from evaluation.outline.proposal import Proposal, Standing
from rules.canonical import canonical_text
from webapp.store.models import ProcurementRecord


class Stage(StrEnum):
    """How far the preparation of a procurement has come: of its answers, then of its outline."""

    QUESTIONS = "questions"
    UNDECIDED = "undecided"
    DECIDED = "decided"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    REJECTED = "rejected"
    SEALED = "sealed"
    REOPENED = "reopened"


class Turn(StrEnum):
    """Whose turn it is in a procurement, as its record says under `waits_for`."""

    BUYER = "buyer"
    PANEL = "panel"
    OFFICER = "officer"
    NOBODY = "nobody"


def stand(record: ProcurementRecord, stage: Stage, turn: Turn, *, since: datetime) -> None:
    """Write how far a procurement has come, and whose turn it is.

    What waits for the buyer waits since it came to them, however often they work on it; what
    waits for nobody does not wait.
    """
    record.stage = stage.value
    is_kept = turn is Turn.BUYER and record.waits_for == Turn.BUYER and record.waits_since
    if not is_kept:
        record.waits_since = None if turn is Turn.NOBODY else since
    record.waits_for = turn.value


def note_measures(record: ProcurementRecord, part: object) -> None:
    """Write the measures that a proposal asks of bidders, and the departures that it waits for.

    Other parts have none.
    """
    if isinstance(part, Proposal):
        asked = sorted([one.measure, one.own.outcome if one.own else None] for one in part.included)
        record.measures = canonical_text(asked)
        waiting = [
            [one.departure, one.extent, one.waivable_by, one.asked_on.isoformat(), one.asked_by]
            for one in part.allowings
            if one.standing is Standing.ASKED
        ]
        authors = list(part.authors)
        record.departures = canonical_text([waiting, authors]) if waiting else None
