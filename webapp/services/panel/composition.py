"""Who scores what and who chairs, as the rows of the record add up to it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from webapp.store.scoring_tables import EvaluationChairing, EvaluatorAssignment


def questions_by_evaluator(
    rows: Iterable[EvaluatorAssignment],
) -> Mapping[UUID, frozenset[str]]:
    """Return the questions that each evaluator scores now; whoever scores none is not in it."""
    last = {(row.user_id, row.criterion): row.is_on for row in rows}
    found: dict[UUID, set[str]] = {}
    for (user_id, criterion), is_on in last.items():
        if is_on:
            found.setdefault(user_id, set()).add(criterion)
    return {user_id: frozenset(questions) for user_id, questions in found.items()}


def chair_of(rows: Iterable[EvaluationChairing]) -> UUID | None:
    """Return who chairs the panel, None before anybody does."""
    found = list(rows)
    return found[-1].user_id if found else None
