"""What is next in a tender, and whose it is: of one for its page, and of many at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from evaluation.moderating.agreed import is_all_agreed
from evaluation.panel.phases import HANDS, OnRecord, Phase, phase_at
from rules.uk_time import day_of
from webapp.roles import (
    AWARD_APPROVERS,
    EVALUATION_CHAIRS,
    EVALUATORS,
    OPENERS,
    TENDER_KEEPERS,
    Role,
)
from webapp.services.result.still_open import After, after_evaluation
from webapp.services.tendering.published import asked_in
from webapp.services.tendering.standing import award_on_record
from webapp.store import Session, evaluation_workloads, tender_workloads
from webapp.store.award_steps import NOTHING, AwardProgress
from webapp.store.finding import Reading
from webapp.store.tender_workloads import TenderRow


class Step(StrEnum):
    """What can be next in a tender."""

    APPROVE_OUTLINE = "approve outline"
    PUBLISH = "publish"
    INVITE = "invite"
    ANSWER = "answer"
    PANEL = "panel"
    WAIT = "wait"
    LATE = "late"
    OPEN = "open"
    SECOND_HAND = "second hand"
    SCORE = "score"
    COMPARE = "compare"
    AGREE = "agree"
    EVALUATE = "evaluate"
    EVALUATE_AGAIN = "evaluate again"
    SETTLE = "settle"
    LOTS = "lots"
    LOT_BY_LOT = "lot by lot"
    RECOMMEND = "recommend"
    APPROVE = "approve"
    TELL = "tell"
    STOPPED = "stopped"
    REVERSAL = "reversal"
    NOTICE = "notice"
    STANDSTILL = "standstill"
    CONTRACT = "contract"
    DETAILS = "details"
    TERMINATION = "termination"
    ENDED = "ended"
    NOTHING = "nothing"


OF_OFFICER_OR_CHAIR: Final = frozenset({Step.EVALUATE, Step.EVALUATE_AGAIN, Step.SETTLE})
"""The steps that an officer takes, or whoever chairs the panel."""

_NOBODY: Final[frozenset[Role]] = frozenset()
DOERS: Final[Mapping[Step, frozenset[Role]]] = MappingProxyType(
    {
        Step.APPROVE_OUTLINE: _NOBODY,
        Step.WAIT: _NOBODY,
        Step.STANDSTILL: _NOBODY,
        Step.NOTHING: _NOBODY,
        Step.ENDED: _NOBODY,
        Step.LOT_BY_LOT: _NOBODY,
        **dict.fromkeys(
            (
                Step.PUBLISH,
                Step.INVITE,
                Step.ANSWER,
                Step.PANEL,
                Step.LATE,
                Step.LOTS,
                Step.RECOMMEND,
                Step.TELL,
                Step.STOPPED,
                Step.NOTICE,
                Step.CONTRACT,
                Step.DETAILS,
                Step.TERMINATION,
            ),
            TENDER_KEEPERS,
        ),
        Step.OPEN: OPENERS,
        Step.SECOND_HAND: OPENERS,
        Step.SCORE: EVALUATORS,
        Step.COMPARE: EVALUATION_CHAIRS,
        Step.AGREE: EVALUATION_CHAIRS,
        **dict.fromkeys(OF_OFFICER_OR_CHAIR, TENDER_KEEPERS | EVALUATION_CHAIRS),
        Step.APPROVE: AWARD_APPROVERS,
        Step.REVERSAL: AWARD_APPROVERS,
    }
)
"""Of each step the roles of which whoever takes it holds one."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A tender that is out, the phase that it is in, and its next step."""

    row: TenderRow
    phase: Phase
    step: Step

    @property
    def procurement_id(self) -> UUID:
        """The procurement."""
        return self.row.procurement_id


def coming(session: Session, reading: Reading, *, now: datetime) -> tuple[Coming, ...]:
    """Return what is next in the tenders that somebody may read, in a fixed number of queries."""
    rows = tender_workloads.out(session, reading)
    agreed = _agreed(session, [row for row in rows if row.hands >= HANDS])
    phases = {row.procurement_id: _phase(row, agreed, now) for row in rows}
    scoring = [id_ for id_, phase in phases.items() if phase is Phase.SCORING]
    left = evaluation_workloads.scores_left(session, scoring) if scoring else {}
    evaluated = [id_ for id_, phase in phases.items() if phase is Phase.EVALUATED]
    after = after_evaluation(session, evaluated) if evaluated else {}
    found = []
    for row in rows:
        phase, of_scores = phases[row.procurement_id], left.get(row.procurement_id, (0, 0))
        is_in = of_scores[1] > 0 and of_scores[0] == 0
        step = step_of(row, phase, is_in=is_in, today=day_of(now))
        if step is Step.RECOMMEND:
            step = _BEFORE_AWARD[after[row.procurement_id]]
        found.append(Coming(row, phase, step))
    return tuple(found)


def step_of(row: TenderRow, phase: Phase, *, is_in: bool, today: date) -> Step:
    """Return what is next; `is_in` says that every score asked of evaluators is handed in."""
    if row.ended_at is not None:
        return Step.TERMINATION if row.lacks_notice else Step.ENDED
    match phase:
        case Phase.OUT:
            return _while_out(row)
        case Phase.SEALED if row.late:
            return Step.LATE
        case Phase.SEALED:
            return Step.SECOND_HAND if row.hands else Step.OPEN
        case Phase.SCORING if is_in:
            return Step.COMPARE
        case Phase.APPROVED:
            return Step.TELL
        case Phase.TOLD:
            return _after_letters(row, today)
        case Phase.AWARDED if row.is_detailed:
            return Step.NOTHING
    return _BY_PHASE[phase]


_BY_PHASE: Final = MappingProxyType(
    {
        Phase.PREPARING: Step.APPROVE_OUTLINE,
        Phase.SCORING: Step.SCORE,
        Phase.MODERATING: Step.AGREE,
        Phase.MODERATED: Step.EVALUATE,
        Phase.EVALUATED: Step.RECOMMEND,
        Phase.RECOMMENDED: Step.APPROVE,
        Phase.AWARDED: Step.DETAILS,
    }
)


_BEFORE_AWARD: Final = MappingProxyType(
    {
        After.AGAIN: Step.EVALUATE_AGAIN,
        After.SETTLE: Step.SETTLE,
        After.LOTS: Step.LOTS,
        After.LOT_BY_LOT: Step.LOT_BY_LOT,
        After.RECOMMEND: Step.RECOMMEND,
    }
)


def _while_out(row: TenderRow) -> Step:
    if not row.bidders:
        return Step.INVITE
    if row.questions:
        return Step.ANSWER
    return Step.WAIT if row.has_panel else Step.PANEL


def _after_letters(row: TenderRow, today: date) -> Step:
    if row.is_reversal_asked:
        return Step.REVERSAL
    if row.is_stopped:
        return Step.STOPPED
    if row.noticed_on is None:
        return Step.NOTICE
    is_over = row.ends_on is None or today > row.ends_on
    return Step.CONTRACT if is_over else Step.STANDSTILL


def _phase(row: TenderRow, agreed: Collection[UUID], now: datetime) -> Phase:
    award = NOTHING
    if row.evaluated_at is not None:
        is_newer = row.moderated_at is None or row.evaluated_at >= row.moderated_at
        award = AwardProgress(is_newer, row.state, row.is_told)
    record = OnRecord(
        deadline_at=row.deadline_at,
        hands=row.hands,
        is_moderation_begun=row.moderated_at is not None,
        is_all_agreed=row.procurement_id in agreed,
        ended_at=row.ended_at,
        **award_on_record(award),
    )
    return phase_at(record, now)


def _agreed(session: Session, rows: Sequence[TenderRow]) -> frozenset[UUID]:
    """Return those of some tenders of which every score is agreed, as `standing_of` has it."""
    ids = [row.procurement_id for row in rows]
    if not ids:
        return frozenset()
    found = tender_workloads.publications(session, [row.publication_id for row in rows])
    asked = {one.procurement_id: asked_in(one) for one in found}
    counted = tender_workloads.counted_bidders(session, ids)
    agreed: dict[UUID, dict[UUID, tuple[int, bool]]] = {}
    for one in tender_workloads.agreed(session, ids):
        if one.criterion in (asked[one.procurement_id] or ()):
            of_tender = agreed.setdefault(one.procurement_id, {})
            count, has_failed = of_tender.get(one.bidder_id, (0, False))
            of_tender[one.bidder_id] = (count + 1, has_failed or one.score == "failed")
    return frozenset(
        id_
        for id_, questions in asked.items()
        if questions is not None
        and is_all_agreed(counted.get(id_, ()), len(questions), agreed.get(id_, {}))
    )
