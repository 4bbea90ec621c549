"""What stands of tables to which rows are only added: the last row of each thing."""

from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import InstrumentedAttribute, aliased

from webapp.store.award_tables import BidExclusion
from webapp.store.scoring_tables import EvaluationDeclaration, EvaluatorMark, ModerationStep


def is_last(
    number: InstrumentedAttribute[int], *of: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """Return the condition that a row has the highest number of those that are equal in `of`."""
    later = aliased(number.class_)
    return ~exists().where(
        *(getattr(later, column.key) == column for column in of),
        getattr(later, number.key) > number,
    )


def is_last_mark() -> ColumnElement[bool]:
    """Return the condition that a mark is the last of its evaluator on an answer."""
    mark = EvaluatorMark
    return is_last(mark.number, mark.procurement_id, mark.bidder_id, mark.criterion, mark.user_id)


def is_last_step() -> ColumnElement[bool]:
    """Return the condition that a step of moderation is the last on an answer."""
    step = ModerationStep
    return is_last(step.number, step.procurement_id, step.bidder_id, step.criterion)


def is_last_declaration() -> ColumnElement[bool]:
    """Return the condition that nothing later is said of somebody's interests in the bidders."""
    said = EvaluationDeclaration
    return is_last(said.number, said.procurement_id, said.user_id)


def is_last_exclusion() -> ColumnElement[bool]:
    """Return the condition that nothing later is said of a ground against a bid."""
    said = BidExclusion
    return is_last(said.number, said.procurement_id, said.bidder_id, said.ground)
