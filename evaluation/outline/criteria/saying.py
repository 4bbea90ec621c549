"""What a criterion does not say yet, and a published one must."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.model import CommitmentFormula, PriceFormula
from evaluation.numbers import exact, is_number, plain
from evaluation.outline.criteria.problem import Field, Problem, named
from evaluation.outline.criteria.tree import below, by_id, children_of, marks_of
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    ZeroPriceRule,
)
from evaluation.wording import listed

LONG_SCALE = 10
"""Whole marks above the lowest, beyond which the two ends of a scale are described."""


def unsaid(criteria: Criteria, item: BuiltCriterion) -> Iterator[Problem]:
    """Yield what one criterion lacks, its weight apart."""
    match item.kind:
        case CriterionKind.GROUP:
            yield from _of_group(criteria, item)
        case CriterionKind.PRICE:
            yield from _of_price(item)
        case CriterionKind.SCORED:
            yield from _of_question(item)
        case CriterionKind.COMMITMENTS:
            yield from _of_promises(item)
        case CriterionKind.GATE:
            yield from _of_requirement(item)
    if item.minimum is not None and item.minimum.disqualifies is None:
        yield Problem(
            f"{named(item)} does not say whether a bid below its minimum is out",
            "Say so: Procurement Act 2023 s.23(3)(a) wants it stated",
            item.id,
            Field.MINIMUM,
        )


def _of_group(criteria: Criteria, item: BuiltCriterion) -> Iterator[Problem]:
    inside = children_of(criteria, item.id)
    if all(one.kind is CriterionKind.GATE for one in inside):
        what = "holds requirements alone, and nothing with a weight" if inside else "is empty"
        yield Problem(
            f"{named(item)} {what}",
            "Add a criterion with a weight to it, or remove it",
            item.id,
            Field.WITHIN,
            keeps_from_testing=True,
        )
    if item.minimum is None:
        return
    found = by_id(criteria)
    relative = (found[id_] for id_ in below(criteria, item.id))
    hanging = sorted(one.title for one in relative if _hangs_on_others(one))
    if hanging:
        yield Problem(
            f"Whether a bid reached the minimum of {named(item)} would hang on other bids, "
            f"because ‘{hanging[0]}’ stands in it",
            "Set the minimum on the questions themselves, or leave it out",
            item.id,
            Field.MINIMUM,
            keeps_from_testing=True,
        )


def _hangs_on_others(item: BuiltCriterion) -> bool:
    if item.kind is CriterionKind.COMMITMENTS:
        return item.formula != CommitmentFormula.RELATIVE_TO_TARGET
    return item.kind is CriterionKind.PRICE


def _of_price(item: BuiltCriterion) -> Iterator[Problem]:
    if not item.formula:
        yield Problem(
            f"{named(item)} does not say how a price becomes points",
            "Choose a formula",
            item.id,
            Field.FORMULA,
            keeps_from_testing=True,
        )
    if item.formula == PriceFormula.SET_RANGE and not (item.floor and item.ceiling):
        yield Problem(
            f"{named(item)} has no floor or no ceiling",
            "Say which price earns full marks, and which earns none",
            item.id,
            Field.RANGE,
            keeps_from_testing=True,
        )
    if item.formula == PriceFormula.LOGARITHMIC and not item.factor:
        yield Problem(
            f"{named(item)} does not say at how many times the lowest price points end",
            "Give the factor, such as 2",
            item.id,
            Field.FACTOR,
            keeps_from_testing=True,
        )
    if item.zero_price is ZeroPriceRule.UNSAID:
        yield Problem(
            f"{named(item)} does not say what becomes of a price of zero",
            "Say so now: a rule that is made when one comes in is made for one bidder",
            item.id,
            Field.ZERO_PRICE,
        )


def _of_requirement(item: BuiltCriterion) -> Iterator[Problem]:
    if not item.asked:
        yield Problem(
            f"{named(item)} does not say what shows that it is met",
            "Say what a bidder has to give or declare, so that it can be checked",
            item.id,
            Field.ASKED,
        )


def _of_question(item: BuiltCriterion) -> Iterator[Problem]:
    if not item.asked:
        yield Problem(
            f"{named(item)} does not say what bidders are asked",
            "Write the question as a bidder is to answer it",
            item.id,
            Field.ASKED,
        )
    missing = undescribed(item)
    if missing:
        marks = listed(tuple(plain(mark) for mark in missing))
        told = f"the mark {marks}" if len(missing) == 1 else f"the marks {marks}"
        yield Problem(
            f"{named(item)} does not say what earns {told}",
            "Describe them, so that bidders know what is wanted and evaluators mark alike",
            item.id,
            Field.DESCRIPTORS,
        )


def undescribed(item: BuiltCriterion) -> tuple[Fraction, ...]:
    """Return the marks of a question that have to be described and are not."""
    if item.scale is None:
        return ()
    described = {
        exact(one.level) for one in item.descriptors if is_number(one.level) and one.text.strip()
    }
    return tuple(mark for mark in to_describe(item.scale) if mark not in described)


def to_describe(scale: MarksFrom) -> tuple[Fraction, ...]:
    """Return the marks of a scale that need a text: whole ones, of a long scale the two ends.

    >>> [str(mark) for mark in to_describe(MarksFrom("0", "2", "0.5"))]
    ['0', '1', '2']
    """
    marks = marks_of(scale)
    if marks[-1] - marks[0] > LONG_SCALE:
        return (marks[0], marks[-1])
    whole = tuple(mark for mark in marks if (mark - marks[0]).denominator == 1)
    return whole if marks[-1] in whole else (*whole, marks[-1])


def _of_promises(item: BuiltCriterion) -> Iterator[Problem]:
    if not item.formula:
        yield Problem(
            f"{named(item)} does not say how what is promised becomes points",
            "Choose a formula",
            item.id,
            Field.FORMULA,
            keeps_from_testing=True,
        )
    if item.formula == CommitmentFormula.RELATIVE_TO_TARGET and not item.target:
        yield Problem(
            f"{named(item)} has no target",
            "Say what value in pounds earns full marks",
            item.id,
            Field.TARGET,
            keeps_from_testing=True,
        )
    if not item.measures:
        yield Problem(
            f"{named(item)} asks for no measure",
            "Choose one of the proposal's measures, or make it a question",
            item.id,
            Field.MEASURES,
            keeps_from_testing=True,
        )
    unvalued = tuple(f"‘{one.title}’" for one in item.measures if not one.value)
    if unvalued:
        yield Problem(
            f"{named(item)} does not say what a unit of {listed(unvalued)} is worth",
            "Give the value of a unit in pounds, or ask a question instead",
            item.id,
            Field.MEASURES,
            keeps_from_testing=True,
        )
