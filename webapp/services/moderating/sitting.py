"""Who sits at the table of a moderation: whose scores are waited for, and who may be present."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from evaluation.panel.declarations import Handling
from webapp.services.panel.acting import Scene
from webapp.services.panel.composition import chair_of, questions_by_evaluator
from webapp.store import Session, evaluators


class Standing(StrEnum):
    """What somebody who scored an answer is to its question now."""

    SCORES = "scores it"
    LEFT = "no longer scores it"
    RECUSED = "takes no part, for a conflict of interest"


@dataclass(frozen=True, slots=True)
class Sitting:
    """The panel as moderation turns on it.

    `questions` are those that each evaluator scores now and still can: whoever holds no role any
    more or is recused is not waited for. What a recused person gave does not count.
    """

    questions: Mapping[UUID, frozenset[str]]
    recused: frozenset[UUID]
    chair: UUID | None
    officers: frozenset[UUID]

    def asked(self, criterion: str) -> frozenset[UUID]:
        """Return those whose own score of an answer to a question is waited for."""
        return frozenset(one for one, theirs in self.questions.items() if criterion in theirs)

    @property
    def people(self) -> frozenset[UUID]:
        """Those who may be present when a score is agreed: the panel, and officers beside it."""
        chair = {self.chair} if self.chair else set()
        return (frozenset(self.questions) | chair | self.officers) - self.recused

    def standing(self, user_id: UUID, criterion: str) -> Standing:
        """Return what somebody who scored an answer is to its question now."""
        if user_id in self.recused:
            return Standing.RECUSED
        return Standing.SCORES if user_id in self.asked(criterion) else Standing.LEFT


def sitting_of(session: Session, scene: Scene) -> Sitting:
    """Return who sits at the table, in a fixed number of queries."""
    id_ = scene.procurement_id
    last = {one.user_id: one.handling for one in evaluators.declarations(session, id_)}
    recused = frozenset(one for one, handling in last.items() if handling == Handling.RECUSED)
    assigned = questions_by_evaluator(evaluators.assignments(session, id_))
    return Sitting(
        questions={
            user_id: theirs
            for user_id, theirs in assigned.items()
            if user_id in scene.people and user_id not in recused
        },
        recused=recused,
        chair=chair_of(evaluators.chairings(session, id_)),
        officers=scene.officers,
    )
