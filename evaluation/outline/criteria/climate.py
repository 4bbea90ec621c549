"""The weight for climate and the environment that some policies want beside social value's."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.numbers import plain
from evaluation.outline.criteria.basis import Basis
from evaluation.outline.criteria.modelling import model_of
from evaluation.outline.criteria.problem import Field, Problem
from evaluation.outline.criteria.tree import effective_weights, walk
from evaluation.outline.criteria.value import Criteria
from evaluation.stress.social_value import social_value


def climate_weight_of(criteria: Criteria) -> Fraction:
    """Return the points of 100 that stand for climate: what counts as social value does not."""
    model, effective = model_of(criteria), effective_weights(criteria)
    marked = {item.id for item in criteria.criteria if item.is_for_climate}
    counted = set(social_value(model).counted)
    return sum(
        (
            effective.get(leaf.id, Fraction(0))
            for leaf in model.leaves
            if leaf.id not in counted and not marked.isdisjoint(model.paths[leaf.id])
        ),
        Fraction(0),
    )


def short_of_climate(criteria: Criteria, basis: Basis) -> Iterator[Problem]:
    """Yield that climate weighs less than the rules want, where they want anything."""
    if not basis.climate:
        return
    weight = climate_weight_of(criteria)
    if weight >= basis.climate:
        return
    marked = [one.criterion.id for one in walk(criteria) if one.criterion.is_for_climate]
    yield Problem(
        f"Climate weighs {plain(weight)} per cent beside social value, and the rules want at "
        f"least {plain(basis.climate)}",
        "Raise the weight of what stands for climate"
        if weight
        else "Say of a question or a group that it carries the weight for climate, or add one",
        marked[0] if marked else "",
        Field.WEIGHT if marked else Field.NONE,
    )
