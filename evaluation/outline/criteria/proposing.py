"""Whether the criteria and the social value proposal ask bidders for the same."""

from collections.abc import Iterator

from evaluation.outline.criteria.basis import Basis
from evaluation.outline.criteria.problem import Field, Problem, named
from evaluation.outline.criteria.tree import walk
from evaluation.outline.criteria.value import BuiltCriterion, Criteria, CriterionKind

_ASKED_ONCE = "Keep it in one of them: what is asked twice is scored twice"


def against_proposal(criteria: Criteria, basis: Basis) -> Iterator[Problem]:
    """Yield what is asked and not proposed, proposed and not asked, and asked twice."""
    placed = tuple(one.criterion for one in walk(criteria))
    for item in placed:
        yield from _outcomes(item, basis)
    if basis.offered is None:
        return
    offered = {one.id: one.title for one in basis.offered}
    asked: dict[str, BuiltCriterion] = {}
    for item in placed:
        for id_, title in _measures(item, offered):
            if id_ not in offered:
                yield _not_proposed(item, title)
            elif id_ in asked:
                text = f"{named(item)} asks for ‘{title}’ as {named(asked[id_])} does"
                yield Problem(text, _ASKED_ONCE, item.id, _field(item))
            asked.setdefault(id_, item)
    for id_, title in offered.items():
        if id_ not in asked:
            yield Problem(
                f"Bidders are to compete on ‘{title}’, and no criterion asks about it",
                "Tie a question to it, or take it out of the proposal's award criteria",
            )


def _outcomes(item: BuiltCriterion, basis: Basis) -> Iterator[Problem]:
    if item.outcome and basis.outcomes and item.outcome not in basis.outcomes:
        yield Problem(
            f"{named(item)} serves an outcome that the policy does not apply to this procurement",
            "Choose one that applies, or none",
            item.id,
            Field.OUTCOME,
        )


def _measures(item: BuiltCriterion, offered: dict[str, str]) -> Iterator[tuple[str, str]]:
    for id_ in item.indicators:
        yield id_, offered.get(id_, id_)
    for measure in item.measures:
        yield measure.id, measure.title


def _not_proposed(item: BuiltCriterion, title: str) -> Problem:
    return Problem(
        f"{named(item)} asks for ‘{title}’, on which the proposal does not let bidders compete",
        "Make it an award criterion in the proposal, or take it out here",
        item.id,
        _field(item),
    )


def _field(item: BuiltCriterion) -> Field:
    is_promised = item.kind is CriterionKind.COMMITMENTS
    return Field.MEASURES if is_promised else Field.INDICATORS
