"""The questions of a published tender that evaluators answer for each bid."""

from uuid import UUID

from evaluation.model import GateCriterion, Model, ScoredCriterion
from evaluation.own_scores import Question
from webapp.services.tendering.published import published_of
from webapp.store import Session


def questions_of(session: Session, procurement_id: UUID) -> tuple[Question, ...]:
    """Return what evaluators say something of, in the order of the model; none before it is out."""
    published = published_of(session, procurement_id)
    return questions_in(published.model) if published else ()


def questions_in(model: Model) -> tuple[Question, ...]:
    """Return the questions with a scale and the gates of a model."""
    return tuple(leaf for leaf in model.leaves if isinstance(leaf, ScoredCriterion | GateCriterion))
