"""What keeps criteria from being published: each problem with the way to mend it."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.numbers import HUNDRED, plain
from evaluation.outline.criteria.basis import Basis, basis_of
from evaluation.outline.criteria.climate import short_of_climate
from evaluation.outline.criteria.modelling import model_of
from evaluation.outline.criteria.problem import Field, Problem, named
from evaluation.outline.criteria.proposing import against_proposal
from evaluation.outline.criteria.saying import unsaid
from evaluation.outline.criteria.tree import (
    TOP,
    by_id,
    children_of,
    effective_weights,
    has_weight,
    totals,
    walk,
    weight_of,
)
from evaluation.outline.criteria.value import BuiltCriterion, Criteria, CriterionKind
from evaluation.outline.proposal import Proposal
from evaluation.stress.social_value import social_value
from rules.decision import Decision
from rules.stack import Stack

NO_CRITERIA = Problem("There are no criteria yet", "Start from a template, or add a criterion")


def problems(
    criteria: Criteria, decision: Decision | None, stack: Stack, proposal: Proposal | None = None
) -> tuple[Problem, ...]:
    """Return what is missing or wrong, weights first, then in the order of the tree.

    Args:
        criteria: As they stand.
        decision: What the rules decided of the procurement, None while they can't be asked.
        stack: The packs that decided.
        proposal: The social value proposal, None before it was saved.
    """
    return problems_on(criteria, basis_of(decision, stack, proposal))


def problems_on(criteria: Criteria, basis: Basis) -> tuple[Problem, ...]:
    """Return what is missing or wrong, given what the criteria are built on."""
    if not criteria.criteria:
        return (NO_CRITERIA,)
    found = [*weight_problems(criteria)]
    has_totals = not found
    for placed in walk(criteria):
        found += unsaid(criteria, placed.criterion)
    if has_totals:
        found += (*_social_value(criteria, basis), *short_of_climate(criteria, basis))
    return (*found, *against_proposal(criteria, basis))


def keeping_from_testing(criteria: Criteria) -> tuple[Problem, ...]:
    """Return what is to be said first, before a stress test can be made."""
    if not criteria.criteria:
        return (NO_CRITERIA,)
    return tuple(problem for problem in _of_form(criteria) if problem.keeps_from_testing)


def _of_form(criteria: Criteria) -> Iterator[Problem]:
    yield from weight_problems(criteria)
    for placed in walk(criteria):
        yield from unsaid(criteria, placed.criterion)


def weight_problems(criteria: Criteria) -> Iterator[Problem]:
    """Yield the weights that nobody gave, and the groups whose weights do not total 100."""
    for placed in walk(criteria):
        item = placed.criterion
        if has_weight(item) and weight_of(item) is None:
            yield Problem(
                f"{named(item)} has no weight",
                "Give what it weighs within its group, such as 25",
                item.id,
                Field.WEIGHT,
                keeps_from_testing=True,
            )
    for group, total in totals(criteria).items():
        weighted = [one for one in children_of(criteria, group) if has_weight(one)]
        if weighted and total != HUNDRED:
            yield _off(by_id(criteria).get(group), weighted, total)


def _off(group: BuiltCriterion | None, weighted: list[BuiltCriterion], total: Fraction) -> Problem:
    """Return that weights do not total 100; it is mended at the first of them without one."""
    where = "at the top" if group is None else f"in {named(group)}"
    difference = plain(abs(HUNDRED - total))
    is_short = total < HUNDRED
    off = "too little" if is_short else "too much"
    remedy = f"Add {difference} to them" if is_short else f"Take {difference} off them"
    first = next((one for one in weighted if weight_of(one) is None), weighted[0])
    text = f"The weights {where} total {plain(total)}, not 100: {difference} {off}"
    return Problem(text, remedy, first.id, Field.WEIGHT, group=TOP if group is None else group.id)


def social_value_weight_of(criteria: Criteria) -> Fraction:
    """Return what social value weighs of the whole, as a stress test counts it."""
    return Fraction(social_value(model_of(criteria)).weight)


def _social_value(criteria: Criteria, basis: Basis) -> Iterator[Problem]:
    weight = social_value_weight_of(criteria)
    place = social_value_place(criteria)
    if not basis.is_within(weight):
        yield Problem(
            f"Social value weighs {plain(weight)} per cent, and {range_words(basis)}",
            "Change its weight, or ask in the proposal for another to be allowed",
            place,
            Field.WEIGHT,
        )
    elif basis.chosen is not None and weight != basis.chosen:
        yield Problem(
            f"Social value weighs {plain(weight)} per cent here, and {plain(basis.chosen)} per "
            "cent in the proposal",
            "Change one of the two: both are published",
            place,
            Field.WEIGHT,
        )
    share = basis.quality_share
    quality = HUNDRED - _price_weight(criteria)
    if share is not None and quality and 100 * weight < share * quality:
        yield Problem(
            f"Social value weighs {plain(weight)} of the {plain(quality)} points for quality, "
            f"and the rules want at least {plain(share)} per cent of them",
            "Raise its weight",
            place,
            Field.WEIGHT,
        )


def range_words(basis: Basis) -> str:
    """Return the range of the weight of social value, empty where there is none.

    >>> range_words(Basis(least=Fraction(5), most=Fraction(20)))
    'the rules allow from 5 to 20 per cent'
    """
    match (basis.least, basis.most):
        case (None, None):
            return ""
        case (least, None) if least is not None:
            return f"the rules want at least {plain(least)} per cent"
        case (None, most) if most is not None:
            return f"the rules allow at most {plain(most)} per cent"
        case (least, most):
            low, high = plain(least or Fraction(0)), plain(most or Fraction(0))
            return f"the rules allow from {low} to {high} per cent"


def social_value_place(criteria: Criteria) -> str:
    """Return the criterion whose weight is that of social value: as high up as it holds all of it.

    The first that is social value, where several share it; empty where none is.
    """
    model = model_of(criteria)
    found = social_value(model).counted
    if not found:
        return ""
    counted = set(found)
    for id_ in model.paths[found[0]]:
        held = {leaf.id for leaf in model.leaves if id_ in model.paths[leaf.id]}
        if held <= counted:
            return id_
    return found[0]


def _price_weight(criteria: Criteria) -> Fraction:
    weights = effective_weights(criteria)
    prices = (item for item in criteria.criteria if item.kind is CriterionKind.PRICE)
    return sum((weights.get(item.id, Fraction(0)) for item in prices), Fraction(0))
